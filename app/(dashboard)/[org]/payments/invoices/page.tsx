import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { invoiceList, invoiceViews } from "#lib/payments/receivables/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Invoices" };

export default async function InvoicesPage({ params, searchParams }: PageProps<"/[org]/payments/invoices">) {
  const actor = await requireActor("payments:read");
  const { org } = await params;
  const screen = await listScreen(invoiceList, await searchParams, invoiceViews);
  const make = can(actor, "payments:invoice") ? (
    <Button asChild>
      <Link href={`/${org}/payments/invoices/new` as Route}>New invoice</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Invoices"
        description="What customers and sponsors owe, and the credit notes to it."
        actions={
          <>
            <Button variant="outline" asChild>
              <Link href={`/${org}/payments/reports/receivables` as Route}>By age</Link>
            </Button>
            {make}
          </>
        }
      />
      <DataTable
        {...screen}
        label="Invoices"
        empty={
          <Empty title="No invoices yet" action={make}>
            Write one to a customer or a sponsor. It gets its number when it is issued.
          </Empty>
        }
      />
    </>
  );
}
