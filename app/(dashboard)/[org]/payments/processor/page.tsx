import { DataTable } from "#components/data/data-table";
import { ProcessorTabs } from "#components/payments/processor-tabs";
import { Empty } from "#components/shell/empty";
import { webhookList, webhookViews } from "#lib/payments/processor/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Processor" };

export default async function ProcessorPage({ params, searchParams }: PageProps<"/[org]/payments/processor">) {
  const actor = await requireActor("payments:read");
  const screen = await listScreen(webhookList, await searchParams, webhookViews);
  return (
    <>
      <ProcessorTabs slug={(await params).org} current="events" mayConnect={can(actor, "payments:gateway")} />
      <DataTable
        {...screen}
        label="Events"
        empty={
          <Empty title="Nothing was said yet">
            Each payment, refund, dispute and payout is told here as soon as it happens.
          </Empty>
        }
      />
    </>
  );
}
