import { notFound } from "next/navigation";
import { ProcessorPayout } from "#components/payments/processor-payout";
import { processorPayoutById } from "#lib/payments/processor/queries";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Payout from the processor" };

export default async function PayoutPage({ params }: PageProps<"/[org]/payments/processor/payouts/[sweep]">) {
  await requireActor("payments:read");
  const { sweep: payoutId } = await params;
  if (!isId(payoutId)) notFound();
  const payout = await read("payments:read", (tx) => processorPayoutById(tx, { payoutId }));
  if (!payout) notFound();
  const { slug, zone } = await openOrganization();
  return <ProcessorPayout payout={payout} slug={slug} zone={zone} />;
}
