import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { admin, given, platform } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { buy, type OpenShop, openShop, work } from "#lib/gateway/gateway.given";
import { balances, faults } from "#lib/payments/books.given";
import { acceptDispute, contestDispute } from "#lib/payments/processor/commands";
import { cards, decide, disputeAt, disputeOf, tell } from "#lib/payments/processor/processor.given";
import { refundOrder } from "#lib/ticketing/commands";
import { closeSales, row, type Shop, shop } from "#lib/ticketing/ticketing.given";

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

const direct = (at: Shop) =>
  admin.query("update organizations.organizations set settlement = 'direct' where id = $1", [at.org.id]);

/** What the platform's book says that concerns this organization: other tests post to it meanwhile. */
async function ofPlatform(at: Shop) {
  const { rows } = await admin.query<{ code: string; sum: string }>(
    `select a.code, sum(e.amount_minor)::text as sum from payments.transactions own
     join payments.transactions t on t.group_id = own.group_id and t.organization_id <> own.organization_id
     join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id)
     join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id)
     where own.organization_id = $1 group by a.code having sum(e.amount_minor) <> 0 order by a.code`,
    [at.org.id],
  );
  return Object.fromEntries(rows.map(({ code, sum }) => [code.replace(at.org.id, "<org>"), Number(sum)]));
}

test("a dispute that is won leaves every balance as it was before, in both books", async () => {
  const at = await shop();
  const bought = await buy(web, at, cards.disputed);
  await work(at.org.id);
  const before = [await balances(at.org), await ofPlatform(at)];
  assert.deepEqual(await work(at.org.id, 30), ["gateway.deliver", "gateway.process_event", "payments.check_alerts"]);
  const dispute = await disputeOf(bought.orderId);
  assert.deepEqual([dispute.state, dispute.amount, dispute.fee], ["open", "2000", "1500"]);
  const open = await ofPlatform(at);
  assert.equal(open["assets:disputes"], 2000);
  assert.equal((await balances(at.org))["expenses:disputes"], 1500, "the organization bears the processor's fees");
  await decide(dispute.provider_id, "won");
  await work(at.org.id);
  assert.equal((await disputeOf(bought.orderId)).state, "won");
  assert.deepEqual([await balances(at.org), await ofPlatform(at)], before);
  assert.deepEqual(await faults(at.org), []);
});

test("a dispute that is lost is a refund after release: the order, its tickets and both books say so", async () => {
  const at = await shop();
  const { orderId } = await disputeAt(web, at);
  const dispute = await disputeOf(orderId);
  await decide(dispute.provider_id, "lost");
  await work(at.org.id);
  const order = await row(
    `select o.state, o.refunded_minor::text as refunded, (select string_agg(k.state::text, ',') from ticketing.tickets k where k.order_id = o.id) as tickets
     from ticketing.orders o where o.id = $1`,
    [orderId],
  );
  assert.deepEqual(order, { state: "refunded", refunded: "2000", tickets: "refunded" });
  const own = await balances(at.org);
  assert.equal(own["income:tickets"], undefined, "nothing was earned");
  assert.equal(own["expenses:disputes"], 1500);
  // Sold 2000, of which 100 were the platform's fee and 53 the processor's; then 1500 and the rest are owed back.
  assert.equal(own["assets:wallet"], undefined);
  assert.equal(own["liabilities:payable:platform"], -1553);
  const theirs = await ofPlatform(at);
  assert.equal(theirs["assets:disputes"], undefined);
  assert.equal(theirs["assets:receivable:<org>"], 1553);
  assert.equal(theirs["assets:processor:test"], -1553, "53 and 1500 are the processor's");
  assert.deepEqual(await faults(at.org), []);
});

test("with its own processor account the dispute is in the organization's book alone", async () => {
  const at = await shop();
  await direct(at);
  const { orderId, before } = await disputeAt(web, at);
  const open = await balances(at.org);
  assert.deepEqual(
    [open["assets:disputes"], open["expenses:disputes"], open["assets:processor:test"]],
    [2000, 1500, (before["assets:processor:test"] ?? 0) - 3500],
  );
  await decide((await disputeOf(orderId)).provider_id, "won");
  await work(at.org.id);
  assert.deepEqual(await balances(at.org), before);
});

