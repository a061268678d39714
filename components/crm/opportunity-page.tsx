import type { Route } from "next";
import Link from "next/link";
import { type CrmChoices, opportunityFields } from "#components/crm/fields";
import { StagePath } from "#components/crm/stage-path";
import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { EditItem } from "#components/events/plan-item";
import { PlanHead } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { changeOpportunity, moveOpportunity } from "#lib/crm/actions";
import type { Stage } from "#lib/crm/queries";
import type { Opportunity } from "#lib/crm/queries/board";
import { spanWords } from "#lib/crm/rules";
import { majorUnits } from "#lib/money";

type Choice = { value: string; label: string };
type Props = {
  slug: string;
  zone: string;
  now: number;
  deal: Opportunity;
  stages: Stage[];
  choices: CrmChoices;
  currencies: Choice[];
  customers: Choice[];
  may: boolean;
};
const tones = { open: "info", won: "success", lost: "neutral" } as const;

/** Business that may come: what it is worth, with whom, and how it got where it is. */
export function OpportunityPage({ slug, zone, now, deal, stages, choices, currencies, customers, may }: Props) {
  const known = customers.some(({ value }) => value === deal.customerId) || !deal.customerId;
  const all = known ? customers : [...customers, { value: deal.customerId ?? "", label: deal.customer ?? "" }];
  const link = (path: string, words: string | null) => (
    <Link className="text-primary-text underline underline-offset-4" href={`/${slug}/crm/${path}` as Route}>
      {words}
    </Link>
  );
  return (
    <>
      <PageHeader
        title={deal.title}
        badge={<StateBadge state={deal.state} tone={tones[deal.state]} />}
        crumbs={[{ label: deal.title }]}
        actions={
          may ? (
            <EditItem
              name={deal.title}
              title="Change this opportunity"
              verb="Save"
              done="Saved."
              action={changeOpportunity}
              hidden={{ id: deal.id }}
              fields={opportunityFields(choices, currencies, all)}
              values={{
                title: deal.title,
                amount: majorUnits(BigInt(deal.amountMinor), deal.currency),
                currency: deal.currency,
                expectedOn: deal.expectedOn,
                customerId: deal.customerId,
                stationId: deal.stationId,
                ownerId: deal.ownerId,
                notes: deal.notes,
              }}
            />
          ) : null
        }
      />
      <div className="mb-6">
        <StagePath
          id={deal.id}
          name={deal.title}
          stageId={deal.stageId}
          stages={stages}
          move={moveOpportunity}
          fixed={!may}
        />
      </div>
      <Facts
        className="mb-6"
        facts={[
          { label: "Worth", value: <Money minor={deal.amountMinor} currency={deal.currency} /> },
          { label: "Expected to close", value: deal.expectedOn ? <Day day={deal.expectedOn} /> : null },
          { label: "Customer", value: deal.customerId ? link(`customers/${deal.customerId}`, deal.customer) : null },
          { label: "Lead", value: deal.leadId ? link(`leads/${deal.leadId}`, deal.lead) : null },
          { label: "Station", value: deal.station },
          { label: "Owner", value: deal.owner },
          ...(deal.lostReason ? [{ label: "Lost", value: deal.lostReason }] : []),
          { label: "Notes", value: deal.notes ? <span className="whitespace-pre-line">{deal.notes}</span> : null },
        ]}
      />
      <PlanHead title="The way here" />
      <ol className="grid gap-1.5">
        {deal.stays.map((stay) => (
          <li key={stay.id} className="flex flex-wrap gap-x-3">
            <span className="font-medium">{stay.stage}</span>
            <span className="text-muted-foreground">
              <Time at={stay.at} zone={zone} /> ·{" "}
              {spanWords((stay.leftAt ? Date.parse(stay.leftAt) : now) - Date.parse(stay.at))}
              {stay.by ? ` · ${stay.by}` : ""}
              {stay.reason ? ` · ${stay.reason}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
