import { z } from "zod";

/** What people may do with disputes and with what processors told us. Pure: the browser imports it too. */
export const disputeStates = {
  open: "Waits for your answer",
  contested: "Contested",
  accepted: "Accepted",
  won: "Won",
  lost: "Lost",
} as const;

const reasons: Record<string, string> = {
  fraudulent: "the cardholder did not make this payment",
  duplicate: "it was charged twice",
  product_not_received: "they did not get what they paid for",
  product_unacceptable: "it was not what was promised",
  subscription_canceled: "it was cancelled before",
  credit_not_processed: "a promised refund did not come",
  unrecognized: "the cardholder does not recognize the payment",
  general: "no reason was given",
};
/** A processor's word for why, as a sentence goes on; a word that is not known is shown as it is. */
export const disputeReason = (word: string) => reasons[word] ?? word.replaceAll("_", " ");

export const processorPayoutStates = {
  pending: "Pending",
  in_transit: "On its way",
  paid: "At the bank",
  failed: "Came back",
  cancelled: "Cancelled",
} as const;

export const processorTransactionKinds = {
  payment: "Payment",
  refund: "Refund",
  dispute: "Dispute",
  dispute_reversal: "Dispute won",
  fee: "Fee",
  payout: "Payout",
  payout_reversal: "Payout came back",
  adjustment: "Adjustment",
} as const;

export const eventStates = { waiting: "Waits", processed: "Processed", dead: "Dead letter" } as const;

export const gatewayNames: Record<string, string> = {
  test: "Test gateway",
  stripe: "Stripe",
  "stripe-test": "Stripe, test mode",
};
export const gatewayName = (name: string) => gatewayNames[name] ?? name;

const id = z.uuid();

export const Contest = z.strictObject({
  disputeId: id,
  evidence: z
    .string()
    .trim()
    .min(10, "Write what speaks for you, in a sentence at least.")
    .max(20_000, "At most 20,000 characters."),
});
export const Acceptance = z.strictObject({ disputeId: id });
export const EventReplay = z.strictObject({ eventId: id });
export const FileRemoval = z.strictObject({ fileId: id });
export const Hurry = z.strictObject({ step: z.enum(["pay_out", "arrive"]) });

/** A file for the processor. What it is, its first bytes say. */
export const fileLimits = { bytes: 900_000, words: "PDF, PNG or JPEG, at most 900 kB" };

export const Connection = z.strictObject({
  /** Chosen by the form: the address for webhooks contains it. */
  id,
  secretKey: z
    .string()
    .trim()
    .regex(/^(sk|rk)_(live|test)_\w{8,250}$/, "A secret key begins with sk_live_, sk_test_, rk_live_ or rk_test_."),
  webhookSecret: z
    .string()
    .trim()
    .regex(/^(whsec_\S{8,200})?$/, "A signing secret begins with whsec_.")
    .default(""),
});
export const Disconnection = z.strictObject({ accountId: id });