test("finance contests with words, the processor hears it, and a second answer is refused", async () => {
  const at = await shop();
  const { orderId } = await disputeAt(web, at);
  const finance = await given.person("finance", at.org);
  const { id, provider_id: ref } = await disputeOf(orderId);
  const answer = { disputeId: id, evidence: "The ticket was scanned at the door at 20:14." };
  await assert.rejects(contestDispute(finance, { ...answer, evidence: "No." }), /sentence at least/);
  await contestDispute(finance, answer);
  assert.equal((await disputeOf(orderId)).state, "contested");
  await assert.rejects(contestDispute(finance, answer), (error: Error) => /contested/.test(String(error.cause)));
  await work(at.org.id);
  const heard = await row("select state, evidence from gateway.disputes where id = $1", [ref]);
  assert.deepEqual(heard, { state: "under_review", evidence: answer.evidence });
});

test("accepting a dispute loses it at once", async () => {
  const at = await shop();
  const { orderId } = await disputeAt(web, at, cards.half);
  const finance = await given.person("finance", at.org);
  const dispute = await disputeOf(orderId);
  assert.equal(dispute.amount, "1000");
  await acceptDispute(finance, { disputeId: dispute.id });
  await work(at.org.id);
  assert.equal((await disputeOf(orderId)).state, "lost");
  const order = await row("select state, refunded_minor::text as refunded from ticketing.orders where id = $1", [
    orderId,
  ]);
  assert.deepEqual(order, { state: "partially_refunded", refunded: "1000" });
});

test("what is disputed cannot be refunded as well, and the rest can", async () => {
  const at = await shop();
  const { orderId } = await disputeAt(web, at, cards.half);
  const ask = (amount: string) =>
    refundOrder(at.organizer, { orderId, amount, reason: "The buyer cannot come", key: `form-${crypto.randomUUID()}` });
  await assert.rejects(ask("10.01"), (error: Error) => /At most USD 10.00/.test(String(error.cause)));
  await ask("10.00");
  await assert.rejects(ask("0.01"), (error: Error) => /disputed/.test(String(error.cause)));
  await work(at.org.id);
  await decide((await disputeOf(orderId)).provider_id, "lost");
  await work(at.org.id);
  const order = await row("select state, refunded_minor::text as refunded from ticketing.orders where id = $1", [
    orderId,
  ]);
  assert.deepEqual(order, { state: "refunded", refunded: "2000" });
});

test("a refund that went out before the dispute is lost twice: the second time it is an expense", async () => {
  const at = await shop();
  const { orderId, paymentId } = await buy(web, at, cards.good);
  await work(at.org.id);
  await refundOrder(at.organizer, {
    orderId,
    amount: "15.00",
    reason: "A broken seat",
    key: `form-${crypto.randomUUID()}`,
  });
  await work(at.org.id);
  await tell(web, at, orderId, paymentId, { amountMinor: "2000", state: "lost" });
  await work(at.org.id);
  assert.equal((await disputeOf(orderId)).state, "lost");
  const order = await row("select state, refunded_minor::text as refunded from ticketing.orders where id = $1", [
    orderId,
  ]);
  assert.deepEqual(order, { state: "refunded", refunded: "2000" });
  const written = await row<{ sum: string }>(
    "select sum(e.amount_minor)::text as sum from payments.transactions t join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id) where t.idempotency_key like 'dispute:%:written-off' and e.amount_minor > 0 and t.memo like '%' || (select number from ticketing.orders where id = $1)",
    [orderId],
  );
  assert.equal(written.sum, "1500");
});

test("the platform's book proves true after all of it", async () => {
  assert.deepEqual(
    (await faults(await platform())).filter((fault) => !/mirror/i.test(fault)),
    [],
  );
});
