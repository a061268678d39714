import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, asTenant, asWorker } from "#db/tenant";
import { at, booked, type Kitchen, kitchen, of, one } from "#lib/bookings/bookings.given";
import { recordBookingPayment } from "#lib/bookings/commands/money";
import { settleBookingRefund } from "#lib/bookings/jobs";
import { bookingSecret } from "#lib/bookings/link";
import { allocatePayment } from "#lib/payments/receivables/commands";
import { settleInvoice } from "#lib/payments/receivables/visitor";

/** What tests of a booking's money start from: a kitchen with two people in finance. */
export type Till = Kitchen & { finance: Actor; other: Actor };

export async function till(terms: Record<string, string> = {}, service: Record<string, unknown> = {}): Promise<Till> {
  const house = await kitchen({}, { tax_rate_millionths: 190_000, ...service });
  for (const [column, value] of Object.entries(terms))
    await admin.query(`update organizations.organizations set ${column} = $2 where id = $1`, [house.org.id, value]);
  const [finance, other] = [await given.person("finance", house.org), await given.person("admin", house.org)];
  return { ...house, finance, other };
}

/** A card payment that whoever has the link begins; `settle` is what the gateway's webhook does. */
export async function card(house: Till, bookingId: string, part = "deposit") {
  const { begun } = await one("select bookings.begin_card($1, $2) as begun", [bookingSecret(bookingId), part]);
  const { id, amountMinor } = begun as { id: string; amountMinor: string };
  const event = {
    ...{ id: `evt-${id}`, organizationId: house.org.id, orderId: id, paymentRef: `pay-${id}` },
    ...{ kind: "payment.succeeded" as const, amountMinor: BigInt(amountMinor), currency: "USD", feeMinor: 100n },
  };
  const settle = (changes: object = {}) =>
    asWorker(house.org.id, (tx) => settleInvoice(tx, "test", { ...event, ...changes }));
  return { id, amountMinor: BigInt(amountMinor), settle };
}

/** What the gateway says of a refund to the card. */
export async function returned(house: Till, refundId: string, failure?: string) {
  const { amount_minor: amount } = await one("select amount_minor from bookings.refunds where id = $1", [refundId]);
  const about = { id: `evt-${refundId}`, organizationId: house.org.id, orderId: refundId, paymentRef: "", refundId };
  return asWorker(house.org.id, (tx) =>
    settleBookingRefund(
      tx,
      failure
        ? { ...about, kind: "refund.failed", reason: failure }
        : { ...about, kind: "refund.succeeded", refundRef: `re-${refundId}`, amountMinor: BigInt(String(amount)) },
    ),
  );
}

/** Money by hand that was written down by one person and verified by another. */
export async function byHand(house: Till, bookingId: string, amount: string, fields: Record<string, string> = {}) {
  const { day } = await one("select payments.today($1)::text as day", [house.org.id]);
  const { id } = await recordBookingPayment(house.finance, {
    ...{ key: crypto.randomUUID(), bookingId, method: "zelle", amount, currency: "USD" },
    ...{ payer: "Mirela Okafor", receivedOn: String(day), ...fields },
  });
  await verify(house, id);
  return id;
}

export const verify = (house: Till, id: string) =>
  asTenant(house.other, (tx) => tx.execute(sql`select payments.verify_manual_payment(${id}::uuid)`));

export async function match(house: Till, id: string, ...targets: [bookingId: string, amount: string][]) {
  await allocatePayment(house.other, {
    ...{ id, currency: "USD" },
    targets: targets.map(([bookingId, amount]) => ({ bookingId, amount })),
  });
}

/** [paid, given back, earned] in minor units. */
export const figures = async (id: string) =>
  (await of<string>(id, "array_to_string(array[paid_minor, refunded_minor, earned_minor], ' ')"))
    .split(" ")
    .map(Number);

/** What the integrity check finds in the organization's and the platform's books. */
export async function troubles({ org }: Kitchen): Promise<unknown[]> {
  const documents = await admin.query("select fault from payments.document_faults($1)", [org.id]);
  const negative = await admin.query(
    `select a.code, sum(b.normal * (b.debits_minor - b.credits_minor)) as balance from payments.accounts a
     join payments.balances b on (b.organization_id, b.account_id) = (a.organization_id, a.id)
     where a.organization_id = $1 and a.code ~ '^(liabilities:(deposits|refunds)|assets:receivable)' group by a.code having sum(b.normal * (b.debits_minor - b.credits_minor)) < 0`,
    [org.id],
  );
  const sums = await admin.query(
    "select e.transaction_id from payments.entries e where e.organization_id = $1 group by 1 having sum(e.amount_minor) <> 0",
    [org.id],
  );
  return [...documents.rows, ...negative.rows, ...sums.rows];
}

/** A booking whose time has come. */
export async function due(house: Till, fields: Record<string, unknown> = {}): Promise<string> {
  const { bookingId } = await booked(house, { startsAt: at(house.org, 0, "11:00"), anyway: true, ...fields });
  return bookingId;
}
