import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { buy, type OpenShop, openShop, work } from "#lib/gateway/gateway.given";
import { balances, faults } from "#lib/payments/books.given";
import { hurryTestGateway, replayEvent } from "#lib/payments/processor/commands";
import { cards, decide, disputeAt, disputeOf } from "#lib/payments/processor/processor.given";
import { processorPayoutById, processorStanding } from "#lib/payments/processor/queries";
import { refundOrder } from "#lib/ticketing/commands";
import { asTheWorker, closeSales, row, shop } from "#lib/ticketing/ticketing.given";

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

/** A shop with its own account at the processor, and its finance. */
async function directShop() {
  const at = await shop();
  await admin.query("update organizations.organizations set settlement = 'direct' where id = $1", [at.org.id]);
  return { at, finance: await given.person("finance", at.org) };
}

type Payout = { id: string; state: string; amount: string; reference: string; provider_id: string };
const payoutsOf = async (org: { id: string }) =>
  (
    await admin.query<Payout>(
      `select id, state, amount_minor::text as amount, statement_reference as reference, provider_id
       from payments.processor_payouts where organization_id = $1 order by id`,
      [org.id],
    )
  ).rows;

test("payments, a refund and a dispute are swept to the bank, and the payout is explained to the last unit", async () => {
  const { at, finance } = await directShop();
  const { orderId } = await buy(web, at, cards.good, 3);
  await work(at.org.id);
  await refundOrder(at.organizer, { orderId, amount: "5.00", reason: "A seat", key: `form-${crypto.randomUUID()}` });
  await work(at.org.id);
  await disputeAt(web, at, cards.half);
  const held = (await balances(at.org))["assets:processor:test"] ?? 0;
  assert.deepEqual(await hurryTestGateway(finance, { step: "pay_out" }), { count: 1 });
  await work(at.org.id);
  const [sent] = await payoutsOf(at.org);
  assert.deepEqual([sent?.state, Number(sent?.amount)], ["in_transit", held]);
  assert.equal((await balances(at.org))["assets:bank:main"], undefined, "the bank has it when it arrives");
  assert.deepEqual(await hurryTestGateway(finance, { step: "arrive" }), { count: 1 });
  await work(at.org.id);
  const after = await balances(at.org);
  assert.deepEqual([after["assets:bank:main"], after["assets:processor:test"]], [held, undefined]);
  const facts = await readAsTenant(finance, (tx) => processorPayoutById(tx, { payoutId: sent?.id ?? "" }));
  assert.deepEqual(
    [facts?.state, facts?.partsMinor, facts?.count, facts?.unbooked, facts?.transactionCount],
    ["paid", BigInt(held), 4, 0, 4],
  );
  assert.deepEqual(
    facts?.postings.map(({ kind }) => kind),
    ["sweep"],
  );
  const standing = await readAsTenant(finance, (tx) => processorStanding(tx));
  assert.deepEqual(standing, [], "told, booked and on its way are all nothing");
  assert.deepEqual(await faults(at.org), []);
});

test("news of a payout in the wrong order, and again, is one sweep", async () => {
  const { at, finance } = await directShop();
  await buy(web, at, cards.good);
  await work(at.org.id);
  await hurryTestGateway(finance, { step: "pay_out" });
  await hurryTestGateway(finance, { step: "arrive" });
  // Both wait in the queue; the later one goes first.
  await admin.query(
    `update system.outbox set run_at = now() + interval '30 seconds' where organization_id = $1 and done_at is null
     and (payload ->> 'deliveryId')::uuid in (select id from gateway.deliveries where body::jsonb ->> 'type' = 'payout.created')`,
    [at.org.id],
  );
  await work(at.org.id);
  assert.deepEqual(
    (await payoutsOf(at.org)).map(({ state }) => state),
    ["paid"],
  );
  await work(at.org.id, 60);
  assert.deepEqual(
    (await payoutsOf(at.org)).map(({ state }) => state),
    ["paid"],
  );
  const sweeps = await row(
    "select count(*)::int from payments.transactions where organization_id = $1 and kind = 'sweep'",
    [at.org.id],
  );
  assert.deepEqual(sweeps, { count: 1 });
});

