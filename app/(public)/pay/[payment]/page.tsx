import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CardPage } from "#components/gateway/card-page";
import { visitedPayment } from "#lib/visit";

export const metadata: Metadata = {
  title: { absolute: "Pay · Test gateway" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function PayPage({ params }: PageProps<"/pay/[payment]">) {
  const payment = await visitedPayment((await params).payment);
  if (!payment) notFound();
  return <CardPage payment={payment} />;
}
