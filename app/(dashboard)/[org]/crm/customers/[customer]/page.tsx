import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import { CustomerPage } from "#components/crm/customer-page";
import { HistoryPanel } from "#components/system/history-panel";
import { customerById, timelineOf } from "#lib/crm/queries/customers";
import { customerFigures } from "#lib/crm/queries/money";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";
import { dayIn } from "#lib/time";

export const metadata = { title: "Customer" };

export default async function OneCustomerPage({ params }: PageProps<"/[org]/crm/customers/[customer]">) {
  const { org, customer: id } = await params;
  const actor = await requireActor("crm:read");
  const { zone } = await openOrganization();
  const found = await read("crm:read", async (tx) => {
    const customer = await customerById(tx, id);
    if (!customer) return null;
    return {
      customer,
      timeline: await timelineOf(tx, id),
      figures: can(actor, "payments:read") ? await customerFigures(tx, id) : null,
      history: can(actor, "system:audit") ? await historyOf(tx, { subject: "crm.customers", subjectId: id }) : null,
    };
  });
  if (!found) notFound();
  const { history, ...screen } = found;
  if (screen.customer.mergedIntoId) redirect(`/${org}/crm/customers/${screen.customer.mergedIntoId}` as Route);
  const may = { write: can(actor, "crm:write"), merge: can(actor, "crm:merge"), ask: can(actor, "feedback:moderate") };
  return (
    <CustomerPage {...screen} slug={org} zone={zone} today={dayIn(new Date(), zone)} may={may}>
      {history ? <HistoryPanel lines={history} zone={zone} /> : null}
    </CustomerPage>
  );
}
