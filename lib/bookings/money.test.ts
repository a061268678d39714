import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { at, booked, of, one, said, stationOf } from "#lib/bookings/bookings.given";
import { cancelBooking, stepBooking } from "#lib/bookings/commands/bookings";
import { refundBooking } from "#lib/bookings/commands/money";
import { byHand, card, due, figures, match, returned, till, troubles, verify } from "#lib/bookings/money.given";
import { balances, platformAccount } from "#lib/payments/books.given";
import { releaseAllocation, reversePayment } from "#lib/payments/receivables/commands";
import { suggestionsFor } from "#lib/payments/receivables/matching";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeDatabase();
  await admin.end();
});

const refund = (bookingId: string, amount: string, method = "card") => ({
  ...{ key: crypto.randomUUID(), bookingId, amount, currency: "USD", reason: "They were let down", method },
});

test("a deposit by card confirms the booking once, however often and in whatever order the gateway says so, in both books", async () => {
  const house = await till({ revenue_recognised: "after_event" });
  const { bookingId } = await booked(house, { holdMinutes: "30" });
  const payment = await card(house, bookingId);
  assert.equal(payment.amountMinor, 12_000n, "a fifth of 600.00");
  assert.equal((await card(house, bookingId)).id, payment.id, "an unfinished attempt is used again");
  await payment.settle({ kind: "payment.failed", reason: "Declined" });
  assert.equal(await of(bookingId, "state"), "pending");
  await Promise.all(Array.from({ length: 5 }, () => payment.settle()));
  await payment.settle({ kind: "payment.failed", reason: "Late news" });
  assert.deepEqual([await of(bookingId, "state"), await figures(bookingId)], ["confirmed", [12_000, 0, 0]]);
  const stands = await balances(house.org);
  assert.deepEqual([stands["assets:wallet"], stands[`liabilities:deposits:${bookingId}`]], [11_900, -12_000]);
  assert.equal(await platformAccount(house.org, "liabilities:owed"), -11_900);
  await assert.rejects(
    payment
      .settle({ orderId: payment.id, amountMinor: 1n })
      .then((ours) => assert.equal(ours, true))
      .then(() => card(house, bookingId)),
    said(/paid already/),
  );
  assert.deepEqual(await troubles(house), []);
});

test("the balance by Zelle, verified by another, and the end of the evening make it income and tax", async () => {
  const house = await till({ revenue_recognised: "after_event" });
  const bookingId = await due(house);
  await (await card(house, bookingId)).settle();
  const paid = await byHand(house, bookingId, "480.00", { reference: `dinner ${await of(bookingId, "number")}` });
  await match(house, paid, [bookingId, "480.00"]);
  assert.deepEqual(await figures(bookingId), [60_000, 0, 0]);
  await stepBooking(house.manager, { bookingId, to: "in_progress" });
  await stepBooking(house.manager, { bookingId, to: "completed" });
  const stands = await balances(house.org);
  assert.deepEqual([stands["income:bookings"], stands["liabilities:tax:sales"]], [-50_420, -9580]);
  assert.deepEqual(await troubles(house), []);
});

test("what is not paid when it has happened is owed, and paid later; more than that stays the payer's credit", async () => {
  const house = await till({ revenue_recognised: "after_event", settlement: "direct" });
  const bookingId = await due(house);
  await stepBooking(house.manager, { bookingId, to: "confirmed" });
  await stepBooking(house.manager, { bookingId, to: "completed" });
  assert.equal((await balances(house.org))[`assets:receivable:${bookingId}`], 60_000);
  const paid = await byHand(house, bookingId, "650.00");
  await assert.rejects(match(house, paid, [bookingId, "650.00"]), said(/USD 600.00 are open/));
  await match(house, paid, [bookingId, "600.00"]);
  const stands = await balances(house.org);
  assert.deepEqual([stands[`assets:receivable:${bookingId}`] ?? 0, stands["liabilities:deposits"]], [0, -5000]);
  assert.deepEqual(await troubles(house), []);
});

