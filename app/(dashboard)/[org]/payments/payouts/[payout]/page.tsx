import { notFound } from "next/navigation";
import { PayoutPage } from "#components/payments/payouts/payout-page";
import { HistoryPanel } from "#components/system/history-panel";
import { payoutScreen } from "#lib/payments/payouts/screens";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Payout" };

export default async function OnePayoutPage({ params }: PageProps<"/[org]/payments/payouts/[payout]">) {
  const actor = await requireActor("payments:read");
  const { payout: id } = await params;
  if (!isId(id)) notFound();
  const found = await read("payments:read", (tx) => payoutScreen(tx, actor, id));
  if (!found) notFound();
  const organization = await openOrganization();
  const { history, ...screen } = found;
  return (
    <PayoutPage organization={organization} {...screen}>
      {history ? <HistoryPanel lines={history} zone={organization.zone} /> : null}
    </PayoutPage>
  );
}
