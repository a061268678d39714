import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { buy, type OpenShop, openShop, work } from "#lib/gateway/gateway.given";
import { balances } from "#lib/payments/books.given";
import { cards, disputeAt, disputeOf, tell } from "#lib/payments/processor/processor.given";
import { closeSales, row, shop } from "#lib/ticketing/ticketing.given";

let web: OpenShop;
before(async () => {
  web = await openShop();
});
after(async () => {
  web?.close();
  await closeSales();
  await closeDatabase();
  await admin.end();
});

test("a dispute over more than was paid is a dead letter with its reason, and posts nothing", async () => {
  const at = await shop();
  const { orderId, paymentId } = await buy(web, at, cards.good);
  await work(at.org.id);
  const before = await balances(at.org);
  await tell(web, at, orderId, paymentId, { amountMinor: "2001" });
  const [did] = await work(at.org.id);
  assert.match(did ?? "", /given up: The dispute takes USD 20.01, and order \w+ was paid with USD 20.00/);
  const dead = await row<{ error: string; done: boolean }>(
    "select error, processed_at is not null as done from gateway.webhook_events where organization_id = $1 and kind = 'dispute.changed'",
    [at.org.id],
  );
  assert.match(dead.error, /The dispute takes USD 20.01/);
  assert.ok(dead.done);
  assert.deepEqual(await balances(at.org), before);
  await tell(web, at, orderId, paymentId, { amountMinor: "2000" });
  assert.deepEqual(await work(at.org.id), ["gateway.process_event", "payments.check_alerts"]);
  assert.equal((await disputeOf(orderId)).amount, "2000");
});

test("the end of a dispute may be told before its beginning, and the beginning again after", async () => {
  const at = await shop();
  const { orderId, paymentId } = await buy(web, at, cards.good);
  await work(at.org.id);
  const before = await balances(at.org);
  const dispute = crypto.randomUUID();
  await tell(web, at, orderId, paymentId, { dispute, state: "won" });
  await tell(web, at, orderId, paymentId, { dispute, state: "under_review" });
  await tell(web, at, orderId, paymentId, { dispute });
  await work(at.org.id);
  assert.equal((await disputeOf(orderId)).state, "won");
  assert.deepEqual(await balances(at.org), before);
  await tell(web, at, orderId, paymentId, { dispute, state: "lost" });
  const [did] = await work(at.org.id);
  assert.match(did ?? "", /given up: This dispute was won before/);
});

test("a dispute that is told before its payment waits for it", async () => {
  const at = await shop();
  const { orderId, paymentId } = await buy(web, at, "4000 0000 0000 3220");
  await tell(web, at, orderId, paymentId, {});
  const [early] = await work(at.org.id);
  assert.match(early ?? "", /failed/);
  const waits = await row<{ error: string; done: boolean }>(
    "select error, processed_at is not null as done from gateway.webhook_events where organization_id = $1",
    [at.org.id],
  );
  assert.deepEqual([/was not reported yet/.test(waits.error), waits.done], [true, false]);
  await work(at.org.id, 90);
  await work(at.org.id, 2 * 86_400);
  assert.equal((await disputeOf(orderId)).state, "open");
});

test("ten times the same news in parallel is one dispute, and one posting", async () => {
  const at = await shop();
  const { orderId, paymentId } = await buy(web, at, cards.good);
  await work(at.org.id);
  const send = await tell(web, at, orderId, paymentId, {});
  assert.deepEqual(await Promise.all(Array.from({ length: 10 }, send)), Array(10).fill(200));
  const { rows } = await admin.query<{ id: string }>(
    "select id from gateway.webhook_events where organization_id = $1 and kind = 'dispute.changed'",
    [at.org.id],
  );
  assert.equal(rows.length, 1);
  await Promise.all(Array.from({ length: 10 }, () => work(at.org.id)));
  const made = await row<{ count: number }>(
    "select count(*)::int from payments.transactions where organization_id = $1 and dispute_id is not null",
    [at.org.id],
  );
  assert.equal(made.count, 1);
});

test("finance and the administrator hear of a dispute by e-mail, and others do not", async () => {
  const at = await shop();
  const finance = await given.person("finance", at.org);
  await given.person("staff", at.org);
  await disputeAt(web, at);
  const { rows } = await admin.query<{ recipient: string; body: string }>(
    "select m.recipient, m.body from system.mailbox m join system.outbox b on b.id = m.id where b.organization_id = $1 and m.subject like 'Disputed%'",
    [at.org.id],
  );
  assert.deepEqual(
    rows.map((one) => one.recipient),
    [finance.snapshot.email],
  );
  assert.match(rows[0]?.body ?? "", /Answer by .* Without an answer the money is lost\./);
});
