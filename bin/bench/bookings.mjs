// The board of a station with 200,000 bookings, and booking, as people ask for them: in a signed session, under row security and by
// the functions of the product. Beside each stands the barest SQL that gives or writes the same rows, in the same run: read the ratios.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { sign } from "./lib/sign.mjs";

const size = Number(process.env.GREENROOM_BENCH_BOOKINGS ?? 200_000);
const times = 60;

/** Rows of { name, value, unit, ratio, p95 }: milliseconds, and the floor's share of them. */
export async function run({ adminUrl, appUrl, note = () => {} }) {
  const [admin, app] = [new pg.Client(adminUrl), new pg.Client(appUrl)];
  await admin.connect();
  await app.connect();
  try {
    const house = await furnish(admin, note);
    const rows = [];
    for (const [name, days] of [
      ["day", 1],
      ["week", 7],
      ["month", 31],
    ]) {
      const day = (n) => new Date(Date.UTC(2026, 0, 5 + (n % 200))).toISOString();
      const until = (n) => new Date(Date.parse(day(n)) + days * 86_400_000).toISOString();
      const floor = await taken(admin, (n) => [raw, [house.organizationId, house.resources, day(n), until(n)]]);
      const board = await taken(
        app,
        (n) => ["select bookings.board($1, $2, $3)", [house.stationId, day(n), until(n)]],
        house,
      );
      rows.push(
        { name: `${name} of a station, raw SQL`, ...floor },
        { name: `${name} of a station, board`, ...board, than: floor },
      );
    }
    // From the first free hour on: what is booked in one turn is never in the way of the next.
    const at = (n) => new Date(Date.UTC(2027, 6, 1 + n, 12)).toISOString();
    const bare = await taken(admin, (n) => [
      insert,
      [house.organizationId, house.stationId, house.serviceId, house.resources[0], at(n), `bare ${n}`],
    ]);
    const book = await taken(
      app,
      (n) => ["select bookings.book($1::jsonb)", [JSON.stringify(form(house, at(n)))]],
      house,
      "begin",
    );
    rows.push({ name: "a booking, two bare rows", ...bare }, { name: "a booking, function", ...book, than: bare });
    return rows.map(({ name, p50, p95, than }) => ({
      name: `${name}, ${size.toLocaleString("en")} bookings`,
      value: rounded(p50),
      unit: "ms",
      p95: rounded(p95),
      ratio: than ? rounded(than.p50 / p50) : null,
    }));
  } finally {
    await app.end();
    await admin.end();
  }
}

const rounded = (value) => Math.round(value * 100) / 100;

/** The rows of the board and nothing else, past row security. */
const raw = `select b.*, u.resource_id, u.during, s.name from unnest($2::uuid[]) r (id)
  join bookings.booking_resources u on u.organization_id = $1 and u.resource_id = r.id and u.active and u.during && tstzrange($3, $4)
  join bookings.bookings b on b.organization_id = $1 and b.id = u.booking_id join bookings.services s on s.organization_id = $1 and s.id = b.service_id`;

const insert = `with made as (insert into bookings.bookings (organization_id, station_id, number, service_id, contact_name, adults, starts_at, ends_at, zone, currency, net_minor, tax_minor, total_minor,
    deposit_minor, key) values ($1, $2, $6, $3, 'Bare', 8, $5::timestamptz, $5::timestamptz + interval '2 hours', 'UTC', 'EUR', 0, 0, 0, 0, $6) returning id, starts_at, ends_at)
  insert into bookings.booking_resources (organization_id, station_id, booking_id, resource_id, during) select $1, $2, m.id, $4, tstzrange(m.starts_at, m.ends_at) from made m`;

const form = ({ stationId, serviceId, resources }, startsAt) => ({
  id: randomUUID(),
  secret: randomUUID(),
  key: randomUUID(),
  stationId,
  serviceId,
  startsAt,
  resourceIds: [resources[1]],
  adults: 8,
  contactName: "Bench",
});

