import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { cancelEvent } from "#lib/events/commands";
import { SendEmail } from "#lib/messaging/rules";
import { scanTicket } from "#lib/ticketing/commands/door";
import {
  decideRefundRequest,
  refundTickets,
  resendTickets,
  retryRefundRun,
  startRefundRun,
  transferTicket,
} from "#lib/ticketing/commands/serving";
import { orderById } from "#lib/ticketing/queries";
import { refundRequests, refundRun, wholeStory } from "#lib/ticketing/queries/serving";
import {
  asTheWorker,
  asVisitor,
  balance,
  closeSales,
  refused,
  row,
  sell,
  settleRefund,
  shop,
  tierOf,
} from "#lib/ticketing/ticketing.given";
import { orderToken } from "#lib/ticketing/tokens";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const key = () => `form-${randomUUID()}`;
type Ticket = { id: string; code: string; state: string };
const ticketsOf = async (orderId: string) =>
  (
    await admin.query<Ticket>("select id, code, state from ticketing.tickets where order_id = $1 order by id", [
      orderId,
    ])
  ).rows;
const letters = async (org: string) =>
  (
    await admin.query<{ payload: { to: string; template: string; data: Record<string, unknown> } }>(
      "select payload from system.outbox where organization_id = $1 and topic = 'messaging.send_email' order by id",
      [org],
    )
  ).rows.map(({ payload }) => payload);

test("a ticket that was passed on has a new code, its old one is dead at the door, and both people are told", async () => {
  const at = await shop();
  const order = await sell(at, 2);
  const [first, second] = await ticketsOf(order.orderId);
  const made = await transferTicket(at.organizer, { id: first?.id, name: "Grace Hopper", email: "grace@example.test" });
  const now = await ticketsOf(order.orderId);
  assert.deepEqual(now.map((one) => one.state).sort(), ["issued", "issued", "transferred"]);
  const fresh = now.find((one) => one.id === made.id);
  assert.ok(fresh && fresh.code !== first?.code);
  const again = transferTicket(at.organizer, { id: first?.id, name: "Eve", email: "eve@example.test" });
  assert.equal((await refused(again)).code, "P0S01");
  const scanner = await given.person("scanner", at.org);
  const show = (code = "") => scanTicket(scanner, { eventId: at.eventId, code, key: randomUUID() });
  assert.equal((await show(first?.code)).words, "This ticket was passed on. Only its new code admits.");
  assert.deepEqual([(await show(fresh.code)).outcome, (await show(second?.code)).outcome], ["verified", "verified"]);
  const sent = (await letters(at.org.id)).filter((one) => one.template === "event_update");
  assert.deepEqual(sent.map((one) => one.to).sort(), ["ana@example.test", "grace@example.test"]);
  for (const one of sent) SendEmail.parse(one);
  const page = await asVisitor<{ tickets: Ticket[] }>("select ticketing.order_page($1) as answer", [
    orderToken(order.orderId),
  ]);
  assert.ok(!page.tickets.some((one) => one.code === fresh.code), "the buyer never sees the new code");
  assert.equal(page.tickets.length, 2);
  assert.deepEqual(await tierOf(at), { held: 0, sold: 2, quota: 100 }, "nothing was sold or returned by it");
  const stranger = await given.person("admin", await given.organization());
  const theirs = transferTicket(stranger, { id: second?.id, name: "Eve", email: "eve@example.test" });
  assert.equal((await refused(theirs)).code, "P0002");
});

