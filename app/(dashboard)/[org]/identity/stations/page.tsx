import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { stationList } from "#lib/identity/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Stations" };

export default async function StationsPage({ params, searchParams }: PageProps<"/[org]/identity/stations">) {
  const actor = await requireActor("organizations:read");
  const screen = await listScreen(stationList, await searchParams);
  const create = can(actor, "identity:stations") ? (
    <Button asChild>
      <Link href={`/${(await params).org}/identity/stations/new` as Route}>New station</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Stations" description="Where you work from, and who works there." actions={create} />
      <DataTable
        {...screen}
        label="Stations"
        empty={
          <Empty title="No stations yet" action={create}>
            A kitchen, a studio, a box office: people can have a role for one of them alone.
          </Empty>
        }
      />
    </>
  );
}