test("one transfer for two bookings is split between them, and each part can be taken back with a reason", async () => {
  const house = await till({ revenue_recognised: "on_sale" });
  const [one_, two] = [await booked(house), await booked(house, { startsAt: at(house.org, 11) })];
  const paid = await byHand(house, one_.bookingId, "240.00");
  await match(house, paid, [one_.bookingId, "120.00"], [two.bookingId, "120.00"]);
  assert.deepEqual([await of(one_.bookingId, "state"), await of(two.bookingId, "state")], ["confirmed", "confirmed"]);
  assert.deepEqual(await figures(two.bookingId), [12_000, 0, 12_000]);
  const [first] = (await admin.query("select id from payments.allocations where booking_id = $1", [one_.bookingId]))
    .rows;
  await releaseAllocation(house.other, { allocationId: first.id, reason: "It was for somebody else" });
  assert.deepEqual(await figures(one_.bookingId), [0, 0, 0]);
  await reversePayment(house.other, { id: paid, reason: "The bank took it back" });
  assert.deepEqual(await figures(two.bookingId), [0, 0, 0]);
  assert.deepEqual(await troubles(house), []);
});

test("a payment is suggested for the booking it fits, with the reasons, and a wrong name is said so", async () => {
  const house = await till();
  const { bookingId, number } = await booked(house);
  await booked(house, { startsAt: at(house.org, 11), contactName: "Somebody Quite Else" });
  const suggested = async (fields: Record<string, string>, amount = "600.00") => {
    const id = await byHand(house, bookingId, amount, fields);
    await admin.query("update payments.manual_payments set booking_id = null where id = $1", [id]);
    return readAsTenant(house.finance, (tx) => suggestionsFor(tx, id));
  };
  const [best, ...others] = await suggested({ reference: `for ${number}` });
  assert.deepEqual(best?.reasons, [
    `The reference names ${number}`,
    "Exactly what is open",
    "The payer's name is like theirs",
  ]);
  assert.ok(others.every((other) => other.score < (best?.score ?? 0)));
  const [stranger] = await suggested({ reference: number, payer: "Zed Unknown" }, "50.00");
  assert.deepEqual(stranger?.reasons, [
    `The reference names ${number}`,
    "More is open than was paid",
    "But paid in the name of Zed Unknown",
  ]);
  assert.equal((await suggested({ reference: "rent", payer: "Zed Unknown" }, "7.00")).length, 0);
});

test("a cancellation gives back what the rule says, to the card and by hand, and keeps the rest as income", async () => {
  const house = await till();
  const { bookingId } = await booked(house, { startsAt: at(house.org, 2, "20:00") });
  await (await card(house, bookingId)).settle();
  await match(house, await byHand(house, bookingId, "100.00"), [bookingId, "100.00"]);
  // Within three days and before the last one: half.
  const rule = await cancelBooking(house.manager, { bookingId, reason: "Their plans changed" });
  assert.deepEqual([rule.refundMinor, rule.keptMinor], ["11000", "11000"]);
  assert.deepEqual(await figures(bookingId), [22_000, 11_000, 11_000]);
  const { id } = await one("select id from bookings.refunds where booking_id = $1", [bookingId]);
  await Promise.all([returned(house, String(id)), returned(house, String(id))]);
  assert.equal(await platformAccount(house.org, "liabilities:owed"), -900);
  assert.equal((await one("select state from bookings.refunds where id = $1", [id])).state, "succeeded");
  assert.deepEqual(await troubles(house), []);
});

