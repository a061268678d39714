import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { SendEmail } from "#lib/messaging/rules";
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
  type Started,
  sell,
  settle,
  settleRefund,
  shop,
  tierOf,
} from "#lib/ticketing/ticketing.given";
import { newOrderId, orderToken } from "#lib/ticketing/tokens";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

test("money that comes after the tickets are gone is booked, and back with the buyer, and the books are even", async () => {
  const at = await shop([{ quota: 1 }]);
  const platform = await row<{ id: string }>("select id from organizations.organizations where is_platform");
  const before = await balance(platform.id, "liabilities:refunds-in-transit");
  const token = await hold(at);
  const late = await begin(token);
  await expire(token);
  await sell(at);
  const wallet = await balance(at.org.id, "assets:wallet");
  assert.equal((await settle(late)).state, "refund_due");
  assert.equal(await balance(platform.id, "liabilities:refunds-in-transit"), before - 2000n);
  assert.equal(await balance(at.org.id, "assets:wallet"), wallet, "the organizer neither gains nor loses");
  const refund = await row<{ id: string; amount_minor: string }>(
    "select id, amount_minor from ticketing.refunds where order_id = $1",
    [late.orderId],
  );
  assert.equal(refund.amount_minor, "2000");
  const asked = await row<{ count: number }>(
    "select count(*)::int from system.outbox where topic = 'gateway.refund' and payload ->> 'refundId' = $1",
    [refund.id],
  );
  assert.equal(asked.count, 1);
  await settleRefund(at.org.id, refund.id, 2000n);
  assert.equal((await settleRefund(at.org.id, refund.id, 2000n)).already, true);
  assert.equal(await balance(platform.id, "liabilities:refunds-in-transit"), before);
  const order = await row("select state, refunded_minor from ticketing.orders where id = $1", [late.orderId]);
  assert.deepEqual(order, { state: "refunded", refunded_minor: "2000" });
  assert.deepEqual(await tierOf(at), { held: 0, sold: 1, quota: 1 });
  await soundBooks(platform.id);
});

test("money that comes late while tickets are left still buys them", async () => {
  const at = await shop([{ quota: 2 }]);
  const token = await hold(at);
  const order = await begin(token);
  await expire(token);
  await admin.query("select ticketing.release_expired()");
  assert.equal(
    (await row<{ state: string }>("select state from ticketing.orders where id = $1", [order.orderId])).state,
    "expired",
  );
  assert.equal((await settle(order)).state, "paid");
  assert.deepEqual(await tierOf(at), { held: 0, sold: 1, quota: 2 });
  assert.deepEqual(await logOf(at), { held: 0, sold: 1 });
});

test("a payment settled ten times at once is one sale, one posting and one e-mail", async () => {
  const at = await shop();
  const order = await begin(await hold(at, 3));
  const answers = await Promise.all(Array.from({ length: 10 }, () => settle(order)));
  assert.equal(answers.filter((one) => !one.already).length, 1);
  assert.equal(new Set(answers.map((one) => one.groupId)).size, 1);
  const found = await row<{ postings: number; tickets: number; mails: number; audits: number }>(
    `select (select count(*)::int from payments.transactions where organization_id = $1 and order_id = $2) as postings,
       (select count(*)::int from ticketing.tickets where order_id = $2) as tickets,
       (select count(*)::int from system.outbox where organization_id = $1 and topic = 'messaging.send_email') as mails,
       (select count(*)::int from system.audit_logs where organization_id = $1 and command = 'ticketing.settle_payment') as audits`,
    [at.org.id, order.orderId],
  );
  assert.deepEqual(found, { postings: 1, tickets: 3, mails: 1, audits: 1 });
});

