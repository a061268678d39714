import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { JournalFiles } from "#components/payments/report-files";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { transactionList, transactionViews } from "#lib/payments/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Journal" };

export default async function JournalPage({ params, searchParams }: PageProps<"/[org]/payments/journal">) {
  const actor = await requireActor("payments:read");
  const screen = await listScreen(transactionList, await searchParams, transactionViews);
  const { org } = await params;
  const create = can(actor, "payments:post") ? (
    <Button asChild>
      <Link href={`/${org}/payments/journal/new` as Route}>New journal entry</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Journal"
        description="Everything that was ever posted. Nothing here is edited: a mistake is reversed."
        actions={
          <>
            {can(actor, "analytics:export") ? <JournalFiles slug={org} search={await searchParams} /> : null}
            {create}
          </>
        }
      />
      <DataTable
        {...screen}
        label="Journal"
        empty={
          <Empty title="Nothing posted yet" action={create}>
            Each paid order posts itself here, and each refund.
          </Empty>
        }
      />
    </>
  );
}
