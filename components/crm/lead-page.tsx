import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { activityFields, type CrmChoices, leadFields } from "#components/crm/fields";
import { NoteForm } from "#components/crm/note-form";
import { StagePath } from "#components/crm/stage-path";
import { LeadTags } from "#components/crm/tags";
import { Thread } from "#components/crm/thread";
import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { AddItem, EditItem } from "#components/events/plan-item";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { changeLead, convertLead, moveLead, noteLead, recordActivity } from "#lib/crm/actions";
import type { Lead, Stage, ThreadLine } from "#lib/crm/queries";
import { type LeadSource, leadSources, scoreParts, spanWords, stateNames } from "#lib/crm/rules";
import { toLocal } from "#lib/time";

type Props = {
  slug: string;
  zone: string;
  currency: string;
  today: string;
  now: number;
  lead: Lead;
  thread: ThreadLine[];
  stages: Stage[];
  choices: CrmChoices;
  may: boolean;
  children?: ReactNode;
};

/** Everything about a lead on one page: who they are, where they stand, and what happened. */
export function LeadPage({ slug, zone, currency, today, now, lead, thread, stages, choices, may, children }: Props) {
  const waited = now - Date.parse(lead.stageAt);
  const stale = lead.state === "open" && lead.staleDays !== null && waited > lead.staleDays * 86_400_000;
  return (
    <>
      <PageHeader
        title={lead.name}
        badge={
          <>
            <StateBadge state={lead.state} label={stateNames[lead.state]} tone={tones[lead.state]} />
            {stale ? <Badge variant="warning">Standing still for {spanWords(waited)}</Badge> : null}
          </>
        }
        description={`${leadSources[lead.source as LeadSource] ?? lead.source}${lead.origin ? `, ${lead.origin}` : ""}`}
        crumbs={[{ label: lead.name }]}
        actions={may ? <LeadActs {...{ lead, zone, currency, choices }} /> : null}
      />
      <div className="mb-6">
        <StagePath
          id={lead.id}
          name={lead.name}
          stageId={lead.stageId}
          stages={stages}
          move={moveLead}
          fixed={!may || lead.state === "converted"}
          withoutWon
        />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-5">
          {lead.message ? (
            <blockquote className="whitespace-pre-line break-words rounded-lg border bg-card px-4 py-3">
              {lead.message}
            </blockquote>
          ) : null}
          {may ? <NoteForm action={noteLead} hidden={{ id: lead.id }} /> : null}
          <Thread lines={thread} zone={zone} now={now} />
          {children}
        </div>
        <div className="grid gap-4">
          <Contact slug={slug} lead={lead} zone={zone} />
          <Score lead={lead} today={today} />
          <Card>
            <CardHeader>
              <CardTitle>Tags</CardTitle>
            </CardHeader>
            <CardContent>
              <LeadTags id={lead.id} tags={lead.tags} may={may} />
            </CardContent>
          </Card>
        </div>
      </div>
    </>
  );
}
const tones = { open: "info", converted: "success", lost: "neutral" } as const;

function LeadActs({ lead, zone, currency, choices }: Pick<Props, "lead" | "zone" | "currency" | "choices">) {
  const { id, name } = lead;
  return (
    <>
      <EditItem
        name={name}
        title="Change this lead"
        verb="Save"
        done="Saved."
        action={changeLead}
        hidden={{ id }}
        fields={leadFields(choices, zone, false)}
        values={{
          name,
          email: lead.email,
          phone: lead.phone,
          message: lead.message,
          wishedOn: lead.wishedOn,
          guests: lead.guests,
          service: lead.service,
          referredBy: lead.referredBy,
          stationId: lead.stationId,
          ownerId: lead.ownerId,
          followUpAt: lead.followUpAt ? toLocal(new Date(lead.followUpAt), zone) : "",
        }}
      />
      <AddItem
        label="Record a contact"
        variant="outline"
        title={`What happened with ${name}?`}
        verb="Record"
        done="Recorded."
        action={recordActivity}
        hidden={{ id }}
        fields={activityFields(zone)}
        values={{ kind: "call" }}
      />
      {lead.state === "open" ? (
        <AddItem
          label="Convert"
          title={`${name} becomes a customer`}
          text={
            lead.alike[0]
              ? `${lead.alike[0].name} is known already by the same address or number: this lead joins them. Its thread stays here and on their page.`
              : "Their thread stays here and on the customer's page. With a title, an opportunity is opened as well."
          }
          verb="Convert"
          done={`${name} is a customer now.`}
          action={convertLead}
          hidden={{ id, currency }}
          fields={[
            { name: "title", label: "Opportunity", kind: "text", hint: "Leave it empty when there is none yet." },
            { name: "amount", label: "Worth", kind: "money", currency, half: true },
            { name: "expectedOn", label: "Expected to close", kind: "date", half: true },
          ]}
          values={{ title: lead.service, expectedOn: lead.wishedOn }}
        />
      ) : null}
    </>
  );
}

function Contact({ slug, lead, zone }: Pick<Props, "slug" | "lead" | "zone">) {
  const customer = lead.customerId ? (
    <Link
      className="text-primary-text underline underline-offset-4"
      href={`/${slug}/crm/customers/${lead.customerId}` as Route}
    >
      {lead.customer}
    </Link>
  ) : null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Who and what</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts
          facts={[
            ...(customer ? [{ label: "Customer", value: customer }] : []),
            ...(lead.bookingId
              ? [
                  {
                    label: "Booking",
                    value: (
                      <Link
                        className="text-primary-text underline underline-offset-4"
                        href={`/${slug}/bookings/${lead.bookingId}` as Route}
                      >
                        What was booked
                      </Link>
                    ),
                  },
                ]
              : []),
            {
              label: "E-mail",
              value: lead.email ? (
                <a className="underline underline-offset-4" href={`mailto:${lead.email}`}>
                  {lead.email}
                </a>
              ) : null,
            },
            {
              label: "Phone",
              value: lead.phone ? (
                <a className="underline underline-offset-4" href={`tel:${lead.phone.replace(/[^\d+]/g, "")}`}>
                  {lead.phone}
                </a>
              ) : null,
            },
            { label: "Wished day", value: lead.wishedOn ? <Day day={lead.wishedOn} /> : null },
            { label: "Guests", value: lead.guests?.toLocaleString("en") ?? null },
            { label: "Service", value: lead.service || null },
            { label: "Station", value: lead.station },
            { label: "Owner", value: lead.owner },
            { label: "Next step", value: lead.followUpAt ? <Time at={lead.followUpAt} zone={zone} /> : null },
            { label: "Offers", value: lead.marketing ? `Yes, by the words of ${lead.consentVersion}` : "Not agreed" },
            { label: "Came", value: <Time at={lead.createdAt} zone={zone} /> },
            ...(lead.lostReason
              ? [{ label: "Lost", value: [lead.lostReason, lead.lostNote].filter(Boolean).join(". ") }]
              : []),
            ...(lead.referredBy ? [{ label: "Sent by", value: lead.referredBy }] : []),
          ]}
        />
      </CardContent>
    </Card>
  );
}

function Score({ lead, today }: Pick<Props, "lead" | "today">) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Score</CardTitle>
        <span className="figures font-semibold text-lg">{lead.score}</span>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-1 text-[0.8125rem]">
          {scoreParts(lead, today).map(({ words, points }) => (
            <li key={words} className="flex justify-between gap-4">
              <span className="text-muted-foreground">{words}</span>
              <span className="figures">+{points}</span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
