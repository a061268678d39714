import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import {
  asTheWorker,
  asVisitor,
  balance,
  begin,
  closeSales,
  expire,
  hold,
  logOf,
  refused,
  row,
  type Shop,
  sell,
  settle,
  shop,
  tierOf,
} from "#lib/ticketing/ticketing.given";
import { newOrderId } from "#lib/ticketing/tokens";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const rush = (at: Shop, buyers: number) =>
  Promise.all(
    Array.from({ length: buyers }, async () => {
      const held = await hold(at).catch((error: Error & { code: string }) => error);
      if (held instanceof Error) return held;
      const order = await begin(held);
      await settle(order);
      return order;
    }),
  );

test("two hundred buyers at once for ten seats: ten tickets, the money of ten, and everybody else is told why", async () => {
  const at = await shop([{ name: "Early bird", quota: 10 }]);
  const outcomes = await rush(at, 200);
  const turnedAway = outcomes.filter((one) => one instanceof Error);
  assert.equal(outcomes.length - turnedAway.length, 10);
  for (const error of turnedAway) {
    assert.equal((error as Error & { code: string }).code, "P0G01");
    assert.match(
      error.message,
      /^Early bird is sold out\.$|^All that is left of Early bird is in other people's baskets\./,
    );
  }
  assert.deepEqual(await tierOf(at), { held: 0, sold: 10, quota: 10 });
  assert.deepEqual(await logOf(at), { held: 0, sold: 10 });
  const tickets = await row<{ count: number; codes: number }>(
    "select count(*)::int, count(distinct code)::int as codes from ticketing.tickets where event_id = $1",
    [at.eventId],
  );
  assert.deepEqual(tickets, { count: 10, codes: 10 });
  const paid = await row<{ n: number; total: string }>(
    "select count(*)::int as n, sum(total_minor)::text as total from ticketing.orders where event_id = $1 and state = 'paid'",
    [at.eventId],
  );
  assert.deepEqual(paid, { n: 10, total: "20000" });
  assert.equal(await balance(at.org.id, "income:tickets"), -20_000n);
  await soundBooks(at.org.id);
});

test("two hundred buyers at once for two hundred seats: everybody gets one", async () => {
  const at = await shop([{ quota: 200 }]);
  const outcomes = await rush(at, 200);
  assert.deepEqual(
    outcomes.filter((one) => one instanceof Error),
    [],
  );
  assert.deepEqual(await tierOf(at), { held: 0, sold: 200, quota: 200 });
  assert.equal(await balance(at.org.id, "income:tickets"), -400_000n);
  await soundBooks(at.org.id);
});

async function soundBooks(organizationId: string) {
  const checks = await admin.query("select * from payments.verify($1)", [organizationId]);
  assert.ok(checks.rows.length > 3);
  assert.deepEqual(
    checks.rows.filter((check) => !check.ok),
    [],
  );
}

test("whatever visitors do in whatever order, held and sold are what the log of stock adds up to", async () => {
  const at = await shop([{ quota: 30 }, { quota: 12, price: "0" }]);
  const open: string[] = [];
  const refunds = async (orderId: string) =>
    asTheWorker(at.org.id, "select ticketing.refund_order($1, null, 'changed their mind', $2) as answer", [
      orderId,
      newOrderId(),
    ]);
  const steps = [
    async () => open.push(await hold(at, [1 + Math.floor(Math.random() * 4), Math.floor(Math.random() * 3)])),
    async () => asVisitor("select ticketing.release_checkout($1) as answer", [open.pop() ?? ""]),
    async () => expire(open.pop() ?? ""),
    async () => asVisitor("select ticketing.cancel_payment($1) as answer", [open[0] ?? ""]),
    async () => begin(open[0] ?? ""),
    async () => settle(await begin(open.pop() ?? "")),
    async () => refunds((await sell(at, [1, 1])).orderId),
    async () => admin.query("select ticketing.release_event($1, $2, '{}')", [at.org.id, at.eventId]),
  ];
  let refusals = 0;
  for (let round = 0; round < 40; round += 1) {
    const drawn = Array.from({ length: 4 }, () => steps[Math.floor(Math.random() * steps.length)]?.());
    const settled = await Promise.allSettled(drawn);
    for (const one of settled) {
      if (one.status === "fulfilled") continue;
      refusals += 1;
      assert.match(String((one.reason as { code?: string }).code), /^P0G01$|^P0002$|^P0S01$/, String(one.reason));
    }
  }
  assert.ok(refusals > 0, "nothing was ever refused: the walk is too tame");
  for (const index of [0, 1]) {
    const { quota, ...cached } = await tierOf(at, index);
    assert.deepEqual(cached, await logOf(at, index));
    assert.ok(cached.held + cached.sold <= quota);
    const valid = await row<{ count: number }>(
      "select count(*)::int from ticketing.tickets where tier_id = $1 and state in ('issued', 'redeemed')",
      [at.tiers[index]?.id],
    );
    assert.equal(valid.count, cached.sold, "a valid ticket for each one sold, and none else");
  }
  await soundBooks(at.org.id);
});

test("tickets whose ten minutes are over are released and sold to somebody else", async () => {
  const at = await shop([{ name: "Balcony", quota: 2 }]);
  const late = await hold(at, 2);
  assert.match((await refused(hold(at, 1))).message, /^All that is left of Balcony is in other people's baskets/);
  await expire(late);
  const seen = await asVisitor<{ state: string; secondsLeft: number }>("select ticketing.checkout($1) as answer", [
    late,
  ]);
  assert.deepEqual([seen.state, seen.secondsLeft], ["expired", 0]);
  assert.match((await refused(begin(late))).message, /^Your time is over and the tickets went back/);
  await sell(at, 2);
  assert.deepEqual(await tierOf(at), { held: 0, sold: 2, quota: 2 });
  assert.deepEqual(await logOf(at), { held: 0, sold: 2 });
});
