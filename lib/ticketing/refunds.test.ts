import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { cancelEvent } from "#lib/events/commands";
import { correctAttendee, refundEvent, refundOrder } from "#lib/ticketing/commands";
import { orderById } from "#lib/ticketing/queries";
import {
  asTheWorker,
  balance,
  closeSales,
  refused,
  row,
  sell,
  settleRefund,
  shop,
} from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const key = () => `form-${crypto.randomUUID()}`;
const stateOf = (orderId: string) =>
  row<{ state: string; refunded: string }>(
    "select state, refunded_minor::text as refunded from ticketing.orders where id = $1",
    [orderId],
  );

test("partial refunds add up to the whole, no more, and the last one returns the tickets to sale", async () => {
  const at = await shop([{ price: "33.33", quota: 3 }]);
  const finance = await given.person("finance", at.org);
  const order = await sell(at, 3);
  const paidBack = async (amount?: string) => {
    const asked = await refundOrder(finance, { orderId: order.orderId, amount, reason: "Rain on the day", key: key() });
    await settleRefund(at.org.id, asked.refundId ?? "", asked.amountMinor);
    return asked;
  };
  await paidBack("10.00");
  assert.deepEqual(await stateOf(order.orderId), { state: "partially_refunded", refunded: "1000" });
  const over = { orderId: order.orderId, amount: "90.00", reason: "Too much", key: key() };
  assert.equal((await refused(refundOrder(finance, over))).message, "At most USD 89.99 can still be refunded.");
  const rest = await paidBack();
  assert.deepEqual([rest.amountMinor, rest.whole], [8999n, true]);
  assert.deepEqual(await stateOf(order.orderId), { state: "refunded", refunded: "9999" });
  assert.equal(await balance(at.org.id, "income:tickets"), 0n);
  const tier = await row("select held, sold from ticketing.ticket_tiers where id = $1", [at.tiers[0]?.id]);
  assert.deepEqual(tier, { held: 0, sold: 0 });
  const tickets = await row(
    "select count(*)::int, min(state::text) as state from ticketing.tickets where order_id = $1",
    [order.orderId],
  );
  assert.deepEqual(tickets, { count: 3, state: "refunded" });
  const page = await readAsTenant(finance, (tx) => orderById(tx, order.orderId));
  assert.deepEqual(
    page?.timeline.map((one) => one.what),
    ["Ordered", "Paid", "Refund asked for", "Refunded", "Refund asked for", "Refunded"],
  );
  assert.equal(page?.refundableMinor, 0n);
});

test("a refund sent ten times at once is one, and twenty different ones never exceed what was paid", async () => {
  const at = await shop();
  const finance = await given.person("finance", at.org);
  const order = await sell(at);
  const same = { orderId: order.orderId, amount: "5.00", reason: "Double click", key: key() };
  const answers = await Promise.all(Array.from({ length: 10 }, () => refundOrder(finance, same)));
  assert.equal(new Set(answers.map((one) => one.refundId)).size, 1);
  const many = await Promise.allSettled(
    Array.from({ length: 20 }, () => refundOrder(finance, { ...same, amount: "4.00", key: key() })),
  );
  assert.equal(many.filter((one) => one.status === "fulfilled").length, 3, "15.00 were left: three times 4.00");
  const asked = await row("select sum(amount_minor)::int as sum from ticketing.refunds where order_id = $1", [
    order.orderId,
  ]);
  assert.deepEqual(asked, { sum: 1700 });
});

test("the gateway's word for a refund counts once, and only with the amount that was asked for", async () => {
  const at = await shop();
  const order = await sell(at);
  const asked = await refundOrder(at.organizer, { orderId: order.orderId, reason: "Moved away", key: key() });
  const id = asked.refundId ?? "";
  assert.equal((await refused(settleRefund(at.org.id, id, 1999n))).code, "P0G01");
  const answers = await Promise.all(Array.from({ length: 10 }, () => settleRefund(at.org.id, id, 2000n)));
  assert.equal(answers.filter((one) => !one.already).length, 1);
  assert.equal(await balance(at.org.id, "income:tickets"), 0n);
});

