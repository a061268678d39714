import { DataTable } from "#components/data/data-table";
import { HurryButtons } from "#components/payments/processor-buttons";
import { ProcessorTabs } from "#components/payments/processor-tabs";
import { Empty } from "#components/shell/empty";
import { processorPayoutList } from "#lib/payments/processor/lists";
import { connectedAccounts } from "#lib/payments/processor/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "From the processor to the bank" };

export default async function PayoutsPage({ params, searchParams }: PageProps<"/[org]/payments/processor/payouts">) {
  const actor = await requireActor("payments:read");
  const accounts = await read("payments:read", (tx) => connectedAccounts(tx));
  const screen = await listScreen(processorPayoutList, await searchParams);
  const testing = can(actor, "payments:replay") && !accounts.some(({ state }) => state === "active");
  return (
    <>
      <ProcessorTabs
        slug={(await params).org}
        current="payouts"
        mayConnect={can(actor, "payments:gateway")}
        actions={testing ? <HurryButtons /> : null}
      />
      <DataTable
        {...screen}
        label="Payouts of the processor"
        empty={
          <Empty title="Nothing went to the bank yet">
            The processor sends what is available each night, to whoever has the account there. It arrives a day later.
          </Empty>
        }
      />
    </>
  );
}
