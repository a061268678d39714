import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InvoicePage } from "#components/public/invoice-page";
import { visitedInvoice } from "#lib/payments/receivables/visitor";

export const metadata: Metadata = {
  title: { absolute: "Your invoice" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function CustomerInvoicePage({ params }: PageProps<"/invoices/[token]">) {
  const { token } = await params;
  const invoice = await visitedInvoice(token);
  if (!invoice) notFound();
  return <InvoicePage invoice={invoice} token={token} />;
}
