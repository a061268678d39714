import { randomBytes, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import { day, shift } from "#db/seed/plan";

/** Who knocks at each house, and how many days ago. Nobody of them exists. */
const knocking: Record<string, readonly [name: string, email: string, days: number][]> = {
  "lantern-fields": [
    ["Joris Wetering", "joris@wetering.example", 6.2],
    ["Amira Saleh", "amira@saleh-events.example", 2.4],
    ["Lotte Veldkamp", "lotte@veldkamp.example", 0.2],
  ],
  "ember-and-rice": [["Hana Okabe", "hana@okabe.example", 1.6]],
  "maison-vire": [["Édouard Lenoir", "edouard@lenoir.example", 3.1]],
};

/** What waits for somebody in a house: people at the door, invitations, a role that ends, and a refund that needs two. */
export async function loadWaiting(client: Client, place: Place, now: Date): Promise<void> {
  const { id, house } = place;
  await client.query("update organizations.organizations set tier = 'growth' where id = $1", [id]);
  for (const [name, email, days] of knocking[house.slug] ?? [])
    await knock(client, house.slug, { name, email, since: shift(now, -days * day) });
  await invite(client, place, `guest@${house.slug}-friends.example`, shift(now, 5 * day), now);
  await invite(client, place, `former@${house.slug}-friends.example`, shift(now, -2 * day), shift(now, -9 * day));
  await forTheSeason(client, place, now);
  await refundForTwo(client, place, now);
}

/** They sign up and name the house: its queue is what the trigger on the account makes of that. */
async function knock(
  client: Client,
  slug: string,
  { name, email, since }: { name: string; email: string; since: Date },
) {
  const userId = randomUUID();
  await client.query(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data, email_confirmed_at, raw_app_meta_data, created_at, updated_at)
     values ($1, 'authenticated', 'authenticated', $2, $3, $4, '{"provider":"email","providers":["email"]}', $4, $4)`,
    [userId, email, { name, organization: slug }, since],
  );
  await client.query("update users.user_profiles set created_at = $2, state_at = $2 where user_id = $1", [
    userId,
    since,
  ]);
  await client.query("update organizations.org_memberships set created_at = $2, state_at = $2 where user_id = $1", [
    userId,
    since,
  ]);
}

async function invite(client: Client, { id, members }: Place, email: string, expires: Date, sent: Date) {
  await client.query(
    `insert into organizations.org_invitations (organization_id, email, role, token_hash, expires_at, invited_by, sent_at, created_at)
     values ($1, $2, 'staff', ticketing.digest($3), $4, $5, $6, $6)`,
    [id, email, randomBytes(24).toString("hex"), expires, memberOf(members, "admin").userId, sent],
  );
}

/** Somebody of the staff also runs one station, until the season is over. */
async function forTheSeason(client: Client, { id, members, stations }: Place, now: Date) {
  await client.query(
    `insert into identity.user_roles (organization_id, user_id, role, station_id, starts_at, ends_at, assigned_by)
     values ($1, $2, 'manager', $3, $4, $5, $6)`,
    [
      id,
      memberOf(members, "staff").userId,
      [...stations.values()][0] ?? null,
      shift(now, -20 * day),
      shift(now, 70 * day),
      memberOf(members, "admin").userId,
    ],
  );
}

/** Refunds above fifty need a second person, and one of this morning waits for them. */
async function refundForTwo(client: Client, { id, house, members }: Place, now: Date) {
  await client.query(
    `insert into organizations.approval_rules (organization_id, act, threshold_minor, currency, approver)
     values ($1, 'refund_above', 5000, $2, 'payments:approve')`,
    [id, house.currency],
  );
  await client.query(
    `insert into organizations.approval_requests (organization_id, act, requested_by, reason, payload, amount_minor, currency, subject, subject_id, key, approver, created_at)
     select $1, 'refund_above', $2, 'She fell ill and wrote before the doors opened.',
       jsonb_build_object('amountMinor', o.total_minor::text, 'reason', 'She fell ill and wrote before the doors opened.'),
       o.total_minor, o.currency, 'ticketing.orders', o.id, 'demo-refund', 'payments:approve', $3
     from ticketing.orders o join events.events e on e.organization_id = o.organization_id and e.id = o.event_id
     where o.organization_id = $1 and o.state = 'paid' and o.refunded_minor = 0 and o.total_minor > 5000 and o.currency = $4
       and e.state = 'published' and e.starts_at > $3
     order by o.paid_at desc limit 1`,
    [id, memberOf(members, "organizer").userId, shift(now, -0.1 * day), house.currency],
  );
}
