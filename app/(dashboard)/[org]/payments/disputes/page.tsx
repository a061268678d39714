import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { disputeList, disputeViews } from "#lib/payments/processor/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Disputes" };

export default async function DisputesPage({ searchParams }: PageProps<"/[org]/payments/disputes">) {
  const screen = await listScreen(disputeList, await searchParams, disputeViews);
  return (
    <>
      <PageHeader
        title="Disputes"
        description="Payments that a buyer's bank took back, or wants to. The processor decides; an answer in time often wins."
      />
      <DataTable
        {...screen}
        label="Disputes"
        empty={
          <Empty title="No disputes">
            When a buyer's bank takes a payment back, it is here, and finance gets an e-mail.
          </Empty>
        }
      />
    </>
  );
}
