import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed, seen } from "#lib/analytics/analytics.given";
import { boardOf } from "#lib/analytics/queries/board";
import { rowsBehind } from "#lib/analytics/queries/rows";
import { periodOf } from "#lib/analytics/rules";
import { Board, BoardFilter, forecastOf } from "#lib/analytics/rules/board";
import { bucketsOf, isIn, sumOf } from "#lib/analytics/rules/series";
import { refundOrder } from "#lib/ticketing/commands";
import { closeSales, hold, sell, settleRefund, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const hours = (count: number) => new Date(Date.now() - count * 3_600_000);

/** Two events with visitors and sales over a few days, one refund, and everything rolled up. */
async function busy() {
  const at = await shop([{ price: "33.33" }, { price: "10.00" }]);
  const other = await shop([{ price: "5.00" }], { org: at.org, organizer: at.organizer });
  const finance = await given.person("finance", at.org);
  const sold = await sell(at, [1, 2]);
  await sell(other, 3);
  await hold(at, 1);
  const asked = await refundOrder(finance, {
    orderId: sold.orderId,
    amount: "7.77",
    reason: "Rain",
    key: `form-${at.eventId}`,
  });
  await settleRefund(at.org.id, asked.refundId ?? "", asked.amountMinor);
  await seen(
    at.org,
    Array.from({ length: 40 }, (_, n) => ({
      at: hours(n * 5),
      event: [at.eventId, other.eventId, null][n % 3],
      channel: n % 4 === 0 ? "search" : "direct",
      visitor: BigInt(n % 9),
    })),
  );
  await refreshed();
  const filterOf = (filter: object) => BoardFilter.parse(filter);
  const { current: period, previous } = periodOf("30d", new Date(), at.org.zone);
  const board = async (filter: object = {}) => {
    const found = await readAsTenant(finance, (tx) =>
      boardOf(tx, { filter: filterOf(filter), period, previous, currency: "USD" }),
    );
    return Board.parse({ ...found, zone: at.org.zone, currency: "USD", period });
  };
  const rows = (
    kind: Parameters<typeof rowsBehind>[1]["kind"],
    asked: { period?: typeof period; filter?: object } = {},
  ) =>
    readAsTenant(finance, (tx) =>
      rowsBehind(tx, {
        kind,
        period: asked.period ?? period,
        filter: filterOf(asked.filter ?? {}),
        currency: "USD",
        page: 1,
      }),
    );
  return { at, other, board, rows };
}

test("each figure, and each point of each chart, is the sum of the rows that it leads to, whatever it is narrowed to", async () => {
  const { at, other, board, rows } = await busy();
  for (const filter of [{}, { event: at.eventId }, { event: other.eventId }, { channel: "search" }]) {
    const shown = await board(filter);
    const [views, orders, refunds, checkouts, arrivals] = await Promise.all(
      (["views", "orders", "refunds", "checkouts", "arrivals"] as const).map((kind) => rows(kind, { filter })),
    );
    assert.equal(views?.count, shown.totals.views);
    assert.equal(orders?.count, shown.totals.orders);
    assert.equal(orders?.amountMinor, shown.totals.grossMinor);
    assert.equal(refunds?.amountMinor, shown.totals.refundedMinor);
    assert.equal(checkouts?.count, shown.totals.checkouts);
    assert.equal(arrivals?.quantity, shown.totals.arrivals);
    for (const bucket of bucketsOf(shown, "30d")) {
      const days = shown.days.filter(({ day }) => isIn(day, bucket));
      if (days.length === 0) continue;
      assert.equal(
        (await rows("orders", { period: bucket, filter })).amountMinor,
        sumOf(days, (one) => one.grossMinor).toString(),
        bucket.label,
      );
      assert.equal(
        (await rows("views", { period: bucket, filter })).count,
        days.reduce((sum, one) => sum + one.views, 0),
        bucket.label,
      );
    }
  }
  const whole = await board();
  assert.ok(whole.totals.views === 40 && whole.totals.orders === 2 && whole.totals.checkouts === 3);
  assert.equal(whole.totals.visitors, 9);
  assert.equal(sumOf(whole.events, (one) => one.grossMinor).toString(), whole.totals.grossMinor);
  const one = await board({ event: at.eventId });
  assert.equal(sumOf(one.tiers, (tier) => tier.grossMinor).toString(), one.totals.grossMinor);
  assert.equal(sumOf(one.tierDays, (tier) => tier.grossMinor).toString(), one.totals.grossMinor);
});

test("nobody sees another organization's visitors or sales, and somebody without the permission sees none", async () => {
  const { at, board } = await busy();
  assert.ok((await board()).totals.views > 0);
  const rolled = await admin.query<{ name: string }>("select name from analytics.rollups()");
  assert.ok(rolled.rows.length > 8);
  const stranger = await given.person("admin", await given.organization());
  const staff = await given.person("staff", at.org);
  for (const who of [stranger, staff]) {
    for (const table of ["event_impressions", "ticket_analytics", ...rolled.rows.map(({ name }) => name)]) {
      const count = await readAsTenant(who, (tx) =>
        tx.execute(`select count(organization_id)::int as n from analytics.${table}`),
      );
      assert.equal(count.rows[0]?.n, 0, table);
    }
  }
});

test("a forecast follows the last fourteen days, never beyond the room there is", () => {
  assert.deepEqual(forecastOf({ sold: 100, capacity: 200, recent: 28, daysLeft: 20 }), {
    perDay: 2,
    expected: 140,
    soldOutInDays: null,
  });
  assert.deepEqual(forecastOf({ sold: 190, capacity: 200, recent: 28, daysLeft: 20 }), {
    perDay: 2,
    expected: 200,
    soldOutInDays: 5,
  });
  assert.deepEqual(forecastOf({ sold: 10, capacity: 200, recent: 0, daysLeft: 20 }), {
    perDay: 0,
    expected: 10,
    soldOutInDays: null,
  });
});
