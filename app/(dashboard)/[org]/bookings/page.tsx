import type { Route } from "next";
import Link from "next/link";
import { DataTable } from "#components/data/data-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { bookingList, bookingViews } from "#lib/bookings/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Bookings" };

export default async function BookingsPage({ params, searchParams }: PageProps<"/[org]/bookings">) {
  const actor = await requireActor("bookings:read");
  const { org } = await params;
  const screen = await listScreen(bookingList, await searchParams, bookingViews);
  const make = can(actor, "bookings:write") ? (
    <Button asChild>
      <Link href={`/${org}/bookings/new` as Route}>New booking</Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Bookings" description="Every booking of the stations that you see." actions={make} />
      <DataTable
        {...screen}
        label="Bookings"
        empty={
          <Empty title="No bookings yet" action={make}>
            Take one on the telephone here, or switch a station’s booking page on and let customers book themselves.
          </Empty>
        }
      />
    </>
  );
}
