// The board of a station, the overview of four and booking itself, at 200,000 bookings, as people ask for them: in a signed session,
// under row security and by the functions of the product. Beside each stands the barest SQL that gives or writes the same rows, past row
// security, in the same run: read the ratios. A floor is led to the rows of its window (`offset 0` keeps a part as it is written): left to
// itself the planner reads all bookings for a month, and nothing would be hard to beat.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { sign } from "./lib/sign.mjs";
import { furnish, last } from "./lib/stations.mjs";

export const needs = "database";

const size = Number(process.env.GREENROOM_BENCH_BOOKINGS ?? 200_000);
const times = 60;
const spans = [
  ["day", 1],
  ["week", 7],
  ["month", 31],
];

/** Rows of { name, value, unit, ratio, p50, p95 }: milliseconds, and the floor's share of them. */
export async function run({ adminUrl, appUrl, note = () => {} }) {
  const [admin, app] = [new pg.Client(adminUrl), new pg.Client(appUrl)];
  await admin.connect();
  await app.connect();
  try {
    const house = await furnish(admin, size, note);
    const rows = [];
    const beside = async (name, floorName, floor, own, begin) => {
      const than = await taken(admin, floor);
      const found = await taken(app, own, house, begin);
      rows.push({ name: floorName, ...than }, { name, ...found, than });
    };
    const [place] = house.stations;
    const day = (n) => new Date(last - (30 + n * 3) * 86_400_000);
    const until = (n, days) => new Date(day(n).getTime() + days * 86_400_000);
    for (const [name, days] of spans) {
      note(`board, ${name}`);
      await beside(
        `board of a station, ${name}`,
        `its rows, ${name}`,
        (n) => [boardRows, [house.organizationId, place.resources, day(n), until(n, days)]],
        (n) => ["select bookings.board($1, $2, $3)", [place.id, day(n), until(n, days)]],
      );
    }
    const ids = house.stations.map(({ id }) => id);
    for (const [name, days] of spans) {
      note(`overview, ${name}`);
      await beside(
        `overview of four stations, ${name}`,
        `its sums, ${name}`,
        (n) => [sums, [house.organizationId, ids, day(n), until(n, days)]],
        (n) => ["select bookings.figures(null, $1::date, $2::date)", [day(n), until(n, days)]],
      );
    }
    note("booking");
    // After all that is booked: what is booked in one turn is never in the way of the next.
    const at = (n) => new Date(last + (100 + n) * 86_400_000 + 12 * 3_600_000).toISOString();
    await beside(
      "a booking, function",
      "a booking, two bare rows",
      (n) => [insert, [house.organizationId, place.id, house.serviceId, place.resources[0], at(n), `bare ${n}`]],
      (n) => ["select bookings.book($1::jsonb)", [JSON.stringify(form(house, at(n)))]],
      "begin",
    );
    return rows.map(({ name, p50, p95, than }) => ({
      name: `${name}, ${size.toLocaleString("en")} bookings`,
      value: rounded(p50),
      unit: "ms",
      p50: rounded(p50),
      p95: rounded(p95),
      ratio: than ? rounded(than.p50 / p50) : null,
    }));
  } finally {
    await app.end();
    await admin.end();
  }
}

const rounded = (value) => Math.round(value * 100) / 100;

/** The rows of the board and nothing else. */
const boardRows = `select b.*, u.resource_id, u.during, s.name from (select u.* from unnest($2::uuid[]) r (id)
    cross join lateral (select * from bookings.booking_resources u where u.organization_id = $1 and u.resource_id = r.id and u.active and u.during && tstzrange($3, $4) offset 0) u offset 0) u
  cross join lateral (select * from bookings.bookings b where b.organization_id = $1 and b.id = u.booking_id offset 0) b
  join bookings.services s on s.organization_id = $1 and s.id = b.service_id`;

/** What the overview adds up: bookings and guests, who came, what is open, deposits that are waited for, income and booked minutes. */
const sums = `select s.id, b.*, d.*, e.*, u.* from unnest($2::uuid[]) s (id)
  cross join lateral (select count(*) filter (where state not in ('cancelled', 'no_show')), sum(adults + children) filter (where state not in ('cancelled', 'no_show')),
      count(*) filter (where state = 'completed'), count(*) filter (where state = 'no_show'),
      sum(total_minor - paid_minor + refunded_minor) filter (where state in ('confirmed', 'in_progress', 'completed') and total_minor > paid_minor - refunded_minor)
    from bookings.bookings b where b.organization_id = $1 and b.station_id = s.id and b.starts_at >= $3::timestamptz and b.starts_at < $4::timestamptz) b
  cross join lateral (select count(*), sum(deposit_minor - paid_minor) from bookings.bookings b where b.organization_id = $1 and b.station_id = s.id and b.starts_at >= $3::timestamptz
    and b.state = 'pending' and b.deposit_minor > b.paid_minor) d
  cross join lateral (select count(*), -sum(n.amount_minor) from (select * from payments.transactions t where t.organization_id = $1 and t.station_id = s.id and t.effective_on >= $3::date
      and t.effective_on < $4::date offset 0) t
    cross join lateral (select n.amount_minor from payments.entries n join payments.accounts a on a.organization_id = $1 and a.id = n.account_id and a.code = 'income:bookings'
      where n.organization_id = $1 and n.transaction_id = t.id offset 0) n) e
  cross join lateral (select sum(extract(epoch from upper(o.during) - lower(o.during)) / 60) from bookings.resources r cross join lateral (select * from bookings.booking_resources o
    where o.organization_id = $1 and o.resource_id = r.id and o.active and o.during && tstzrange($3, $4) offset 0) o where r.organization_id = $1 and r.station_id = s.id) u`;

const insert = `with made as (insert into bookings.bookings (organization_id, station_id, number, service_id, contact_name, adults, starts_at, ends_at, zone, currency, net_minor, tax_minor, total_minor,
    deposit_minor, key) values ($1, $2, $6, $3, 'Bare', 8, $5::timestamptz, $5::timestamptz + interval '2 hours', 'UTC', 'EUR', 0, 0, 0, 0, $6) returning id, starts_at, ends_at)
  insert into bookings.booking_resources (organization_id, station_id, booking_id, resource_id, during) select $1, $2, m.id, $4, tstzrange(m.starts_at, m.ends_at) from made m`;

const form = ({ serviceId, stations: [place] }, startsAt) => ({
  id: randomUUID(),
  secret: randomUUID(),
  key: randomUUID(),
  stationId: place.id,
  serviceId,
  startsAt,
  resourceIds: [place.resources[1]],
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
