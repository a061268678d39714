import "server-only";
import { z } from "zod";
import type { BalanceTransaction, GatewayEvent } from "#lib/gateway/gateway";

/** The bodies of the test gateway's webhooks. Minor units travel as text, because JSON has no bigint. */
export const minor = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .transform(BigInt);
const currency = z.string().length(3);
const moment = z.iso.datetime({ offset: true });

export const TransactionBody = z.object({
  id: z.string(),
  /** Whose account it is, and who sold. */
  account: z.uuid(),
  merchant: z.uuid(),
  kind: z.enum(["payment", "refund", "dispute", "dispute_reversal", "fee", "payout"]),
  grossMinor: minor,
  feeMinor: minor,
  currency,
  reference: z.string().nullable(),
  availableOn: z.iso.date(),
  createdAt: moment,
});

const payment = z.object({
  payment: z.uuid(),
  merchant: z.uuid(),
  reference: z.uuid(),
  amountMinor: minor,
  currency,
  feeMinor: minor,
  failure: z.string().nullable(),
  transaction: TransactionBody.optional(),
});
const refund = payment.extend({ refund: z.uuid(), refundReference: z.uuid(), refundedMinor: minor });
const dispute = payment.extend({
  dispute: z.object({
    id: z.uuid(),
    amountMinor: minor,
    feeMinor: minor,
    reason: z.string(),
    state: z.enum(["needs_response", "under_review", "won", "lost"]),
    openedAt: moment,
    respondUntil: moment,
  }),
});
const payout = z.object({
  merchant: z.uuid(),
  payout: z.object({
    id: z.uuid(),
    amountMinor: minor,
    currency,
    state: z.enum(["in_transit", "paid", "failed"]),
    arrivalOn: z.iso.date(),
    statementReference: z.string(),
    transactionCount: z.int(),
  }),
});
const id = z.string().min(1).max(100);
export const Body = z.union([
  z.object({
    id,
    type: z.enum(["payment.succeeded", "payment.failed", "payment.processing", "balance.changed"]),
    data: payment,
  }),
  z.object({ id, type: z.literal("refund.succeeded"), data: refund }),
  z.object({ id, type: z.enum(["dispute.opened", "dispute.updated", "dispute.closed"]), data: dispute }),
  z.object({ id, type: z.enum(["payout.created", "payout.paid", "payout.failed"]), data: payout }),
]);

export const transactionOf = (one: z.output<typeof TransactionBody>): BalanceTransaction => ({
  providerId: one.id,
  kind: one.kind,
  grossMinor: one.grossMinor,
  feeMinor: one.feeMinor,
  currency: one.currency,
  occurredAt: one.createdAt,
  availableOn: one.availableOn,
  merchant: one.merchant,
  reference: one.reference ?? undefined,
});

export function eventOf({ id, type, data }: z.output<typeof Body>): GatewayEvent {
  if ("payout" in data) {
    const { id: providerId, ...facts } = data.payout;
    return {
      id,
      organizationId: data.merchant,
      holder: data.merchant,
      kind: "payout.changed",
      payout: { providerId, ...facts, failure: facts.state === "failed" ? "The bank sent it back." : null },
    };
  }
  const { merchant, reference, payment: paymentRef, transaction, amountMinor, currency: code, feeMinor } = data;
  const money = transaction ? { holder: transaction.account, transactions: [transactionOf(transaction)] } : {};
  const about = { id, organizationId: merchant, orderId: reference, paymentRef, ...money };
  if ("refundReference" in data) {
    const { refundReference: refundId, refund: refundRef, refundedMinor } = data;
    return { ...about, kind: "refund.succeeded", refundId, refundRef, amountMinor: refundedMinor };
  }
  if ("dispute" in data) return { ...about, kind: "dispute.changed", dispute: disputeOf(data) };
  switch (type) {
    case "payment.succeeded":
      return { ...about, kind: type, amountMinor, currency: code, feeMinor };
    case "payment.failed":
      return { ...about, kind: type, reason: data.failure ?? "The payment was declined." };
    case "payment.processing":
      return { ...about, kind: type };
    default:
      return { ...about, kind: "balance.changed" };
  }
}

const disputeStates = { needs_response: "open", under_review: "contested", won: "won", lost: "lost" } as const;

function disputeOf({ dispute: told, currency: code }: z.output<typeof dispute>) {
  const { id: providerId, state, ...facts } = told;
  const feeBackMinor = state === "won" ? told.feeMinor : 0n;
  return { ...facts, providerId, currency: code, state: disputeStates[state], feeBackMinor };
}
