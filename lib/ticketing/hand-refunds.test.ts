import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { approveRequest, setApprovalRule } from "#lib/organizations/commands";
import { balances } from "#lib/payments/books.given";
import { match, place, sound, standing, waiting } from "#lib/payments/receivables/orders.given";
import { paid } from "#lib/payments/receivables/receivables.given";
import { refundOrder } from "#lib/ticketing/commands";
import { sellByHand } from "#lib/ticketing/commands/room";
import { refundTickets } from "#lib/ticketing/commands/serving";
import { refundSources } from "#lib/ticketing/queries/serving";
import { asTheWorker, closeSales, logOf, refused, row, sell, shop, tierOf } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

type Place = Awaited<ReturnType<typeof place>>;
const cashSale = ({ at }: Place, count = "2") =>
  sellByHand(at.organizer, {
    eventId: at.eventId,
    key: crypto.randomUUID(),
    tickets: { [at.tiers[0]?.id ?? ""]: count },
    method: "cash",
  });
const ticketsOf = async (orderId: string): Promise<string[]> =>
  (await admin.query("select id from ticketing.tickets where order_id = $1 order by id", [orderId])).rows.map(
    ({ id }) => id,
  );
const give = (house: Place, orderId: string, fields: Record<string, unknown> = {}) =>
  refundOrder(house.finance, { orderId, reason: "Rain on the day", key: crypto.randomUUID(), ...fields });

test("cash goes back out of the drawer that it came into, in the books at once, in parts and to the last cent", async () => {
  const house = await place();
  const { orderId } = await cashSale(house);
  const drawer = "assets:cash-drawer:main";
  const sources = await readAsTenant(house.finance, (tx) => refundSources(tx, orderId));
  assert.deepEqual(sources[0], { code: drawer, name: "Cash drawer" });
  const nowhere = await refused(give(house, orderId));
  assert.match(nowhere.message, /choose where the money leaves from/);
  assert.match((await refused(give(house, orderId, { source: "equity:opening" }))).message, /Choose one of the list/);
  const key = crypto.randomUUID();
  const part = { amount: "30.01", source: drawer, key };
  const [one, two] = await Promise.all([give(house, orderId, part), give(house, orderId, part)]);
  assert.equal(one.refundId, two.refundId);
  assert.equal((await balances(house.org))[drawer], 6_999);
  assert.equal((await standing(orderId)).state, "partially_refunded");
  assert.match(
    (await refused(give(house, orderId, { amount: "70.00", source: drawer }))).message,
    /At most USD 69\.99/,
  );
  await give(house, orderId, { source: drawer });
  assert.deepEqual(await balances(house.org), {});
  assert.deepEqual(await standing(orderId), { state: "refunded", tickets: 0, missing: "10000" });
  assert.deepEqual(await tierOf(house.at), { held: 0, sold: 0, quota: 10 });
  const { group_id, state } = await row<{ group_id: string; state: string }>(
    "select group_id, state from ticketing.refunds where order_id = $1 order by id limit 1",
    [orderId],
  );
  assert.ok(group_id && state === "succeeded");
  await sound(house);
});

test("a drawer's order may be paid back from the bank, but from no other house's drawer", async () => {
  const [house, theirs] = [await place(), await place()];
  const { orderId } = await cashSale(house);
  const station = await given.station(theirs.org);
  const foreign = `assets:cash-drawer:${station}`;
  await paid(theirs, { method: "cash", amount: "20.00", stationId: station });
  assert.match((await refused(give(house, orderId, { source: foreign }))).message, /Choose one of the list/);
  const stationHere = await given.station(house.org);
  const second = `assets:cash-drawer:${stationHere}`;
  await paid(house, { method: "cash", amount: "60.00", stationId: stationHere });
  await give(house, orderId, { amount: "50.00", source: second });
  assert.equal((await balances(house.org))[second], 1_000);
  await sound(house);
});

