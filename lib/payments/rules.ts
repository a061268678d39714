import { z } from "zod";

/** What finance may do by hand, and the words for what the ledger did by itself. Pure: the browser imports it too. */
export const transactionKinds = {
  sale: "Sale",
  refund: "Refund",
  manual: "Manual entry",
  reversal: "Reversal",
  dispute: "Dispute",
  sweep: "Payout from processor",
  fee: "Processor fee",
  payment: "Payment",
  allocation: "Payment matched",
  invoice: "Invoice",
  bill: "Bill",
  credit_note: "Credit note",
  write_off: "Write-off",
  tax_payment: "Tax paid",
  exchange: "Exchange",
  recognition: "Income recognised",
  payout: "Payout",
  reserve: "Set aside",
  credits: "Credits",
  bank: "Bank line",
  hold: "Kept for a sponsorship",
  release: "Released for a sponsorship",
} as const;
export type TransactionKind = keyof typeof transactionKinds;

/** The largest amount of one line: 2^53 - 1 minor units, so that every reader of JSON can hold it. */
const most = 9_007_199_254_740_991n;

const Day = z.iso.date("Choose a day.");
const Key = z.string().min(8).max(200);
const AmountMinor = z
  .union([
    z.bigint(),
    z
      .string()
      .regex(/^-?\d{1,16}$/, "Enter whole minor units.")
      .transform(BigInt),
  ])
  .refine((amount) => amount !== 0n, "An amount cannot be zero.")
  .refine((amount) => amount <= most && amount >= -most, "That amount is too large for one line.");

const Line = z.strictObject({
  account: z
    .string()
    .regex(/^[a-z]+(:[a-z0-9][a-z0-9-]*)+$/, "Choose an account.")
    .max(120),
  /** Debit positive, credit negative. */
  amountMinor: AmountMinor,
});

/** A manual journal entry in one currency. `key` is made once per form, so that sending twice posts once. */
export const JournalEntry = z
  .strictObject({
    key: Key,
    effectiveOn: Day,
    currency: z.string().regex(/^[A-Z]{3}$/, "Choose a currency."),
    memo: z.string().trim().min(3, "Say what this entry is for.").max(500),
    lines: z.array(Line).min(2, "An entry has at least two lines.").max(500, "An entry has at most 500 lines."),
  })
  .refine(({ lines }) => imbalance(lines) === 0n, {
    path: ["lines"],
    error: "Debits and credits must be equal.",
  });

export const Reversal = z.strictObject({
  key: Key,
  transactionId: z.uuid(),
  reason: z.string().trim().min(3, "Say why it is reversed.").max(500),
});

export const PeriodClose = z.strictObject({
  through: Day,
  note: z.string().trim().max(500).default(""),
});

/** What is missing for the lines to balance: 0 when debits equal credits. */
export const imbalance = (lines: readonly { amountMinor: bigint }[]) =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
