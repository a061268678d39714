import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { EditItem } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import type { SellingPageProps } from "#components/ticketing/selling-page";
import { choicesOf } from "#lib/events/rules/inputs";
import * as acts from "#lib/ticketing/actions/selling";
import { taxBases } from "#lib/ticketing/rules/selling";

/** Which taxes are in the prices, and how the waitlist works. */
export function Terms({ event, terms, countries, may }: SellingPageProps) {
  const facts = [
    `Tax: ${taxBases[terms.taxBasis]}${terms.taxBasis === "place" ? `, ${[terms.country, terms.region].filter(Boolean).join("-")}, ${terms.taxInclusive ? "contained in the prices" : "added to the prices"}` : ""}`,
    terms.waitlist ? `Waitlist: an offer stands for ${terms.offerHours} hours` : "No waitlist",
  ];
  return (
    <section aria-label="Terms">
      <PlanHead title="Taxes and waitlist" text="What was sold keeps the tax it was sold with." />
      <PlanList label="Taxes and waitlist">
        <PlanRow
          title="Terms of sale"
          meta={facts}
          actions={
            may ? (
              <EditItem
                name="the terms of sale"
                title="Taxes and waitlist"
                verb="Save"
                done="Saved."
                action={acts.saveTerms}
                hidden={{ eventId: event.id }}
                fields={[
                  { name: "taxBasis", label: "Tax", kind: "choice", options: choicesOf(taxBases), required: true },
                  {
                    name: "country",
                    label: "Country of the place",
                    kind: "choice",
                    options: countries,
                    none: "None",
                    half: true,
                  },
                  {
                    name: "region",
                    label: "Region",
                    kind: "text",
                    half: true,
                    hint: "Its short code, where it has a tax of its own: QC.",
                  },
                  { name: "taxInclusive", label: "Prices contain the tax of the place", kind: "tick" },
                  { name: "waitlist", label: "People may wait for tickets that are gone", kind: "tick" },
                  { name: "offerHours", label: "Hours that an offer stands", kind: "number", required: true },
                ]}
                values={{ ...terms, country: terms.country ?? "" }}
              />
            ) : null
          }
        />
      </PlanList>
    </section>
  );
}

/** Who waits for what, first come first. */
export function Waitlist({ event, line }: SellingPageProps) {
  return (
    <section aria-label="Waitlist">
      <PlanHead
        title="Waitlist"
        text="First come, first offered. Tickets that come back go here before anybody else can have them."
      />
      {line.length === 0 ? (
        <NothingYet title="Nobody waits">
          Once a ticket is sold out, visitors can join the line on the event's page.
        </NothingYet>
      ) : (
        <PlanList label="Waitlist">
          {line.map((one) => (
            <PlanRow
              key={one.id}
              title={one.name}
              badges={<StateBadge state={one.state} />}
              meta={[
                `${one.quantity} × ${one.tier}`,
                one.email,
                <Time key="at" at={one.createdAt} zone={event.zone} named />,
              ]}
            />
          ))}
        </PlanList>
      )}
    </section>
  );
}
