import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { resourceList } from "#lib/bookings/lists";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Chefs and rooms" };

export default async function ResourcesPage({ params, searchParams }: PageProps<"/[org]/bookings/resources">) {
  const actor = await requireActor("bookings:read");
  const { org } = await params;
  const screen = await listScreen(resourceList, await searchParams);
  const make = actor.permissions.has("bookings:settings") ? (
    <Button asChild>
      <Link href={`/${org}/bookings/resources/new` as Route}>New chef or room</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Chefs and rooms" description="Who and what bookings take the time of." actions={make} />
      <DataTable
        {...screen}
        label="Chefs and rooms"
        empty={
          <Empty title="Nobody yet" action={make}>
            Add the chefs, rooms and equipment of a station, what they can do and when they work. Then slots are free.
          </Empty>
        }
      />
    </>
  );
}
