import { z } from "zod";
import { bicFault, compact, ibanFault, routingFault } from "#lib/payments/payouts/bank-numbers";
import { isCurrency } from "#lib/ref/rules";

/** What people may do with payouts, and the words for it. Pure: the browser imports it too. */
export const payoutStates = {
  draft: { label: "Waiting for approval", tone: "warning" },
  approved: { label: "Approved", tone: "info" },
  submitted: { label: "At the bank", tone: "info" },
  paid: { label: "Paid", tone: "success" },
  returned: { label: "Returned", tone: "danger" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
} as const;
export type PayoutState = keyof typeof payoutStates;

export const accountStates = {
  proposed: { label: "Waiting for approval", tone: "warning" },
  verifying: { label: "Being verified", tone: "info" },
  active: { label: "In use", tone: "success" },
  blocked: { label: "Blocked", tone: "danger" },
  rejected: { label: "Rejected", tone: "danger" },
  removed: { label: "Removed", tone: "neutral" },
} as const;
export type PayoutAccountState = keyof typeof accountStates;

export const batchStates = {
  collected: { label: "Not sent yet", tone: "warning" },
  submitted: { label: "At the bank", tone: "info" },
  cancelled: { label: "Taken apart", tone: "neutral" },
} as const;
export type BatchState = keyof typeof batchStates;

export const accountKinds = {
  iban: "IBAN",
  us: "Account in the United States",
  other: "Another kind of account",
} as const;
export const schedules = {
  manual: "Only when somebody asks",
  daily: "Every day",
  weekly: "Every week",
  monthly: "Every month",
} as const;
export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const Key = z.string().min(8).max(200);
const Currency = z.string().refine(isCurrency, "Choose a currency.");
const Reason = z.string().trim().min(3, "Say why.").max(500);
const empty = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const Text = (most: number) => z.string().trim().max(most);
const Amount = z.string().trim().min(1, "Enter an amount.").max(30);
const Id = z.uuid("Choose a payout account.");

/** `amount` in major units of `currency`; without it, all that is available. */
export const PayoutRequest = z.strictObject({
  key: Key,
  currency: Currency,
  amount: z.preprocess(empty, Amount.optional()),
  accountId: z.preprocess(empty, Id.optional()),
  /** The account of the books that it arrives at: `assets:bank:<arrivesAt>`. */
  arrivesAt: z.preprocess(empty, z.string().max(60).optional()),
  note: Text(300).default(""),
});
export const PayoutRetry = z.strictObject({ key: Key, id: z.uuid(), accountId: z.preprocess(empty, Id.optional()) });
export const PayoutApproval = z.strictObject({ id: z.uuid(), note: Text(500).default("") });
export const PayoutCancellation = z.strictObject({
  id: z.uuid(),
  reason: z.string().trim().min(3, "Say why it is cancelled.").max(500),
});

/** Numbers arrive as people type them, with spaces; what they are is checked by `kind`. */
export const NewPayoutAccount = z
  .strictObject({
    kind: z.enum(["iban", "us", "other"], "Choose a kind of account."),
    holder: z.string().trim().min(2, "Whose account is it?").max(70, "At most 70 characters fit on a transfer."),
    country: z.string().regex(/^[A-Z]{2}$/, "Choose a country."),
    currency: Currency,
    number: z.string().trim().min(1, "Enter the number.").max(60),
    routing: z.preprocess(empty, z.string().trim().max(20).optional()),
    bic: z.preprocess(empty, z.string().trim().max(20).optional()),
  })
  .superRefine((account, context) => {
    const refuse = (field: string, message: string | null) =>
      message && context.addIssue({ code: "custom", path: [field], message });
    const { kind, number, routing, bic, country } = account;
    if (kind === "iban") refuse("number", ibanFault(number));
    if (kind === "us")
      refuse("number", /^\d{4,17}$/.test(compact(number)) ? null : "An account number has 4 to 17 digits.");
    if (kind === "us") refuse("routing", routing ? routingFault(routing) : "Enter the routing number.");
    if (kind === "us" && country !== "US") refuse("country", "Such an account is in the United States.");
    if (kind === "other")
      refuse("number", /^[A-Z0-9]{4,34}$/.test(compact(number)) ? null : "4 to 34 letters and digits.");
    if (kind === "other" && !bic) refuse("bic", "Enter the BIC of the bank.");
    if (kind === "iban" && !ibanFault(number) && compact(number).slice(0, 2) !== country)
      refuse("country", `This IBAN is of ${compact(number).slice(0, 2)}.`);
    if (bic) refuse("bic", bicFault(bic));
    if (bic && !bicFault(bic) && compact(bic).slice(4, 6) !== country)
      refuse("bic", `This BIC is of a bank in ${compact(bic).slice(4, 6)}.`);
  });
export type NewPayoutAccount = z.output<typeof NewPayoutAccount>;

export const AccountDecision = z.strictObject({ id: z.uuid() });
export const AccountDrop = z.strictObject({ id: z.uuid(), reason: Reason });
export const AccountCode = z.strictObject({
  id: z.uuid(),
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The code has six digits.")),
});

const whole = (least: number, most: number, message: string) =>
  z.coerce.number(message).int(message).min(least, message).max(most, message);
export const PayoutSettings = z.strictObject({
  currency: Currency,
  accountId: z.preprocess(empty, Id.optional()),
  schedule: z.enum(["manual", "daily", "weekly", "monthly"], "Choose a schedule."),
  weekday: whole(1, 7, "Choose a day of the week.").default(1),
  monthDay: whole(1, 31, "Choose a day from 1 to 31.").default(1),
  minimum: Amount,
});

/** The platform's terms for one organization and currency. */
export const PayoutTerms = z.strictObject({
  organizationId: z.uuid(),
  currency: Currency,
  reserve: Amount,
  reservePercent: z.coerce.number("Enter a percentage.").min(0, "From 0 to 100.").max(100, "From 0 to 100."),
  reserveDays: whole(1, 365, "From 1 to 365 days."),
  coolingHours: whole(0, 720, "From 0 to 720 hours."),
});

const Day = z.iso.date("Choose a day.");
export const NewBatch = z.strictObject({ currency: Currency, executeOn: Day });
export const BatchDecision = z.strictObject({ id: z.uuid() });
export const PayoutSettlement = z.strictObject({
  organizationId: z.uuid(),
  payoutId: z.uuid(),
  becomes: z.enum(["paid", "failed", "returned"], "What did the bank do?"),
  on: Day,
  reference: z.preprocess(empty, Text(140).optional()),
  reason: z.preprocess(empty, Text(500).optional()),
});
