import { notFound } from "next/navigation";
import { SeriesPage } from "#components/events/series-page";
import { seriesById } from "#lib/events/queries/registry";
import { ruleWords } from "#lib/events/recurrence";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "Series of events" };

export default async function OneSeriesPage({ params }: PageProps<"/[org]/events/series/[series]">) {
  const { org, series: id } = await params;
  const actor = await requireActor("events:read");
  const series = await read("events:read", (tx) => seriesById(tx, id));
  if (!series) notFound();
  return <SeriesPage slug={org} series={series} rule={ruleWords(series.rule)} may={can(actor, "events:write")} />;
}