/** Median and 95th percentile of so many turns; with a house in its manager's signed session. */
async function taken(client, next, house, begin = "begin read only") {
  const all = [];
  for (let n = 0; n < times; n += 1) {
    const [text, values] = next(n);
    await client.query(house ? begin : "begin");
    if (house) await client.query(sign({ sub: house.userId, org: house.organizationId }));
    const begun = performance.now();
    await client.query(text, values);
    await client.query("commit");
    all.push(performance.now() - begun);
  }
  all.sort((a, b) => a - b);
  return { p50: all[Math.floor(times / 2)], p95: all[Math.floor(times * 0.95)] };
}

/** A station with ten chefs who have worked four bookings a day each, for years. */
async function furnish(admin, note) {
  const one = async (text, values = []) => Object.values((await admin.query(text, values)).rows[0] ?? {})[0];
  const fields = {
    country: "DE",
    default_currency: "EUR",
    zone: "UTC",
    slug: `bench-${randomUUID().slice(0, 8)}`,
    name: "Bench Bookings",
  };
  const organizationId = await one("select organizations.create_organization($1::jsonb)", [JSON.stringify(fields)]);
  const userId = randomUUID();
  await admin.query(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data) values ($1, 'authenticated', 'authenticated', $2, '{"name":"Bench"}')`,
    [userId, `${userId}@example.test`],
  );
  await admin.query("update users.user_profiles set state = 'active' where user_id = $1", [userId]);
  await admin.query("select organizations.add_member($1, $2, 'admin', null)", [organizationId, userId]);
  const stationId = await one(
    "insert into identity.stations (organization_id, name, slug, zone) values ($1, 'Bench Kitchen', 'bench', 'UTC') returning id",
    [organizationId],
  );
  const serviceId = await one(
    "insert into bookings.services (organization_id, name, duration_minutes, price_minor, currency, max_guests) values ($1, 'Grill', 120, 6000, 'EUR', 60) returning id",
    [organizationId],
  );
  await admin.query(
    "insert into bookings.service_stations (organization_id, station_id, service_id) values ($1, $2, $3)",
    [organizationId, stationId, serviceId],
  );
  const { rows } = await admin.query(
    "insert into bookings.resources (organization_id, station_id, kind, name) select $1, $2, 'chef', 'Chef ' || n from generate_series(0, 9) n returning id",
    [organizationId, stationId],
  );
  const resources = rows.map(({ id }) => id);
  await admin.query(
    `insert into bookings.resource_services (organization_id, station_id, resource_id, service_id) select $1, $2, r, $3 from unnest($4::uuid[]) r`,
    [organizationId, stationId, serviceId, resources],
  );
  await admin.query(
    `insert into bookings.working_hours (organization_id, station_id, resource_id, weekday, from_time, to_time) select $1, $2, r, d, '06:00', '24:00' from unnest($3::uuid[]) r, generate_series(1, 7) d`,
    [organizationId, stationId, resources],
  );
  note(`${size.toLocaleString("en")} bookings`);
  await admin.query("set session_replication_role = replica");
  await admin.query(
    `with made as (insert into bookings.bookings (organization_id, station_id, number, service_id, state, contact_name, adults, starts_at, ends_at, zone, currency, net_minor, tax_minor, total_minor,
       deposit_minor, key)
       select $1, $2, 'N' || n, $3, 'confirmed', 'Guest ' || n, 8, t, t + interval '2 hours', 'UTC', 'EUR', 0, 0, 0, 0, 'k' || n
       from (select n, timestamptz '2027-01-01T06:00Z' - make_interval(days => (n / 40)::int) + make_interval(hours => 4 * ((n / 10) % 4)::int) as t from generate_series(0, $4::int - 1) n) x
       returning id, starts_at, ends_at, number)
     insert into bookings.booking_resources (organization_id, station_id, booking_id, resource_id, during)
     select $1, $2, m.id, ($5::uuid[])[substr(m.number, 2)::int % 10 + 1], tstzrange(m.starts_at, m.ends_at) from made m`,
    [organizationId, stationId, serviceId, size, resources],
  );
  await admin.query("set session_replication_role = origin");
  await admin.query("vacuum (analyze) bookings.bookings, bookings.booking_resources");
  return { organizationId, userId, stationId, serviceId, resources };
}
