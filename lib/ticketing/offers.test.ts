import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { SendEmail } from "#lib/messaging/rules";
import { refundOrder } from "#lib/ticketing/commands";
import { addQuestion, saveTerms } from "#lib/ticketing/commands/selling";
import { buy, choose, unsound } from "#lib/ticketing/selling.given";
import {
  asVisitor,
  balance,
  begin,
  closeSales,
  expire,
  refused,
  row,
  type Shop,
  settle,
  settleRefund,
  shop,
  tierOf,
} from "#lib/ticketing/ticketing.given";
import { newCheckoutToken, newOrderId, orderToken } from "#lib/ticketing/tokens";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const join = (at: Shop, email: string, quantity = 1) =>
  asVisitor("select ticketing.join_waitlist($1, $2, $3, 'Ana', $4, $5, $6) as answer", [
    at.org.slug,
    at.slug,
    at.tiers[0]?.id,
    email,
    quantity,
    newCheckoutToken(),
  ]);
const line = async (at: Shop) =>
  (
    await admin.query("select email, state from ticketing.waitlist_entries where event_id = $1 order by id", [
      at.eventId,
    ])
  ).rows.map((one) => `${one.email} ${one.state}`);

test("tickets that come back are offered in turn before anybody else can have them, and an offer that lapses goes on", async () => {
  const at = await shop([{ quota: 2 }]);
  assert.match((await refused(join(at, "early@example.test"))).message, /can be bought again/);
  const sold = await buy(at, [{ tier: 0, quantity: 2 }]);
  for (const who of ["a", "b", "c"]) await join(at, `${who}@example.test`);
  await join(at, "A@example.test");
  const { refundId } = await refundOrder(at.organizer, {
    orderId: sold.orderId,
    reason: "They cannot come.",
    key: "refund-1-of-test",
  });
  assert.deepEqual(await line(at), ["a@example.test offered", "b@example.test offered", "c@example.test waiting"]);
  assert.deepEqual(await tierOf(at), { held: 2, sold: 0, quota: 2 });
  await settleRefund(at.org.id, refundId ?? "", 4000n);
  assert.match((await refused(choose(at, [{ tier: 0, quantity: 1 }]))).message, /^All that is left/);
  const mail = await row<{ payload: unknown; link: string }>(
    "select payload, payload -> 'data' ->> 'link' as link from system.outbox where organization_id = $1 and key like 'offer:%' and payload ->> 'to' = 'a@example.test'",
    [at.org.id],
  );
  assert.equal(SendEmail.parse(mail.payload).template, "waitlist_letter");
  const token = mail.link.replace("/checkout/", "");
  const seen = await asVisitor<{ secondsLeft: number; offered: boolean }>("select ticketing.checkout($1) as answer", [
    token,
  ]);
  assert.ok(seen.offered && seen.secondsLeft > 86_000 && seen.secondsLeft <= 86_400);
  await settle(await begin(token));
  await admin.query(
    "update ticketing.checkout_sessions set expires_at = now() - interval '1 second' where event_id = $1 and state = 'open'",
    [at.eventId],
  );
  await admin.query("select ticketing.release_expired()");
  assert.deepEqual(await line(at), ["a@example.test bought", "b@example.test lapsed", "c@example.test offered"]);
  assert.deepEqual(await tierOf(at), { held: 1, sold: 1, quota: 2 });
});

test("a raised quota is offered to those who wait, as many as there are", async () => {
  const at = await shop([{ quota: 1 }]);
  await buy(at, [{ tier: 0, quantity: 1 }]);
  await join(at, "two@example.test", 2);
  await join(at, "one@example.test");
  await admin.query("update ticketing.ticket_tiers set quota = 3 where id = $1", [at.tiers[0]?.id]);
  assert.deepEqual(await line(at), ["two@example.test offered", "one@example.test waiting"]);
  assert.deepEqual(await tierOf(at), { held: 2, sold: 1, quota: 3 });
});

test("the taxes of the place are in the price, on the order and in the ledger, and go back with a refund", async () => {
  const at = await shop([{ price: "10.00" }]);
  await saveTerms(at.organizer, {
    eventId: at.eventId,
    taxBasis: "place",
    country: "CA",
    region: "QC",
    waitlist: "on",
    offerHours: 24,
  });
  const { token, view } = await choose(at, [{ tier: 0, quantity: 3 }]);
  assert.deepEqual(
    view.taxes.map((one) => `${one.name} ${one.taxMinor}`),
    ["QST 299", "GST 150"],
  );
  assert.deepEqual([view.taxMinor, view.totalMinor], ["449", "3449"]);
  const order = await begin(token);
  await settle(order);
  const platform = await row<{ id: string }>("select id from organizations.organizations where is_platform");
  const kept = async () => [
    await balance(platform.id, "liabilities:tax:ca-qc-qst"),
    await balance(platform.id, "liabilities:tax:ca-gst"),
  ];
  const [qst, gst] = await kept();
  const { refundId } = await refundOrder(at.organizer, {
    orderId: order.orderId,
    amount: "10.00",
    reason: "One stays away.",
    key: "refund-2-of-test",
  });
  await settleRefund(at.org.id, refundId ?? "", 1000n);
  const [qstAfter = 0n, gstAfter = 0n] = await kept();
  assert.deepEqual([qstAfter - (qst ?? 0n), gstAfter - (gst ?? 0n)], [87n, 43n]);
  const lines = await row(
    "select sum(tax_minor)::int as tax, count(*)::int as lines from ticketing.order_taxes where order_id = $1",
    [order.orderId],
  );
  assert.deepEqual(lines, { tax: 449, lines: 2 });
  assert.deepEqual(await unsound(at.org), []);
});

