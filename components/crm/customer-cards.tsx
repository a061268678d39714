import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import type { CustomerMay } from "#components/crm/customer-page";
import { measurementFields } from "#components/crm/fields";
import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { ActButton, AddItem, RemoveItem } from "#components/events/plan-item";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { addMeasurement, recordConsent, removeMeasurement, unmergeCustomers } from "#lib/crm/actions/customers";
import type { Customer } from "#lib/crm/queries/customers";
import { marketingNames } from "#lib/crm/rules";

type Props = { slug: string; zone: string; today: string; customer: Customer; may: CustomerMay };
const tones = { granted: "success", withdrawn: "danger", unknown: "neutral" } as const;

/** What is known of a customer, beside what happened. */
export function CustomerCards({ slug, zone, today, customer, may }: Props) {
  return (
    <div className="grid gap-4">
      <Panel title="Who">
        <Facts
          facts={[
            {
              label: "Address",
              value: customer.address ? <span className="whitespace-pre-line">{customer.address}</span> : null,
            },
            { label: "Stations", value: customer.stations.map(({ name }) => name).join(", ") || null },
            {
              label: "Good to know",
              value: customer.notes ? <span className="whitespace-pre-line">{customer.notes}</span> : null,
            },
            { label: "Since", value: <Time at={customer.createdAt} zone={zone} show="day" /> },
          ]}
        />
      </Panel>
      <Consent zone={zone} customer={customer} may={may.write} />
      <Panel title="Opportunities">
        {customer.opportunities.length === 0 ? <p className="text-muted-foreground">None.</p> : null}
        <ul className="grid gap-2">
          {customer.opportunities.map((deal) => (
            <li key={deal.id} className="flex flex-wrap justify-between gap-x-3">
              <Link className="hover:underline" href={`/${slug}/crm/opportunities/${deal.id}` as Route}>
                {deal.title}
              </Link>
              <Money minor={deal.amountMinor} currency={deal.currency} />
              <span className="basis-full text-[0.8125rem] text-muted-foreground">{deal.stage}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title="Measurements"
        action={
          may.write ? (
            <AddItem
              label="Add"
              variant="outline"
              size="sm"
              title="Add a measurement"
              verb="Add"
              done="Added."
              action={addMeasurement}
              hidden={{ customerId: customer.id }}
              fields={measurementFields}
              values={{ measuredOn: today }}
            />
          ) : null
        }
      >
        {customer.measurements.length === 0 ? <p className="text-muted-foreground">None yet.</p> : null}
        <ul className="grid gap-2">
          {customer.measurements.map((one) => (
            <li key={one.id} className="flex items-start justify-between gap-2">
              <span>
                {one.name}:{" "}
                <span className="figures font-medium">
                  {one.value} {one.unit}
                </span>
                <span className="block text-[0.8125rem] text-muted-foreground">
                  <Day day={one.on} />
                  {one.text ? ` · ${one.text}` : ""}
                </span>
              </span>
              {may.write ? (
                <RemoveItem
                  id={one.id}
                  name={`${one.name} of ${one.on}`}
                  act={removeMeasurement}
                  text="The audit log keeps it."
                />
              ) : null}
            </li>
          ))}
        </ul>
      </Panel>
      {customer.merges.length > 0 ? (
        <Panel title="Merged with">
          <ul className="grid gap-2">
            {customer.merges.map((merge) => (
              <li key={merge.id} className="flex flex-wrap items-start justify-between gap-2">
                <span>
                  {merge.name}
                  <span className="block text-[0.8125rem] text-muted-foreground">
                    <Time at={merge.at} zone={zone} show="day" />
                    {merge.by ? ` by ${merge.by}` : ""}
                  </span>
                </span>
                {may.merge ? (
                  <ActButton
                    input={{ id: merge.id }}
                    act={unmergeCustomers}
                    label="Undo"
                    aria-label={`Undo the merge with ${merge.name}`}
                    done="Taken apart. Both are as they were."
                    ask={{
                      title: `Take ${merge.name} apart again?`,
                      text: "Both become what they were, with everything that moved. What happened since stays here.",
                    }}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </div>
  );
}

function Consent({ zone, customer, may }: { zone: string; customer: Customer; may: boolean }) {
  return (
    <Panel
      title="Offers by letter"
      action={
        <StateBadge
          state={customer.marketing}
          label={marketingNames[customer.marketing]}
          tone={tones[customer.marketing]}
        />
      }
    >
      <ul className="mb-3 grid gap-1.5 text-[0.8125rem]">
        {customer.consents.slice(0, 5).map((one) => (
          <li key={one.id}>
            <span className="font-medium">{marketingNames[one.kind as keyof typeof marketingNames]}</span>, {one.text}
            <span className="block text-muted-foreground">
              <Time at={one.at} zone={zone} />
              {one.version ? ` · words of ${one.version}` : ""}
              {one.by ? ` · ${one.by}` : ""}
            </span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {may ? (
          <AddItem
            label="Write down an answer"
            variant="outline"
            size="sm"
            title="What did they say about offers?"
            verb="Save"
            done="Noted. It counts from now on."
            action={recordConsent}
            hidden={{ customerId: customer.id }}
            fields={[
              {
                name: "choice",
                label: "Answer",
                kind: "choice",
                options: [
                  { value: "granted", label: "Yes, they may be written to" },
                  { value: "withdrawn", label: "No, write no more" },
                ],
                required: true,
              },
              {
                name: "source",
                label: "Where they said so",
                kind: "text",
                required: true,
                hint: "Such as: on the phone",
              },
            ]}
          />
        ) : null}
        <Link
          className="inline-flex min-h-7 items-center text-[0.8125rem] text-primary-text underline underline-offset-4"
          href={`/opt-out/${customer.optOutToken}` as Route}
        >
          Their opt-out page
        </Link>
      </div>
    </Panel>
  );
}

function Panel({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Card>
      <CardHeader className="items-center">
        <CardTitle>{title}</CardTitle>
        {action}
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}