test("single tickets are refunded for what they came to, the parts add up to the order, and the others stay good", async () => {
  const at = await shop([{ price: "33.33" }, { price: "10.01" }]);
  const order = await sell(at, [2, 1]);
  const [a, b, c] = await ticketsOf(order.orderId);
  const ask = async (tickets: (string | undefined)[], form = key()) => {
    const made = await refundTickets(at.organizer, {
      orderId: order.orderId,
      tickets,
      reason: "One cannot come",
      key: form,
    });
    return made;
  };
  const form = key();
  const first = await ask([a?.id], form);
  assert.deepEqual([first.amountMinor, (await ask([a?.id], form)).refundId], [3333n, first.refundId]);
  await settleRefund(at.org.id, first.refundId ?? "", first.amountMinor);
  assert.deepEqual((await ticketsOf(order.orderId)).map((one) => one.state).sort(), ["issued", "issued", "refunded"]);
  assert.equal((await refused(ask([a?.id]))).code, "P0S01");
  assert.equal((await tierOf(at)).sold, 1);
  const rest = await ask([b?.id, c?.id]);
  assert.equal(first.amountMinor + rest.amountMinor, BigInt(order.totalMinor));
  await settleRefund(at.org.id, rest.refundId ?? "", rest.amountMinor);
  const state = await row("select state from ticketing.orders where id = $1", [order.orderId]);
  assert.deepEqual(state, { state: "refunded" });
  assert.equal(await balance(at.org.id, "income:tickets"), 0n);
  assert.deepEqual([(await tierOf(at)).sold, (await tierOf(at, 1)).sold], [0, 0]);
  const viewer = await given.person("viewer", at.org);
  const not = refundTickets(viewer, { orderId: order.orderId, tickets: [b?.id], reason: "Mine", key: key() });
  await assert.rejects(not, { code: "forbidden" });
});

test("tickets are sent again without those that were passed on, and the order tells all of it", async () => {
  const at = await shop();
  const order = await sell(at, 2);
  const [first] = await ticketsOf(order.orderId);
  await transferTicket(at.organizer, { id: first?.id, name: "Grace Hopper", email: "grace@example.test" });
  assert.equal((await resendTickets(at.organizer, { orderId: order.orderId, key: key() })).to, "ana@example.test");
  const again = (await letters(at.org.id)).filter((one) => one.template === "order_confirmation").at(-1);
  assert.deepEqual(
    (again?.data.tickets as { attendee: string }[] | undefined)?.map((one) => one.attendee),
    ["Ana Ruiz"],
  );
  SendEmail.parse(again);
  const scanner = await given.person("scanner", at.org);
  const [, second] = await ticketsOf(order.orderId);
  await scanTicket(scanner, { eventId: at.eventId, code: second?.code, key: randomUUID() });
  const story = await readAsTenant(at.organizer, async (tx) => {
    const found = await orderById(tx, order.orderId);
    assert.ok(found);
    return wholeStory(tx, found);
  });
  const told = story.map((one) => one.what);
  for (const what of ["Ordered", "Paid", "E-mail waits", "Ticket passed on", "Tickets sent again", "Checked in"])
    assert.ok(told.includes(what), `${what} is missing in ${told.join(", ")}`);
  assert.equal(told.filter((one) => one === "Checked in").length, 1);
});

test("a buyer names who comes, gives a ticket away and asks for the money, and the organizers say yes or no", async () => {
  const at = await shop();
  const order = await sell(at, 2);
  const token = orderToken(order.orderId);
  const [first, second] = await ticketsOf(order.orderId);
  const name = (code?: string, by = token) =>
    asVisitor("select ticketing.name_attendee($1, $2, 'Ada Byron', 'ada@example.test') as answer", [by, code]);
  await name(first?.code);
  const named = await row("select attendee_name from ticketing.tickets where id = $1", [first?.id]);
  assert.deepEqual(named, { attendee_name: "Ada Byron" });
  const other = await sell(at);
  assert.equal((await refused(name(first?.code, orderToken(other.orderId)))).code, "P0002");
  assert.equal((await refused(name(first?.code, "x".repeat(40)))).code, "P0002");
  await asVisitor("select ticketing.give_ticket($1, $2, 'Grace', 'grace@example.test', null) as answer", [
    token,
    second?.code,
  ]);
  assert.equal((await refused(name(second?.code))).code, "P0S01", "it is somebody else's now");

  const ask = () => asVisitor("select ticketing.ask_refund($1, 'We fell ill') as answer", [token]);
  await ask();
  assert.equal((await refused(ask())).code, "P0S01");
  const [asked] = await readAsTenant(at.organizer, refundRequests);
  assert.equal(asked?.state, "asked");
  const no = { id: asked?.id, approved: false };
  assert.equal((await refused(decideRefundRequest(at.organizer, no))).message, "Say why not, for the buyer.");
  await decideRefundRequest(at.organizer, { ...no, answer: "Tickets are final, sorry." });
  assert.equal((await refused(decideRefundRequest(at.organizer, { ...no, approved: true }))).code, "P0S01");
  await ask();
  const [open] = await readAsTenant(at.organizer, refundRequests);
  const manager = await given.person("manager", at.org);
  await assert.rejects(decideRefundRequest(manager, { id: open?.id, approved: true }), { code: "forbidden" });
  await decideRefundRequest(at.organizer, { id: open?.id, approved: true });
  const made = await row("select amount_minor::text, state from ticketing.refunds where order_id = $1", [
    order.orderId,
  ]);
  assert.deepEqual(made, { amount_minor: order.totalMinor, state: "requested" });
  const stranger = await given.person("admin", await given.organization());
  assert.deepEqual(await readAsTenant(stranger, refundRequests), []);
});

