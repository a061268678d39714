import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { at, booked, type Kitchen, kitchen, of, said, stationOf } from "#lib/bookings/bookings.given";
import { stepBooking } from "#lib/bookings/commands/bookings";
import { cancelSeries, changeSeries, previewRepeat, previewSeries, repeatBooking } from "#lib/bookings/commands/series";
import { seriesOf } from "#lib/bookings/queries/series";
import { addDays } from "#lib/events/recurrence";
import { toLocal } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const weekly = (id: string, fields: Record<string, unknown> = {}) => ({
  id,
  frequency: "WEEKLY",
  every: "1",
  days: [],
  count: "4",
  ...fields,
});
const starts = async (house: Kitchen, id: string) => {
  const found = await readAsTenant(house.manager, (tx) => seriesOf(tx, id));
  return found?.series.map(({ startsAt }) => toLocal(new Date(startsAt), house.org.zone)) ?? [];
};
const local = (house: Kitchen, days: number, time = "18:00") =>
  toLocal(new Date(at(house.org, days, time)), house.org.zone);

test("a booking comes again every week at the same time of the clock, also beyond a change of clocks", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  const seen = await previewRepeat(house.manager, weekly(bookingId, { count: "40" }));
  assert.deepEqual([seen.made, seen.seriesId], [39, null]);
  assert.equal(await of(bookingId, "series_id"), null);
  const { made } = await repeatBooking(house.manager, weekly(bookingId, { count: "40" }));
  assert.equal(made, 39);
  const all = await starts(house, bookingId);
  assert.deepEqual(
    all,
    all.map((_, n) => addDays(local(house, 10), n * 7)),
  );
  assert.equal(new Set(all.map((one) => one.slice(11))).size, 1);
  await assert.rejects(repeatBooking(house.manager, weekly(bookingId)), said(/belongs to a series already/));
});

test("what is in the way of one time is said for that one; it is left out only when somebody says so", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  const other = await booked(house, { startsAt: at(house.org, 24), contactName: "Tomas Lind" });
  const seen = await previewRepeat(house.manager, weekly(bookingId));
  assert.deepEqual(
    seen.times.map(({ refused }) => refused?.slice(0, 17) ?? null),
    [null, `Aiko has ${other.number}`.slice(0, 17), null],
  );
  await assert.rejects(repeatBooking(house.manager, weekly(bookingId)), said(/1 of 3 cannot be: Aiko has/));
  assert.equal(await of(bookingId, "series_id"), null);
  assert.equal((await repeatBooking(house.manager, weekly(bookingId, { skip: "on" }))).made, 2);
});

test("one, those after it, or all that are to come move by as many days to the new hour, all or none", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  const { times } = await repeatBooking(house.manager, weekly(bookingId));
  const second = times[0]?.bookingId ?? "";
  const change = (scope: string, days: number, time: string, id = second) => ({
    bookingId: id,
    scope,
    startsLocal: local(house, days, time),
    reason: "They asked for it",
  });
  await changeSeries(house.manager, change("one", 17, "15:00"));
  assert.deepEqual(await starts(house, bookingId), [
    local(house, 10),
    local(house, 17, "15:00"),
    local(house, 24),
    local(house, 31),
  ]);
  const asked = change("following", 18, "12:00");
  const seen = await previewSeries(house.manager, asked);
  assert.deepEqual(
    seen.map(({ after }) => toLocal(new Date(after), house.org.zone)),
    [local(house, 18, "12:00"), local(house, 25, "12:00"), local(house, 32, "12:00")],
  );
  assert.equal((await starts(house, bookingId))[1], local(house, 17, "15:00"));
  const blocker = await booked(house, { startsAt: at(house.org, 25, "12:00"), contactName: "Tomas Lind" });
  await assert.rejects(
    changeSeries(house.manager, asked),
    said(new RegExp(`Nothing was moved: Aiko has ${blocker.number}`)),
  );
  assert.equal((await starts(house, bookingId))[1], local(house, 17, "15:00"));
  await changeSeries(house.manager, { ...asked, resourceId: house.chefs[1] });
  // A week later for all: each takes the place of the next, which has moved on already.
  await changeSeries(house.manager, change("all", 17, "18:00", bookingId));
  assert.deepEqual((await starts(house, bookingId))[0], local(house, 17));
});

test("a confirmed one moves with a reason alone, and the end of a series cancels what is to come", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  const { times } = await repeatBooking(house.manager, weekly(bookingId));
  await stepBooking(house.manager, { bookingId, to: "confirmed" });
  const move = { bookingId, scope: "all", startsLocal: local(house, 10, "15:00") };
  await assert.rejects(changeSeries(house.manager, move), said(/say why it moves/));
  await changeSeries(house.manager, { ...move, reason: "Earlier from now on" });
  const [, , last] = times;
  const { cancelled } = await cancelSeries(house.manager, {
    bookingId: last?.bookingId,
    scope: "following",
    reason: "They moved away",
  });
  assert.equal(cancelled, 1);
  assert.equal(await of(last?.bookingId ?? "", "state"), "cancelled");
  assert.equal(await of(bookingId, "state"), "confirmed");
  await assert.rejects(
    cancelSeries(house.manager, {
      bookingId: (await booked(house, { startsAt: at(house.org, 3) })).bookingId,
      scope: "all",
      reason: "No more",
    }),
    said(/no part of a series/),
  );
});

test("a manager of another station neither repeats nor changes nor sees a series", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const { bookingId } = await booked(house);
  await assert.rejects(repeatBooking(other.manager, weekly(bookingId)), said(/not here, or not yours/));
  await repeatBooking(house.manager, weekly(bookingId));
  const move = { bookingId, scope: "all", startsLocal: local(house, 11), reason: "x y z" };
  await assert.rejects(changeSeries(other.manager, move), said(/not here, or not yours/));
  await assert.rejects(
    cancelSeries(other.manager, { bookingId, scope: "all", reason: "No more" }),
    said(/not here, or not yours/),
  );
  assert.equal(await readAsTenant(other.manager, (tx) => seriesOf(tx, bookingId)), null);
  assert.equal((await readAsTenant(house.manager, (tx) => seriesOf(tx, bookingId)))?.series.length, 4);
});
