import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { alertList, alertViews } from "#lib/payments/alerts/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Alerts" };

export default async function AlertsPage({ params, searchParams }: PageProps<"/[org]/payments/alerts">) {
  const screen = await listScreen(alertList, await searchParams, alertViews);
  const rules = (
    <Button variant="outline" asChild>
      <Link href={`/${(await params).org}/payments/alerts/rules` as Route}>Rules</Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Alerts"
        description="What somebody has to look at. An alert closes by itself when it is over."
        actions={rules}
      />
      <DataTable
        {...screen}
        label="Alerts"
        empty={
          <Empty title="Nothing came up" action={rules}>
            Say in the rules what you want to be told of.
          </Empty>
        }
      />
    </>
  );
}
