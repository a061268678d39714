import { ActButton, AddItem } from "#components/events/plan-item";
import { refundTickets, resendTickets } from "#lib/ticketing/actions/serving";

type Ticket = { id: string; state: string; attendeeName: string; tier: string };
type Props = {
  order: { id: string; number: string; buyerEmail: string; refundableMinor: bigint; tickets: Ticket[] };
  may: { refund: boolean; correct: boolean };
  /** Made with the page: a double click is one e-mail and one refund. */
  stamp: string;
  /** Where the money can leave from, when no gateway sends it. */
  sources: readonly { code: string; name: string }[];
};

/** What can be done for a buyer beside a refund by amount. */
export function OrderActs({ order, may, stamp, sources }: Props) {
  const good = order.tickets.filter((one) => ["issued", "redeemed"].includes(one.state));
  if (good.length === 0) return null;
  return (
    <>
      {may.correct && order.buyerEmail ? (
        <ActButton
          input={{ orderId: order.id, key: `${order.id}:${stamp}` }}
          act={resendTickets}
          label="Send tickets again"
          done={`Sent to ${order.buyerEmail}.`}
          variant="outline"
        />
      ) : null}
      {may.refund && order.refundableMinor > 0n ? (
        <AddItem
          label="Refund tickets"
          title="Refund single tickets"
          text="What they came to goes back to the buyer, they admit nobody any more, and their places are for sale again. It cannot be undone."
          verb="Refund these"
          done="The refund is on its way, or waits for a second person."
          variant="outline"
          action={refundTickets}
          hidden={{ orderId: order.id, key: `tickets:${order.id}:${stamp}` }}
          fields={[
            {
              name: "tickets",
              label: "Tickets",
              kind: "many",
              required: true,
              options: good.map((one) => ({ value: one.id, label: `${one.attendeeName}, ${one.tier}` })),
              none: "No ticket is good any more.",
            },
            ...(sources.length > 0
              ? [
                  {
                    name: "source",
                    label: "Paid back from",
                    kind: "choice" as const,
                    required: true,
                    options: sources.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
                    hint: "Hand the money over, or send it, yourself.",
                  },
                ]
              : []),
            {
              name: "reason",
              label: "Reason",
              kind: "long",
              rows: 2,
              required: true,
              hint: "For the buyer and the books.",
            },
          ]}
        />
      ) : null}
    </>
  );
}
