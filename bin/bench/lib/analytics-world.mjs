import { randomUUID } from "node:crypto";

/**
 * A hundred organizations of very different size over two years: one with a fifth of all visits and 80 events, nine with a
 * twenty-fifth each and 24, ninety with the rest and 8. Visits come in the order of time, as they do; tickets are a tenth
 * of them and bookings a fiftieth.
 */
export const tenants = 100;
const years = 2;

/** Resolves to `{ people, since, until }`: somebody of each organization who may read its analytics and its books. */
export async function furnish(admin, note) {
  note(`${tenants} organizations`);
  const one = async (text, values = []) => Object.values((await admin.query(text, values)).rows[0] ?? {})[0];
  const since = await one(`select date_trunc('month', now(), 'UTC') - interval '${12 * years} months'`);
  const until = await one("select now() - interval '1 minute'");
  await admin.query(
    "select analytics.add_month(kind, m::date) from unnest(analytics.raw_tables()) kind, generate_series($1::timestamptz at time zone 'UTC', now() at time zone 'UTC', interval '1 month') m",
    [since],
  );
  if (!(await one("select count(*)::int from organizations.organizations where is_platform")))
    await organization(admin, { slug: "bench-platform", name: "Platform", zone: "UTC", is_platform: true });
  await admin.query(
    `create unlogged table public.bench_tenants (place int primary key, organization_id uuid, slots int, events uuid[], tiers uuid[], stations uuid[], service uuid)`,
  );
  const run = randomUUID().slice(0, 6);
  const people = [];
  for (let place = 0; place < tenants; place += 1) {
    const id = await organization(admin, {
      slug: `visits-${run}-${place}`,
      name: `Visits ${place}`,
      zone: "Europe/Berlin",
    });
    const [events, slots] = place === 0 ? [80, 200] : place < 10 ? [24, 40] : [8, place < 90 ? 5 : 4];
    await admin.query("insert into public.bench_tenants (place, organization_id, slots) values ($1, $2, $3)", [
      place,
      id,
      slots,
    ]);
    // Past the triggers: events that are on sale already, in one statement.
    await admin.query("set session_replication_role = replica");
    await admin.query(plan, [id, events, since, until, place]);
    await admin.query("set session_replication_role = origin");
    people.push({ ...(await personIn(admin, id)), place, slots });
  }
  await admin.query(
    "create unlogged table public.bench_slots as select (row_number() over (order by place, n))::int - 1 as slot, t.* from public.bench_tenants t, generate_series(1, t.slots) n; analyze public.bench_slots",
  );
  const { rows } = await admin.query("select place, events, stations from public.bench_tenants");
  for (const { place, ...found } of rows)
    Object.assign(
      people.find((each) => each.place === place),
      found,
    );
  return { people, since, until };
}

const organization = async (admin, form) =>
  (
    await admin.query("select organizations.create_organization($1::jsonb) as id", [
      JSON.stringify({ country: "DE", default_currency: "USD", ...form }),
    ])
  ).rows[0].id;

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

/** Events spread evenly over the time, two kinds of ticket each, at two stations where there is more than a little to do. */
const plan = `
  with houses as (
    insert into identity.stations (organization_id, name, slug, zone) select $1, 'Hall ' || n, 'hall-' || n, 'Europe/Berlin'
    from generate_series(1, case when $5::int < 10 then 2 else 1 end) n returning id
  ), place as (select array_agg(id order by id) as ids from houses), made as (
    insert into events.events (organization_id, station_id, slug, name, state, category, capacity, starts_at, ends_at, zone, currency, published_at)
    select $1, p.ids[1 + n % cardinality(p.ids)], 'night-' || n, 'Night ' || n, 'published', (select key from ref.event_categories limit 1), 1000000, at.t, at.t + interval '5 hours', 'Europe/Berlin', 'USD', $3
    from place p, generate_series(0, $2::int - 1) n, lateral (select $3::timestamptz + (n + 1.0) / $2::int * ($4::timestamptz - $3::timestamptz) + interval '6 days' as t) at
    returning id, starts_at
  ), kinds as (
    insert into ticketing.ticket_tiers (organization_id, event_id, name, price_minor, currency, quota, sale_starts_at, sale_ends_at, position)
    select $1, m.id, k.name, k.price, 'USD', 1000000, $3, m.starts_at, k.position from made m, (values ('Regular', 2500, 0), ('Terrace', 4200, 1)) k (name, price, position)
    returning id, event_id, position
  ), offered as (
    insert into bookings.services (organization_id, name, duration_minutes, price_minor, currency, max_guests) values ($1, 'Grill', 120, 6000, 'USD', 60) returning id
  )
  update public.bench_tenants t set events = (select array_agg(id order by starts_at) from made), stations = (select ids from place), service = (select id from offered),
    tiers = (select array_agg(k.id order by m.starts_at, k.position) from kinds k join made m on m.id = k.event_id)
  where t.organization_id = $1`;

