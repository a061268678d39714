import assert from "node:assert/strict";
import { test } from "node:test";
import { lastSlot } from "#lib/system/worker/schedule";
import { delayBefore } from "#lib/system/worker/worker";

const last = (cron: string, now: string) => lastSlot({ cron }, new Date(now)).toISOString();

test("every so many seconds means the same moments to every worker", () => {
  const slot = (now: string) => lastSlot({ every: 15 }, new Date(now)).toISOString();
  assert.equal(slot("2026-06-01T10:00:14.999Z"), "2026-06-01T10:00:00.000Z");
  assert.equal(slot("2026-06-01T10:00:15.000Z"), "2026-06-01T10:00:15.000Z");
});

test("cron fields are read in UTC, with lists, ranges and steps", () => {
  assert.equal(last("20 3 * * *", "2026-06-01T03:20:59Z"), "2026-06-01T03:20:00.000Z");
  assert.equal(last("20 3 * * *", "2026-06-01T03:19:59Z"), "2026-05-31T03:20:00.000Z");
  assert.equal(last("*/20 * * * *", "2026-06-01T10:59:00Z"), "2026-06-01T10:40:00.000Z");
  assert.equal(last("0 8-18/5 * * *", "2026-06-01T17:00:00Z"), "2026-06-01T13:00:00.000Z");
  assert.equal(last("0 6 * * 1,4", "2026-06-03T12:00:00Z"), "2026-06-01T06:00:00.000Z");
  assert.equal(last("0 0 29 2 *", "2028-03-01T00:00:00Z"), "2028-02-29T00:00:00.000Z");
});

test("when day of the month and day of the week are both given, either will do", () => {
  assert.equal(last("0 0 15 * 1", "2026-06-10T00:00:00Z"), "2026-06-08T00:00:00.000Z");
  assert.equal(last("0 0 15 * 1", "2026-06-16T12:00:00Z"), "2026-06-15T00:00:00.000Z");
  assert.equal(last("0 0 9 * 1", "2026-06-10T00:00:00Z"), "2026-06-09T00:00:00.000Z");
});

test("a schedule that cannot be is refused with the part that is wrong", () => {
  for (const [cron, words] of [
    ["* * * *", /Not five cron fields/],
    ["60 * * * *", /Not a minute: 60/],
    ["* 5-2 * * *", /Not a hour: 5-2/],
    ["* * * * 7", /Not a day of the week: 7/],
    ["*/0 * * * *", /Not a minute/],
    ["x * * * *", /Not a minute: x/],
    ["0 0 31 2 *", /Never due/],
  ] as const)
    assert.throws(() => last(cron, "2026-06-01T00:00:00Z"), words);
  assert.throws(() => lastSlot({ every: 0 }, new Date()), RangeError);
});

test("each attempt waits twice as long as the one before, an hour at most, spread by a fifth", () => {
  const attempts = [2, 3, 4, 5, 6, 7, 8, 9, 10];
  assert.deepEqual(
    attempts.map((attempt) => delayBefore(attempt, 15, 0.5)),
    [15, 30, 60, 120, 240, 480, 960, 1920, 3600],
  );
  assert.equal(Math.round(delayBefore(2, 15, 0)), 12);
  assert.equal(Math.round(delayBefore(2, 15, 1)), 18);
});
