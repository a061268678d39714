// Reminders are found for every house at once, and the clock moves here.
import "#db/own-database.given";
import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { asWorker, closeDatabase, readAsTenant } from "#db/tenant";
import { at, booked, type Kitchen, kitchen, later, one, said, stationOf } from "#lib/bookings/bookings.given";
import { cancelBooking, moveBooking, stepBooking } from "#lib/bookings/commands/bookings";
import { saveReminderRule, stopReminders } from "#lib/bookings/commands/reminders";
import { sendBookingReminder } from "#lib/bookings/jobs";
import { remindersOf } from "#lib/bookings/queries/reminders";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const remind = (moment: string) => admin.query("select bookings.remind($1::timestamptz)", [moment]);
const hours = 60;

/** A booking that was made long ago, is confirmed, and whose chefs have addresses. */
async function settled(house: Kitchen, fields: Record<string, unknown> = {}) {
  await admin.query(
    "update bookings.resources set email = lower(name) || '@kitchen.example' where organization_id = $1",
    [house.org.id],
  );
  const { bookingId } = await booked(house, fields);
  await stepBooking(house.manager, { bookingId, to: "confirmed" });
  return bookingId;
}

const written = async (house: Kitchen) => {
  const { rows } = await admin.query(
    "select kind, recipient, outcome, reason, starts_at, id from bookings.booking_reminders where organization_id = $1 order by due_at, recipient",
    [house.org.id],
  );
  return rows.map((row) => [row.kind, row.recipient, row.outcome, row.reason].filter(Boolean).join(" "));
};

/** What the worker does with every reminder that was handed to it. */
async function deliver(house: Kitchen, stumble = false) {
  const { rows } = await admin.query(
    "select payload from system.outbox where organization_id = $1 and topic = 'bookings.send_reminder'",
    [house.org.id],
  );
  for (const { payload } of rows)
    await asWorker(house.org.id, async (tx) => {
      const row = { organizationId: house.org.id, id: "", topic: "", attempts: 1, createdAt: new Date() };
      await sendBookingReminder({ tx, payload, row, signal: new AbortController().signal });
      if (stumble) throw new Error("killed");
    }).catch((error) => assert.match(`${error} ${error.cause}`, /killed/));
}
const letters = async (house: Kitchen) => {
  const { rows } = await admin.query(
    "select payload ->> 'to' as to, payload -> 'data' ->> 'subject' as subject from system.outbox where organization_id = $1 and topic = 'messaging.send_email' and key like 'booking-reminder:%' order by 1, 2",
    [house.org.id],
  );
  return rows.map(({ to, subject }) => `${to}: ${subject}`);
};

test("a customer and a chef are reminded a day, two hours and half an hour before, once each, however often the clock ticks", async () => {
  const house = await kitchen();
  const id = await settled(house);
  const starts = at(house.org, 10);
  const tick = async (moment: string) => {
    await remind(moment);
    await remind(moment);
    await deliver(house);
  };
  await tick(later(starts, -25 * hours));
  assert.deepEqual(await letters(house), []);
  await tick(later(starts, -24 * hours));
  assert.equal((await letters(house)).length, 2);
  await tick(later(starts, -2 * hours));
  await tick(later(starts, -30));
  await tick(later(starts, -5));
  assert.deepEqual(await letters(house), [
    "aiko@kitchen.example: In half an hour: Mirela Okafor, 10 guests",
    "aiko@kitchen.example: In two hours: Mirela Okafor, 10 guests",
    "aiko@kitchen.example: Tomorrow: Mirela Okafor, 10 guests",
    "mirela@okafor.example: In half an hour: Grill at home, Harbour Kitchen",
    "mirela@okafor.example: In two hours: Grill at home, Harbour Kitchen",
    "mirela@okafor.example: Tomorrow: Grill at home, Harbour Kitchen",
  ]);
  const shown = await readAsTenant(house.manager, (tx) => remindersOf(tx, id));
  assert.deepEqual(
    shown.map(({ outcome, letter }) => `${outcome} ${letter}`),
    Array(6).fill("sent waiting"),
  );
});

test("a worker that dies before its transaction ends has sent nothing, and the next one sends it once", async () => {
  const house = await kitchen();
  await settled(house);
  await remind(later(at(house.org, 10), -24 * hours));
  await deliver(house, true);
  assert.deepEqual([await letters(house), await written(house)], [[], ["24h chef queued", "24h customer queued"]]);
  await Promise.all([deliver(house), deliver(house)]);
  await deliver(house);
  assert.equal((await letters(house)).length, 2);
  assert.deepEqual(await written(house), ["24h chef sent", "24h customer sent"]);
});

test("a booking that moves is reminded of its new time as well; what was under way about the old one is left out", async () => {
  const house = await kitchen();
  const bookingId = await settled(house);
  const starts = at(house.org, 10);
  await remind(later(starts, -24 * hours));
  await moveBooking(house.manager, { bookingId, startsAt: at(house.org, 12), reason: "They travel longer" });
  await deliver(house);
  assert.deepEqual(await letters(house), []);
  assert.deepEqual(await written(house), [
    "24h chef skipped It moved to another time.",
    "24h customer skipped It moved to another time.",
  ]);
  await remind(later(at(house.org, 12), -24 * hours));
  await deliver(house);
  assert.equal((await letters(house)).length, 2);
});

