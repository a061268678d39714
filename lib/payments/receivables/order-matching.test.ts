import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { balances } from "#lib/payments/books.given";
import { releaseAllocation, reversePayment } from "#lib/payments/receivables/commands";
import { handMoneyOf, suggestionsFor } from "#lib/payments/receivables/matching";
import { match, place, sound, standing, waiting } from "#lib/payments/receivables/orders.given";
import { allocationsOf } from "#lib/payments/receivables/queries";
import { paid } from "#lib/payments/receivables/receivables.given";
import { race } from "#lib/ticketing/selling.given";
import {
  asTheWorker,
  begin,
  closeSales,
  expire,
  hold,
  inDays,
  row,
  sell,
  settle,
  tierOf,
} from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

test("a sale by transfer keeps its tickets, says how to pay, and its money makes it a paid order with tickets, sale and tax", async () => {
  const house = await place();
  const order = await waiting(house);
  assert.equal(order.state, "pending");
  assert.deepEqual(await tierOf(house.at), { held: 2, sold: 0, quota: 10 });
  assert.deepEqual(await balances(house.org), {});
  const letter = await row<{ data: { body: string } }>(
    "select payload -> 'data' as data from system.outbox where organization_id = $1 and key = $2",
    [house.org.id, `how-to-pay:${order.orderId}`],
  );
  assert.match(
    letter.data.body,
    new RegExp(`USD 100.00 and give ${order.number} as the reference. Zelle to pay@harbour`),
  );
  const id = await paid(house, { amount: "100.00", payer: "M. Lopez" });
  assert.deepEqual(await match(house, id, order.orderId, "100.00"), { id, gone: [] });
  assert.deepEqual(await standing(order.orderId), { state: "paid", tickets: 2, missing: "0" });
  assert.deepEqual(await balances(house.org), {
    "assets:clearing:zelle": 10_000,
    "income:tickets": -8_403,
    "liabilities:tax:sales": -1_597,
  });
  assert.deepEqual(await tierOf(house.at), { held: 0, sold: 2, quota: 10 });
  await sound(house);
});

