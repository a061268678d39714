import { DataTable } from "#components/data/data-table";
import { ProcessorStanding } from "#components/payments/processor-standing";
import { ProcessorTabs } from "#components/payments/processor-tabs";
import { Empty } from "#components/shell/empty";
import { balanceList, balanceViews } from "#lib/payments/processor/lists";
import { processorStanding } from "#lib/payments/processor/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Balance at the processor" };

export default async function BalancePage({ params, searchParams }: PageProps<"/[org]/payments/processor/balance">) {
  const actor = await requireActor("payments:read");
  const standing = await read("payments:read", (tx) => processorStanding(tx));
  const screen = await listScreen(balanceList, await searchParams, balanceViews);
  return (
    <>
      <ProcessorTabs slug={(await params).org} current="balance" mayConnect={can(actor, "payments:gateway")} />
      <ProcessorStanding standing={standing} />
      <DataTable
        {...screen}
        label="Balance transactions"
        empty={
          <Empty title="No account here">
            Where the platform takes the payments, it also has the processor's account. With an account of your own,
            each change of its balance stands here.
          </Empty>
        }
      />
    </>
  );
}
