import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  ages,
  costOf,
  dayPlus,
  daysOfBucket,
  deadlines,
  isIn,
  monthsFrom,
  RowsAsked,
  rowsHref,
  weeksOf,
  winRate,
} from "#lib/sponsorship/figures";

const today = "2026-03-15";

describe("figures of sponsorship", () => {
  it("put every age and every deadline into exactly one bucket, and its rows lie on the days that the bucket's address names", () => {
    for (const [buckets, by] of [
      [ages, "since"],
      [deadlines, "leave"],
    ] as const)
      for (let days = by === "since" ? 0 : -200; days < 400; days += 1) {
        const mine = buckets.filter((bucket) => isIn(days, bucket));
        assert.equal(mine.length, 1, `${by} ${days}`);
        const day = by === "since" ? dayPlus(today, -days) : dayPlus(today, days);
        for (const bucket of buckets) {
          const { from, before } = daysOfBucket(today, bucket, by);
          const inside = (from === undefined || day >= from) && (before === undefined || day < before);
          assert.equal(inside, bucket === mine[0], `${by} ${days} ${bucket.label}`);
        }
      }
  });

  it("cut a period into weeks and months without gaps", () => {
    const weeks = weeksOf({ from: "2026-01-01", before: "2026-04-01" });
    assert.equal(weeks[0]?.from, "2026-01-01");
    assert.equal(weeks.at(-1)?.before, "2026-04-01");
    for (const [at, week] of weeks.entries()) if (at > 0) assert.equal(week.from, weeks[at - 1]?.before);
    const months = monthsFrom("2025-11-01", 4);
    assert.deepEqual(
      months.map(({ from, before }) => [from, before]),
      [
        ["2025-11-01", "2025-12-01"],
        ["2025-12-01", "2026-01-01"],
        ["2026-01-01", "2026-02-01"],
        ["2026-02-01", "2026-03-01"],
      ],
    );
  });

  it("cost so much for a thousand, rounded to the nearest minor unit, and nothing of nobody", () => {
    assert.equal(costOf(100_000n, 4000, 1000), 25_000n);
    assert.equal(costOf(100n, 3, 1), 33n);
    assert.equal(costOf(200n, 3, 1), 67n);
    assert.equal(costOf(1n, 2, 1), 1n);
    assert.equal(costOf(100n, 0, 1), null);
  });

  it("say how much of what was decided was won", () => {
    assert.equal(winRate(2, 1), "66.7 %");
    assert.equal(winRate(0, 3), "0.0 %");
    assert.equal(winRate(0, 0), "–");
  });

  it("have an address that is read as it was written, and read anything else as something harmless", () => {
    const href = rowsHref("house", {
      kind: "held",
      side: "organizer",
      currency: "EUR",
      by: "leave",
      before: "2026-03-15",
    });
    const read = RowsAsked.parse(Object.fromEntries(new URL(href, "http://x").searchParams));
    assert.deepEqual(
      [read.kind, read.side, read.currency, read.by, read.from, read.before, read.page],
      ["held", "organizer", "EUR", "leave", undefined, "2026-03-15", 1],
    );
    const wild = RowsAsked.parse({ kind: "'; drop", side: "boss", currency: "euro", from: "yesterday", page: "-1" });
    assert.deepEqual(
      [wild.kind, wild.side, wild.currency, wild.from, wild.page],
      ["paid", "sponsor", undefined, undefined, 1],
    );
  });
});
