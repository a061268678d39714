import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Stripe from "stripe";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { type OpenShop, openShop, work } from "#lib/gateway/gateway.given";
import { seconds, standInForStripe } from "#lib/gateway/stripe/stripe.given";
import { balances, faults } from "#lib/payments/books.given";
import { contestDispute } from "#lib/payments/processor/commands";
import { connectProcessor } from "#lib/payments/processor/connect";
import { addDisputeFile } from "#lib/payments/processor/files";
import { refundOrder } from "#lib/ticketing/commands";
import { closeSales, row, shop } from "#lib/ticketing/ticketing.given";

const stripe = await standInForStripe();
process.env.STRIPE_ADDRESS = stripe.address;
const secret = "whsec_test_secret_of_this_endpoint";
let web: OpenShop;
before(async () => {
  web = await openShop();
});
after(async () => {
  web?.close();
  stripe.close();
  await closeSales();
  await closeDatabase();
  await admin.end();
});

/** A shop whose organization connected its own Stripe account in test mode. */
async function connectedShop() {
  const at = await shop();
  const owner = await given.person("admin", at.org);
  const id = crypto.randomUUID();
  await connectProcessor(owner, { id, secretKey: "sk_test_abcdefgh1234", webhookSecret: secret });
  return { at, owner, accountId: id };
}
type Connected = Awaited<ReturnType<typeof connectedShop>>;

/** Begin to pay: answers the order and the session at Stripe. */
async function begin({ at }: Connected) {
  const attempt = crypto.randomUUID();
  const items = [{ tierId: at.tiers[0]?.id, quantity: 1 }];
  const { token } = await web.visit<{ token: string }>("hold", { org: at.org.slug, event: at.slug, items });
  const { url } = await web.visit<{ url: string }>("start", { token, name: "Ana", email: "ana@example.test", attempt });
  return { orderId: attempt, url, session: stripe.objects.get(url.split("/").at(-1) ?? "") ?? {} };
}

/** The payer paid on Stripe's page: the session as Stripe has it then. */
function paid(orderId: string, at: Connected["at"], session: Record<string, unknown>) {
  const metadata = { organization: at.org.id, order: orderId };
  const charge = {
    id: stripe.id("ch"),
    object: "charge",
    metadata,
    balance_transaction: stripe.balance("charge", 2000, 88),
  };
  const intent = stripe.keep({
    ...{ id: stripe.id("pi"), object: "payment_intent", amount: 2000, currency: "usd", status: "succeeded" },
    ...{ created: seconds(), livemode: false, metadata, latest_charge: charge },
  });
  Object.assign(session, { status: "complete", payment_status: "paid", payment_intent: intent });
  return { intent, charge };
}

function eventOf(type: string, object: unknown, changes: Record<string, unknown> = {}) {
  const id = stripe.id("evt");
  return JSON.stringify({
    id,
    object: "event",
    api_version: "2026-10-28",
    created: seconds(),
    livemode: false,
    type,
    data: { object },
    ...changes,
  });
}
async function post(accountId: string, payload: string, { timestamp = seconds(), key = secret, body = payload } = {}) {
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: key, timestamp });
  const headers = { "stripe-signature": header };
  return (await fetch(`${web.origin}/api/webhooks/stripe/${accountId}`, { method: "POST", headers, body })).status;
}
const stateOf = (orderId: string) =>
  row<{ state: string; fee: string; gateway: string }>(
    "select state, processing_fee_minor::text as fee, gateway from ticketing.orders where id = $1",
    [orderId],
  );

