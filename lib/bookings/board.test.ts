import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant, type TenantTx } from "#db/tenant";
import { boardWindow, stepped } from "#lib/bookings/board-window";
import { asks, at, booked, kitchen, later, one, said, stationOf } from "#lib/bookings/bookings.given";
import { cancelBooking, moveBooking } from "#lib/bookings/commands/bookings";
import { boardAt } from "#lib/bookings/queries/board";
import { BoardAddress, lanesOf, placed, reassigned, snapped } from "#lib/bookings/rules/board";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const address = (fields: Record<string, string>) => BoardAddress.parse({ view: "day", ...fields });
const dayOf = (moment: string) => moment.slice(0, 10);

test("a manager sees the day of the station: who works, who is away, and what takes whose time with its buffers", async () => {
  const house = await kitchen({}, { setup_minutes: 30, cleanup_minutes: 15, travel_minutes: 20 });
  const { bookingId, number } = await booked(house);
  await admin.query(
    "insert into bookings.time_off (organization_id, station_id, resource_id, starts_at, ends_at, reason) values ($1, $2, $3, $4, $5, 'Dentist')",
    [house.org.id, house.station, house.chefs[1], at(house.org, 10, "12:00"), at(house.org, 10, "15:00")],
  );
  const starts = at(house.org, 10);
  const { data, window } = await readAsTenant(house.manager, (tx) =>
    boardAt(tx, address({ station: house.station, day: dayOf(starts) }), house.org.zone),
  );
  assert.deepEqual(
    data.resources.map(({ name, shifts, away }) => [name, shifts.length, away.map(({ why }) => why)]),
    [
      ["Aiko", 1, []],
      ["Bruno", 1, ["Dentist"]],
    ],
  );
  const [b] = data.bookings;
  assert.equal(data.bookings.length, 1);
  assert.deepEqual([b?.id, b?.number, b?.state, b?.guests], [bookingId, number, "pending", 10]);
  assert.equal(Date.parse(b?.takesFrom ?? ""), Date.parse(starts) - 50 * 60_000);
  assert.equal(Date.parse(b?.takesTo ?? ""), Date.parse(starts) + 155 * 60_000);
  assert.equal(window.hours.length, 24);
});

test("cancelled bookings and holds that ran out leave the board; the cancelled come when asked for", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  const held = await booked(house, { startsAt: at(house.org, 10, "12:00"), holdMinutes: "5" });
  await cancelBooking(house.manager, { bookingId, reason: "The guests are ill" });
  const ids = (fields: Record<string, string> = {}) =>
    readAsTenant(house.manager, async (tx) => {
      const day = dayOf(at(house.org, 10));
      const { data } = await boardAt(tx, address({ station: house.station, day, ...fields }), house.org.zone);
      return data.bookings.map(({ id }) => id).sort();
    });
  assert.deepEqual(await ids(), [held.bookingId]);
  assert.deepEqual(await ids({ state: "cancelled" }), [bookingId, held.bookingId].sort());
  await admin.query("update bookings.bookings set hold_until = now() - interval '1 second' where id = $1", [
    held.bookingId,
  ]);
  assert.deepEqual(await ids(), []);
});

test("a manager of one station sees that station's board; another's is missing, and all of them is their own alone", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const mine = await booked(house);
  const theirs = await booked(
    house,
    {
      stationId: other.station,
      serviceId: other.service,
      resourceIds: [other.chefs[0] ?? ""],
    },
    house.boss,
  );
  const look = (who: typeof house.manager, station?: string) =>
    readAsTenant(who, async (tx) => {
      const fields = { day: dayOf(at(house.org, 10)), ...(station ? { station } : {}) };
      return (await boardAt(tx, address(fields), house.org.zone)).data;
    });
  assert.deepEqual(
    (await look(house.manager)).bookings.map(({ id }) => id),
    [mine.bookingId],
  );
  assert.deepEqual(
    (await look(house.manager)).stations.map(({ name }) => name),
    ["Harbour Kitchen"],
  );
  await assert.rejects(look(house.manager, other.station), said(/not here, or not yours/));
  assert.deepEqual(
    (await look(other.manager, other.station)).bookings.map(({ id }) => id),
    [theirs.bookingId],
  );
  assert.equal((await look(house.boss)).bookings.length, 2);
  const stranger = await kitchen();
  await assert.rejects(look(stranger.boss, house.station), said(/not here, or not yours/));
  const finance = await given.person("viewer", house.org);
  assert.equal((await look(finance)).bookings.length, 2);
});

