import assert from "node:assert/strict";
import { after, test } from "node:test";
import ICAL from "ical.js";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { at, booked, kitchen, later, one, said, stationOf } from "#lib/bookings/bookings.given";
import { busyTimes } from "#lib/bookings/busy";
import { cancelBooking } from "#lib/bookings/commands/bookings";
import {
  forgetBusy,
  importBusy,
  openBookingFeed,
  renewBookingFeed,
  revokeBookingFeed,
} from "#lib/bookings/commands/calendar";
import { bookingFeedsOpen, busyCalendars } from "#lib/bookings/queries/calendar";
import { feedAnswer } from "#lib/events/feed";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const origin = "https://greenroom.test";
const ask = (path: string) => feedAnswer(new Request(`${origin}${path}`), path.replace("/feeds/", ""), origin);
async function summaries(path: string): Promise<string[]> {
  const answer = await ask(path);
  assert.equal(answer.status, 200);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return calendar.getAllSubcomponents("vevent").map((event) => String(event.getFirstPropertyValue("summary")));
}

test("a station's feed shows its bookings, a chef's only their own, and a cancelled one says so", async () => {
  const house = await kitchen();
  const [aiko = "", bruno = ""] = house.chefs;
  const { bookingId } = await booked(house, { resourceIds: [aiko] });
  await booked(house, { resourceIds: [bruno], contactName: "Tomas Lind" });
  const station = await openBookingFeed(house.manager, { stationId: house.station, name: "Office" });
  const chef = await openBookingFeed(house.manager, { resourceId: bruno, name: "Phone" });
  assert.deepEqual((await summaries(station.path)).sort(), [
    "Grill at home, Harbour Kitchen: Mirela Okafor",
    "Grill at home, Harbour Kitchen: Tomas Lind",
  ]);
  assert.deepEqual(await summaries(chef.path), ["Grill at home, Harbour Kitchen: Tomas Lind"]);
  await cancelBooking(house.manager, { bookingId, reason: "The guests are ill" });
  const text = await (await ask(station.path)).text();
  assert.match(text, /STATUS:CANCELLED/);
  assert.match(text, /DTSTART:\d{8}T\d{6}Z/);
});

test("a new address or an end kills the old one at once, and the secret is kept nowhere", async () => {
  const house = await kitchen();
  const { id, path } = await openBookingFeed(house.manager, { stationId: house.station, name: "Office" });
  const secret = path.slice("/feeds/".length, -".ics".length);
  const kept = await one("select to_jsonb(f)::text as row from bookings.calendar_feeds f where id = $1", [id]);
  assert.equal(String(kept.row).includes(secret), false);
  const next = await renewBookingFeed(house.manager, { id });
  assert.deepEqual([(await ask(path)).status, (await ask(next.path)).status], [404, 200]);
  await revokeBookingFeed(house.manager, { id });
  assert.equal((await ask(next.path)).status, 404);
  await assert.rejects(renewBookingFeed(house.manager, { id }), said(/revoked already/));
});

test("a manager of one station gives out, ends and sees no feed of another; a chef gives out their own alone", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const { id } = await openBookingFeed(house.manager, { stationId: house.station, name: "Office" });
  await assert.rejects(
    openBookingFeed(other.manager, { stationId: house.station, name: "x" }),
    said(/not here, or not yours/),
  );
  await assert.rejects(
    openBookingFeed(other.manager, { resourceId: house.chefs[0], name: "x" }),
    said(/not here, or not yours/),
  );
  await assert.rejects(revokeBookingFeed(other.manager, { id }), said(/not here, or not yours/));
  const seen = (who: typeof house.manager) => readAsTenant(who, bookingFeedsOpen);
  assert.deepEqual([(await seen(house.manager)).length, (await seen(other.manager)).length], [1, 0]);
  const cook = await given.person("viewer", house.org, { stationId: house.station });
  const [own, foreign] = house.chefs;
  await admin.query("update bookings.resources set user_id = $2 where id = $1", [own, cook.userId]);
  assert.match((await openBookingFeed(cook, { resourceId: own, name: "Mine" })).path, /^\/feeds\/[\w-]{43}\.ics$/);
  await assert.rejects(openBookingFeed(cook, { resourceId: foreign, name: "x" }), said(/may not/));
  await revokeBookingFeed(house.manager, { id });
});

