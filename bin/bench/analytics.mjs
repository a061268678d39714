// Visits by the million over a hundred tenants: how fast they come in and are rolled up, and how long a dashboard takes
// from the rollups beside the same figures from the single rows, as a person of one tenant asks. Read the ratios.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import pg from "pg";

/** `GREENROOM_BENCH_IMPRESSIONS=10000000 npm run bench -- analytics` for ten million. */
const impressions = Number(process.env.GREENROOM_BENCH_IMPRESSIONS ?? 1_000_000);
const tenants = 100;
const eventsEach = 10;
const batch = 50_000;

/** Rows of { name, value, unit, ratio }. Set up by `db/setup.ts`, with the CONTEXT_KEY of this process. */
export async function run({ adminUrl, appUrl, note = () => {} }) {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    const people = await furnish(admin, note);
    const before = await size(admin);
    const loaded = await seconds(() => load(admin, note));
    await admin.query("analyze analytics.event_impressions");
    note("rolling up");
    const rolled = await seconds(() => refreshed(admin));
    await admin.query(
      "vacuum analyze analytics.daily_traffic, analytics.daily_visitors, analytics.hourly_activity, analytics.daily_sales",
    );
    const raw = (await size(admin)) - before;
    const [beacon, floor] = await beacons(admin);
    const again = await seconds(() => refreshed(admin));
    note("dashboards");
    const shown = await dashboards(appUrl, people);
    const big = impressions.toLocaleString("en");
    const round = (value) => Math.round(value * 100) / 100;
    const row = (name, value, unit, ratio = null) => ({
      name: `${name}, ${big} visits`,
      value: round(value),
      unit,
      ratio: ratio && round(ratio),
    });
    return [
      row("load in statements of 50,000", impressions / loaded, "rows/s"),
      row("on disk with indexes and rollups", raw / impressions, "bytes/row"),
      row("rollup of all", rolled, "s"),
      row("rollup of all", impressions / rolled, "rows/s"),
      row(`rollup of the next ${(2 * beaconRows).toLocaleString("en")}`, again * 1000, "ms"),
      row("beacon, batches of ten, one caller", beacon, "visits/s", beacon / floor),
      row("bare insert of the same rows", floor, "visits/s", 1),
      row("dashboard of 12 months from rollups, p50", shown.rolled.p50, "ms", shown.raw.p50 / shown.rolled.p50),
      row("dashboard of 12 months from rollups, p95", shown.rolled.p95, "ms", shown.raw.p95 / shown.rolled.p95),
      row("its views by day from single rows, p95", shown.raw.p95, "ms", 1),
      row("rows that one tenant's plan reads for each row of its own", shown.readForEach, "rows"),
    ];
  } finally {
    await admin.end();
  }
}

const seconds = async (work) => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

const size = async (admin) =>
  Number(
    (
      await admin.query(
        "select sum(pg_total_relation_size(c.oid))::text as bytes from pg_class c where c.relnamespace = 'analytics'::regnamespace and c.relkind = 'r'",
      )
    ).rows[0].bytes,
  );

async function refreshed(admin) {
  for (let more = true; more; ) more = (await admin.query("select analytics.refresh() as answer")).rows[0].answer.more;
}

/** A hundred organizations of ten events, one of them with somebody who looks at its dashboard. */
async function furnish(admin, note) {
  note(`${tenants} organizations`);
  await admin.query(
    "select analytics.add_month('event_impressions', m::date) from generate_series(date_trunc('month', now()) - interval '12 months', now(), interval '1 month') m",
  );
  const platform = await admin.query("select from organizations.organizations where is_platform");
  if (platform.rowCount === 0) {
    const form = {
      slug: "bench-platform",
      name: "Platform",
      country: "DE",
      default_currency: "USD",
      zone: "UTC",
      is_platform: true,
    };
    await admin.query("select organizations.create_organization($1::jsonb)", [JSON.stringify(form)]);
  }
  const run = randomUUID().slice(0, 6);
  const people = [];
  for (let n = 0; n < tenants; n += 1) {
    const form = {
      slug: `visits-${run}-${n}`,
      name: `Visits ${n}`,
      country: "DE",
      default_currency: "USD",
      zone: "Europe/Berlin",
    };
    const { rows } = await admin.query("select organizations.create_organization($1::jsonb) as id", [
      JSON.stringify(form),
    ]);
    await admin.query(
      `insert into events.events (organization_id, slug, name, category, capacity, starts_at, ends_at, zone, currency)
       select $1, 'night-' || n, 'Night ' || n, c.key, 100, now() + interval '30 days', now() + interval '31 days', 'Europe/Berlin', 'USD'
       from generate_series(1, $2::int) n, lateral (select key from ref.event_categories limit 1) c`,
      [rows[0].id, eventsEach],
    );
    if (n % 10 === 0) people.push(await personIn(admin, rows[0].id));
  }
  await admin.query("drop table if exists public.bench_tenants");
  await admin.query(
    "create unlogged table public.bench_tenants as select 1 as place, id as event_id, organization_id from events.events where false",
  );
  await admin.query(
    `insert into public.bench_tenants select row_number() over (order by e.organization_id, e.id), e.id, e.organization_id from events.events e
     join organizations.organizations o on o.id = e.organization_id where o.slug like $1`,
    [`visits-${run}-%`],
  );
  return people;
}

