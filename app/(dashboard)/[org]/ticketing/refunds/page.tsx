import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";
import { retryRefunds } from "#lib/ticketing/actions/serving";
import { refundOutcomeList, refundOutcomeViews } from "#lib/ticketing/refund-outcomes";

export const metadata = { title: "Refunds of everybody" };

const again = {
  label: "Try again",
  run: retryRefunds,
  confirm: { title: "Try these refunds again?", text: "Only what failed is sent once more.", verb: "Try again" },
};

export default async function RefundOutcomesPage({ searchParams }: PageProps<"/[org]/ticketing/refunds">) {
  const actor = await requireActor("ticketing:read");
  const screen = await listScreen(refundOutcomeList, await searchParams, refundOutcomeViews);
  return (
    <>
      <PageHeader
        title="Refunds of everybody"
        description="What came of each order of the events that were cancelled and refunded."
      />
      <DataTable
        {...screen}
        label="Refunds of everybody"
        actions={can(actor, "ticketing:refund") ? [again] : []}
        empty={
          <Empty title="Nobody was refunded together yet">
            Cancel an event, then refund everybody on its page: each order is a line here.
          </Empty>
        }
      />
    </>
  );
}