test("nothing less than three days before, half until the last day, nothing after it; nobody there is as late as can be", async () => {
  const house = await till();
  for (const [days, percent] of [
    [4, 100],
    [2, 50],
    [0, 0],
  ] as const) {
    const { bookingId } = await booked(house, {
      startsAt: at(house.org, days, "23:59"),
      anyway: true,
      resourceIds: [house.chefs[days === 0 ? 1 : 0]],
    });
    await (await card(house, bookingId)).settle();
    const rule = await cancelBooking(house.manager, { bookingId, reason: "Their plans changed" });
    assert.equal(rule.refundMinor, String(120 * percent));
  }
  const bookingId = await due(house);
  await (await card(house, bookingId)).settle();
  await admin.query(
    "update bookings.bookings set starts_at = now() - interval '1 hour', ends_at = now() where id = $1",
    [bookingId],
  );
  await cancelBooking(house.manager, { bookingId, reason: "Nobody opened", noShow: true });
  assert.deepEqual([await of(bookingId, "state"), await figures(bookingId)], ["no_show", [12_000, 0, 12_000]]);
  assert.deepEqual(await troubles(house), []);
});

test("a refund is at most what is there, fails back into the books, and takes income only after what is held", async () => {
  const house = await till({ revenue_recognised: "after_event" });
  const bookingId = await due(house);
  await (await card(house, bookingId, "balance")).settle();
  await stepBooking(house.manager, { bookingId, to: "completed" });
  await assert.rejects(refundBooking(house.finance, refund(bookingId, "600.01")), said(/At most USD 600.00/));
  const once = refund(bookingId, "100.00");
  const { refundIds } = await refundBooking(house.finance, once);
  assert.deepEqual(
    (await refundBooking(house.finance, once)).refundIds,
    refundIds,
    "the same form again is the same refund",
  );
  assert.deepEqual(await figures(bookingId), [60_000, 10_000, 50_000]);
  await returned(house, refundIds[0] ?? "", "The card is closed");
  assert.deepEqual(await figures(bookingId), [60_000, 0, 60_000]);
  const again = await refundBooking(house.finance, refund(bookingId, "100.00", "zelle"));
  const written = await one("select manual_payment_id as id from bookings.refunds where id = $1", [again.refundIds[0]]);
  await verify(house, String(written.id));
  assert.equal(
    (await one("select state from bookings.refunds where id = $1", [again.refundIds[0]])).state,
    "succeeded",
  );
  assert.deepEqual(await troubles(house), []);
});

test("money that comes after the hold ran out takes the slot again if it is free, and goes back if it is not", async () => {
  const house = await till();
  const expire = (id: string) =>
    admin.query("update bookings.bookings set state = 'cancelled', reason = 'The hold ran out.' where id = $1", [id]);
  const lucky = await booked(house, { holdMinutes: "30" });
  const paidLate = await card(house, lucky.bookingId);
  await expire(lucky.bookingId);
  await paidLate.settle();
  assert.equal(await of(lucky.bookingId, "state"), "confirmed");
  const late = await booked(house, { startsAt: at(house.org, 11), holdMinutes: "30" });
  const tooLate = await card(house, late.bookingId);
  await expire(late.bookingId);
  await booked(house, { startsAt: at(house.org, 11) });
  await tooLate.settle();
  assert.deepEqual(
    [await of(late.bookingId, "state"), await figures(late.bookingId)],
    ["cancelled", [12_000, 12_000, 0]],
  );
  await assert.rejects(card(house, late.bookingId), said(/that has passed/));
  assert.deepEqual(await troubles(house), []);
});

test("finance of one station neither refunds nor matches at another; nobody but the database removes a booking, and not even it with money", async () => {
  const house = await till();
  const other = await stationOf(house.org, "Hill Kitchen");
  const { bookingId } = await booked(house);
  await (await card(house, bookingId)).settle();
  await assert.rejects(refundBooking(other.manager, refund(bookingId, "10.00")), said(/not here/));
  await refundBooking(house.manager, refund(bookingId, "10.00"));
  await assert.rejects(admin.query("delete from bookings.bookings where id = $1", [bookingId]), said(/./));
  assert.equal(
    (await one("select count(*)::int as n from payments.allocations where booking_id = $1", [bookingId])).n,
    1,
  );
});
