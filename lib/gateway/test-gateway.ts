import "server-only";
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asPublic, asWorker } from "#db/tenant";
import type { Gateway, PaymentStatus } from "#lib/gateway/gateway";
import { headersOf, verify } from "#lib/gateway/standard-webhooks";
import { Body, eventOf, minor, TransactionBody, transactionOf } from "#lib/gateway/test-events";

/**
 * The built-in gateway: no money moves. Its own side (payments, refunds, webhooks on their way) is the schema
 * `gateway`; the worker posts its webhooks to us over HTTP as another company's server would.
 */
export const testGateway: Gateway = {
  name: "test",
  capabilities: { takesRealMoney: false, partialRefunds: true },

  async createPayment({
    organizationId,
    reference,
    amountMinor,
    currency,
    description,
    returnUrl,
    cancelUrl,
    expiresAt,
  }) {
    const made = await asPublic((tx) =>
      tx.execute<{ id: string }>(sql`
        select gateway.create_payment(${organizationId}, ${reference}, ${amountMinor.toString()}::bigint, ${currency}, ${description},
          ${returnUrl}, ${cancelUrl}, ${expiresAt.toISOString()}::timestamptz) ->> 'id' as id`),
    );
    const ref = z.uuid().parse(made.rows[0]?.id);
    return { ref, url: `${origin()}/pay/${ref}` };
  },

  async retrieve(organizationId, ref) {
    const found = await asWorker(organizationId, (tx) =>
      tx.execute<{ payment: unknown }>(sql`select gateway.retrieve(${ref}::uuid) as payment`),
    );
    return Status.parse(found.rows[0]?.payment);
  },

  async cancelPayment(organizationId, ref) {
    const done = await asWorker(organizationId, (tx) =>
      tx.execute<{ done: boolean }>(sql`select gateway.cancel(${ref}::uuid) as done`),
    );
    return done.rows[0]?.done ?? false;
  },

  async refund({ organizationId, paymentRef, reference, amountMinor }) {
    const answer = await asWorker(organizationId, (tx) =>
      tx.execute<{ answer: unknown }>(
        sql`select gateway.refund(${paymentRef}, ${reference}, ${amountMinor.toString()}::bigint) as answer`,
      ),
    );
    return RefundAnswer.parse(answer.rows[0]?.answer);
  },

  signatureOf: headersOf,

  verifyWebhook(rawBody, { id = "", timestamp = "", signature = "" }, now) {
    verify(webhookSecret(), { id, timestamp, signature }, rawBody, now);
    const event = eventOf(Body.parse(JSON.parse(rawBody)));
    if (event.id !== id) throw new Error("The event's id is not that of its header.");
    return event;
  },

  /** A payout's webhook says how much; of what it is made is asked for, because that can be long. */
  async complete(event) {
    if (event.kind !== "payout.changed") return event;
    const made = await asWorker(event.organizationId, (tx) =>
      tx.execute<{ parts: unknown }>(
        sql`select gateway.payout_transactions(${event.payout.providerId}::uuid) as parts`,
      ),
    );
    return { ...event, transactions: z.array(TransactionBody).parse(made.rows[0]?.parts).map(transactionOf) };
  },

  async answerDispute({ organizationId, disputeRef, answer, evidence }) {
    const said = await asWorker(organizationId, (tx) =>
      tx.execute<{ answer: unknown }>(
        sql`select gateway.answer_dispute(${disputeRef}::uuid, ${answer}, ${evidence}) as answer`,
      ),
    );
    return DisputeAnswered.parse(said.rows[0]?.answer);
  },
};

/** Both sides derive it from the house's key, so no secret lies in a table. */
export function webhookSecret(key = process.env.SECRET_KEY): string {
  if (!key) throw new Error("SECRET_KEY is missing.");
  return `whsec_${createHmac("sha256", Buffer.from(key, "base64")).update("webhooks of the test gateway").digest("base64")}`;
}

/** The address people type; webhooks and payment pages go there and nowhere else. */
export function origin(address = process.env.APP_ORIGIN): string {
  if (!address) throw new Error("APP_ORIGIN is missing.");
  return new URL(address).origin;
}

const Status: z.ZodType<PaymentStatus> = z.object({
  state: z.enum(["waiting", "processing", "succeeded", "failed", "cancelled"]),
  amountMinor: minor,
  currency: z.string(),
  feeMinor: minor,
  failure: z.string().nullable(),
});
const RefundAnswer = z.discriminatedUnion("state", [
  z.object({ state: z.literal("pending"), ref: z.string() }),
  z.object({ state: z.literal("failed"), reason: z.string() }),
]);
const DisputeAnswered = z.discriminatedUnion("state", [
  z.object({ state: z.literal("taken") }),
  z.object({ state: z.literal("failed"), reason: z.string() }),
]);
