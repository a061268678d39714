// What asking for a right costs: the same page of rows with the row policies of a tenant, and as nobody who is asked,
// in one run. Read the ratios; the figures of one machine and hour do not compare with another's.
import { createHmac, randomUUID } from "node:crypto";
import pg from "pg";

const rows = 20_000;
const rounds = 400;

/**
 * Rows of { name, value, unit, ratio }: microseconds a query, and over the same query without row security. Uses a
 * fresh organization of the database behind `adminUrl`, which must be set up with the CONTEXT_KEY of this process.
 */
export async function run({ adminUrl, appUrl }) {
  const admin = new pg.Client(adminUrl);
  const app = new pg.Client(appUrl);
  await Promise.all([admin.connect(), app.connect()]);
  try {
    const house = await furnish(admin);
    const floor = await timed(admin, page(house), null);
    const found = [{ name: "50 of 20,000 events without row security", value: floor, unit: "µs", ratio: 1 }];
    const add = (name, value) =>
      found.push({ name, value, unit: "µs", ratio: Math.round((value / floor) * 100) / 100 });
    add("the same to an administrator", await timed(app, page(house), session(house, house.boss)));
    add(
      "the same to a station manager, who sees a tenth",
      await timed(app, page(house), session(house, house.manager)),
    );
    add("the same to somebody with a role for one event", await timed(app, page(house), session(house, house.scanner)));
    const one = "select 1 as one";
    const bare = await timed(app, one, session(house, house.boss));
    add("a session with an empty query", bare);
    add(
      "one question to system.can",
      (await timed(app, "select system.can('events:read')", session(house, house.boss))) - bare,
    );
    return found;
  } finally {
    await Promise.all([admin.end(), app.end()]);
  }
}

/** The list's own query: newest fifty, by the index that leads with the organization. */
const page = ({ organizationId }) =>
  `select id, name, starts_at from events.events where organization_id = '${organizationId}' order by starts_at desc, id desc limit 50`;

async function furnish(admin) {
  const one = async (text, values) => Object.values((await admin.query(text, values)).rows[0])[0];
  const { rows: platforms } = await admin.query("select id from organizations.organizations where is_platform");
  const terms = { country: "DE", default_currency: "USD", zone: "Europe/Berlin" };
  const found = (fields) =>
    one("select organizations.create_organization($1::jsonb)", [JSON.stringify({ ...terms, ...fields })]);
  if (platforms.length === 0) await found({ slug: "greenroom", name: "Greenroom", is_platform: true });
  const organizationId = await found({ slug: `bench-${randomUUID().slice(0, 8)}`, name: "Bench House" });
  const station = await one(
    "insert into identity.stations (organization_id, slug, name, zone) values ($1, 'harbour', 'Harbour', 'Europe/Berlin') returning id",
    [organizationId],
  );
  await admin.query(
    `insert into events.events (organization_id, slug, name, category, format, capacity, starts_at, ends_at, zone, currency, station_id)
     select $1, 'e-' || n, 'Event ' || n, 'concert', 'online', 100, now() + n * interval '1 hour', now() + (n + 2) * interval '1 hour',
       'Europe/Berlin', 'USD', case when n % 10 = 0 then $2::uuid end from generate_series(1, ${rows}) n`,
    [organizationId, station],
  );
  const event = await one("select id from events.events where organization_id = $1 limit 1", [organizationId]);
  await admin.query("analyze events.events");
  const person = async (role, place = {}) => {
    const userId = randomUUID();
    await admin.query(
      "insert into auth.users (id, aud, role, email, raw_user_meta_data) values ($1::uuid, 'authenticated', 'authenticated', $1::text || '@example.test', '{}')",
      [userId],
    );
    await admin.query("update users.user_profiles set state = 'active' where user_id = $1", [userId]);
    await admin.query("select organizations.add_member($1, $2, 'sponsor')", [organizationId, userId]);
    await admin.query(
      "insert into identity.user_roles (organization_id, user_id, role, station_id, event_id) values ($1, $2, $3, $4, $5)",
      [organizationId, userId, role, place.station ?? null, place.event ?? null],
    );
    return userId;
  };
  return {
    organizationId,
    boss: await person("admin"),
    manager: await person("manager", { station }),
    scanner: await person("staff", { event }),
  };
}

function session({ organizationId }, userId) {
  const context = JSON.stringify({
    sub: userId,
    org: organizationId,
    rid: "bench",
    exp: Math.floor(Date.now() / 1000) + 3600,
  });
  const key = Buffer.from(process.env.CONTEXT_KEY ?? "", "base64");
  return [context, createHmac("sha256", key).update(context).digest("hex")];
}

/** Microseconds of one query, the median of `rounds`, in a transaction that was signed before the clock starts. */
async function timed(client, text, signed) {
  const taken = [];
  await client.query("begin");
  if (signed)
    await client.query(
      "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
      signed,
    );
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await client.query({ name: text.slice(0, 60), text });
    taken.push(performance.now() - begun);
  }
  await client.query("rollback");
  return Math.round(taken.sort((a, b) => a - b)[rounds / 2] * 1000);
}
