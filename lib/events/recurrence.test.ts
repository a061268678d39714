import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addDays,
  addMinutes,
  daysBetween,
  moments,
  moveLike,
  occurrences,
  ruleAfter,
  ruleText,
  ruleUntil,
  ruleWords,
  wallMinutes,
} from "#lib/events/recurrence";
import { toInstant, toLocal } from "#lib/time";

const weekly = { frequency: "WEEKLY", every: 1, days: [], byWeekday: false, count: 6, until: undefined } as const;
const rule = (change = {}, starts = "2026-10-09T20:00") => ruleText({ ...weekly, days: [], ...change }, starts);

test("eight in the evening stays eight in the evening when the clocks change, so the moments are an hour apart", () => {
  const locals = occurrences(rule(), "2026-10-09T20:00");
  assert.deepEqual(
    locals.map((one) => one.slice(5)),
    ["10-09T20:00", "10-16T20:00", "10-23T20:00", "10-30T20:00", "11-06T20:00", "11-13T20:00"],
  );
  const hours = moments(locals, "Europe/Berlin").map((one) => one.getUTCHours());
  assert.deepEqual(hours, [18, 18, 18, 19, 19, 19], "summer time ends on 25 October");
  assert.deepEqual(
    moments(locals, "America/New_York").map((one) => one.getUTCHours()),
    [0, 0, 0, 0, 1, 1],
  );
});

test("an hour that a change of clocks skips moves forward, and the next one is back in its place", () => {
  const locals = occurrences("FREQ=DAILY;COUNT=3", "2027-03-27T02:30");
  const seen = moments(locals, "Europe/Berlin").map((at) => toLocal(at, "Europe/Berlin").slice(8));
  assert.deepEqual(seen, ["27T02:30", "28T03:30", "29T02:30"]);
});

test("a rule says what its form said: every second week on two days, the second Friday, the last day there is", () => {
  assert.equal(rule({ every: 2, days: ["FR", "MO"] }), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=6");
  const monthly = rule({ frequency: "MONTHLY", byWeekday: true, count: 4 });
  assert.equal(monthly, "FREQ=MONTHLY;BYDAY=2FR;COUNT=4");
  assert.deepEqual(
    occurrences(monthly, "2026-10-09T20:00").map((one) => one.slice(0, 10)),
    [...["2026-10-09", "2026-11-13", "2026-12-11", "2027-01-08"]],
  );
  assert.deepEqual(
    occurrences(rule({ count: undefined, until: "2026-10-23" }), "2026-10-09T20:00").length,
    3,
    "the last day counts",
  );
  const short = occurrences("FREQ=MONTHLY;COUNT=3", "2026-08-31T20:00");
  assert.deepEqual(
    short.map((one) => one.slice(0, 10)),
    ["2026-08-31", "2026-10-31", "2026-12-31"],
  );
  assert.equal(ruleWords("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=6"), "Every 2 weeks on Monday, Friday, 6 times");
  assert.equal(
    ruleWords("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270101T200000"),
    "Every month on the last Friday, until 2027-01-01",
  );
});

test("what follows a change keeps its number and moves its weekday, and what came before ends with it", () => {
  const old = "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=10";
  assert.equal(ruleAfter(old, "2026-10-13T20:00", { days: 1, left: 4 }), "FREQ=WEEKLY;BYDAY=TU,SA;COUNT=4");
  assert.equal(ruleAfter(old, "2026-10-12T21:00", { days: 0, left: 4 }), "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=4");
  const ended = ruleUntil(old, "2026-10-16T20:00");
  assert.equal(ended, "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261016T200000");
  assert.equal(occurrences(ended, "2026-10-05T20:00").at(-1), "2026-10-16T20:00");
});

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago", "UTC"];
const local = fc
  .record({ day: fc.integer({ min: 0, max: 4000 }), minute: fc.integer({ min: 0, max: 95 }) })
  .map(({ day, minute }) => addMinutes(addDays("2024-01-01T00:00", day), minute * 15));

test("whatever the rule and the zone, every occurrence shows the wall clock of the first, strictly later than the last", () => {
  fc.assert(
    fc.property(
      local,
      fc.constantFrom(...zones),
      fc.constantFrom("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=3", "FREQ=DAILY;INTERVAL=5"),
      fc.integer({ min: 2, max: 40 }),
      (starts, zone, text, count) => {
        const locals = occurrences(`${text};COUNT=${count}`, starts);
        assert.equal(locals.length, count);
        assert.ok(locals.every((one) => one.slice(11) === starts.slice(11)));
        const at = moments(locals, zone);
        for (const [index, moment] of at.entries()) {
          if (index > 0) assert.ok(moment > (at[index - 1] as Date));
          const shown = toLocal(moment, zone);
          // A skipped hour is shown as the hour after it, on the same day or, around midnight, the next.
          if (shown !== locals[index]) assert.ok(wallMinutes(locals[index] ?? "", shown) <= 60);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("moving one occurrence moves another as many days and to the same hour, on the clocks of its own day", () => {
  fc.assert(
    fc.property(
      local,
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: 4, max: 22 }),
      fc.integer({ min: 1, max: 10 }),
      (day, zone, apart, days, hour, lasts) => {
        const starts = `${day.slice(0, 10)}T12:00`;
        const other = addDays(starts, apart);
        const span = (from: string, hours: number) => ({
          startsAt: toInstant(from, zone),
          endsAt: toInstant(addMinutes(from, hours * 60), zone),
          zone,
        });
        const is = addDays(`${day.slice(0, 10)}T${String(hour).padStart(2, "0")}:00`, days);
        const moved = moveLike(span(other, 2), span(starts, 2), span(is, lasts));
        const shown = toLocal(moved.startsAt, zone);
        assert.equal(shown.slice(11), is.slice(11));
        assert.equal(daysBetween(other, shown), days);
        assert.equal(wallMinutes(shown, toLocal(moved.endsAt, zone)), lasts * 60);
      },
    ),
    { numRuns: 200 },
  );
});
