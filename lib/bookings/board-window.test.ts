import assert from "node:assert/strict";
import { test } from "node:test";
import { boardWindow, stepped } from "#lib/bookings/board-window";
import { lanesOf, placed, snapped } from "#lib/bookings/rules/board";

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
