import { z } from "zod";
import { day, optional, words } from "#lib/identity/rules/fields";
import { parseMoney } from "#lib/money";
import { keysOf, methodWords, partyKinds, reminderWords } from "#lib/payments/receivables/words";
import { isCurrency } from "#lib/ref/rules";

/** Invoices, bills, credit notes and payments by hand: what forms send and jobs take. */
const currency = z.string().refine(isCurrency, "Choose a currency.");
const key = z.string().min(8).max(200);
const flag = z.preprocess((value) => value === "on" || value === "true" || value === true, z.boolean());
const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^@\s]+@[^@\s]+$/, "That is not an e-mail address.");
const country = z.string().regex(/^[A-Z]{2}$/, "Choose a country.");
const region = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{0,3}$/, "Use the short code of the region, such as QC.")
  .default("");
const reason = words(500).min(3, "Say why.");
const account = z.string("Choose an account.").regex(/^[a-z]+(:[a-z0-9][a-z0-9-]*)+$/, "Choose an account.");
const most = 9_007_199_254_740_991n;

/** What was typed as an amount of this currency; an issue at `path`, and 0, when it is none. */
function amountOf(ctx: z.RefinementCtx, text: string, code: string, path: (string | number)[], least = 1n): bigint {
  const minor = parseMoney(text, code);
  const message =
    minor === null
      ? `Enter an amount of ${code}, such as 120.00.`
      : minor < 0n
        ? "An amount cannot be negative."
        : minor < least
          ? "Enter more than nothing."
          : minor > most
            ? "That amount is too large."
            : null;
  if (message) ctx.addIssue({ code: "custom", path, message });
  return minor ?? 0n;
}

export const Party = z.strictObject({
  id: optional(z.uuid()),
  kind: z.enum(keysOf(partyKinds), "Choose what they are."),
  name: words(200).min(1, "Write their name."),
  email: optional(email),
  address: words(1000).default(""),
  country,
  region,
  taxId: words(60).default(""),
  termsDays: z.coerce.number("Enter a number of days.").int().min(0).max(365, "At most 365 days.").default(14),
  note: words(2000).default(""),
  archived: flag.default(false),
});

export const ManualPayment = z
  .strictObject({
    key,
    direction: z.enum(["in", "out"]).default("in"),
    method: z.enum(keysOf(methodWords), "Choose how it was paid."),
    amount: z.string("Enter the amount.").max(40),
    currency,
    payer: words(200).min(1, "Write the name that paid, as the statement shows it."),
    reference: words(200).default(""),
    receivedOn: day,
    partyId: optional(z.uuid("Choose one of the list.")),
    stationId: optional(z.uuid("Choose a station.")),
    eventId: optional(z.uuid("Choose an event.")),
    counterAccount: optional(account),
    note: words(2000).default(""),
  })
  .transform(({ amount, ...rest }, ctx) => ({
    ...rest,
    amountMinor: amountOf(ctx, amount, rest.currency, ["amount"]),
  }));

export const PaymentDecision = z.strictObject({ id: z.uuid() });
export const PaymentRefusal = z.strictObject({ id: z.uuid(), reason });

/** `targets` with an empty amount are left out. */
export const Allocation = z
  .strictObject({
    id: z.uuid(),
    currency,
    targets: z
      .array(
        z
          .strictObject({
            invoiceId: z.uuid().optional(),
            orderId: z.uuid().optional(),
            bookingId: z.uuid().optional(),
            amount: words(40).default(""),
          })
          .refine(
            (one) => [one.invoiceId, one.orderId, one.bookingId].filter(Boolean).length === 1,
            "Choose a document, an order or a booking.",
          ),
      )
      .max(100),
  })
  .transform(({ id, currency: code, targets }, ctx) => {
    const wanted = targets.flatMap(({ amount, ...target }, place) =>
      amount === "" ? [] : [{ ...target, amountMinor: amountOf(ctx, amount, code, ["targets", place, "amount"]) }],
    );
    if (wanted.length === 0)
      ctx.addIssue({ code: "custom", path: ["form"], message: "Enter how much of it is for what." });
    return { id, targets: wanted };
  });
export const Release = z.strictObject({ allocationId: z.uuid(), reason });

/** Three decimals at most, and never negative: what is taken back is a credit note. */
const quantity = words(20)
  .regex(/^\d{1,6}(\.\d{1,3})?$/, "Enter a number above zero, such as 1 or 2.5.")
  .transform((text) => {
    const [whole = "0", fraction = ""] = text.split(".");
    return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, "0"));
  })
  .refine((millis) => millis > 0n, "Enter a number above zero.");

export const Draft = z
  .strictObject({
    id: optional(z.uuid()),
    kind: z.enum(["invoice", "bill"]),
    partyId: z.uuid("Choose whom it is for."),
    currency,
    country,
    region,
    inclusive: flag.default(false),
    suppliedOn: optional(day),
    dueOn: optional(day),
    reference: words(200).default(""),
    note: words(2000).default(""),
    eventId: optional(z.uuid("Choose an event.")),
    stationId: optional(z.uuid("Choose a station.")),
    contractId: optional(z.uuid("Choose a contract.")),
    lines: z
      .array(
        z.strictObject({
          description: words(500).min(1, "Say what it is for."),
          quantity,
          price: words(40),
          account,
          taxed: flag.default(false),
        }),
      )
      .min(1, "Add at least one line.")
      .max(100, "At most 100 lines."),
  })
  .transform(({ lines, ...rest }, ctx) => ({
    ...rest,
    lines: lines.map(({ quantity: quantityMillis, price, ...line }, place) => ({
      ...line,
      quantityMillis,
      unitPriceMinor: amountOf(ctx, price, rest.currency, ["lines", place, "price"], 0n),
    })),
  }));

export const Issue = z.strictObject({ id: z.uuid(), issuedOn: optional(day), send: flag.default(false) });
export const InvoiceOnly = z.strictObject({ id: z.uuid() });

/** Without amounts, all that is left of the document is credited. */
export const Credit = z
  .strictObject({
    invoiceId: z.uuid(),
    id: z.uuid(),
    currency,
    reason,
    issuedOn: optional(day),
    lines: z.array(z.strictObject({ lineId: z.uuid(), amount: words(40).default("") })).default([]),
  })
  .transform(({ lines, currency: code, ...rest }, ctx) => ({
    ...rest,
    lines: lines.flatMap(({ lineId, amount }, place) =>
      amount === "" ? [] : [{ lineId, amountMinor: amountOf(ctx, amount, code, ["lines", place, "amount"]) }],
    ),
  }));
export const WriteOff = z.strictObject({ id: z.uuid(), reason, key });

export const Recurring = z
  .strictObject({
    invoiceId: z.uuid(),
    contract: words(200).min(2, "Name the contract that says so."),
    every: z.enum(["week", "month", "quarter", "year"], "Choose how often."),
    startsOn: day,
    endsOn: optional(day),
  })
  .refine((one) => !one.endsOn || one.endsOn >= one.startsOn, {
    path: ["endsOn"],
    message: "It must end after it starts.",
  });

export const AskCard = z.object({ cardPaymentId: z.uuid() });
export const SendReminder = z.object({ invoiceId: z.uuid(), kind: z.enum(keysOf(reminderWords)) });
export const RaiseRecurring = z.object({ recurringId: z.uuid(), on: z.iso.date() });
