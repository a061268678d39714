import { notFound } from "next/navigation";
import { LotPage } from "#components/payments/credits-page";
import { lotHistory } from "#lib/payments/credits/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Credits" };

export default async function CreditLotPage({ params }: PageProps<"/[org]/payments/planning/credits/[lot]">) {
  const actor = await requireActor("payments:read");
  const { lot: id } = await params;
  if (!isId(id)) notFound();
  const { slug, zone } = await openOrganization();
  const history = await read("payments:read", (tx) => lotHistory(tx, { id }));
  if (!history) notFound();
  return <LotPage slug={slug} zone={zone} history={history} mayPost={can(actor, "payments:post")} />;
}