test("a block that is dropped on another chef takes their time; on a taken one the database says what is in the way", async () => {
  const house = await kitchen();
  const [aiko = "", bruno = ""] = house.chefs;
  const first = await booked(house);
  const second = await booked(house, { resourceIds: [bruno] });
  const drop = { bookingId: first.bookingId, resourceIds: reassigned([aiko], aiko, bruno) };
  await assert.rejects(moveBooking(house.manager, drop), said(new RegExp(`Bruno has ${second.number}`)));
  const free = { ...drop, startsAt: later(at(house.org, 10), 180) };
  await moveBooking(house.manager, free);
  const row = await one("select resource_id from bookings.booking_resources where booking_id = $1", [first.bookingId]);
  assert.equal(row.resource_id, bruno);
});

test("the day on which clocks change has 23 or 25 hours, and every block stands under its own hour", () => {
  const spring = boardWindow("day", "2027-03-28", "Europe/Berlin");
  assert.equal(spring.hours.length, 23);
  assert.deepEqual(
    spring.hours.slice(1, 4).map(({ label }) => label),
    ["01:00", "03:00", "04:00"],
  );
  const autumn = boardWindow("day", "2026-10-25", "Europe/Berlin");
  assert.equal(autumn.hours.length, 25);
  assert.deepEqual(
    autumn.hours.slice(1, 5).map(({ label }) => label),
    ["01:00", "02:00", "02:00", "03:00"],
  );
  const day = autumn.days[0];
  assert.ok(day);
  // 18:00 on the clocks is 19 hours after midnight on that day.
  const box = placed("2026-10-25T17:00:00Z", "2026-10-25T19:00:00Z", day);
  assert.deepEqual(box && [Math.round(box.left * 25), Math.round(box.width * 25)], [1900, 200]);
  const havana = boardWindow("day", "2027-03-14", "America/Havana");
  assert.equal((Number(havana.days[0]?.until) - Number(havana.days[0]?.from)) / 3_600_000, 23);
});

test("a week begins on Monday, a month has its own length, and a step leads to the next one", () => {
  assert.deepEqual(
    boardWindow("week", "2026-11-22", "UTC").days.map(({ key }) => key),
    ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"],
  );
  assert.deepEqual(
    ["2028-02-10", "2027-02-10", "2026-12-31"].map((day) => boardWindow("month", day, "UTC").days.length),
    [29, 28, 31],
  );
  assert.deepEqual(
    [stepped("month", "2026-12-31", 1), stepped("month", "2027-01-31", -1), stepped("week", "2026-12-30", 1)],
    ["2027-01-01", "2026-12-01", "2027-01-06"],
  );
});

test("a dragged block falls on the quarter of an hour, and blocks that overlap lie below one another", () => {
  assert.equal(snapped(Date.parse("2026-11-20T18:08:00Z")), Date.parse("2026-11-20T18:15:00Z"));
  const block = (from: string, to: string) => ({ takesFrom: `2026-11-20T${from}Z`, takesTo: `2026-11-20T${to}Z` });
  assert.deepEqual(lanesOf([block("10:00", "12:00"), block("11:00", "13:00"), block("12:00", "14:00")]), [
    [0, 1, 0],
    2,
  ]);
  assert.equal(
    placed("2026-11-19T10:00Z", "2026-11-19T11:00Z", {
      from: Date.parse("2026-11-20"),
      until: Date.parse("2026-11-21"),
    }),
    null,
  );
});

