import { notFound } from "next/navigation";
import { OrderPage } from "#components/sponsorship/order-page";
import { orderFacts } from "#lib/sponsorship/queries/order";
import { paymentsFor, readDeal } from "#lib/sponsorship/screens";

export const metadata = { title: "Sponsorship order" };

export default async function OneSponsorshipOrderPage({ params }: PageProps<"/[org]/sponsorship/orders/[deal]">) {
  const { org, deal: id } = await params;
  const { found, may, organization } = await readDeal(async (tx) => {
    const order = await orderFacts(tx, id);
    return { order, payments: await paymentsFor(tx, order) };
  });
  if (!found.order) notFound();
  const { order, payments } = found;
  return (
    <OrderPage order={order} slug={org} zone={organization.zone} asOf={new Date()} may={may} payments={payments} />
  );
}
