import assert from "node:assert/strict";
import { test } from "node:test";
import { timetable, warningsOf } from "#lib/events/rules/timetable";
import { toInstant } from "#lib/time";

const rooms = [
  { id: "hall", name: "Hall" },
  { id: "loft", name: "Loft" },
];
const session = (id: string, from: string, to: string, roomId: string | null, zone = "Europe/Berlin") => ({
  ...{ id, roomId },
  startsAt: toInstant(from, zone),
  endsAt: toInstant(to, zone),
});

test("a session stands in its room's column from its quarter of an hour to its last", () => {
  const [day] = timetable(
    [
      session("a", "2027-06-12T10:30", "2027-06-12T12:00", "loft"),
      session("b", "2027-06-12T10:45", "2027-06-12T11:10", "hall"),
      session("c", "2027-06-12T11:00", "2027-06-12T12:00", null),
      session("d", "2027-06-12T11:30", "2027-06-12T12:30", null),
    ],
    rooms,
    "Europe/Berlin",
  );
  assert.deepEqual(day?.blocks, [
    { id: "a", row: 2, span: 6, column: 1 },
    { id: "b", row: 3, span: 2, column: 0 },
    { id: "c", row: 4, span: 4, column: 2 },
    { id: "d", row: 6, span: 4, column: 3 },
  ]);
  assert.deepEqual(
    day?.columns.map((one) => one.name),
    ["Hall", "Loft", "No room", "No room"],
  );
  assert.deepEqual([day?.slots[0]?.label, day?.slots[1]?.label, day?.slots[4]?.label], ["10:00", null, "11:00"]);
});

test("the night when clocks go back has its hour twice, by name, and the one when they go forward lacks it", () => {
  const back = timetable([session("a", "2026-10-25T01:00", "2026-10-25T04:00", "hall")], rooms, "Europe/Berlin")[0];
  assert.deepEqual(
    back?.slots.flatMap((slot) => slot.label ?? []),
    ["01:00 GMT+2", "02:00 GMT+2", "02:00 GMT+1", "03:00 GMT+1"],
  );
  assert.equal(back?.blocks[0]?.span, 16, "three hours on the clock, four that pass");
  const forward = timetable([session("a", "2027-03-28T01:00", "2027-03-28T04:00", "hall")], rooms, "Europe/Berlin")[0];
  assert.deepEqual(
    forward?.slots.flatMap((slot) => slot.label ?? []),
    ["01:00 GMT+1", "03:00 GMT+2"],
  );
  assert.equal(forward?.blocks[0]?.span, 8);
});

test("zones off by half an hour begin on their own full hour, and a session past midnight stays on its day", () => {
  const days = timetable(
    [session("a", "2027-06-12T22:10", "2027-06-13T01:00", "hall", "Asia/Kolkata")],
    rooms,
    "Asia/Kolkata",
  );
  assert.deepEqual([days.length, days[0]?.day, days[0]?.slots[0]?.label], [1, "2027-06-12", "22:00"]);
});

test("what is not refused but odd is said: outside the event, a room too small, no room", () => {
  const event = { startsAt: toInstant("2027-06-12T10:00", "UTC"), endsAt: toInstant("2027-06-12T20:00", "UTC") };
  const at = { ...session("a", "2027-06-12T12:00", "2027-06-12T13:00", "hall", "UTC"), state: "planned" };
  assert.deepEqual(warningsOf({ ...at, expected: 80, roomCapacity: 80 }, event), []);
  assert.deepEqual(warningsOf({ ...at, expected: 81, roomCapacity: 80 }, event), ["Room holds 80, 81 expected"]);
  const late = {
    ...at,
    endsAt: toInstant("2027-06-12T21:00", "UTC"),
    roomId: null,
    expected: null,
    roomCapacity: null,
  };
  assert.deepEqual(warningsOf(late, event), ["Outside the hours of the event", "No room yet"]);
  assert.deepEqual(warningsOf({ ...late, state: "cancelled" }, event), []);
});
