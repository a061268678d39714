import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed, seen } from "#lib/analytics/analytics.given";
import { boardOf } from "#lib/analytics/queries/board";
import { rowsBehind } from "#lib/analytics/queries/rows";
import { changeSince, daysOf, neutral, type Period, periodOf, type SpanKey, spans } from "#lib/analytics/rules";
import { type Board, BoardFilter } from "#lib/analytics/rules/board";
import { type Compare, comparedBucket, comparedWith, daysWords } from "#lib/analytics/rules/compare";
import { boardCharts } from "#lib/analytics/rules/panels";
import { bucketsOf } from "#lib/analytics/rules/series";
import { toInstant } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("the points beside a chart are the compared days exactly, each once and in order, leap years included", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2019-01-01"), max: new Date("2033-01-01"), noInvalidDate: true }),
      fc.constantFrom(...(Object.keys(spans) as SpanKey[])),
      fc.constantFrom<Compare>("before", "year", "none"),
      (now, span, compare) => {
        const { current: period, previous } = periodOf(span, now, "Europe/Lisbon");
        const other = comparedWith(period, compare);
        const beside = bucketsOf({ period }, span).map((bucket) => comparedBucket(bucket, period, compare));
        assert.deepEqual(beside.flatMap(daysOf), daysOf(other));
        if (compare === "year") assert.equal(other.from.slice(4), period.from.slice(4).replace("-02-29", "-03-01"));
        else assert.deepEqual(other, previous);
      },
    ),
  );
  const leap: Period = { from: "2028-02-28", before: "2028-03-02" };
  assert.deepEqual(comparedWith(leap, "year"), { from: "2027-02-28", before: "2027-03-02" });
  assert.equal(daysWords(leap), "28 Feb 2028 to 1 Mar 2028");
  assert.equal(daysWords({ from: "2028-02-28", before: "2028-02-29" }), "28 Feb 2028");
});

test("a change says of which days it is, and from nothing there is no per cent", () => {
  const before = "the same days a year before";
  assert.deepEqual(changeSince(150n, 100n, before), {
    text: "50.0 %",
    direction: "up",
    good: true,
    since: `more than in ${before}`,
  });
  assert.equal(changeSince(5n, 0n, before).text, "New");
  assert.equal("good" in neutral(changeSince(50n, 100n, before)), false);
});

test("days on which clocks change have 23 and 25 hours, and each visit counts on the day its clock showed", async () => {
  const org = await given.organization({ zone: "Europe/Lisbon" });
  const finance = await given.person("finance", org);
  // The clocks of 2026 in Lisbon: forward on 29 March, back on 25 October; the hour from 1 to 2 is there twice in October.
  const at = (local: string) => toInstant(local, org.zone);
  const hour = 3_600_000;
  const spring = Array.from({ length: 23 }, (_, n) => new Date(at("2026-03-29T00:00").getTime() + n * hour + 1));
  const autumn = Array.from({ length: 25 }, (_, n) => new Date(at("2026-10-25T00:00").getTime() + n * hour + 1));
  const around = ["2026-03-28T23:59", "2026-03-30T00:00", "2026-10-24T23:59", "2026-10-26T00:00"].map(at);
  await admin.query("select analytics.add_month('event_impressions', m) from unnest($1::date[]) m", [
    ["2026-03-01", "2026-10-01"],
  ]);
  await seen(
    org,
    [...spring, ...autumn, ...around].map((when, n) => ({ at: when, visitor: BigInt(n) })),
  );
  await refreshed();
  const filter = BoardFilter.parse({ span: "7d", compare: "before" });
  const shown = async (period: Period, previous: Period) => {
    const found = await readAsTenant(finance, (tx) => boardOf(tx, { filter, period, previous, currency: "USD" }));
    return { ...found, zone: org.zone, currency: "USD", period } satisfies Board;
  };
  for (const [day, count] of [
    ["2026-03-29", 23],
    ["2026-10-25", 25],
  ] as const) {
    const { current: period } = periodOf("7d", at(`${day}T12:00`), org.zone);
    const board = await shown(period, comparedWith(period, "before"));
    assert.deepEqual(
      board.days.map((one) => [one.day, one.views]).filter(([when]) => when === day),
      [[day, count]],
    );
    const later = periodOf("7d", new Date(at(`${day}T12:00`).getTime() + 7 * 24 * hour), org.zone).current;
    const next = await shown(later, comparedWith(later, "before"));
    assert.deepEqual(next.previousDays, board.days, "a week later these days stand beside");
    assert.deepEqual(next.previous, board.totals);
    const [, looks] = boardCharts({ slug: org.slug, filter, board: next });
    const sum = (key: string) => looks?.points.reduce((total, point) => total + Number(point[key]), 0);
    assert.deepEqual([sum("views"), sum("before")], [next.totals.views, board.totals.views]);
    const rows = await readAsTenant(finance, (tx) =>
      rowsBehind(tx, { kind: "views", period: { from: day, before: later.from }, filter, currency: "USD", page: 1 }),
    );
    assert.equal(rows.count, count, `the rows of ${day}`);
  }
});