/** Number `n` of `many` things, as a moment, an organization and the event of it that is talked about then. */
export const drawn = (many) => `
  from generate_series($1::bigint, $2::bigint - 1) n
  cross join lateral (select n::float8 / ${many} as far, hashint8extended(n, 1) & 2147483647 as h1, hashint8extended(n, 2) & 2147483647 as h2, hashint8extended(n, 3) & 2147483647 as h3) d
  join public.bench_slots s on s.slot = d.h1 % 1000
  cross join lateral (select date_trunc('milliseconds', $3::timestamptz + d.far * ($4::timestamptz - $3::timestamptz)) as raw) r
  -- Few are awake between one and seven: most of them look twelve hours earlier.
  cross join lateral (select case when extract(hour from r.raw) < 6 and d.h3 % 4 > 0 and r.raw > $3::timestamptz + interval '1 day' then r.raw - interval '12 hours' else r.raw end as at) t
  cross join lateral (select 1 + greatest(0, least(cardinality(s.events) - 1, floor(d.far * cardinality(s.events) + (d.h2 / 2147483648.0 - 0.5) * ${60 / (365 * years)} * cardinality(s.events))))::int as k) e`;

export const idOf = (kind, at = "t.at") =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5('${kind}' || n), 1, 3) || 'a' || substr(md5('${kind}' || n), 4, 15))::uuid`;

/** Rows as the beacon writes them: $1 and $2 are the first and last number, $3 and $4 the time over which all lie. */
export const visits = (many, load = "v") => `
  select s.organization_id, i.id, analytics.moment_of(i.id) as happened_at, (array['view', 'view', 'view', 'view', 'view', 'view', 'view', 'dwell', 'dwell', 'click', 'click', 'view', 'video', 'share', 'view', 'scan'])[1 + d.h2 % 16] as kind,
    case when d.h3 % 20 = 0 then 'programme' else 'event' end as page, case when d.h3 % 20 > 0 then s.events[e.k] end as event_id, w.word[1] as channel, w.word[2] as source,
    hashint8extended(s.place * 1000003 + floor(d.far * ${365 * years} / 7)::bigint * 101, 5 + d.h3 % greatest(1, (${many}::bigint * s.slots / 1000 * 7 / ${365 * years} / 3))) & 9223372036854775807 as visitor, case when d.h2 % 16 in (7, 8) then (d.h3 % 300000)::int else 0 end as value
  ${drawn(many)}
  cross join lateral (select ${idOf(load)} as id) i
  cross join lateral (select string_to_array((array['direct,', 'direct,', 'direct,', 'direct,', 'search,google.com', 'search,google.com', 'search,google.com', 'search,bing.com', 'search,duckduckgo.com', 'social,instagram.com', 'social,instagram.com', 'social,facebook.com',
    'social,tiktok.com', 'email,newsletter', 'email,spring', 'referral,citypaper.example', 'referral,venues.example', 'campaign,posters', 'campaign,radio', 'qr,flyer'])[1 + (d.h2 / 16) % 20], ',') as word) w`;

export const visitColumns = "organization_id, id, happened_at, kind, page, event_id, channel, source, visitor, value";