test("a payment through the organization's own Stripe account: page, webhook, fee, mirror and books", async () => {
  const connected = await connectedShop();
  const { at, accountId } = connected;
  const { orderId, url, session } = await begin(connected);
  assert.match(url, /^https:\/\/checkout\.stripe\.test\/cs_test_/);
  const asked = stripe.asked.findLast(({ path }) => path === "/v1/checkout/sessions");
  assert.deepEqual(
    [
      asked?.key,
      asked?.idempotency,
      asked?.form.get("line_items[0][price_data][unit_amount]"),
      asked?.form.get("metadata[order]"),
    ],
    ["sk_test_abcdefgh1234", `payment:${orderId}`, "2000", orderId],
  );
  paid(orderId, at, session);
  const event = eventOf("checkout.session.completed", session);
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(accountId, event)));
  assert.deepEqual(answers, Array(10).fill(200));
  await work(at.org.id);
  assert.deepEqual(await stateOf(orderId), { state: "paid", fee: "88", gateway: "stripe-test" });
  const book = await balances(at.org);
  assert.deepEqual([book["assets:processor:stripe-test"], book["expenses:processing-fees"]], [1912, 88]);
  const mirrored = await row(
    `select (select count(*)::int from payments.stripe_events where organization_id = $1) as events,
       (select string_agg(status, ',') from payments.stripe_payment_intents where organization_id = $1) as intents,
       (select sum(amount_minor)::int from payments.stripe_balance_transactions where organization_id = $1) as balance`,
    [at.org.id],
  );
  assert.deepEqual(mirrored, { events: 1, intents: "succeeded", balance: 2000 });
  assert.deepEqual(await faults(at.org), []);
});

test("a forged, changed, old or live-mode webhook is refused, and its true twin is kept", async () => {
  const connected = await connectedShop();
  const { accountId } = connected;
  const { session } = await begin(connected);
  const event = eventOf("checkout.session.expired", session);
  assert.equal(await post(accountId, event, { key: "whsec_another" }), 401, "another secret");
  assert.equal(await post(accountId, event, { body: event.replace("2000", "1") }), 401, "another body");
  assert.equal(await post(accountId, event, { body: JSON.stringify(JSON.parse(event), null, 1) }), 401, "written anew");
  assert.equal(await post(accountId, event, { timestamp: seconds() - 400 }), 401, "too old");
  assert.equal(
    await post(accountId, eventOf("checkout.session.expired", session, { livemode: true })),
    400,
    "live mode",
  );
  assert.equal(await post(crypto.randomUUID(), event), 404, "no such account");
  assert.equal(await post(accountId, event), 200);
});

test("a refund goes to Stripe with our key, and its webhook settles it", async () => {
  const connected = await connectedShop();
  const { at, accountId } = connected;
  const { orderId, session } = await begin(connected);
  paid(orderId, at, session);
  await post(accountId, eventOf("checkout.session.completed", session));
  await work(at.org.id);
  await refundOrder(at.organizer, { orderId, amount: "5.00", reason: "A seat", key: `form-${crypto.randomUUID()}` });
  await work(at.org.id);
  const asked = stripe.asked.findLast(({ path }) => path === "/v1/refunds");
  const refundId = asked?.form.get("metadata[refund]");
  assert.deepEqual([asked?.form.get("amount"), asked?.idempotency], ["500", `refund:${refundId}`]);
  const made = [...stripe.objects.values()].findLast((one) => one.object === "refund");
  await post(accountId, eventOf("refund.updated", made));
  await work(at.org.id);
  assert.equal((await stateOf(orderId)).state, "partially_refunded");
  assert.equal((await balances(at.org))["assets:processor:stripe-test"], 1412);
});

