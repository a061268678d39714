import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { buy, type OpenShop, openShop, work } from "#lib/gateway/gateway.given";
import { sign } from "#lib/gateway/standard-webhooks";
import { webhookSecret } from "#lib/gateway/test-gateway";
import { refundOrder } from "#lib/ticketing/commands";
import { balance, closeSales, row, shop } from "#lib/ticketing/ticketing.given";

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

const cards = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  slow: "4000 0000 0000 3220",
  twice: "4000 0000 0000 0259",
  late: "4000 0000 0000 0341",
};
type Found = { state: string; failure: string | null; fee: string; tickets: number; postings: number };
const orderOf = (orderId: string) =>
  row<Found>(
    `select o.state, o.failure, o.processing_fee_minor::text as fee,
       (select count(*)::int from ticketing.tickets k where k.order_id = o.id) as tickets,
       (select count(*)::int from payments.transactions t where t.order_id = o.id) as postings
     from ticketing.orders o where o.id = $1`,
    [orderId],
  );
const post = async (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>, gateway = "test") =>
  (await fetch(`${web.origin}/api/webhooks/${gateway}`, { method: "POST", headers, body })).status;
const signed = (id: string, body: string, at = new Date(), secret = webhookSecret()) => {
  const { timestamp, signature } = sign(secret, id, body, at);
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
};
const eventFrom = async (paymentId: string) =>
  row<{ event_id: string; body: string }>(
    "select event_id, body from gateway.deliveries where payment_id = $1 limit 1",
    [paymentId],
  );

test("a card pays, the gateway's webhook settles, and the buyer gets tickets by e-mail", async () => {
  const at = await shop();
  const { orderId, card } = await buy(web, at, cards.good, 2);
  assert.equal(card.state, "succeeded");
  assert.match(card.returnUrl, /\/orders\/[\w-]{43}$/);
  assert.equal((await orderOf(orderId)).state, "pending", "only a webhook settles");
  assert.deepEqual(await work(at.org.id), ["gateway.deliver", "gateway.process_event", "messaging.send_email"]);
  assert.deepEqual(await orderOf(orderId), { state: "paid", failure: null, fee: "81", tickets: 2, postings: 1 });
  const mail = await row<{ html: string; body: string }>(
    "select m.html, m.body from system.mailbox m join system.outbox b on b.id = m.id where b.organization_id = $1",
    [at.org.id],
  );
  assert.ok(mail.body.includes(new URL(card.returnUrl).pathname), "the e-mail links to the order");
});

test("a declined card settles nothing, says why, and leaves the tickets for another card", async () => {
  const at = await shop([{ quota: 1 }]);
  const { orderId, token, card } = await buy(web, at, cards.declined);
  assert.deepEqual([card.state, card.message], ["declined", "Your card was declined. Try another card."]);
  assert.ok(card.cancelUrl.endsWith(`/checkout/${token}`));
  await work(at.org.id);
  assert.deepEqual(await orderOf(orderId), {
    state: "failed",
    failure: card.message,
    fee: "0",
    tickets: 0,
    postings: 0,
  });
  const { url } = await web.visit<{ url: string }>("start", { token, name: "Ana", email: "ana@example.test" });
  await web.visit("card", { paymentId: url.split("/").at(-1), number: cards.good, expiry: "12/49", cvc: "123" });
  await work(at.org.id);
  assert.equal(await balance(at.org.id, "income:tickets"), -2000n);
});

test("a mistyped card is refused at its field, and nothing is tried", async () => {
  const at = await shop();
  const wrong = { number: "4242 4242 4242 4241", expiry: "01/20", cvc: "1" };
  const { token } = await web.visit<{ token: string }>("hold", {
    org: at.org.slug,
    event: at.slug,
    items: [{ tierId: at.tiers[0]?.id, quantity: 1 }],
  });
  const { url } = await web.visit<{ url: string }>("start", { token, name: "Ana", email: "ana@example.test" });
  const paymentId = url.split("/").at(-1);
  await assert.rejects(
    web.visit("card", { paymentId, ...wrong }),
    (error: Error & { problem: { fields: unknown } }) => {
      assert.deepEqual(error.problem.fields, {
        number: ["This card number has a typing mistake."],
        expiry: ["This card has expired."],
        cvc: ["The CVC has 3 or 4 digits."],
      });
      return true;
    },
  );
  const payment = await row("select state, card from gateway.payments where id = $1", [paymentId]);
  assert.deepEqual(payment, { state: "waiting", card: null });
});

test("the same news twice, and late news out of order, are one sale", async () => {
  const at = await shop();
  const twice = await buy(web, at, cards.twice);
  await work(at.org.id);
  assert.deepEqual(await orderOf(twice.orderId), { state: "paid", failure: null, fee: "53", tickets: 1, postings: 1 });
  const stored = await row("select times, error from gateway.webhook_events where organization_id = $1", [at.org.id]);
  assert.deepEqual(stored, { times: 2, error: null });
  const late = await buy(web, at, cards.late);
  assert.deepEqual(await work(at.org.id, 5), [], "nothing yet");
  const did = await work(at.org.id, 60);
  assert.equal(did.filter((one) => one === "gateway.deliver").length, 2);
  assert.deepEqual(await orderOf(late.orderId), { state: "paid", failure: null, fee: "53", tickets: 1, postings: 1 });
});

