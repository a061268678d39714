import { z } from "zod";
import { parseMoney } from "#lib/money";
import { isCurrency } from "#lib/ref/rules";

/** Money of bookings: what forms send. Amounts are typed as people write them, in the booking's currency. */
const currency = z.string().refine(isCurrency, "Choose a currency.");
const key = z.string().min(8).max(200);
const reason = z.string().trim().min(3, "Say why.").max(500);
export const methods = ["zelle", "venmo", "cash_app", "paypal", "bank_transfer", "cash", "cheque"] as const;
export const methodWords: Record<(typeof methods)[number], string> = {
  zelle: "Zelle",
  venmo: "Venmo",
  cash_app: "Cash App",
  paypal: "PayPal",
  bank_transfer: "Bank transfer",
  cash: "Cash",
  cheque: "Cheque",
};

/** Turns `amount` into `amountMinor` by the currency beside it; refuses what is no amount, or not above zero. */
const withAmount = <T extends { amount: string; currency: string }>(
  { amount, ...rest }: T,
  context: z.RefinementCtx,
) => {
  const parsed = parseMoney(amount, rest.currency);
  if (parsed === null || parsed <= 0n) {
    context.addIssue({ code: "custom", path: ["amount"], message: "An amount above zero, such as 120.00." });
    return z.NEVER;
  }
  return { ...rest, amountMinor: parsed.toString() };
};

export const RecordBookingPayment = z
  .strictObject({
    key,
    bookingId: z.uuid(),
    method: z.enum(methods, "Choose how it came."),
    amount: z.string(),
    currency,
    payer: z.string().trim().min(1, "Who paid, as the statement names them.").max(200),
    reference: z.string().trim().max(200).default(""),
    receivedOn: z.iso.date("Choose a day."),
    note: z.string().trim().max(500).default(""),
  })
  .transform(withAmount);

export const RefundBooking = z
  .strictObject({
    key,
    bookingId: z.uuid(),
    amount: z.string(),
    currency,
    reason,
    method: z.preprocess((value) => (value === "" || value === "card" ? undefined : value), z.enum(methods).optional()),
  })
  .transform(withAmount);
