import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { asWorker, closeDatabase, readAsTenant } from "#db/tenant";
import { booked, of, one, said } from "#lib/bookings/bookings.given";
import { cancelBooking } from "#lib/bookings/commands/bookings";
import { refundBooking } from "#lib/bookings/commands/money";
import { card, due, figures, returned, type Till, till, troubles } from "#lib/bookings/money.given";
import { moneyOfBooking } from "#lib/bookings/queries/bookings";
import { timelineOf } from "#lib/crm/queries/customers";
import { balances, platformAccount } from "#lib/payments/books.given";
import { applyNews } from "#lib/payments/processor/news";
import { disputeById } from "#lib/payments/processor/queries";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeDatabase();
  await admin.end();
});

type Step = "open" | "contested" | "won" | "lost";

/** What the processor's webhook says of a dispute over a card payment. */
function tells(house: Till, paymentId: string, amountMinor: bigint, providerId = crypto.randomUUID()) {
  return (state: Step, changes: object = {}) =>
    asWorker(house.org.id, (tx) =>
      applyNews(tx, "test", {
        ...{ kind: "dispute.changed", id: `evt-${providerId}-${state}`, organizationId: house.org.id },
        ...{ orderId: paymentId, paymentRef: `pay-${paymentId}` },
        dispute: {
          ...{ providerId, state, amountMinor, feeMinor: 1500n, currency: "USD", reason: "fraudulent" },
          ...{ feeBackMinor: state === "won" ? 1500n : 0n, openedAt: new Date().toISOString() },
          ...{ respondUntil: new Date(Date.now() + 86_400_000).toISOString(), ...changes },
        },
      }),
    );
}

const refund = (bookingId: string, amount: string) => ({
  ...{ key: crypto.randomUUID(), bookingId, amount, currency: "USD", reason: "They were let down", method: "card" },
});

/** Something in every account but those of other tests' bookings; nothing of it differs when the two are equal. */
const standing = async (house: Till) => [
  await balances(house.org),
  await platformAccount(house.org, "liabilities:owed"),
];

test("a dispute of a deposit withholds it, says so on the booking, and gives it back when it is won", async () => {
  const house = await till({ revenue_recognised: "after_event" });
  const { bookingId } = await booked(house, { contactEmail: "nadia@guests.example" });
  const payment = await card(house, bookingId);
  await payment.settle();
  const before = await standing(house);
  const tell = tells(house, payment.id, 12_000n);
  await Promise.all([tell("open"), tell("open"), tell("open")]);
  const { money, timeline } = await readAsTenant(house.manager, async (tx) => ({
    money: await moneyOfBooking(tx, bookingId),
    timeline: await timelineOf(tx, await of(bookingId, "customer_id")),
  }));
  assert.deepEqual(
    money.disputes.map(({ state, amountMinor, reason }) => [state, amountMinor, reason]),
    [["open", 12_000n, "fraudulent"]],
  );
  assert.equal(money.returnableMinor, 0n);
  assert.deepEqual(await figures(bookingId), [12_000, 0, 0], "nothing is lost before it is decided");
  const number = await of(bookingId, "number");
  assert.ok(timeline.some(({ title }) => title === `Booking ${number} disputed by their bank`));
  const dispute = await readAsTenant(house.finance, (tx) =>
    disputeById(tx, { disputeId: money.disputes[0]?.id ?? "" }),
  );
  assert.deepEqual([dispute?.paid.what, dispute?.paid.number, dispute?.paid.id], ["booking", number, bookingId]);
  await assert.rejects(refundBooking(house.other, refund(bookingId, "120.00")), said(/disputed/));
  assert.deepEqual(await troubles(house), []);
  await tell("contested");
  await tell("won");
  await tell("won");
  assert.deepEqual(await standing(house), before);
  await refundBooking(house.other, refund(bookingId, "120.00"));
  assert.deepEqual(await troubles(house), []);
  await assert.rejects(tell("lost"), said(/was won before/));
});

for (const settlement of ["platform", "direct"])
  test(`lost after the evening, with ${settlement} settlement, it leaves what is held and then what was earned`, async () => {
    const house = await till({ revenue_recognised: "on_sale", settlement });
    const { bookingId } = await booked(house);
    const payment = await card(house, bookingId);
    await payment.settle();
    assert.deepEqual(await figures(bookingId), [12_000, 0, 12_000]);
    const tell = tells(house, payment.id, 12_000n);
    await tell("open");
    await tell("lost");
    await tell("lost");
    assert.deepEqual(await figures(bookingId), [12_000, 12_000, 0]);
    assert.equal(await of(bookingId, "state"), "confirmed", "nobody is put out of a booking by a bank");
    const stands = await balances(house.org);
    assert.deepEqual([stands["income:bookings"] ?? 0, stands["liabilities:refunds-in-transit"] ?? 0], [0, 0]);
    if (settlement === "platform") {
      assert.equal((stands["assets:wallet"] ?? 0) + (await platformAccount(house.org, "liabilities:owed")), 0);
      assert.equal(stands["assets:disputes"] ?? 0, 0);
    } else {
      assert.equal(stands["assets:processor:test"], -100 - 1500, "what is left are the fees");
      assert.equal(stands["expenses:disputes"], 1500);
    }
    const money = await readAsTenant(house.manager, (tx) => moneyOfBooking(tx, bookingId));
    assert.deepEqual(
      money.refunds.map(({ way, state, amountMinor }) => [way, state, amountMinor]),
      [["dispute", "succeeded", 12_000n]],
    );
    assert.deepEqual(await troubles(house), []);
  });