test("part of the money leaves the order waiting and says what is missing; more than is missing stays the payer's credit", async () => {
  const house = await place();
  const order = await waiting(house);
  const [first, second] = [await paid(house, { amount: "40.00" }), await paid(house, { amount: "75.00" })];
  await match(house, first, order.orderId, "40.00");
  assert.deepEqual(await standing(order.orderId), { state: "pending", tickets: 0, missing: "6000" });
  assert.equal((await balances(house.org))["liabilities:deposits:orders"], -4_000);
  const money = await readAsTenant(house.finance, (tx) => handMoneyOf(tx, order.orderId));
  assert.deepEqual([money?.matchedMinor, money?.missingMinor, money?.payments.length], [4_000n, 6_000n, 1]);
  await sound(house);
  const tooMuch = await refused(match(house, second, order.orderId, "75.00"));
  assert.match(tooMuch.message, /USD 60\.00 are missing. What is more stays the payer's credit/);
  assert.equal(tooMuch.field, "targets.0.amount");
  await match(house, second, order.orderId, "60.00");
  assert.deepEqual(await standing(order.orderId), { state: "paid", tickets: 2, missing: "0" });
  assert.equal((await balances(house.org))["liabilities:deposits"], -1_500);
  assert.match(
    (await refused(match(house, second, order.orderId, "15.00"))).message,
    /is paid, so it waits for no money/,
  );
  await sound(house);
});

test("its order is found by number, amount and name, and an unpaid online order by exactly its amount", async () => {
  const house = await place();
  const order = await waiting(house);
  await waiting(house, { name: "Somebody Else" });
  const online = await begin(await hold(house.at, 1));
  await admin.query("update ticketing.orders set state = 'failed', payment_ref = null where id = $1", [online.orderId]);
  const named = await paid(house, {
    amount: "100.00",
    payer: "LOPEZ MARIA",
    reference: `thx ${order.number.toLowerCase()}`,
  });
  const [best, next] = await readAsTenant(house.finance, (tx) => suggestionsFor(tx, named));
  assert.deepEqual([best?.kind, best?.number], ["order", order.number]);
  assert.deepEqual(best?.reasons, [
    `The reference names order ${order.number}`,
    "Exactly what is missing",
    "The payer's name is like the buyer's",
  ]);
  assert.deepEqual(next?.reasons, ["Exactly what is missing"]);
  const exact = await paid(house, { amount: "50.00", payer: "Nobody known" });
  const found = await readAsTenant(house.finance, (tx) => suggestionsFor(tx, exact));
  assert.equal(found[0]?.number, online.number);
  assert.deepEqual(found[0]?.reasons, [
    "Exactly what is missing",
    "But its time to pay is over: tickets are issued if some are left",
  ]);
  const part = await paid(house, { amount: "30.00", payer: "Maria Lopez" });
  const [guess] = await readAsTenant(house.finance, (tx) => suggestionsFor(tx, part));
  assert.deepEqual(
    [guess?.number, guess?.reasons],
    [order.number, ["More is missing than was paid", "The payer's name is like the buyer's"]],
  );
  const viewer = await given.person("finance", await given.organization());
  assert.deepEqual(await readAsTenant(viewer, (tx) => suggestionsFor(tx, named)), []);
});

test("matched by twenty at once it is paid once, and every other payment keeps its money", async () => {
  const house = await place();
  const order = await waiting(house);
  const ids = await Promise.all(Array.from({ length: 20 }, () => paid(house, { amount: "100.00" })));
  const said = (work: Promise<unknown>) => work.catch((error: Error) => Promise.reject(error.cause));
  const { won, words } = await race(20, (n) => said(match(house, ids[n] ?? "", order.orderId, "100.00")));
  assert.equal(won, 1);
  assert.deepEqual(words, [`Order ${order.number} is paid, so it waits for no money.`]);
  assert.equal((await standing(order.orderId)).tickets, 2);
  assert.equal((await balances(house.org))["liabilities:deposits"], -190_000);
  const one = await paid(house, { amount: "100.00" });
  const second = await waiting(house);
  const same = await race(20, () => match(house, one, second.orderId, "100.00"));
  assert.equal(same.won, 1);
  assert.equal((await standing(second.orderId)).tickets, 2);
  await sound(house);
});

test("another house's order is not there, and who may not verify matches nothing", async () => {
  const [house, theirs] = [await place(), await place()];
  const order = await waiting(house);
  const id = await paid(theirs, { amount: "100.00" });
  assert.equal((await refused(match(theirs, id, order.orderId, "100.00"))).code, "P0002");
  const mine = await paid(house, { amount: "100.00" });
  const staff = await given.person("staff", house.org);
  await assert.rejects(match({ ...house, finance: staff }, mine, order.orderId, "100.00"), { code: "forbidden" });
  await match(house, mine, order.orderId, "100.00");
});

test("after its time the money still makes the tickets while some are left, and else stays credit, also what came before", async () => {
  const house = await place(2);
  const order = await waiting(house);
  const part = await paid(house, { amount: "30.00" });
  await match(house, part, order.orderId, "30.00");
  await admin.query(
    "update ticketing.checkout_sessions set expires_at = now() - interval '1 second' where id = (select checkout_id from ticketing.orders where id = $1)",
    [order.orderId],
  );
  await admin.query("select ticketing.release_expired()");
  assert.deepEqual(await standing(order.orderId), { state: "expired", tickets: 0, missing: "7000" });
  await sound(house);
  const bought = await sell(house.at, 1);
  const rest = await paid(house, { amount: "70.00" });
  assert.deepEqual(await match(house, rest, order.orderId, "70.00"), { id: rest, gone: [order.number] });
  assert.deepEqual(await standing(order.orderId), { state: "expired", tickets: 0, missing: "10000" });
  assert.equal((await balances(house.org))["liabilities:deposits"], -10_000, "all of it is credit");
  assert.equal((await balances(house.org))["liabilities:deposits:orders"], undefined);
  await sound(house);
  await admin.query("update ticketing.ticket_tiers set quota = 3 where id = $1", [house.at.tiers[0]?.id]);
  await match(house, part, order.orderId, "30.00");
  assert.deepEqual(await match(house, rest, order.orderId, "70.00"), { id: rest, gone: [] });
  assert.deepEqual(await standing(order.orderId), { state: "paid", tickets: 2, missing: "0" });
  assert.equal((await standing(bought.orderId)).state, "paid");
  await sound(house);
});

test("a wrong match is taken back with its tickets and its sale, and the right money makes new ones", async () => {
  const house = await place();
  const order = await waiting(house);
  const wrong = await paid(house, { amount: "100.00", payer: "Harbour Brewery" });
  await match(house, wrong, order.orderId, "100.00");
  const [used] = await readAsTenant(house.finance, (tx) => allocationsOf(tx, wrong));
  await releaseAllocation(house.finance, { allocationId: used?.id, reason: "It was for the invoice" });
  assert.deepEqual(await standing(order.orderId), { state: "expired", tickets: 0, missing: "10000" });
  assert.deepEqual(await balances(house.org), { "assets:clearing:zelle": 10_000, "liabilities:deposits": -10_000 });
  assert.deepEqual(await tierOf(house.at), { held: 0, sold: 0, quota: 10 });
  await sound(house);
  const right = await paid(house, { amount: "100.00" });
  await match(house, right, order.orderId, "100.00");
  assert.deepEqual(await standing(order.orderId), { state: "paid", tickets: 2, missing: "0" });
  await sound(house);
  await reversePayment(house.finance, { id: right, reason: "The cheque bounced" });
  assert.equal((await standing(order.orderId)).state, "expired");
  await match(house, wrong, order.orderId, "100.00");
  await admin.query("update ticketing.tickets set state = 'redeemed' where order_id = $1 and state = 'issued'", [
    order.orderId,
  ]);
  const late = await refused(reversePayment(house.finance, { id: wrong, reason: "The cheque bounced" }));
  assert.equal(late.code, "P0S01");
  assert.match(late.message, /used, refunded or passed on already. Refund the order instead/);
  await sound(house);
});

test("money by hand and a card for the same order are never both taken for it", async () => {
  const house = await place();
  const card = await begin(await hold(house.at, 2));
  const id = await paid(house, { amount: "100.00" });
  assert.match((await refused(match(house, id, card.orderId, "100.00"))).message, /is being paid by card just now/);
  const token = await hold(house.at, 2);
  const late = await begin(token);
  await expire(token);
  await admin.query("select ticketing.release_expired()");
  await match(house, id, late.orderId, "100.00");
  const both = await settle(late).then(
    () => null,
    (error: Error) => error.message,
  );
  assert.match(both ?? "", /has money by hand matched with it/);
  await settle(card);
  assert.deepEqual(await standing(card.orderId), { state: "paid", tickets: 2, missing: "10000" });
  const due = await asTheWorker<string>(
    house.org.id,
    "select count(*)::text as answer from payments.order_faults($1)",
    [house.org.id],
  ).catch((error: Error) => error.message);
  assert.match(due, /permission denied/, "only the integrity check asks");
  await sound(house);
});

test("until which day it may be paid is today at the earliest and the event at the latest", async () => {
  const house = await place();
  for (const payBy of [inDays(-2).slice(0, 10), inDays(70).slice(0, 10), inDays(40).slice(0, 10)]) {
    const no = await refused(waiting(house, { payBy }));
    assert.equal(no.field, "payBy");
  }
  const nameless = await waiting(house, { name: "" }).catch((error: { fields?: object }) => error.fields);
  assert.deepEqual(nameless, { name: ["Say who pays, so that the money can be found."] });
  assert.equal((await waiting(house, { payBy: inDays(0).slice(0, 10) })).state, "pending");
});