test("a gateway that does not answer leaves the buyer with a sentence, and the webhook a minute later with tickets", async () => {
  const at = await shop();
  const { orderId, card, paymentId } = await buy(web, at, cards.slow);
  assert.equal(card.state, "unanswered");
  assert.match(card.message ?? "", /Do not pay again/);
  await assert.rejects(
    web.visit("card", { paymentId, number: cards.good, expiry: "12/49", cvc: "123" }),
    /Do not pay again/,
  );
  await work(at.org.id, 90);
  assert.equal((await orderOf(orderId)).state, "paid");
});

test("where no webhook ever came, the gateway is asked half an hour later", async () => {
  const at = await shop();
  const paid = await buy(web, at, cards.good);
  await admin.query(
    "update system.outbox set done_at = now() where organization_id = $1 and topic = 'gateway.deliver'",
    [at.org.id],
  );
  const left = await web.visit<{ token: string }>("hold", {
    org: at.org.slug,
    event: at.slug,
    items: [{ tierId: at.tiers[0]?.id, quantity: 1 }],
  });
  const attempt = crypto.randomUUID();
  await web.visit("start", { token: left.token, name: "Ana", email: "ana@example.test", attempt });
  assert.deepEqual(await work(at.org.id), []);
  const did = await work(at.org.id, 3600);
  assert.deepEqual(
    did.filter((one) => one.startsWith("gateway")),
    ["gateway.ask", "gateway.ask"],
  );
  assert.equal((await orderOf(paid.orderId)).state, "paid");
  assert.deepEqual(await orderOf(attempt), {
    state: "failed",
    failure: "Cancelled by the merchant.",
    fee: "0",
    tickets: 0,
    postings: 0,
  });
});

test("a refund goes out through the gateway and comes back as news, and the books follow", async () => {
  const at = await shop();
  const { orderId } = await buy(web, at, cards.good);
  await work(at.org.id);
  await refundOrder(at.organizer, {
    orderId,
    amount: "5.00",
    reason: "A broken seat",
    key: `form-${crypto.randomUUID()}`,
  });
  assert.deepEqual(await work(at.org.id), [
    "gateway.refund",
    "gateway.deliver",
    "gateway.process_event",
    "messaging.send_email",
  ]);
  assert.equal((await orderOf(orderId)).state, "partially_refunded");
  assert.equal(await balance(at.org.id, "income:tickets"), -1500n);
  const sent = await row("select refunded_minor::text as refunded from gateway.payments where reference = $1", [
    orderId,
  ]);
  assert.deepEqual(sent, { refunded: "500" });
});

test("forged, old, foreign and oversized webhooks are refused, and the true one is kept once however often it comes", async () => {
  const at = await shop();
  const { orderId, paymentId } = await buy(web, at, cards.good);
  const { event_id: id, body } = await eventFrom(paymentId);
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  const { "webhook-signature": none, ...unsigned } = signed(id, body);
  assert.ok(none);
  assert.equal(await post(unsigned, body), 401, "no signature");
  assert.equal(
    await post(signed(id, body, new Date(), `whsec_${Buffer.alloc(32).toString("base64")}`), body),
    401,
    "another key",
  );
  assert.equal(
    await post(signed(id, body), body.replace('"amountMinor": "2000"', '"amountMinor": "1"')),
    401,
    "another body",
  );
  assert.equal(await post(signed(id, body), JSON.stringify(JSON.parse(body))), 401, "written anew");
  assert.equal(await post(signed(id, body, minutes(-6)), body), 401, "six minutes old");
  assert.equal(await post(signed(id, body, minutes(6)), body), 401, "six minutes ahead");
  assert.equal(await post(signed("evt_other", body), body), 400, "signed under another id");
  assert.equal(await post(signed("evt_x", "{}"), "{}"), 400, "signed, but no event");
  assert.equal(await post(signed(id, body), body, "nobody"), 404, "no such gateway");
  assert.equal(await post({}, new Uint8Array(70_000)), 413, "too large");
  const kept = () =>
    row<{ count: number }>("select count(*)::int from gateway.webhook_events where organization_id = $1", [at.org.id]);
  assert.deepEqual(await kept(), { count: 0 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(signed(id, body), body)));
  assert.deepEqual(answers, Array(10).fill(200));
  assert.deepEqual(await kept(), { count: 1 });
  await work(at.org.id);
  assert.deepEqual(await orderOf(orderId), { state: "paid", failure: null, fee: "53", tickets: 1, postings: 1 });
});

test("an event that somebody wrote into the store is given up on, and so is one with another amount", async () => {
  const at = await shop();
  const { orderId, paymentId } = await buy(web, at, cards.good);
  const { event_id: id, body } = await eventFrom(paymentId);
  await admin.query(
    "update system.outbox set done_at = now() where organization_id = $1 and topic = 'gateway.deliver'",
    [at.org.id],
  );
  const headers = sign(`whsec_${Buffer.alloc(32).toString("base64")}`, id, body);
  await admin.query("select gateway.receive('test', $1, 'payment.succeeded', $2, $3, $4::jsonb)", [
    id,
    at.org.id,
    body,
    JSON.stringify(headers),
  ]);
  const [forged] = await work(at.org.id);
  assert.match(forged ?? "", /^gateway\.process_event given up: The signature does not fit/);
  const cheap = body.replace('"amountMinor": "2000"', '"amountMinor": "1"');
  assert.notEqual(cheap, body);
  const wrong = JSON.stringify({ ...JSON.parse(cheap), id: "evt_cheap" });
  assert.equal(await post(signed("evt_cheap", wrong), wrong), 200);
  const [mismatch] = await work(at.org.id);
  assert.match(mismatch ?? "", /^gateway\.process_event given up: The gateway took 1 USD/);
  assert.equal((await orderOf(orderId)).state, "pending");
});