const file = (...events: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", ...events, "END:VCALENDAR"].join("\r\n");
const stamp = (moment: string) => `${moment.slice(0, 19).replace(/[-:]/g, "")}Z`;
const event = (uid: string, from: string, to: string, ...more: string[]) =>
  [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTART:${stamp(from)}`,
    `DTEND:${stamp(to)}`,
    "SUMMARY:Lesson",
    ...more,
    "END:VEVENT",
  ].join("\r\n");

test("a chef's own calendar keeps bookings away; the same file again, without the event, frees the time", async () => {
  const house = await kitchen();
  const [aiko = ""] = house.chefs;
  const starts = at(house.org, 10);
  const taken = file(
    event("a", later(starts, 30), later(starts, 60)),
    event("b", starts, later(starts, 60), "TRANSP:TRANSPARENT"),
  );
  const { count } = await importBusy(house.manager, { resourceId: aiko, source: "Private", text: taken });
  assert.equal(count, 1);
  await assert.rejects(booked(house), said(/Aiko is busy elsewhere then.*Lesson/));
  await importBusy(house.manager, { resourceId: aiko, source: "Private", text: file() });
  await booked(house);
  await importBusy(house.manager, { resourceId: aiko, source: "Private", text: taken });
  assert.equal((await readAsTenant(house.manager, busyCalendars))[0]?.times, 1);
  await forgetBusy(house.manager, { resourceId: aiko, source: "Private" });
  assert.deepEqual(await readAsTenant(house.manager, busyCalendars), []);
  await assert.rejects(
    importBusy(house.manager, { resourceId: aiko, source: "Private", text: "hello" }),
    said(/no calendar file/),
  );
});

test("a weekly lesson is taken week by week on its own clocks, without the one that was called off", () => {
  const text = file(
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE",
    "BEGIN:VEVENT\r\nUID:w\r\nDTSTART;TZID=Europe/Berlin:20261013T180000\r\nDTEND;TZID=Europe/Berlin:20261013T190000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/Berlin:20261020T180000\r\nSUMMARY:Choir\r\nEND:VEVENT",
    "BEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20261024\r\nDTEND;VALUE=DATE:20261026\r\nSUMMARY:Away\r\nEND:VEVENT",
  );
  const times = busyTimes(text, "Europe/Berlin", new Date("2026-10-01"), new Date("2026-12-01"));
  assert.deepEqual(
    times.map(({ summary, startsAt, endsAt }) => `${summary} ${startsAt.toISOString()} ${endsAt.toISOString()}`),
    [
      "Choir 2026-10-13T16:00:00.000Z 2026-10-13T17:00:00.000Z",
      "Choir 2026-10-27T17:00:00.000Z 2026-10-27T18:00:00.000Z",
      "Choir 2026-11-03T17:00:00.000Z 2026-11-03T18:00:00.000Z",
      "Away 2026-10-23T22:00:00.000Z 2026-10-25T23:00:00.000Z",
    ],
  );
});

test("a manager of another station writes nothing into a chef's time", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const starts = at(house.org, 10);
  const asked = { resourceId: house.chefs[0], source: "x", text: file(event("a", starts, later(starts, 60))) };
  await assert.rejects(importBusy(other.manager, asked), said(/not here, or not yours/));
  await assert.rejects(forgetBusy(other.manager, { resourceId: house.chefs[0], source: "x" }), said(/not here/));
  assert.equal((await importBusy(house.manager, asked)).count, 1);
});