test("among 200,000 bookings the board reads the rows of its day and nothing else", async () => {
  const house = await kitchen();
  await fill(house.org.id, house.station, house.service, 200_000);
  const { data, reads } = await asTenant(house.manager, async (tx) => {
    const before = await readsOf(tx);
    const look = () => boardAt(tx, address({ station: house.station, day: "2024-06-12" }), "UTC");
    // A session that asks again and again must not come to a plan for everybody.
    for (let n = 0; n < 7; n += 1) await look();
    const { data } = await look();
    const after = await readsOf(tx);
    return { data, reads: after.map((count, n) => count - (before[n] ?? 0)) };
  });
  assert.equal(data.bookings.length, 40);
  const [scans, takenRows, bookingRows] = reads;
  assert.equal(scans, 0, "no table of bookings was read from one end to the other");
  assert.equal(takenRows, 8 * 40);
  assert.equal(bookingRows, 8 * 40);
  const plan = await explained(house.org.id, house.chefs);
  assert.match(plan, /Index Scan (using|on) one_booking_at_a_time/);
  assert.doesNotMatch(plan, /Seq Scan on booking_resources/);
});

/** Ten resources with four bookings a day, for so many days that there are `count` of them. */
async function fill(org: string, station: string, service: string, count: number): Promise<void> {
  const client = await admin.connect();
  try {
    // Neither triggers nor keys are asked for what cannot be wrong here; in this session alone.
    await client.query("set session_replication_role = replica");
    await client.query(
      `with chefs as (insert into bookings.resources (organization_id, station_id, kind, name)
         select $1, $2, 'chef', 'Chef ' || n from generate_series(1, 10) n returning id, name),
       made as (insert into bookings.bookings (organization_id, station_id, number, service_id, state, contact_name, adults, starts_at, ends_at, zone, currency, net_minor, tax_minor,
         total_minor, deposit_minor, key)
         select $1, $2, 'N' || n, $3, 'confirmed', 'Guest ' || n, 8, t, t + interval '2 hours', 'UTC', 'EUR', 0, 0, 0, 0, 'k' || n
         from (select n, timestamptz '2015-01-01T06:00Z' + make_interval(days => (n / 40)::int, hours => 4 * ((n / 10) % 4)::int) as t from generate_series(0, $4::int - 1) n) x
         returning id, starts_at, ends_at, number)
       insert into bookings.booking_resources (organization_id, station_id, booking_id, resource_id, during)
       select $1, $2, m.id, c.id, tstzrange(m.starts_at, m.ends_at) from made m
       join chefs c on c.name = 'Chef ' || (substr(m.number, 2)::int % 10 + 1)`,
      [org, station, service, count],
    );
    await client.query("analyze bookings.bookings");
    await client.query("analyze bookings.booking_resources");
  } finally {
    await client.query("set session_replication_role = origin");
    client.release();
  }
}

/** Sequential scans, and rows fetched of each table, by this transaction so far. */
async function readsOf(tx: TenantTx): Promise<number[]> {
  const { rows } = await tx.execute<{ scans: number; taken: number; bookings: number }>(
    sql`select sum(seq_scan)::int as scans, sum(idx_tup_fetch) filter (where relname = 'booking_resources')::int as taken,
        sum(idx_tup_fetch) filter (where relname = 'bookings')::int as bookings
        from pg_catalog.pg_stat_xact_user_tables where schemaname = 'bookings' and relname in ('bookings', 'booking_resources')`,
  );
  return Object.values(rows[0] ?? {});
}

/** The plan of the function's own text, made for whoever it runs as. */
async function explained(org: string, resources: string[]): Promise<string> {
  const { prosrc } = await one("select prosrc from pg_catalog.pg_proc where proname = 'taken_in'");
  const text = String(prosrc)
    .replace(/\borg\b/g, `'${org}'::uuid`)
    .replace(/\bresources\b(?= r )|(?<=unnest\()resources/g, `array['${resources.join("','")}']::uuid[]`)
    .replace(/\bfrom_at\b/g, "timestamptz '2024-06-12'")
    .replace(/\buntil_at\b/g, "timestamptz '2024-06-13'");
  const client = await admin.connect();
  try {
    await client.query("set role gr_flow");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${text}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await client.query("reset role");
    client.release();
  }
}

test("the board asks for a month at most", async () => {
  const house = await kitchen();
  const ask = (days: number) =>
    asks(house.manager, (tx) =>
      tx.execute(sql`select bookings.board(null, now(), now() + make_interval(days => ${days}::int))`),
    );
  await assert.rejects(ask(41), said(/at most a month/));
  assert.equal((await ask(40)).rows.length, 1);
});
