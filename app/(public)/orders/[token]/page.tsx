import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OrderPage } from "#components/public/order-page";
import { checkoutOfOrder } from "#lib/ticketing/keepsakes";
import { withPictures } from "#lib/ticketing/qr";
import { visitedCheckout, visitedOrder } from "#lib/visit";

export const metadata: Metadata = {
  title: { absolute: "Your order" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function BuyerOrderPage({ params }: PageProps<"/orders/[token]">) {
  const { token } = await params;
  const order = await visitedOrder(token);
  if (!order) notFound();
  const checkout = await checkoutOfOrder();
  const held = checkout ? await visitedCheckout(checkout) : null;
  return (
    <OrderPage
      token={token}
      order={order}
      tickets={await withPictures(order.tickets)}
      checkout={held?.state === "open" || held?.state === "paying" ? checkout : undefined}
    />
  );
}
