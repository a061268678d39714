import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { payoutLineList } from "#lib/payments/payouts/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Entries of payouts" };

export default async function PayoutLinesPage({ searchParams }: PageProps<"/[org]/payments/payouts/lines">) {
  const screen = await listScreen(payoutLineList, await searchParams);
  return (
    <>
      <PageHeader
        title="Entries of payouts"
        crumbs={[{ label: "Entries" }]}
        description="The movements of the wallet that payouts were made of. Each belongs to one payout."
      />
      <DataTable
        {...screen}
        label="Entries of payouts"
        empty={<Empty title="No payout was approved yet">An approved payout takes up the movements before it.</Empty>}
      />
    </>
  );
}