test("a refund that the gateway cannot send is shown as failed and can be asked for again", async () => {
  const at = await shop();
  const order = await sell(at);
  const first = await refundOrder(at.organizer, { orderId: order.orderId, reason: "Moved away", key: key() });
  await asTheWorker(at.org.id, "select ticketing.fail_refund($1::jsonb) as answer", [
    JSON.stringify({ organization_id: at.org.id, refund_id: first.refundId, reason: "The card is closed." }),
  ]);
  assert.deepEqual(await stateOf(order.orderId), { state: "paid", refunded: "0" });
  const second = await refundOrder(at.organizer, { orderId: order.orderId, reason: "Moved away", key: key() });
  await settleRefund(at.org.id, second.refundId ?? "", second.amountMinor);
  assert.deepEqual(await stateOf(order.orderId), { state: "refunded", refunded: "2000" });
  const tier = await row("select held, sold from ticketing.ticket_tiers where id = $1", [at.tiers[0]?.id]);
  assert.deepEqual(tier, { held: 0, sold: 0 }, "the tickets went back once");
});

test("somebody without the permission, of another organization or of another station refunds nothing", async () => {
  const at = await shop();
  const order = await sell(at);
  const input = { orderId: order.orderId, reason: "I would like to", key: key() };
  const ask = sql`select ticketing.refund_order(${order.orderId}::uuid, null, 'I would like to', ${input.key})`;
  for (const role of ["manager", "staff", "viewer", "sponsor"] as const) {
    const who = await given.person(role, at.org);
    await assert.rejects(refundOrder(who, input), { code: "forbidden" }, role);
    assert.equal((await refused(asTenant(who, (tx) => tx.execute(ask)))).code, "42501", `${role}, past the command`);
  }
  const stranger = await given.person("admin", await given.organization());
  await assert.rejects(refundOrder(stranger, input), { code: "missing" });
  assert.equal((await refused(asTenant(stranger, (tx) => tx.execute(ask)))).code, "P0002");
  const elsewhere = await given.person("finance", at.org, { stationId: await given.station(at.org) });
  assert.equal((await refused(asTenant(elsewhere, (tx) => tx.execute(ask)))).code, "42501");
  assert.equal((await refundOrder(at.organizer, input)).whole, true);
});

test("nobody edits an order, a ticket's state or the stock by hand, and names of attendees may be corrected", async () => {
  const at = await shop();
  const order = await sell(at);
  const admins = await given.person("admin", at.org);
  const attempts = {
    "an order's state": sql`update ticketing.orders set state = 'refunded' where id = ${order.orderId}`,
    "an order's total": sql`update ticketing.orders set total_minor = 1 where id = ${order.orderId}`,
    "a ticket's state": sql`update ticketing.tickets set state = 'issued' where order_id = ${order.orderId}`,
    "a tier's sold": sql`update ticketing.ticket_tiers set sold = 0 where event_id = ${at.eventId}`,
    "the log of stock": sql`delete from ticketing.inventory_operations`,
  };
  for (const [what, statement] of Object.entries(attempts)) {
    assert.equal((await refused(asTenant(admins, (tx) => tx.execute(statement)))).code, "42501", what);
  }
  for (const jump of ["pending", "paid", "failed", "refund_due"]) {
    const change = admin.query(`update ticketing.orders set state = '${jump}' where id = $1`, [order.orderId]);
    assert.equal((await refused(change)).code, "P0S01", `paid → ${jump}`);
  }
  const ticket = await row<{ id: string }>("select id from ticketing.tickets where order_id = $1", [order.orderId]);
  await correctAttendee(admins, { id: ticket.id, attendeeName: "Bo Lind", attendeeEmail: "bo@example.test" });
  const named = await row("select attendee_name, state from ticketing.tickets where id = $1", [ticket.id]);
  assert.deepEqual(named, { attendee_name: "Bo Lind", state: "issued" });
});

test("everybody is refunded at once when an event is cancelled, and not before", async () => {
  const at = await shop([{}, { price: "0" }]);
  const orders = [await sell(at, [2]), await sell(at, [1]), await sell(at, [1, 1])];
  const input = { eventId: at.eventId, reason: "The hall burnt down" };
  await assert.rejects(refundEvent(at.organizer, input), { code: "conflict" });
  await cancelEvent(at.organizer, { id: at.eventId });
  assert.deepEqual(await refundEvent(at.organizer, input), { orders: 3 });
  assert.deepEqual(await refundEvent(at.organizer, input), { orders: 0 });
  const asked = await row(
    "select count(*)::int, sum(amount_minor)::int as sum from ticketing.refunds where order_id = any($1)",
    [orders.map((one) => one.orderId)],
  );
  assert.deepEqual(asked, { count: 3, sum: 8000 });
});
