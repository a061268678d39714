import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, asTenant, closeDatabase, readAsTenant, type TenantTx } from "#db/tenant";
import { asks, at, booked, kitchen, later, one, said, stationOf } from "#lib/bookings/bookings.given";
import { cancelBooking, moveBooking } from "#lib/bookings/commands/bookings";
import { boardAt } from "#lib/bookings/queries/board";
import { figuresOf } from "#lib/bookings/queries/figures";
import { BoardAddress, reassigned } from "#lib/bookings/rules/board";

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

test("among 200,000 bookings the board reads the rows of its day, and the overview those of its weeks", async () => {
  const house = await kitchen();
  await fill(house.org.id, house.station, house.service, 200_000);
  const [data, scans, takenRows, bookingRows] = await readIn(house.manager, 8, async (tx) => {
    const { data } = await boardAt(tx, address({ station: house.station, day: "2024-06-12" }), "UTC");
    return data;
  });
  assert.equal(data.bookings.length, 40);
  assert.equal(scans, 0, "no table of bookings was read from one end to the other");
  assert.equal(takenRows, 8 * 40);
  assert.equal(bookingRows, 8 * 40);
  const plan = await explained(house.org.id, house.chefs);
  assert.match(plan, /Index Scan (using|on) one_booking_at_a_time/);
  assert.doesNotMatch(plan, /Seq Scan on booking_resources/);
  const [figures, scanned, , looked] = await readIn(house.manager, 1, (tx) =>
    figuresOf(tx, house.station, "week", "2024-06-12"),
  );
  assert.equal(figures.now.sums.find(({ figure }) => figure === "bookings")?.rows, 7 * 40);
  assert.equal(scanned, 0, "the overview reads no table of bookings from one end to the other");
  assert.ok((looked ?? 0) <= 2 * 4 * 7 * 40, `the overview of two weeks read ${looked} bookings`);
});

/** What so many looks answer, and how much they read: scans from end to end, rows of taken time, rows of bookings. */
async function readIn<T>(who: Actor, times: number, look: (tx: TenantTx) => Promise<T>): Promise<[T, ...number[]]> {
  return asTenant(who, async (tx) => {
    const before = await readsOf(tx);
    // A session that asks again and again must not come to a plan for everybody.
    for (let n = 1; n < times; n += 1) await look(tx);
    const answer = await look(tx);
    const after = await readsOf(tx);
    return [answer, ...after.map((count, n) => count - (before[n] ?? 0))];
  });
}

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
