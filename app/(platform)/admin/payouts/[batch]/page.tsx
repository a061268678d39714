import { notFound } from "next/navigation";
import { BatchPage } from "#components/payments/payouts/batch-page";
import { deskBatch } from "#lib/payments/payouts/desk";
import { readAtDesk } from "#lib/system/desk/screen";
import { isId } from "#lib/system/ids";
import { dayIn } from "#lib/time";

export const metadata = { title: "Batch" };

export default async function OneBatchPage({ params }: PageProps<"/admin/payouts/[batch]">) {
  const { batch: id } = await params;
  if (!isId(id)) notFound();
  const [batch, zone] = await readAtDesk({ what: "payouts" }, (tx) => deskBatch(tx, id));
  if (!batch) notFound();
  return <BatchPage batch={batch} zone={zone} today={dayIn(new Date(), zone)} />;
}