test("what was given back before is lost twice: an expense, and no second refund of the booking", async () => {
  const house = await till({ settlement: "direct" });
  const { bookingId } = await booked(house);
  const payment = await card(house, bookingId);
  await payment.settle();
  const { refundIds } = await refundBooking(house.other, refund(bookingId, "100.00"));
  await returned(house, String(refundIds[0]));
  const tell = tells(house, payment.id, 12_000n);
  await tell("open");
  await tell("lost");
  assert.deepEqual((await figures(bookingId)).slice(0, 2), [12_000, 12_000]);
  const stands = await balances(house.org);
  assert.equal(stands["expenses:disputes"], 10_000 + 1500);
  assert.equal(stands["assets:disputes"] ?? 0, 0);
  assert.deepEqual(await troubles(house), []);
});

test("a booking that is cancelled while its deposit is disputed gives back nothing until it is decided", async () => {
  const house = await till({ revenue_recognised: "after_event" });
  const { bookingId } = await booked(house);
  const payment = await card(house, bookingId);
  await payment.settle();
  const tell = tells(house, payment.id, 7_000n);
  await tell("open");
  await cancelBooking(house.manager, { bookingId, reason: "The guests are ill" });
  assert.deepEqual(await figures(bookingId), [12_000, 5_000, 0], "what is not disputed goes back by the rule");
  await tell("lost");
  assert.deepEqual(await figures(bookingId), [12_000, 12_000, 0]);
  assert.deepEqual(await troubles(house), []);
});

test("a dispute over more than the card paid, in another currency or of a payment nobody reported posts nothing", async () => {
  const house = await till();
  const { bookingId } = await booked(house);
  const payment = await card(house, bookingId);
  await assert.rejects(tells(house, payment.id, 100n)("open"), said(/payment of booking .* was not reported yet/));
  await payment.settle();
  const before = await balances(house.org);
  await assert.rejects(tells(house, payment.id, 12_001n)("open"), said(/dispute takes .* was paid with/));
  await assert.rejects(tells(house, payment.id, 100n)("open", { currency: "EUR" }), said(/was not paid with/));
  assert.deepEqual(await balances(house.org), before);
  await tells(house, payment.id, 7_000n)("open");
  await assert.rejects(tells(house, payment.id, 6_000n)("open"), said(/were disputed before/));
  await tells(house, payment.id, 5_000n)("open");
  assert.deepEqual(await troubles(house), []);
});

test("books that withhold another amount than the dispute says are found by the integrity check", async () => {
  const house = await till();
  const bookingId = await due(house);
  const payment = await card(house, bookingId);
  await payment.settle();
  await tells(house, payment.id, 12_000n)("open");
  await admin.query("update payments.disputes set amount_minor = 11000 where card_payment_id = $1", [payment.id]);
  assert.match(JSON.stringify(await troubles(house)), /11000 of dispute .* is undecided, the books withhold 12000/);
  await admin.query("update payments.disputes set amount_minor = 12000 where card_payment_id = $1", [payment.id]);
  assert.deepEqual(await troubles(house), []);
});

test("what the processor says of its balance finds the posting of a booking's card payment", async () => {
  const house = await till({ settlement: "direct" });
  const { bookingId } = await booked(house);
  const payment = await card(house, bookingId);
  await payment.settle();
  const told = {
    provider_id: `txn-${payment.id}`,
    kind: "payment",
    gross_minor: "12000",
    fee_minor: "100",
    currency: "USD",
  };
  const document = {
    ...{ holder: house.org.id, gateway: "test" },
    transactions: [
      {
        ...told,
        occurred_at: new Date().toISOString(),
        available_on: "2026-12-01",
        merchant: house.org.id,
        reference: payment.id,
      },
    ],
  };
  const { rows } = await asWorker(house.org.id, (tx) =>
    tx.execute<{ tied: number }>(
      sql`select payments.note_processor_transactions(${JSON.stringify(document)}::jsonb) as tied`,
    ),
  );
  assert.equal(rows[0]?.tied, 1);
  const { kind } = await one(
    "select t.kind from payments.processor_transactions x join payments.transactions t on t.id = x.transaction_id where x.provider_id = $1",
    [`txn-${payment.id}`],
  );
  assert.equal(kind, "payment");
});
