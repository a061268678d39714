import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { manualPaymentList, manualPaymentViews } from "#lib/payments/receivables/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Payments by hand" };

export default async function ManualPaymentsPage({ params, searchParams }: PageProps<"/[org]/payments/manual">) {
  const { org } = await params;
  const screen = await listScreen(manualPaymentList, await searchParams, manualPaymentViews);
  const make = (
    <Button asChild>
      <Link href={`/${org}/payments/manual/new` as Route}>Record payment</Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Payments by hand"
        description="Cash, transfers, cheques and apps: written down, verified, and matched to what they pay."
        actions={make}
      />
      <DataTable
        {...screen}
        label="Payments by hand"
        empty={
          <Empty title="Nothing written down yet" action={make}>
            Record a payment as soon as you see it. Somebody else compares it with the account.
          </Empty>
        }
      />
    </>
  );
}
