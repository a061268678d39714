import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { ImportLink } from "#components/system/imports/import-link";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";
import { orderList, orderViews } from "#lib/ticketing/lists";

export const metadata = { title: "Orders" };

export default async function OrdersPage({ params, searchParams }: PageProps<"/[org]/ticketing/orders">) {
  const actor = await requireActor("ticketing:read");
  const { org } = await params;
  const bring = can(actor, "system:import") && can(actor, "ticketing:write");
  const screen = await listScreen(orderList, await searchParams, orderViews);
  return (
    <>
      <PageHeader
        title="Orders"
        description="What buyers bought, and where each order stands."
        actions={bring ? <ImportLink org={org} kind="orders" /> : null}
      />
      <DataTable
        {...screen}
        label="Orders"
        empty={<Empty title="No orders yet">They appear here as soon as somebody buys on a public event page.</Empty>}
      />
    </>
  );
}
