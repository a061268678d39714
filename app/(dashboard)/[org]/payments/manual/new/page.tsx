import { PaymentForm } from "#components/payments/receivables/payment-form";
import { PageHeader } from "#components/shell/page-header";
import { orderToPay } from "#lib/payments/receivables/matching";
import { paymentChoices } from "#lib/payments/receivables/screens";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Record a payment" };

export default async function NewPaymentPage({ searchParams }: PageProps<"/[org]/payments/manual/new">) {
  const actor = await requireActor("payments:record");
  const { slug, zone, currency } = await openOrganization();
  const books = can(actor, "payments:read");
  const { order = "" } = await searchParams;
  const choices = await read("payments:record", async (tx) => ({
    ...(await paymentChoices(tx, { books })),
    wanted: await orderToPay(tx, String(order)),
  }));
  return (
    <>
      <PageHeader
        title="Record a payment"
        description="It is in the books once somebody has verified it."
        crumbs={[{ label: "New payment" }]}
      />
      <PaymentForm
        slug={slug}
        today={dayIn(new Date(), zone)}
        currency={currency}
        mayPayOut={can(actor, "payments:verify")}
        {...choices}
      />
    </>
  );
}
