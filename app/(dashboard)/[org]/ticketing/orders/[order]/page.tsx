import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { HistoryPanel } from "#components/system/history-panel";
import { OrderPage } from "#components/ticketing/order-page";
import { handMoneyOf } from "#lib/payments/receivables/matching";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";
import { orderById } from "#lib/ticketing/queries";
import { refundSources, wholeStory } from "#lib/ticketing/queries/serving";

type Props = PageProps<"/[org]/ticketing/orders/[order]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await opened((await params).order);
  return { title: found ? `Order ${found.order.number}` : "Order" };
}

const opened = cache(async (id: string) => {
  const actor = await requireActor("ticketing:read");
  return read("ticketing:read", async (tx) => {
    const order = await orderById(tx, id);
    if (!order) return null;
    const timeline = await wholeStory(tx, order);
    const audited = can(actor, "system:audit");
    return {
      order: {
        ...order,
        timeline,
        handMoney: await handMoneyOf(tx, id),
        sources: can(actor, "ticketing:refund") ? await refundSources(tx, id) : [],
      },
      history: audited ? await historyOf(tx, { subject: "ticketing.orders", subjectId: id }) : null,
    };
  });
});

export default async function OneOrderPage({ params }: Props) {
  const { org, order: id } = await params;
  const actor = await requireActor("ticketing:read");
  const found = await opened(id);
  if (!found) notFound();
  const { zone } = await openOrganization();
  const may = {
    refund: can(actor, "ticketing:refund"),
    books: can(actor, "payments:read"),
    correct: can(actor, "ticketing:write"),
    record: can(actor, "payments:record"),
  };
  return (
    <OrderPage slug={org} stamp={actor.requestId} order={found.order} zone={zone} may={may}>
      {found.history ? <HistoryPanel lines={found.history} zone={zone} /> : null}
    </OrderPage>
  );
}
