import { notFound } from "next/navigation";
import { HistoryPanel } from "#components/system/history-panel";
import { OrderPage } from "#components/ticketing/order-page";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";
import { orderById } from "#lib/ticketing/queries";

export default async function OneOrderPage({ params }: PageProps<"/[org]/ticketing/orders/[order]">) {
  const { org, order: id } = await params;
  const actor = await requireActor("ticketing:read");
  const found = await read("ticketing:read", async (tx) => {
    const order = await orderById(tx, id);
    if (!order) return null;
    const audited = can(actor, "system:audit");
    return { order, history: audited ? await historyOf(tx, { subject: "ticketing.orders", subjectId: id }) : null };
  });
  if (!found) notFound();
  const { zone } = await openOrganization();
  const may = {
    refund: can(actor, "ticketing:refund"),
    books: can(actor, "payments:read"),
    correct: can(actor, "ticketing:write"),
  };
  return (
    <OrderPage slug={org} order={found.order} zone={zone} may={may}>
      {found.history ? <HistoryPanel lines={found.history} zone={zone} /> : null}
    </OrderPage>
  );
}
