import { notFound } from "next/navigation";
import { z } from "zod";
import { SeriesPage } from "#components/bookings/series/series-page";
import { seriesOf } from "#lib/bookings/queries/series";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Series" };

export default async function Page({ params }: PageProps<"/[org]/bookings/[booking]/series">) {
  const actor = await requireActor("bookings:read");
  const { org, booking } = await params;
  const known = z.uuid().safeParse(booking).success;
  const place = known ? await read("bookings:read", (tx) => seriesOf(tx, booking)) : null;
  if (!place) notFound();
  return <SeriesPage slug={org} place={place} mayWrite={can(actor, "bookings:write")} />;
}
