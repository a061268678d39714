import "server-only";
import { asc } from "drizzle-orm";
import { stations } from "#db/schema/identity";
import type { TenantTx } from "#db/tenant";
import { type eventById, venueChoices } from "#lib/events/queries";
import { currencyChoices, eventCategoryChoices, timezoneChoices } from "#lib/ref/queries";
import { toLocal } from "#lib/time";

/** What the form of an event offers to choose from. */
export async function eventFormChoices(tx: TenantTx) {
  const places = await tx.select({ id: stations.id, name: stations.name }).from(stations).orderBy(asc(stations.name));
  return {
    venues: await venueChoices(tx),
    stations: places.map(({ id, name }) => ({ value: id, label: name })),
    categories: (await eventCategoryChoices(tx)).map(({ key, name }) => ({ value: key, label: name })),
    currencies: (await currencyChoices(tx)).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    zones: [...new Set((await timezoneChoices(tx)).map((one) => one.name))],
  };
}

/** An event as its form shows it: wall clocks in its own zone, everything as text. */
export function eventFormValues(event: NonNullable<Awaited<ReturnType<typeof eventById>>>): Record<string, string> {
  const { id, name, slug, summary, description, category, visibility, format, zone, currency } = event;
  return {
    ...{ id, name, slug, summary, description, category, visibility, format, zone, currency },
    capacity: String(event.capacity),
    venueId: event.venueId ?? "",
    stationId: event.stationId ?? "",
    startsAt: toLocal(event.startsAt, zone),
    endsAt: toLocal(event.endsAt, zone),
  };
}
