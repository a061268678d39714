import "server-only";
import { asc, eq } from "drizzle-orm";
import { customFields, customValues } from "#db/schema/events/fields";
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
    fields: await tx
      .select({
        key: customFields.key,
        label: customFields.label,
        kind: customFields.kind,
        hint: customFields.hint,
        options: customFields.options,
        required: customFields.required,
      })
      .from(customFields)
      .where(eq(customFields.archived, false))
      .orderBy(asc(customFields.position), asc(customFields.label)),
  };
}

/** What an event says in the organization's own fields, by the names of their controls. */
export async function customFormValues(tx: TenantTx, eventId: string): Promise<Record<string, string>> {
  const rows = await tx
    .select({ key: customFields.key, value: customValues.value })
    .from(customValues)
    .innerJoin(customFields, eq(customFields.id, customValues.fieldId))
    .where(eq(customValues.eventId, eventId));
  return Object.fromEntries(rows.map(({ key, value }) => [`custom.${key}`, value]));
}

/** An event as its form shows it: wall clocks in its own zone, everything as text. */
export function eventFormValues(event: NonNullable<Awaited<ReturnType<typeof eventById>>>): Record<string, string> {
  const { id, name, slug, summary, description, category, visibility, format, zone, currency } = event;
  return {
    ...{ id, name, slug, summary, description, category, visibility, format, zone, currency },
    capacity: String(event.capacity),
    venueId: event.venueId ?? "",
    stationId: event.stationId ?? "",
    seriesId: event.seriesId ?? "",
    startsAt: toLocal(event.startsAt, zone),
    endsAt: toLocal(event.endsAt, zone),
  };
}
