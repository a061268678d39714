import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { billList, invoiceViews } from "#lib/payments/receivables/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Bills" };

export default async function BillsPage({ params, searchParams }: PageProps<"/[org]/payments/bills">) {
  const actor = await requireActor("payments:read");
  const { org } = await params;
  const screen = await listScreen(billList, await searchParams, invoiceViews);
  const make = can(actor, "payments:invoice") ? (
    <Button asChild>
      <Link href={`/${org}/payments/invoices/new?kind=bill` as Route}>New bill</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Bills"
        description="What vendors want from you."
        actions={
          <>
            <Button variant="outline" asChild>
              <Link href={`/${org}/payments/reports/payables` as Route}>By age</Link>
            </Button>
            {make}
          </>
        }
      />
      <DataTable
        {...screen}
        label="Bills"
        empty={
          <Empty title="No bills yet" action={make}>
            Enter what a vendor sent you, so that you know what is due and when.
          </Empty>
        }
      />
    </>
  );
}