async function personIn(admin, organizationId) {
  const userId = randomUUID();
  await admin.query(
    "insert into auth.users (id, aud, role, email, raw_user_meta_data) values ($1::uuid, 'authenticated', 'authenticated', $1::text || '@example.test', '{}')",
    [userId],
  );
  await admin.query("update users.user_profiles set state = 'active' where user_id = $1", [userId]);
  await admin.query("select organizations.add_member($1, $2, 'finance', null)", [organizationId, userId]);
  return { userId, organizationId };
}

/** A year of visits over tenants, events, hours and ways: each event is looked at for 45 days, as events are. */
async function load(admin, note) {
  for (let from = 0; from < impressions; from += batch) {
    if (from % 500_000 === 0) note(`${from.toLocaleString("en")} of ${impressions.toLocaleString("en")} visits`);
    await admin.query(
      `insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, source, visitor, value)
       select t.organization_id, i.id, analytics.moment_of(i.id), case n % 5 when 0 then 'dwell' when 1 then 'click' else 'view' end, 'event', t.event_id,
         (array['direct', 'search', 'social', 'email', 'referral', 'campaign', 'qr'])[1 + n % 7], '', (hashint8extended(n / 3, 7) & 9223372036854775807), n % 60000
       from generate_series($1::bigint, $2::bigint) n
       join public.bench_tenants t on t.place = 1 + (n * 7919) % ${tenants * eventsEach}
       cross join lateral (select (lpad(to_hex((extract(epoch from now() - (t.place % 10) * interval '32 days' - ((n * 104729) % 3888000) * interval '1 second' - interval '1 minute') * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || 'a' || substr(md5(n::text), 4, 15))::uuid as id) i`,
      [from, Math.min(from + batch, impressions) - 1],
    );
  }
}

const beaconRows = 5_000;
/** What the beacon's function takes in, and the same rows as a bare insert of the same size, by one caller each. */
async function beacons(admin) {
  const { rows } = await admin.query(
    "select o.slug, e.slug as event, e.id, o.id as org from public.bench_tenants t join events.events e on e.id = t.event_id join organizations.organizations o on o.id = t.organization_id where t.place = 1",
  );
  await admin.query("set session_replication_role = replica");
  await admin.query("update events.events set state = 'published' where id = $1", [rows[0].id]);
  await admin.query("set session_replication_role = origin");
  const id = () => {
    const hex = Date.now().toString(16).padStart(12, "0") + randomUUID().replaceAll("-", "").slice(12);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  const batches = Array.from({ length: beaconRows / 10 }, () =>
    Array.from({ length: 10 }, () => ({ id: id(), kind: "view" })),
  );
  const word = () => randomUUID().replaceAll("-", "");
  const took = await seconds(async () => {
    for (const visits of batches) {
      const batch = {
        org: rows[0].slug,
        page: "event",
        event: rows[0].event,
        visitor: word(),
        consent: "granted",
        words: "bench",
        channel: "direct",
        visits,
      };
      await admin.query("select analytics.record_visits($1::jsonb)", [JSON.stringify(batch)]);
    }
  });
  const bare = await seconds(async () => {
    for (const _ of batches) {
      await admin.query(
        `insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, visitor)
         select $1, v.id, analytics.moment_of(v.id), 'view', 'event', $2, 'direct', 1 from unnest($3::uuid[]) v (id)`,
        [rows[0].org, rows[0].id, Array.from({ length: 10 }, id)],
      );
    }
  });
  return [beaconRows / took, beaconRows / bare];
}

/** In a process of its own, through the queries of the product. */
async function dashboards(appUrl, people) {
  const script = new URL("./lib/analytics-boards.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=react-server", script, JSON.stringify(people)],
    {
      env: { ...process.env, APP_DATABASE_URL: appUrl },
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(stdout);
}
