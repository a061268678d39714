import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { asWorker, closeDatabase, readAsTenant } from "#db/tenant";
import { at, booked, chefOf, kitchen, later, of, one, said, serviceOf } from "#lib/bookings/bookings.given";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("a booking overlaps by a minute and is refused; from the minute when the other ends it is taken", async () => {
  const house = await kitchen();
  const start = at(house.org, 10, "14:00");
  await booked(house, { startsAt: start });
  await assert.rejects(booked(house, { startsAt: later(start, 119) }), said(/^Aiko has BK-/));
  await assert.rejects(booked(house, { startsAt: later(start, -119) }), said(/^Aiko has BK-/));
  await booked(house, { startsAt: later(start, 120) });
  await booked(house, { startsAt: later(start, -120) });
});

test("travel, set-up and clean-up keep others away, and only as long as they last", async () => {
  const house = await kitchen({}, { travel_minutes: 30, setup_minutes: 15, cleanup_minutes: 15 });
  const start = at(house.org, 10, "14:00");
  await booked(house, { startsAt: start });
  // 120 minutes of service, 45 behind it, 45 ahead of the next.
  await assert.rejects(booked(house, { startsAt: later(start, 209) }), said(/with travel and set-up/));
  await booked(house, { startsAt: later(start, 210) });
});

test("a booking across midnight is taken where the shifts touch, and refused where the day ends", async () => {
  const house = await kitchen();
  const night = await chefOf(house.org, house.station, house.service, "Nyx", [
    ["18:00", "24:00"],
    ["00:00", "02:00"],
  ]);
  await assert.rejects(booked(house, { startsAt: at(house.org, 10, "23:00") }), said(/^Aiko does not work then/));
  const { bookingId } = await booked(house, { startsAt: at(house.org, 10, "23:00"), resourceIds: [night] });
  await assert.rejects(
    booked(house, { startsAt: at(house.org, 11, "00:59"), resourceIds: [night], anyway: true }),
    said(/^Nyx has/),
  );
  await booked(house, { startsAt: at(house.org, 10, "21:00"), resourceIds: [night] });
  assert.equal(await of(bookingId, "(ends_at at time zone zone)::time::text"), "01:00:00");
});

test("on the days when the clocks change, a night shift is an hour shorter or longer, and slots are real moments", async () => {
  const house = await kitchen({ zone: "America/New_York" });
  const service = await serviceOf(house.org, house.station, { name: "Night grill", duration_minutes: 60 });
  const night = await chefOf(house.org, house.station, service, "Nyx", [["00:00", "06:00"]]);
  const year = new Date().getUTCFullYear() + 1;
  const changes = await one(
    `select min(d)::date::text as spring, max(d)::date::text as autumn from generate_series(make_date($1, 1, 1), make_date($1, 12, 30), interval '1 day') d
     where ((d::date + 1)::timestamp at time zone 'America/New_York') - (d::timestamp at time zone 'America/New_York') <> interval '24 hours'`,
    [year],
  );
  const slots = async (day: unknown) => {
    const { rows } = await admin.query(
      `select starts_at, (starts_at at time zone 'America/New_York')::time::text as clock from bookings.free_slots($1, $2, $3,
         $4::timestamp at time zone 'America/New_York', ($4::date + 1)::timestamp at time zone 'America/New_York', 10)`,
      [house.org.id, service, house.station, day],
    );
    return rows;
  };
  const [spring, autumn] = [await slots(changes.spring), await slots(changes.autumn)];
  // Every half hour until an hour before six: 11 on other days.
  assert.equal(spring.length, 9);
  assert.equal(autumn.length, 13);
  assert.ok(!spring.some((slot) => slot.clock.startsWith("02")), "two o'clock does not exist that night");
  assert.equal(autumn.filter((slot) => slot.clock === "01:00:00").length, 2, "one o'clock comes twice");
  for (const slot of [...spring, ...autumn]) {
    await booked(house, { serviceId: service, startsAt: slot.starts_at.toISOString(), resourceIds: [night] }).catch(
      said(/^Nyx has/),
    );
  }
  const made = await one("select count(*)::int as n from bookings.bookings where organization_id = $1", [house.org.id]);
  assert.equal(made.n, 5 + 7, "five hours and seven hours, each hour once");
});

test("a slot that was free when the page loaded is taken by the time it is asked for", async () => {
  const house = await kitchen();
  const free = () =>
    readAsTenant(house.manager, async (tx) => {
      const day = at(house.org, 10, "00:00");
      const call = sql`select resource_id, starts_at from bookings.available(${house.service}::uuid, ${house.station}::uuid, ${day}::timestamptz, ${later(day, 1440)}::timestamptz, 10)`;
      return (await tx.execute<{ resource_id: string; starts_at: string }>(call)).rows;
    });
  const before = await free();
  // From ten to ten in the evening, every half hour, two chefs.
  assert.equal(before.length, 50);
  await booked(house);
  await assert.rejects(booked(house), said(/^Aiko has/));
  const left = await free();
  assert.equal(left.filter((slot) => slot.resource_id === house.chefs[0]).length, 25 - 7);
  await booked(house, { resourceIds: [house.chefs[1]] });
});

test("time off and another calendar are in the way unless somebody books anyway; another booking always is", async () => {
  const house = await kitchen();
  const start = at(house.org, 10);
  await admin.query(
    "insert into bookings.time_off (organization_id, station_id, resource_id, starts_at, ends_at, reason) values ($1, $2, $3, $4, $5, 'dentist')",
    [house.org.id, house.station, house.chefs[0], start, later(start, 30)],
  );
  await assert.rejects(booked(house), said(/^Aiko is away then, .* \(dentist\)/));
  await booked(house, { anyway: true });
  await assert.rejects(booked(house, { anyway: true }), said(/^Aiko has/));
});

test("a hold blocks its slot until it runs out, and the worker gives it back", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house, { holdMinutes: "30" });
  await assert.rejects(booked(house), said(/which is not confirmed yet/));
  await admin.query("update bookings.bookings set hold_until = now() - interval '1 minute' where id = $1", [bookingId]);
  // Whoever comes next does not wait for the worker.
  const next = await booked(house);
  assert.equal(await of(bookingId, "state"), "cancelled");
  const held = await booked(house, { startsAt: at(house.org, 12), holdMinutes: "30" });
  const expire = () =>
    asWorker(house.org.id, (tx) =>
      tx.execute<{ done: boolean }>(sql`select bookings.expire(${held.bookingId}::uuid) as done`),
    );
  assert.equal((await expire()).rows[0]?.done, false);
  await admin.query("update bookings.bookings set hold_until = now() - interval '1 minute' where id = $1", [
    held.bookingId,
  ]);
  assert.equal((await expire()).rows[0]?.done, true);
  assert.equal(await of(next.bookingId, "state"), "pending");
});
