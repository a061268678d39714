import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StationPage } from "#components/public/station-page";
import { visitorAddress } from "#lib/action";
import { chosenOf } from "#lib/bookings/chosen";
import { visitedStation } from "#lib/bookings/visitor";
import { shownTestimonials } from "#lib/feedback/visitor";
import { limitVisitor } from "#lib/ticketing/limits";

export async function generateMetadata({ params }: PageProps<"/book/[org]/[station]">): Promise<Metadata> {
  const { org, station } = await params;
  const found = await visitedStation(org, station);
  return found ? { title: { absolute: `Book ${found.seller.station}, ${found.seller.name}` } } : {};
}

export default async function BookStationPage({ params, searchParams }: PageProps<"/book/[org]/[station]">) {
  const { org, station } = await params;
  await limitVisitor("look", await visitorAddress());
  const found = await visitedStation(org, station);
  if (!found) notFound();
  const chosen = await chosenOf(org, station, found, await searchParams);
  const said = await shownTestimonials(org, station, 1);
  return <StationPage {...{ station: found, slug: station, chosen, said }} />;
}
