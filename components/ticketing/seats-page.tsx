import { AddItem, RemoveItem } from "#components/events/plan-item";
import { NothingYet, PlanHead } from "#components/events/plan-list";
import { SeatPlan } from "#components/ticketing/seat-plan";
import { choicesOf } from "#lib/events/rules/inputs";
import { clearSection, laySection } from "#lib/ticketing/actions/selling";
import type { MapSection } from "#lib/ticketing/queries/selling";
import { rowNames, seatsFrom } from "#lib/ticketing/rules/selling";

export type SeatsPageProps = {
  event: { id: string };
  tiers: { id: string; name: string; kind: string }[];
  sections: MapSection[];
  may: boolean;
};

/** The room of an event: sections of rows, who sits where, and what is kept free. */
export function SeatsPage({ event, tiers, sections, may }: SeatsPageProps) {
  const tickets = tiers.filter((tier) => tier.kind === "admission").map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section aria-label="Seats" className="grid gap-5">
      <PlanHead
        title="Seats"
        text="Each section is sold through one ticket, whose quota becomes the number of its seats."
        actions={
          may && tickets.length > 0 ? (
            <AddItem
              label="Add section"
              title="Lay out a section"
              verb="Lay out"
              done="The seats are there."
              action={laySection}
              hidden={{ eventId: event.id }}
              fields={[
                { name: "name", label: "Name", kind: "text", required: true, half: true },
                { name: "tierId", label: "Sold as", kind: "choice", options: tickets, required: true, half: true },
                { name: "rows", label: "Rows", kind: "number", required: true, half: true },
                { name: "seats", label: "Seats in a row", kind: "number", required: true, half: true },
                {
                  name: "rowNames",
                  label: "Rows are called",
                  kind: "choice",
                  options: choicesOf(rowNames),
                  half: true,
                },
                {
                  name: "from",
                  label: "Seats are counted from",
                  kind: "choice",
                  options: choicesOf(seatsFrom),
                  half: true,
                },
                { name: "firstRow", label: "First row", kind: "number", half: true, hint: "1 is A." },
                { name: "firstSeat", label: "First seat", kind: "number", half: true },
                { name: "wheelchairs", label: "For wheelchairs", kind: "text", hint: "Row and number: A1, A2." },
                { name: "blocked", label: "Kept free", kind: "text", hint: "A pillar, a camera: C7, C8." },
              ]}
              values={{ tierId: tickets[0]?.value ?? "", rowNames: "letters", from: "left", firstRow: 1, firstSeat: 1 }}
            />
          ) : null
        }
      />
      {sections.length === 0 ? (
        <NothingYet title="No seats">
          {tickets.length > 0
            ? "Tickets are sold without numbers. Lay out a section to sell seats."
            : "Add a ticket first: seats are sold through one."}
        </NothingYet>
      ) : (
        sections.map((section) => (
          <SeatPlan
            key={section.id}
            section={section}
            may={may}
            actions={
              may && section.seats.every((seat) => !seat.taker) ? (
                <RemoveItem
                  id={section.id}
                  name={section.name}
                  act={clearSection}
                  text="Its seats are gone, and its ticket is sold without numbers again."
                />
              ) : null
            }
          />
        ))
      )}
    </section>
  );
}
