import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import type { Fate, Occasion, Tier } from "#db/seed/plan";
import { insertRows } from "#db/seed/rows";

/** How each fate is reached from a draft, one legal step at a time. */
const ways: Record<Fate, readonly Fate[]> = {
  draft: [],
  published: ["published"],
  live: ["published", "live"],
  postponed: ["published", "postponed"],
  cancelled: ["published", "cancelled"],
  completed: ["published", "live", "completed"],
  archived: ["published", "live", "completed", "archived"],
};

/**
 * Events with their tiers. Publishing asks for a future, so they are published a century ahead and then get their true
 * dates; every state is reached through the trigger that guards it.
 */
export async function loadEvents(
  client: Client,
  { id, members, venues, stations }: Place,
  events: readonly Occasion[],
) {
  const organizer = memberOf(members, "organizer").userId;
  const ahead = "interval '876000 hours'";
  await insertRows<Occasion>(
    client,
    "events.events",
    {
      organization_id: ["uuid", () => id],
      id: ["uuid", (event) => event.id],
      slug: ["text", (event) => event.slug],
      name: ["text", (event) => event.name],
      summary: ["text", (event) => event.summary],
      description: ["text", (event) => event.description],
      venue_id: ["uuid", (event) => venues.get(event.venue.name)],
      station_id: ["uuid", (event) => (event.venue.station ? stations.get(event.venue.station) : null)],
      category: ["text", (event) => event.category],
      visibility: ["text", (event) => event.visibility],
      capacity: ["int", (event) => event.capacity],
      starts_at: ["timestamptz", (event) => event.startsAt],
      ends_at: ["timestamptz", (event) => event.endsAt],
      zone: ["text", (event) => event.venue.zone],
      currency: ["text", (event) => event.currency],
      created_by: ["uuid", () => organizer],
      published_at: ["timestamptz", (event) => event.publishedAt],
      created_at: ["timestamptz", (event) => event.createdAt],
    },
    events,
  );
  await insertRows<{ event: Occasion; tier: Tier; position: number }>(
    client,
    "ticketing.ticket_tiers",
    {
      organization_id: ["uuid", () => id],
      id: ["uuid", ({ tier }) => tier.id],
      event_id: ["uuid", ({ event }) => event.id],
      name: ["text", ({ tier }) => tier.name],
      description: ["text", ({ tier }) => tier.description],
      price_minor: ["bigint", ({ tier }) => tier.priceMinor],
      currency: ["text", ({ event }) => event.currency],
      quota: ["int", ({ tier }) => tier.quota],
      sale_starts_at: ["timestamptz", ({ tier }) => tier.saleStartsAt],
      sale_ends_at: ["timestamptz", ({ tier }) => tier.saleEndsAt],
      max_per_order: ["int", ({ tier }) => tier.maxPerOrder],
      position: ["int", ({ position }) => position],
      created_at: ["timestamptz", ({ event }) => event.createdAt],
    },
    events.flatMap((event) => event.tiers.map((tier, position) => ({ event, tier, position }))),
  );
  const move = async (direction: "+" | "-") => {
    await client.query(
      `update events.events set starts_at = starts_at ${direction} ${ahead}, ends_at = ends_at ${direction} ${ahead} where organization_id = $1`,
      [id],
    );
    await client.query(
      `update ticketing.ticket_tiers set sale_ends_at = sale_ends_at ${direction} ${ahead} where organization_id = $1`,
      [id],
    );
  };
  await move("+");
  await walk(client, id, events, 0);
  await move("-");
  for (const step of [1, 2, 3]) await walk(client, id, events, step);
}

async function walk(client: Client, organization: string, events: readonly Occasion[], step: number) {
  const moving = events.filter(({ fate }) => ways[fate][step]);
  const { rowCount } = await client.query(
    `update events.events e set state = x.state::events.event_state
     from unnest($2::uuid[], $3::text[]) x (id, state) where e.organization_id = $1 and e.id = x.id`,
    [organization, moving.map((event) => event.id), moving.map(({ fate }) => ways[fate][step])],
  );
  if (rowCount !== moving.length) throw new Error(`${rowCount} of ${moving.length} events took step ${step}.`);
}
