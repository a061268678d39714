import { DataTable } from "#components/data/data-table";
import { DeskPayouts } from "#components/payments/payouts/desk-page";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { deskBatches } from "#lib/payments/payouts/desk";
import { deskPayoutList } from "#lib/payments/payouts/lists";
import { deskScreen, readAtDesk } from "#lib/system/desk/screen";
import { dayIn } from "#lib/time";

export const metadata = { title: "Payouts" };

export default async function DeskPayoutsPage({ searchParams }: PageProps<"/admin/payouts">) {
  const [waiting, zone] = await readAtDesk({ what: "payouts" }, deskBatches);
  const screen = await deskScreen(deskPayoutList, await searchParams, "payouts");
  return (
    <>
      <PageHeader
        title="Payouts"
        description="Approved payouts of every organization, the files for the bank, and what the bank did."
      />
      <DeskPayouts {...waiting} today={dayIn(new Date(), zone)} />
      <h2 className="mb-3 font-semibold text-base">All payouts</h2>
      <DataTable
        {...screen}
        label="Payouts"
        empty={<Empty title="No payout yet">What organizations approve appears here.</Empty>}
      />
    </>
  );
}
