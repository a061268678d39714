import { NothingYet, PlanHead } from "#components/events/plan-list";
import { HandSaleForm, type HandSaleProps } from "#components/ticketing/hand-sale-form";
import type { MapSection } from "#lib/ticketing/queries/selling";

type Props = Omit<HandSaleProps, "event" | "seats"> & {
  event: HandSaleProps["event"] & { state: string };
  sections: readonly MapSection[];
};

/** The sales desk of one event. */
export function HandSalePage({ event, sections, ...props }: Props) {
  const open = event.state === "published" || event.state === "live";
  return (
    <section aria-label="Sell by hand">
      <PlanHead
        title="Sell by hand"
        text="Cash goes into the drawer of the event's station, an invoice to whoever pays later, and money by transfer is matched when it comes. Everything comes from the same stock."
      />
      {open && props.tiers.length > 0 ? (
        <HandSaleForm event={event} seats={sections.map(freeOf)} {...props} />
      ) : (
        <NothingYet title="Nothing is on sale">
          Publish the event and give it tickets; then they are sold here as well.
        </NothingYet>
      )}
    </section>
  );
}

/** The desk chooses as buyers do: it sees which seats are free, and the organizer's plan says who has the others. */
const freeOf = ({ id, name, tierId, seats }: MapSection) => ({
  id,
  name,
  tierId,
  seats: seats.map(({ taker, blocked, ...seat }) => ({ ...seat, free: !taker && !blocked })),
});
