import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { RecurringTable } from "#components/payments/receivables/recurring-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { partyList } from "#lib/payments/receivables/lists";
import { recurringOf } from "#lib/payments/receivables/queries";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Parties" };

export default async function PartiesPage({ params, searchParams }: PageProps<"/[org]/payments/parties">) {
  const actor = await requireActor("payments:read");
  const { org } = await params;
  const screen = await listScreen(partyList, await searchParams);
  const recurring = await read("payments:read", recurringOf);
  const may = can(actor, "payments:invoice");
  const make = may ? (
    <Button asChild>
      <Link href={`/${org}/payments/parties/new` as Route}>New party</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Parties" description="Whom you invoice, and who sends you bills." actions={make} />
      <DataTable
        {...screen}
        label="Parties"
        empty={
          <Empty title="Nobody yet" action={make}>
            Add a customer, a sponsor or a vendor to write the first invoice or bill.
          </Empty>
        }
      />
      <RecurringTable recurring={recurring} may={may} />
    </>
  );
}
