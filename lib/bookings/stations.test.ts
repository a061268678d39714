// Reminders are found for every house at once, and the clock moves here.
import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { type Actor, asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { at, booked, type Kitchen, kitchen, later, said, stationOf } from "#lib/bookings/bookings.given";
import { moveBooking, stepBooking } from "#lib/bookings/commands/bookings";
import { importBusy, openBookingFeed, saveEntry, saveMeetingType } from "#lib/bookings/commands/calendar";
import { saveReminderRule, stopReminders } from "#lib/bookings/commands/reminders";
import { repeatBooking } from "#lib/bookings/commands/series";
import { bookMeeting } from "#lib/bookings/meeting";
import { slotsFor } from "#lib/bookings/queries/board";
import { calendarItems } from "#lib/bookings/queries/calendar";
import { reminderList } from "#lib/bookings/reminder-lists";
import { parseListState } from "#lib/system/list";
import { everyRow, listPage } from "#lib/system/list-query";
import { toLocal } from "#lib/time";

/** One organization, two stations: everything is at the first, and the second's manager must find nothing of it. */
let house: Kitchen;
let stranger: Actor;
let bookingId: string;

before(async () => {
  house = await kitchen();
  stranger = (await stationOf(house.org, "Hill Kitchen")).manager;
  const { manager, org, station, chefs } = house;
  const day = (n: number, time?: string) => at(org, n, time);
  ({ bookingId } = await booked(house));
  await repeatBooking(manager, { id: bookingId, frequency: "WEEKLY", every: "1", days: [], count: "2" });
  await stepBooking(manager, { bookingId, to: "confirmed" });
  await admin.query(
    "insert into bookings.time_off (organization_id, station_id, resource_id, starts_at, ends_at) values ($1, $2, $3, $4, $5)",
    [org.id, station, chefs[1], day(20), day(21)],
  );
  const stamp = (moment: string) => `${moment.slice(0, 19).replace(/[-:]/g, "")}Z`;
  const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:${stamp(day(30))}\r\nDTEND:${stamp(day(30, "19:00"))}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
  await importBusy(manager, { resourceId: chefs[0], source: "Own", text });
  await openBookingFeed(manager, { stationId: station, name: "Office" });
  await saveReminderRule(manager, { stationId: station, customerKinds: ["24h"], chefKinds: ["24h"], quiet: "earlier" });
  await admin.query("select bookings.remind($1::timestamptz)", [later(day(10), -24 * 60)]);
  await stopReminders(manager, { bookingId, stop: true });
  const clocks = (time: string) => toLocal(new Date(day(3, time)), org.zone);
  const entry = { scope: "station", stationId: station, title: "Stocktaking", allDay: false };
  await saveEntry(manager, { ...entry, startsLocal: clocks("15:00"), endsLocal: clocks("16:00") });
  const meeting = { stationId: station, name: "Menu", slug: "menu", minutes: "30", resourceIds: chefs, active: "on" };
  await saveMeetingType(manager, meeting);
  const who = { name: "Ada Byron", email: "ada@byron.example", startsAt: day(12, "11:00"), key: crypto.randomUUID() };
  await bookMeeting("10.9.8.7", { org: org.slug, meeting: "menu", ...who });
});

after(async () => {
  await closeDatabase();
  await admin.end();
});

/** Tables of bookings that name a station and have rows of this organization at the first one. */
async function tables(): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'station_id' and not a.attisdropped
     where c.relnamespace = 'bookings'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const filled = [];
  for (const { name } of rows) {
    const found = await admin.query(
      `select 1 from bookings.${name} where organization_id = $1 and station_id = $2 limit 1`,
      [house.org.id, house.station],
    );
    if (found.rowCount) filled.push(name);
  }
  return filled;
}

test("every row of a station is read by its manager, and by no other station's", async () => {
  const names = await tables();
  assert.ok(names.length >= 16, `only ${names.join(", ")}`);
  for (const name of names) {
    const count = async (who: Actor) => {
      const { rows } = await readAsTenant(who, (tx) =>
        tx.execute<{ n: number }>(
          sql`select count(organization_id)::int as n from ${sql.identifier("bookings")}.${sql.identifier(name)} where station_id = ${house.station}::uuid`,
        ),
      );
      return rows[0]?.n ?? 0;
    };
    assert.ok((await count(house.manager)) > 0, `${name}: its own manager`);
    assert.equal(await count(stranger), 0, name);
  }
});

test("what a manager may change and remove is of their station: another's statements touch nothing", async () => {
  const changes = {
    time_off: sql`update bookings.time_off set reason = 'x' where station_id = ${house.station}::uuid`,
    busy_times: sql`update bookings.busy_times set summary = 'x' where station_id = ${house.station}::uuid`,
    working_hours: sql`update bookings.working_hours set to_time = '23:00' where station_id = ${house.station}::uuid`,
    resources: sql`update bookings.resources set phone = '1' where station_id = ${house.station}::uuid`,
    reminder_rules: sql`update bookings.reminder_rules set quiet = 'later' where station_id = ${house.station}::uuid`,
    time_off_removed: sql`delete from bookings.time_off where station_id = ${house.station}::uuid`,
    busy_times_removed: sql`delete from bookings.busy_times where station_id = ${house.station}::uuid`,
  };
  for (const [name, change] of Object.entries(changes)) {
    const touched = async (who: Actor) => (await asTenant(who, (tx) => tx.execute(change))).rowCount ?? 0;
    assert.equal(await touched(stranger), 0, name);
    assert.ok((await touched(house.manager)) > 0, name);
  }
});

test("lists and exports hold the rows of one's own station alone", async () => {
  const state = parseListState(reminderList.spec, new URLSearchParams());
  const scope = { slug: house.org.slug, zone: house.org.zone, currency: house.org.currency };
  const listed = async (who: Actor) =>
    (await readAsTenant(who, (tx) => listPage(tx, reminderList, state, scope))).rows.length;
  assert.deepEqual([await listed(house.manager), await listed(stranger), await listed(house.boss)], [2, 0, 2]);
  const exported = (who: Actor) =>
    readAsTenant(who, async (tx) => {
      let n = 0;
      for await (const rows of everyRow(tx, reminderList, state, scope, 1_000)) n += [rows].flat().length;
      return n;
    });
  assert.deepEqual([await exported(house.manager), await exported(stranger)], [2, 0]);
});

test("neither the calendar, nor free times, nor moving reaches a booking of another station", async () => {
  const items = async (who: Actor) =>
    (await readAsTenant(who, (tx) => calendarItems(tx, new Date(at(house.org, 2)), new Date(at(house.org, 40)))))
      .length;
  assert.deepEqual([await items(house.manager), await items(stranger)], [4, 0]);
  const asked = { booking: bookingId, from: at(house.org, 13, "00:00") };
  const free = async (who: Actor) => (await readAsTenant(who, (tx) => slotsFor(tx, asked))).length;
  assert.ok((await free(house.manager)) > 0);
  assert.equal(await free(stranger), 0);
  const move = { bookingId, startsAt: at(house.org, 13), reason: "They asked" };
  await assert.rejects(moveBooking(stranger, move), said(/not here, or not yours/));
  await moveBooking(house.manager, move);
});
