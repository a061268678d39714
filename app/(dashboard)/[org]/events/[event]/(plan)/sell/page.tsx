import { HandSalePage } from "#components/ticketing/hand-sale-page";
import { openEvent } from "#lib/events/open";
import { tiersOf } from "#lib/events/queries";
import { shiftDay } from "#lib/payments/addresses";
import { can } from "#lib/permissions";
import { read } from "#lib/session";
import { partyChoices, questionsOf, sectionsOf } from "#lib/ticketing/queries/selling";
import { dayIn } from "#lib/time";

export const metadata = { title: "Sell tickets by hand" };

export default async function EventSellPage({ params }: PageProps<"/[org]/events/[event]/sell">) {
  const { org, event: id } = await params;
  const { actor, event } = await openEvent(id);
  const mayInvoice = can(actor, "payments:invoice");
  const found = await read("ticketing:sell", async (tx) => ({
    tiers: await tiersOf(tx, id),
    sections: await sectionsOf(tx, id),
    questions: (await questionsOf(tx, id)).filter((question) => !question.archived),
    parties: mayInvoice ? await partyChoices(tx) : [],
  }));
  const today = dayIn(new Date(), event.zone);
  return (
    <HandSalePage
      slug={org}
      event={event}
      mayInvoice={mayInvoice}
      today={today}
      payBy={shiftDay(today, 7)}
      {...found}
    />
  );
}
