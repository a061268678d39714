import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CheckoutPage } from "#components/public/checkout-page";
import { startedHere } from "#lib/ticketing/keepsakes";
import { newOrderId } from "#lib/ticketing/tokens";
import { visitedCheckout } from "#lib/visit";

export const metadata: Metadata = {
  title: { absolute: "Checkout" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function VisitorCheckoutPage({ params }: PageProps<"/checkout/[token]">) {
  const { token } = await params;
  const checkout = await visitedCheckout(token);
  if (!checkout) notFound();
  return <CheckoutPage token={token} attempt={newOrderId()} checkout={checkout} started={await startedHere()} />;
}
