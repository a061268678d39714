import type { Client } from "pg";
import { actAs } from "#db/seed/load-books";
import { memberOf, type Place } from "#db/seed/load-houses";

/**
 * How the next event of a house sells besides its tickets: a code for early birds and one for friends, a question, guests, an
 * extra, and a balcony by the seat, of which a few are sold at the desk. Through the functions that its organizer calls.
 */
export async function loadSelling(client: Client, { id, members }: Place) {
  const { rows } = await client.query<{ id: string; currency: string; tier: string; price: string }>(
    `select e.id, e.currency, t.id as tier, t.price_minor::text as price from events.events e
     join lateral (select x.* from ticketing.ticket_tiers x where x.organization_id = e.organization_id and x.event_id = e.id order by x.position limit 1) t on true
     where e.organization_id = $1 and e.state = 'published' and e.starts_at > now() + interval '3 days'
     order by e.starts_at limit 1`,
    [id],
  );
  const [event] = rows;
  if (!event) return;
  await actAs(client, memberOf(members, "organizer"), id);
  const call = (name: string, p: Record<string, unknown>) =>
    client.query<{ made: string }>(`select ticketing.${name}($1::jsonb) as made`, [JSON.stringify(p)]);
  await client.query("update events.events set capacity = capacity + 60 where organization_id = $1 and id = $2", [
    id,
    event.id,
  ]);
  const tier = (name: string, kind: string, price: bigint, quota: number, hidden: boolean) =>
    client
      .query<{ id: string }>(
        `insert into ticketing.ticket_tiers (organization_id, event_id, name, kind, price_minor, quota, hidden, position, sale_starts_at, sale_ends_at)
         select $1, e.id, $3, $4, $5, $6, $7, 20, now() - interval '10 days', e.starts_at from events.events e where e.organization_id = $1 and e.id = $2 returning id`,
        [id, event.id, name, kind, price, quota, hidden],
      )
      .then((made) => made.rows[0]?.id ?? "");
  const price = BigInt(event.price);
  const balcony = await tier("Balcony, by the seat", "admission", (price * 3n) / 2n, 48, false);
  const friends = await tier("Friends of the house", "admission", price / 2n, 12, true);
  await tier("Poster", "add_on", (price + 3n) / 4n, 150, false);
  await call("lay_section", {
    ...{ eventId: event.id, tierId: balcony, name: "Balcony", rows: 6, seats: 8, rowNames: "letters", from: "left" },
    ...{ wheelchairs: "F1, F2", blocked: "" },
  });
  const code = (word: string, kind: string, points: number | null, uses: number, unlocks: boolean) =>
    client
      .query<{ id: string }>(
        `insert into ticketing.promo_codes (organization_id, event_id, code, kind, basis_points, most_uses, unlocks) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [id, event.id, word, kind, points, uses, unlocks],
      )
      .then((made) => made.rows[0]?.id ?? "");
  await code("EARLY20", "percent", 2000, 100, false);
  const unlock = await code("FRIENDS", "unlock", null, 50, true);
  await client.query(
    "insert into ticketing.promo_tiers (organization_id, event_id, code_id, tier_id) values ($1, $2, $3, $4)",
    [id, event.id, unlock, friends],
  );
  await client.query(
    `insert into ticketing.registration_questions (organization_id, event_id, label, hint, kind, options, required, asks, position) values
       ($1, $2, 'How did you hear of us?', '', 'choice', array['A friend', 'A poster', 'The newsletter', 'Elsewhere'], false, 'order', 0),
       ($1, $2, 'Is there anything we should know?', 'Allergies, a wheelchair, a pram.', 'text', '{}', false, 'attendee', 1)`,
    [id, event.id],
  );
  for (const [place, guestName] of ["Ines Duarte", "Paul Okafor", "Vera Lehmann"].entries())
    await call("invite_guest", {
      ...{ eventId: event.id, tierId: event.tier, guestName, quantity: 1 + (place % 2) },
      code: `DEM0${event.id.replaceAll("-", "").slice(-11).toUpperCase()}${place}`,
    });
  for (const [place, quantity] of [2, 4, 1].entries())
    await call("sell_by_hand", {
      ...{ key: `demo:${place}`, orderId: idOf(event.id, place), orderToken: `demo-${event.id}-${place}` },
      ...{ eventId: event.id, method: "cash", name: "Guest at the door" },
      items: [{ tierId: balcony, quantity }],
    });
}

/** An id for the n-th sale of this event, the same whenever the demo is loaded. */
const idOf = (event: string, place: number) => `${event.slice(0, -1)}${place}`;