test("a ticket paid as one likes costs at least its least, and extras come with a ticket and admit nobody", async () => {
  const at = await shop([
    { name: "Gift", price: "5.00" },
    { name: "Poster", price: "8.00", quota: 3 },
  ]);
  await admin.query("update ticketing.ticket_tiers set open_price = true, suggested_minor = 1500 where id = $1", [
    at.tiers[0]?.id,
  ]);
  await admin.query("update ticketing.ticket_tiers set kind = 'add_on' where id = $1", [at.tiers[1]?.id]);
  assert.equal(
    (await refused(choose(at, [{ tier: 0, quantity: 1, priceMinor: "499" }]))).message,
    "Gift costs at least USD 5.00.",
  );
  assert.equal((await choose(at, [{ tier: 0, quantity: 1 }])).view.totalMinor, "1500");
  assert.equal(
    (await refused(choose(at, [{ tier: 1, quantity: 1 }]))).message,
    "Choose a ticket as well: the extras come with one.",
  );
  const order = await buy(at, [
    { tier: 0, quantity: 1, priceMinor: "2500" },
    { tier: 1, quantity: 2 },
  ]);
  assert.equal(order.totalMinor, "4100");
  assert.deepEqual(
    await row("select count(*)::int as tickets from ticketing.tickets where order_id = $1", [order.orderId]),
    { tickets: 1 },
  );
  assert.deepEqual(await tierOf(at, 1), { held: 0, sold: 2, quota: 3 });
  const { refundId } = await refundOrder(at.organizer, {
    orderId: order.orderId,
    reason: "Called off.",
    key: "refund-3-of-test",
  });
  await settleRefund(at.org.id, refundId ?? "", 4100n);
  assert.deepEqual(await tierOf(at, 1), { held: 0, sold: 0, quota: 3 });
});

test("questions are asked of the order and of each who comes, and what is required is", async () => {
  const at = await shop([{ name: "Seat" }]);
  const ask = (fields: Record<string, unknown>) =>
    addQuestion(at.organizer, { eventId: at.eventId, kind: "text", required: "on", ...fields });
  const who = await ask({ label: "Company", asks: "order" });
  const meal = await ask({ label: "Meal", kind: "choice", options: "Meat\nVegetables" });
  const tier = at.tiers[0]?.id ?? "";
  const start = (buyer: Record<string, unknown>, token: string) => {
    const id = newOrderId();
    return asVisitor<{ orderId: string; state: string; organizationId: string; totalMinor: string; currency: string }>(
      "select ticketing.start_payment($1, $2::jsonb, $3, $4) as answer",
      [token, JSON.stringify({ name: "Ana", email: "ana@example.test", ...buyer }), id, orderToken(id)],
    );
  };
  const { token } = await choose(at, [{ tier: 0, quantity: 2 }]);
  assert.equal((await refused(start({}, token))).message, "Answer “Company”.");
  const answers = { [who.id]: "Lantern Works" };
  const fish = { attendees: { [tier]: [{ answers: { [meal.id]: "Fish" } }] }, answers };
  assert.equal((await refused(start(fish, token))).message, "Choose one of the answers to “Meal”.");
  const good = {
    attendees: {
      [tier]: [
        { name: "Bo", answers: { [meal.id]: "Meat" } },
        { name: "Cy", email: "cy@example.test", answers: { [meal.id]: "Vegetables" } },
      ],
    },
    answers,
  };
  const order = await start(good, token);
  await settle({ ...order, number: "", ref: "pay-questions" });
  const told = await admin.query(
    `select k.attendee_name as name, k.attendee_email as email, a.answer from ticketing.tickets k join ticketing.registrations g on g.ticket_id = k.id
     join ticketing.registration_answers a on a.registration_id = g.id where k.order_id = $1 order by 1`,
    [order.orderId],
  );
  assert.deepEqual(told.rows, [
    { name: "Bo", email: "ana@example.test", answer: "Meat" },
    { name: "Cy", email: "cy@example.test", answer: "Vegetables" },
  ]);
});

test("a late payment of a held ticket is honoured while stock is left, and paid back when the tickets are gone", async () => {
  const at = await shop([{ quota: 1 }]);
  const { token } = await choose(at, [{ tier: 0, quantity: 1 }]);
  const late = await begin(token);
  await expire(token);
  await admin.query("select ticketing.release_expired()");
  assert.equal((await settle(late)).state, "paid");
  const other = await shop([{ quota: 1 }]);
  const held = await choose(other, [{ tier: 0, quantity: 1 }]);
  const lost = await begin(held.token);
  await expire(held.token);
  await buy(other, [{ tier: 0, quantity: 1 }]);
  assert.equal((await settle(lost)).state, "refund_due");
  assert.deepEqual(
    await row("select count(*)::int as refunds from ticketing.refunds where order_id = $1", [lost.orderId]),
    { refunds: 1 },
  );
});
