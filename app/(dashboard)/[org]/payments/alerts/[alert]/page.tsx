import { notFound } from "next/navigation";
import { AlertPage } from "#components/payments/alerts-page";
import { alert } from "#lib/payments/alerts/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";

export const metadata = { title: "Alert" };

export default async function OneAlertPage({ params }: PageProps<"/[org]/payments/alerts/[alert]">) {
  const actor = await requireActor("payments:read");
  const { alert: id } = await params;
  if (!isId(id)) notFound();
  const { slug, zone } = await openOrganization();
  const found = await read("payments:read", (tx) => alert(tx, { id }));
  if (!found) notFound();
  return <AlertPage slug={slug} zone={zone} mayPlan={can(actor, "payments:plan")} {...found} />;
}
