import type { Route } from "next";
import Link from "next/link";
import { EventListScreen } from "#components/events/list-screen";
import { Button } from "#components/ui/button";
import { venueList } from "#lib/events/registry-lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Venues" };

export default async function VenuesPage({ params, searchParams }: PageProps<"/[org]/events/venues">) {
  const actor = await requireActor("events:read");
  const screen = await listScreen(venueList, await searchParams);
  const create = can(actor, "events:write") ? (
    <Button asChild>
      <Link href={`/${(await params).org}/events/venues/new` as Route}>New venue</Link>
    </Button>
  ) : null;
  return (
    <EventListScreen
      screen={screen}
      title="Venues"
      text="Places where events happen, with their rooms."
      empty="A hall, a park, a kitchen: name it once and choose it for every event."
      actions={create}
    />
  );
}
