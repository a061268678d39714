import "server-only";
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asPublic, asWorker } from "#db/tenant";
import type { Gateway, GatewayEvent, PaymentStatus } from "#lib/gateway/gateway";
import { verify } from "#lib/gateway/standard-webhooks";

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

  verifyWebhook(rawBody, headers, now) {
    verify(webhookSecret(), headers, rawBody, now);
    return eventOf(Body.parse(JSON.parse(rawBody)));
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

const minor = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
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
const Body = z.object({
  id: z.string().min(1).max(100),
  type: z.enum(["payment.succeeded", "payment.failed", "payment.processing", "refund.succeeded"]),
  data: z.object({
    payment: z.uuid(),
    merchant: z.uuid(),
    reference: z.uuid(),
    amountMinor: minor,
    currency: z.string().length(3),
    feeMinor: minor,
    failure: z.string().nullable(),
    refund: z.uuid().optional(),
    refundReference: z.uuid().optional(),
    refundedMinor: minor.optional(),
  }),
});

function eventOf({ id, type, data }: z.output<typeof Body>): GatewayEvent {
  const about = { id, organizationId: data.merchant, orderId: data.reference, paymentRef: data.payment };
  switch (type) {
    case "payment.succeeded":
      return { ...about, kind: type, amountMinor: data.amountMinor, currency: data.currency, feeMinor: data.feeMinor };
    case "payment.failed":
      return { ...about, kind: type, reason: data.failure ?? "The payment was declined." };
    case "payment.processing":
      return { ...about, kind: type };
    case "refund.succeeded": {
      const refund = z.object({ refundReference: z.uuid(), refund: z.uuid(), refundedMinor: z.bigint() }).parse(data);
      return {
        ...about,
        kind: type,
        refundId: refund.refundReference,
        refundRef: refund.refund,
        amountMinor: refund.refundedMinor,
      };
    }
  }
}