test("what was cancelled, not confirmed, booked too late, without an address or not wanted is skipped, and says why", async () => {
  const house = await kitchen();
  const starts = at(house.org, 10);
  const cancelled = await settled(house);
  await cancelBooking(house.manager, { bookingId: cancelled, reason: "The guests are ill" });
  await remind(later(starts, -24 * hours));
  assert.deepEqual(await written(house), [
    "24h chef skipped The booking was cancelled.",
    "24h customer skipped The booking was cancelled.",
  ]);
  const pending = await kitchen();
  await booked(pending, { contactEmail: "", contactPhone: "030 1" });
  await remind(later(starts, -24 * hours));
  assert.deepEqual(await written(pending), [
    "24h chef skipped It was not confirmed.",
    "24h customer skipped It was not confirmed.",
  ]);
  const silent = await kitchen();
  const id = await settled(silent, { contactEmail: "", contactPhone: "030 1" });
  await remind(later(starts, -24 * hours));
  assert.deepEqual(await written(silent), ["24h chef queued", "24h customer skipped There is no e-mail address."]);
  await assert.rejects(stopReminders(silent.manager, { bookingId: id, stop: true }), said(/no e-mail address/));
  const unwilling = await kitchen();
  const theirs = await settled(unwilling);
  await stopReminders(unwilling.manager, { bookingId: theirs, stop: true });
  await remind(later(starts, -24 * hours));
  assert.deepEqual(await written(unwilling), ["24h chef queued", "24h customer skipped They want no reminders."]);
  await stopReminders(unwilling.manager, { bookingId: theirs, stop: false });
  await remind(later(starts, -2 * hours));
  assert.deepEqual((await written(unwilling)).slice(2), ["2h chef queued", "2h customer queued"]);
  const hasty = await kitchen();
  await settled(hasty);
  await admin.query(
    "update bookings.bookings set starts_at = now() + interval '3 hours', ends_at = now() + interval '5 hours' where organization_id = $1",
    [hasty.org.id],
  );
  await admin.query(
    "update bookings.station_settings set quiet_from = '00:00', quiet_to = '00:00' where organization_id = $1",
    [hasty.org.id],
  );
  await remind(new Date().toISOString());
  assert.deepEqual(await written(hasty), [
    "24h chef skipped It was booked or moved too late for this one.",
    "24h customer skipped It was booked or moved too late for this one.",
  ]);
});

const due = async (starts: string, zone: string, kind: string, from = "21:00", to = "08:00", rule = "earlier") => {
  const row = await one(
    "select to_char(bookings.reminder_due($1::timestamp at time zone $2, $2, $3, $4, $5, $6) at time zone $2, 'YYYY-MM-DD HH24:MI') as due",
    [starts, zone, kind, from, to, rule],
  );
  return row.due;
};

test("in quiet hours a reminder comes just before they begin, or by the station's rule when they end", async () => {
  const berlin = "Europe/Berlin";
  assert.equal(await due("2026-12-10 18:00", berlin, "24h"), "2026-12-09 18:00");
  assert.equal(await due("2026-12-10 09:00", berlin, "2h"), "2026-12-09 20:59");
  assert.equal(await due("2026-12-10 23:30", berlin, "30m"), "2026-12-10 20:59");
  assert.equal(await due("2026-12-10 08:30", berlin, "30m"), "2026-12-10 08:00");
  assert.equal(await due("2026-12-10 09:00", berlin, "2h", "21:00", "08:00", "later"), "2026-12-10 08:00");
  // After the quiet hours would be too late for it: so before them after all.
  assert.equal(await due("2026-12-10 08:05", berlin, "30m", "21:00", "08:00", "later"), "2026-12-09 20:59");
  assert.equal(await due("2026-12-10 14:30", berlin, "30m", "13:00", "15:00"), "2026-12-10 12:59");
  assert.equal(await due("2026-12-10 03:00", berlin, "30m", "08:00", "08:00"), "2026-12-10 02:30");
});

test("the day before is the same time of the clock, also when clocks change overnight; hours are hours", async () => {
  // In Berlin clocks go forward on 28 March 2027 and back on 25 October 2026.
  assert.equal(await due("2027-03-28 18:00", "Europe/Berlin", "24h"), "2027-03-27 18:00");
  assert.equal(await due("2026-10-25 18:00", "Europe/Berlin", "24h"), "2026-10-24 18:00");
  assert.equal(await due("2027-03-28 04:00", "Europe/Berlin", "2h", "00:00", "00:00"), "2027-03-28 01:00");
  assert.equal(await due("2026-10-25 04:00", "Europe/Berlin", "2h", "00:00", "00:00"), "2026-10-25 02:00");
  assert.equal(await due("2027-04-03 18:00", "America/New_York", "24h"), "2027-04-02 18:00");
});

test("a manager says what the station sends; one of another station does not", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const rule = { stationId: house.station, customerKinds: ["24h"], chefKinds: "", quiet: "later" };
  await assert.rejects(saveReminderRule(other.manager, rule), said(/row-level security|may not/));
  await saveReminderRule(house.manager, rule);
  await saveReminderRule(house.manager, rule);
  await settled(house);
  await remind(later(at(house.org, 10), -24 * hours));
  await remind(later(at(house.org, 10), -2 * hours));
  assert.deepEqual(await written(house), ["24h customer queued"]);
});

test("a manager of another station reads no reminders of this one, neither as rows nor through the booking", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const id = await settled(house);
  await remind(later(at(house.org, 10), -24 * hours));
  const count = (who: typeof house.manager) =>
    readAsTenant(who, async (tx) => {
      const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from bookings.booking_reminders`);
      return rows[0]?.n;
    });
  assert.deepEqual([await count(house.manager), await count(other.manager)], [2, 0]);
  await assert.rejects(
    readAsTenant(other.manager, (tx) => remindersOf(tx, id)),
    said(/not here, or not yours/),
  );
  await assert.rejects(stopReminders(other.manager, { bookingId: id, stop: true }), said(/not here, or not yours/));
});