test("a dispute at Stripe, its evidence, and the payout that holds what is left", async () => {
  const connected = await connectedShop();
  const { at, owner, accountId } = connected;
  const { orderId, session } = await begin(connected);
  const { intent, charge } = paid(orderId, at, session);
  await post(accountId, eventOf("checkout.session.completed", session));
  await work(at.org.id);
  const taken = stripe.balance("dispute", -500, 1500);
  const dispute: Record<string, unknown> & { id: string } = stripe.keep({
    ...{ id: stripe.id("dp"), object: "dispute", amount: 500, currency: "usd", reason: "product_not_received" },
    ...{ status: "needs_response", created: seconds(), livemode: false, payment_intent: intent.id },
    ...{ balance_transactions: [taken], evidence_details: { due_by: seconds() + 86_400 } },
  });
  await post(accountId, eventOf("charge.dispute.created", dispute));
  await work(at.org.id);
  const found = await row<{ id: string; state: string; fee: string }>(
    "select id, state, fee_minor::text as fee from payments.disputes where order_id = $1",
    [orderId],
  );
  assert.deepEqual([found.state, found.fee], ["open", "1500"]);
  for (const name of ["scan.pdf", "letter.pdf", "terms.pdf"])
    await addDisputeFile(owner, { disputeId: found.id, name, bytes: Buffer.from("%PDF-1.4") });
  await contestDispute(owner, { disputeId: found.id, evidence: "The ticket was scanned at the door." });
  await work(at.org.id);
  const files = [...stripe.objects.values()].filter((one) => one.object === "file").map((one) => one.id);
  assert.equal(new Set(files).size, 3);
  const { "evidence[uncategorized_file]": first, ...others } = dispute.evidence as Record<string, string>;
  assert.deepEqual(
    [first, others["evidence[service_documentation]"], others["evidence[customer_communication]"]].sort(),
    files.sort(),
    "every file, each in a place of its own",
  );
  assert.equal(others["evidence[uncategorized_text]"], "The ticket was scanned at the door.");
  assert.equal(others.submit, "true");
  const payout = stripe.keep({
    ...{
      id: stripe.id("po"),
      object: "payout",
      amount: 1912 - 2000,
      currency: "usd",
      status: "paid",
      created: seconds(),
    },
    ...{ arrival_date: seconds(), livemode: false, statement_descriptor: "STRIPE LANTERN", failure_message: null },
  });
  stripe.sweep([{ ...charge.balance_transaction, source: charge }, taken]);
  await post(accountId, eventOf("payout.paid", payout));
  await work(at.org.id);
  const sent = await row<{ state: string; parts: number; bank: string }>(
    `select p.state, p.statement_reference as bank, (select count(*)::int from payments.processor_transactions x where x.processor_payout_id = p.id and x.transaction_id is not null) as parts
     from payments.processor_payouts p where p.organization_id = $1`,
    [at.org.id],
  );
  assert.deepEqual(sent, { state: "paid", bank: "STRIPE LANTERN", parts: 2 });
  const book = await balances(at.org);
  assert.deepEqual(
    [book["assets:processor:stripe-test"], book["assets:bank:main"], book["assets:disputes"]],
    [undefined, -88, 500],
  );
});

test("another organization's Stripe account cannot pay our orders, whatever it signs", async () => {
  const [ours, theirs] = [await connectedShop(), await connectedShop()];
  const { orderId, session } = await begin(ours);
  paid(orderId, ours.at, session);
  assert.equal(await post(theirs.accountId, eventOf("checkout.session.completed", session)), 200);
  const [did] = await work(theirs.at.org.id);
  assert.match(did ?? "", /given up: That account takes no payments of this organization/);
  assert.equal((await stateOf(orderId)).state, "pending");
  await post(ours.accountId, eventOf("checkout.session.completed", session));
  await work(ours.at.org.id);
  assert.equal((await stateOf(orderId)).state, "paid");
});

test("keys are tried before they are kept, lie sealed, and stay out of the audit log", async () => {
  const { at, owner, accountId } = await connectedShop();
  const stored = await row<Record<string, string>>(
    "select sealed_key, sealed_webhook_secret, key_hint, provider_account from payments.processor_accounts where id = $1",
    [accountId],
  );
  assert.ok(!JSON.stringify(stored).includes("sk_test"), "the key cannot be read");
  assert.deepEqual([stored.key_hint, stored.provider_account], ["1234", "acct_test_1"]);
  const { rows } = await admin.query("select input::text from system.audit_logs where organization_id = $1", [
    at.org.id,
  ]);
  assert.ok(rows.length > 0 && !JSON.stringify(rows).includes("abcdefgh"));
  const id = crypto.randomUUID();
  // The stand-in takes keys of the test mode alone.
  await assert.rejects(connectProcessor(owner, { id, secretKey: "sk_live_abcdefgh1234" }), /not connected/);
  await connectProcessor(owner, { id, secretKey: "sk_test_another12345" });
  const finance = await given.person("finance", at.org);
  await assert.rejects(connectProcessor(finance, { id, secretKey: "sk_test_another12345" }), /may not/);
});