test("a cancelled event's run refunds every order once, keeps what failed in its lane, and tries that again", async () => {
  const at = await shop();
  const orders = [await sell(at, 2), await sell(at), await sell(at), await sell(at)];
  const early = startRefundRun(at.organizer, { eventId: at.eventId, reason: "The storm took the roof" });
  assert.equal((await refused(early)).code, "P0S01");
  await cancelEvent(at.organizer, { id: at.eventId });
  // One was sold by hand, so no gateway can send its money back.
  await admin.query("update ticketing.orders set gateway = null where id = $1", [orders[3]?.orderId]);
  const begin = () => startRefundRun(at.organizer, { eventId: at.eventId, reason: "The storm took the roof" });
  const runs = await Promise.all([begin(), begin(), begin()]);
  assert.equal(new Set(runs.map((one) => one.runId)).size, 1);
  const run = runs[0]?.runId ?? "";
  const work = () => asTheWorker<number>(at.org.id, "select ticketing.run_refunds($1, 2) as answer", [run]);
  // Two at a time: what a crash in between leaves behind is what still waits.
  assert.equal(await work(), 2);
  const half = await readAsTenant(at.organizer, (tx) => refundRun(tx, at.eventId));
  assert.deepEqual([half?.state, half?.counts.waiting, half?.counts.underway], ["running", 2, 2]);
  assert.equal((await refused(retryRefundRun(at.organizer, { id: run }))).code, "P0S01");
  await Promise.all([work(), work(), work()]);
  const placed = await admin.query(
    "select id, amount_minor::text from ticketing.refunds where organization_id = $1 order by id",
    [at.org.id],
  );
  assert.equal(placed.rows.length, 3, "each order once, however many workers");
  for (const one of placed.rows.slice(0, 2)) await settleRefund(at.org.id, one.id, one.amount_minor);
  await asTheWorker(at.org.id, "select ticketing.fail_refund($1::jsonb) as answer", [
    JSON.stringify({ organization_id: at.org.id, refund_id: placed.rows[2].id, reason: "The card is closed." }),
  ]);
  const done = await readAsTenant(at.organizer, (tx) => refundRun(tx, at.eventId));
  assert.deepEqual(done?.counts, { all: 4, waiting: 0, second: 0, underway: 0, refunded: 2, failed: 2 });
  assert.deepEqual(done?.failed.map((one) => one.problem).sort(), [
    "The card is closed.",
    "This order was not paid through a gateway. Refund it on its own page, and choose where the money leaves from.",
  ]);
  assert.equal((await retryRefundRun(at.organizer, { id: run })).again, 2);
  assert.equal(await work(), 0);
  const later = await readAsTenant(at.organizer, (tx) => refundRun(tx, at.eventId));
  assert.deepEqual([later?.counts.underway, later?.counts.failed], [1, 1]);
  const viewer = await given.person("viewer", at.org);
  await assert.rejects(startRefundRun(viewer, { eventId: at.eventId, reason: "I want" }), { code: "forbidden" });
  const stranger = await given.person("admin", await given.organization());
  assert.equal((await refused(retryRefundRun(stranger, { id: run }))).code, "P0002");
});