test("a fee that turns out higher is posted when the processor says so", async () => {
  const { at } = await directShop();
  await buy(web, at, cards.dearer);
  await work(at.org.id);
  assert.equal((await balances(at.org))["expenses:processing-fees"], 53);
  await work(at.org.id, 30);
  const after = await balances(at.org);
  assert.deepEqual([after["expenses:processing-fees"], after["assets:processor:test"]], [73, 1927]);
});

test("a balance transaction with another fee than was posted has the difference posted, once", async () => {
  const { at } = await directShop();
  const { orderId } = await buy(web, at, cards.good);
  await work(at.org.id);
  const told = { provider_id: "txn_other", kind: "payment", gross_minor: "2000", fee_minor: "60", currency: "USD" };
  const transaction = {
    ...told,
    occurred_at: new Date(),
    available_on: "2030-01-01",
    merchant: at.org.id,
    reference: orderId,
  };
  for (const _ of [1, 2]) {
    await asTheWorker(at.org.id, "select payments.note_processor_transactions($1::jsonb) as answer", [
      JSON.stringify({ holder: at.org.id, gateway: "test", transactions: [transaction] }),
    ]);
  }
  const after = await balances(at.org);
  assert.deepEqual([after["expenses:processing-fees"], after["assets:processor:test"]], [60, 1940]);
});

test("a worker that dies between the store and the processing loses nothing", async () => {
  const at = await shop();
  const { orderId } = await buy(web, at, cards.good);
  // Delivered and kept; then nobody is there for a while.
  assert.deepEqual(await work(at.org.id).then((log) => log[0]), "gateway.deliver");
  const { rows } = await admin.query<{ id: string }>(
    "select id from gateway.webhook_events where organization_id = $1",
    [at.org.id],
  );
  // As if it had died with the transaction: the row is waiting again, its job leased to nobody.
  const before = await balances(at.org);
  await admin.query("update gateway.webhook_events set processed_at = null where id = $1", [rows[0]?.id]);
  await admin.query(
    "update system.outbox set done_at = null, run_at = now() where organization_id = $1 and topic = 'gateway.process_event'",
    [at.org.id],
  );
  await work(at.org.id);
  const kept = await row<{ done: boolean }>(
    "select processed_at is not null as done from gateway.webhook_events where id = $1",
    [rows[0]?.id],
  );
  assert.deepEqual([kept.done, await balances(at.org)], [true, before]);
  const made = await row("select count(*)::int from payments.transactions where order_id = $1", [orderId]);
  assert.deepEqual(made, { count: 1 });
});

test("finance has an event processed again without a second effect; whoever only reads may not", async () => {
  const at = await shop();
  const [finance, organizer] = [await given.person("finance", at.org), at.organizer];
  const { orderId } = await disputeAt(web, at);
  await decide((await disputeOf(orderId)).provider_id, "won");
  await work(at.org.id);
  const before = await balances(at.org);
  const { rows } = await admin.query<{ id: string }>(
    "select id from gateway.webhook_events where organization_id = $1",
    [at.org.id],
  );
  assert.equal(rows.length, 3);
  for (const { id } of rows) {
    await assert.rejects(replayEvent(organizer, { eventId: id }), /may not/);
    await replayEvent(finance, { eventId: id });
  }
  assert.deepEqual(await work(at.org.id), Array(3).fill("gateway.process_event"));
  assert.deepEqual(await balances(at.org), before);
  const left = await row(
    "select count(*)::int from gateway.webhook_events where organization_id = $1 and (processed_at is null or error is not null)",
    [at.org.id],
  );
  assert.deepEqual(left, { count: 0 });
  const elsewhere = await given.person("finance", await given.organization());
  await assert.rejects(replayEvent(elsewhere, { eventId: rows[0]?.id }), (error: Error) =>
    /not yours/.test(String(error.cause)),
  );
});
