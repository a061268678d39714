import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { listScreen } from "#lib/system/list-screen";
import { orderList, orderViews } from "#lib/ticketing/lists";

export const metadata = { title: "Orders" };

export default async function OrdersPage({ searchParams }: PageProps<"/[org]/ticketing/orders">) {
  const screen = await listScreen(orderList, await searchParams, orderViews);
  return (
    <>
      <PageHeader title="Orders" description="What buyers bought, and where each order stands." />
      <DataTable
        {...screen}
        label="Orders"
        empty={<Empty title="No orders yet">They appear here as soon as somebody buys on a public event page.</Empty>}
      />
    </>
  );
}
