import { notFound } from "next/navigation";
import { PaymentPage } from "#components/payments/receivables/payment-page";
import { openedPayment } from "#lib/payments/receivables/screens";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Payment" };

export default async function OnePaymentPage({ params }: PageProps<"/[org]/payments/manual/[payment]">) {
  const { payment: id } = await params;
  const actor = await requireActor("payments:record");
  const { slug, zone } = await openOrganization();
  const opened = await read("payments:record", (tx) => openedPayment(tx, id));
  if (!opened) notFound();
  return <PaymentPage {...opened} slug={slug} zone={zone} mayVerify={can(actor, "payments:verify")} />;
}
