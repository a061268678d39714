import { notFound } from "next/navigation";
import { DisputePage } from "#components/payments/dispute-page";
import { HistoryPanel } from "#components/system/history-panel";
import { disputeById } from "#lib/payments/processor/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { historyOf } from "#lib/system/queries";

export const metadata = { title: "Dispute" };

export default async function OneDisputePage({ params }: PageProps<"/[org]/payments/disputes/[dispute]">) {
  const actor = await requireActor("payments:read");
  const { dispute: disputeId } = await params;
  if (!isId(disputeId)) notFound();
  const found = await read("payments:read", async (tx) => {
    const dispute = await disputeById(tx, { disputeId });
    const audited = dispute && can(actor, "system:audit");
    return {
      dispute,
      history: audited ? await historyOf(tx, { subject: "payments.disputes", subjectId: disputeId }) : null,
    };
  });
  if (!found.dispute) notFound();
  const { slug, zone } = await openOrganization();
  const may = {
    answer: can(actor, "payments:dispute"),
    seeOrder: can(actor, "ticketing:read"),
    seeBooking: can(actor, "bookings:read"),
  };
  return (
    <DisputePage dispute={found.dispute} slug={slug} zone={zone} may={may}>
      {found.history ? <HistoryPanel lines={found.history} zone={zone} /> : null}
    </DisputePage>
  );
}
