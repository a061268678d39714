// Reminders are found for every house at once, and the clock moves here.
import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { at, booked, chefOf, type Kitchen, kitchen, one, said, stationOf } from "#lib/bookings/bookings.given";
import { removeEntry, saveEntry, saveMeetingType } from "#lib/bookings/commands/calendar";
import { bookMeeting, meetingPage, meetingSlots } from "#lib/bookings/meeting";
import { calendarItems, entriesBetween } from "#lib/bookings/queries/calendar";
import { toLocal } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const entry = (house: Kitchen, fields: Record<string, unknown> = {}) => ({
  scope: "personal",
  title: "Taste the new sauce",
  startsLocal: toLocal(new Date(at(house.org, 3, "15:00")), house.org.zone),
  endsLocal: toLocal(new Date(at(house.org, 3, "16:00")), house.org.zone),
  allDay: false,
  ...fields,
});
const seen = (house: Kitchen, who: typeof house.manager) =>
  readAsTenant(who, async (tx) => {
    const items = await calendarItems(tx, new Date(at(house.org, 2)), new Date(at(house.org, 12)));
    return items.map(({ kind, title }) => `${kind} ${title}`);
  });

test("one calendar shows bookings, meetings and entries to whom they are for", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  await booked(house);
  await saveEntry(house.manager, entry(house));
  await saveEntry(house.manager, entry(house, { scope: "station", stationId: house.station, title: "Fridge repair" }));
  await saveEntry(house.boss, entry(house, { scope: "workspace", title: "Everybody eats", allDay: true }));
  assert.deepEqual((await seen(house, house.manager)).sort(), [
    "booking Grill at home, Harbour Kitchen: Mirela Okafor",
    "entry Everybody eats",
    "entry Fridge repair",
    "entry Taste the new sauce",
  ]);
  assert.deepEqual(await seen(house, other.manager), ["entry Everybody eats"]);
  assert.deepEqual((await seen(house, house.boss)).sort(), [
    "booking Grill at home, Harbour Kitchen: Mirela Okafor",
    "entry Everybody eats",
    "entry Fridge repair",
  ]);
  await assert.rejects(saveEntry(house.manager, entry(house, { scope: "workspace" })), said(/every station/));
  await assert.rejects(
    saveEntry(other.manager, entry(house, { scope: "station", stationId: house.station })),
    said(/not here, or not yours/),
  );
});

test("an entry is changed and removed by whoever may, is a whole day on the clocks, and ends after it begins", async () => {
  const house = await kitchen();
  const { id } = await saveEntry(house.manager, entry(house, { allDay: true }));
  const kept = await one(
    "select ends_at - starts_at = interval '1 day' as whole from bookings.calendar_entries where id = $1",
    [id],
  );
  assert.equal(kept.whole, true);
  await assert.rejects(saveEntry(house.boss, entry(house, { id })), said(/not here, or not yours/));
  await assert.rejects(removeEntry(house.boss, { id }), said(/not here, or not yours/));
  await assert.rejects(
    saveEntry(house.manager, entry(house, { id, endsLocal: entry(house).startsLocal })),
    said(/ends after it begins/),
  );
  await saveEntry(house.manager, entry(house, { id, title: "Taste it again", remindMinutes: "30" }));
  const entries = await readAsTenant(house.manager, (tx) =>
    entriesBetween(tx, new Date(at(house.org, 2)), new Date(at(house.org, 4))),
  );
  assert.deepEqual(
    entries.map(({ title, remindMinutes }) => [title, remindMinutes]),
    [["Taste it again", 30]],
  );
  const remind = () => admin.query("select bookings.remind($1::timestamptz)", [at(house.org, 3, "14:35")]);
  await remind();
  await remind();
  const told = await one(
    "select count(*)::int as n from system.outbox where organization_id = $1 and key like 'entry:' || $2 || '%'",
    [house.org.id, id],
  );
  assert.equal(told.n, 1);
  await removeEntry(house.manager, { id });
  assert.deepEqual(await seen(house, house.manager), []);
});

const consultation = (house: Kitchen, fields: Record<string, unknown> = {}) => ({
  stationId: house.station,
  name: "Menu consultation",
  slug: "menu",
  minutes: "30",
  place: "On the phone",
  resourceIds: [house.chefs[0]],
  active: "on",
  ...fields,
});
const visitor = (house: Kitchen, startsAt: string, fields: Record<string, unknown> = {}) => ({
  org: house.org.slug,
  meeting: "menu",
  key: crypto.randomUUID(),
  startsAt,
  name: "Ada Byron",
  email: "ada@byron.example",
  ...fields,
});
const address = () =>
  `10.${Math.ceil(Math.random() * 250)}.${Math.ceil(Math.random() * 250)}.${Math.ceil(Math.random() * 250)}`;

test("a visitor books a consultation in a chef's free time, which is then nobody else's", async () => {
  const house = await kitchen();
  await saveMeetingType(house.manager, consultation(house));
  assert.equal((await meetingPage(house.org.slug, "menu"))?.minutes, 30);
  const day = new Date(at(house.org, 10, "00:00"));
  const busy = await booked(house);
  const slots = await meetingSlots(house.org.slug, "menu", day);
  assert.ok(slots.includes(at(house.org, 10, "11:00")));
  assert.ok(!slots.includes(at(house.org, 10)), `${busy.number} is there`);
  const booking = await bookMeeting(address(), visitor(house, at(house.org, 10, "11:00"), { topic: "Nuts" }));
  assert.match(booking.number, /^BK-/);
  await assert.rejects(bookMeeting(address(), visitor(house, at(house.org, 10, "11:00"))), said(/just taken/));
  await assert.rejects(
    booked(house, { startsAt: at(house.org, 10, "10:00") }),
    said(/Aiko has BK-\w{6} for Ada Byron/),
  );
  assert.ok((await seen(house, house.manager)).includes("meeting Menu consultation: Ada Byron"));
  const letter = await one(
    "select payload -> 'data' ->> 'subject' as subject from system.outbox where organization_id = $1 and payload ->> 'to' = 'ada@byron.example'",
    [house.org.id],
  );
  assert.equal(letter.subject, "Your appointment: Menu consultation");
});

test("twenty visitors ask for one consultation: one has it, and the same form sent twice books once", async () => {
  const house = await kitchen();
  await saveMeetingType(house.manager, consultation(house));
  const when = at(house.org, 10, "11:00");
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () => bookMeeting(address(), visitor(house, when))),
  );
  assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
  const form = visitor(house, at(house.org, 10, "12:00"));
  const [a, b] = [await bookMeeting(address(), form), await bookMeeting(address(), form)];
  assert.equal(a.number, b.number);
});

test("a meeting belongs to its station: another's manager neither makes it there nor with its people", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  await assert.rejects(saveMeetingType(other.manager, consultation(house)), said(/not here, or not yours/));
  await assert.rejects(
    saveMeetingType(other.manager, consultation(house, { stationId: other.station })),
    said(/somebody of this station/),
  );
  const { id } = await saveMeetingType(house.manager, consultation(house));
  await saveMeetingType(house.manager, consultation(house, { id, active: false }));
  assert.equal(await meetingPage(house.org.slug, "menu"), null);
  await assert.rejects(saveMeetingType(house.manager, consultation(house, { name: "Other" })), said(/this address/));
  assert.ok(await chefOf(house.org, house.station, house.service, "Chika"));
});