test("another amount, currency, payment or organization settles nothing, and the right one does", async () => {
  const at = await shop();
  const other = await shop();
  const order = await begin(await hold(at));
  for (const wrong of [
    { amount_minor: "1999" },
    { amount_minor: "2001" },
    { currency: "EUR" },
    { payment_ref: "pay-of-somebody-else" },
  ]) {
    assert.equal((await refused(settle(order, wrong))).code, "P0G01", JSON.stringify(wrong));
  }
  assert.equal((await refused(settle({ ...order, organizationId: other.org.id }))).code, "P0002");
  assert.equal((await refused(settle(order, { organization_id: other.org.id }))).code, "42501");
  assert.equal((await refused(asVisitor("select ticketing.settle_payment('{}'::jsonb)"))).code, "42501");
  assert.equal(await balance(at.org.id, "income:tickets"), 0n);
  assert.equal((await settle(order)).state, "paid");
});

test("a declined card leaves the tickets in the basket for another try, and a late success of the first is paid back", async () => {
  const at = await shop([{ quota: 1 }]);
  const token = await hold(at);
  const first = await begin(token);
  await asTheWorker(at.org.id, "select ticketing.decline_payment($1::jsonb) as answer", [
    JSON.stringify({
      organization_id: at.org.id,
      order_id: first.orderId,
      gateway: "test",
      payment_ref: first.ref,
      reason: "Your card was declined.",
    }),
  ]);
  const seen = await asVisitor<{ state: string; failure: string }>("select ticketing.checkout($1) as answer", [token]);
  assert.deepEqual([seen.state, seen.failure], ["open", "Your card was declined."]);
  const second = await begin(token);
  assert.equal((await settle(second)).state, "paid");
  assert.equal((await settle(first)).state, "refund_due");
  assert.deepEqual(await tierOf(at), { held: 0, sold: 1, quota: 1 });
});

test("the same attempt sent twice is one order, and a free order is paid without a gateway", async () => {
  const at = await shop([{ price: "0", quota: 5 }]);
  const token = await hold(at, 2);
  const id = newOrderId();
  const [one, two] = await Promise.all([begin(token, id), begin(token, id)]);
  assert.deepEqual([one.state, two.state, one.number], ["paid", "paid", two.number]);
  const page = await asVisitor<{ tickets: { code: string }[] }>("select ticketing.order_page($1) as answer", [
    orderToken(id),
  ]);
  assert.equal(page.tickets.length, 2);
  for (const { code } of page.tickets) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{26}$/);
  assert.equal(await asVisitor("select ticketing.order_page($1) as answer", [orderToken(newOrderId())]), null);
});

async function soundBooks(organizationId: string) {
  const checks = await admin.query("select * from payments.verify($1)", [organizationId]);
  assert.ok(checks.rows.length > 3);
  assert.deepEqual(
    checks.rows.filter((check) => !check.ok),
    [],
  );
}

test("a payment that failed is written about after ten minutes, once a basket, unless it is paid meanwhile", async () => {
  const at = await shop();
  const decline = (order: Started) =>
    asTheWorker(at.org.id, "select ticketing.decline_payment($1::jsonb) as answer", [
      JSON.stringify({
        organization_id: at.org.id,
        order_id: order.orderId,
        gateway: "test",
        payment_ref: order.ref,
        reason: "Your card was declined.",
      }),
    ]);
  const letters = async () =>
    (
      await admin.query<{ data: unknown; to: string; later: boolean; done: boolean }>(
        `select payload -> 'data' as data, payload ->> 'to' as to, run_at > now() + interval '9 minutes' as later, done_at is not null as done
         from system.outbox where organization_id = $1 and payload ->> 'template' = 'payment_failed' order by id`,
        [at.org.id],
      )
    ).rows;
  const token = await hold(at);
  await decline(await begin(token));
  const second = await begin(token);
  await decline(second);
  const [one, ...more] = await letters();
  assert.deepEqual([one?.later, one?.done, more.length], [true, false, 0]);
  assert.equal(SendEmail.safeParse({ template: "payment_failed", to: one?.to, data: one?.data }).success, true);
  assert.equal((await settle(await begin(token))).state, "paid");
  assert.deepEqual(
    (await letters()).map(({ done }) => done),
    [true],
  );
});