test("what was matched by hand goes back from where it waits for the bank, a single ticket at its price", async () => {
  const house = await place();
  const order = await waiting(house);
  await match(house, await paid(house, { amount: "100.00" }), order.orderId, "100.00");
  const [source] = await readAsTenant(house.finance, (tx) => refundSources(tx, order.orderId));
  assert.equal(source?.code, "assets:clearing:zelle");
  const [first] = await ticketsOf(order.orderId);
  const ask = { orderId: order.orderId, tickets: [first], reason: "Ill", key: "one-ticket-1" };
  assert.match((await refused(refundTickets(house.finance, ask))).message, /choose where the money leaves from/);
  assert.equal((await standing(order.orderId)).tickets, 2, "a refusal ends no ticket");
  await refundTickets(house.finance, { ...ask, source: source?.code });
  assert.deepEqual(await standing(order.orderId), { state: "partially_refunded", tickets: 1, missing: "0" });
  assert.equal((await balances(house.org))["assets:clearing:zelle"], 5_000);
  await sound(house);
});

test("above the limit a second person decides, and the money leaves from where the first one said", async () => {
  const house = await place();
  const { orderId } = await cashSale(house);
  await setApprovalRule(house.other, { act: "refund_above", active: true, threshold: "50", currency: "USD" });
  const asked = await give(house, orderId, { source: "assets:cash-drawer:main" });
  assert.ok(asked.requestId);
  assert.equal((await balances(house.org))["assets:cash-drawer:main"], 10_000);
  await approveRequest(house.other, { id: asked.requestId });
  assert.deepEqual(await balances(house.org), {});
  await sound(house);
});

test("an order on an invoice is not refunded but credited", async () => {
  const house = await place();
  const party = await row<{ id: string }>(
    "insert into payments.parties (organization_id, kind, name, country) values ($1, 'customer', 'Harbour Works', 'DE') returning id",
    [house.org.id],
  );
  const sold = await sellByHand(house.other, {
    eventId: house.at.eventId,
    key: "invoice-sale-1",
    tickets: { [house.at.tiers[0]?.id ?? ""]: "1" },
    method: "invoice",
    name: "Harbour Works",
    partyId: party.id,
  });
  assert.deepEqual(await readAsTenant(house.finance, (tx) => refundSources(tx, sold.orderId)), []);
  const no = await refused(give(house, sold.orderId, { source: "assets:cash-drawer:main" }));
  assert.match(no.message, /Credit the invoice/);
});

const refuse = (org: string, refundId: string | null) =>
  asTheWorker(org, "select ticketing.fail_refund($1::jsonb) as answer", [
    JSON.stringify({ organization_id: org, refund_id: refundId, reason: "The card is closed." }),
  ]);

test("a ticket whose refund the gateway refused is good again with its place, unless that was sold meanwhile", async () => {
  const at = await shop([{ price: "20.00", quota: 3 }]);
  const order = await sell(at, 2);
  const [first, second] = await ticketsOf(order.orderId);
  const ask = (ticket: string | undefined, key: string) =>
    refundTickets(at.organizer, { orderId: order.orderId, tickets: [ticket], reason: "Ill", key });
  const states = async () =>
    (
      await admin.query("select state from ticketing.tickets where order_id = $1 order by id", [order.orderId])
    ).rows.map(({ state }) => state);
  const one = await ask(first, "ticket-refund-1");
  assert.deepEqual(await states(), ["refunded", "issued"]);
  await refuse(at.org.id, one.refundId);
  assert.deepEqual(await states(), ["issued", "issued"]);
  assert.deepEqual(await tierOf(at), { held: 0, sold: 2, quota: 3 });
  await admin.query("update ticketing.tickets set state = 'redeemed', redeemed_at = now() where id = $1", [second]);
  const whole = await refundOrder(at.organizer, { orderId: order.orderId, reason: "Ill", key: "whole-refund-1" });
  await refuse(at.org.id, whole.refundId);
  assert.deepEqual(await states(), ["issued", "redeemed"], "whoever was let in was let in");
  const late = await ask(first, "ticket-refund-2");
  await sell(at, 2);
  await refuse(at.org.id, late.refundId);
  assert.deepEqual(await states(), ["refunded", "redeemed"]);
  const { failure } = await row<{ failure: string }>("select failure from ticketing.refunds where id = $1", [
    late.refundId,
  ]);
  assert.match(failure, /^The card is closed\. 1 of its tickets could not be given back: their places were sold/);
  const { held, sold } = await tierOf(at);
  assert.deepEqual([await logOf(at), sold], [{ held, sold }, 3]);
  await refuse(at.org.id, one.refundId);
  assert.deepEqual(await states(), ["refunded", "redeemed"], "said again, it does nothing");
});
