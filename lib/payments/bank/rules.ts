import { z } from "zod";
import { CsvMapping } from "#lib/payments/bank/formats/csv-mapping";
import { dateForms } from "#lib/payments/bank/formats/dates";
import { isCurrency } from "#lib/ref/rules";

/** Inputs and words of bank accounts and their reconciliation. Pure: the browser imports it too. */
const empty = (value: unknown) => (value === "" || value === null ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(empty, schema.optional());
const Major = z.string().trim().max(30);
const Minor = z.union([
  z.bigint(),
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(BigInt),
]);

/** The largest file, in bytes. */
export const largestFile = 100 * 1024 * 1024;

/** An IBAN without spaces, or undefined. Its check digits are computed (ISO 13616: the whole, rotated, is 1 modulo 97). */
export const Iban = optional(
  z
    .string()
    .transform((text) => text.replace(/\s/g, "").toUpperCase())
    .refine((text) => isIban(text), "This is not an IBAN: its check digits do not agree."),
);

export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

export const maskedIban = (iban: string) => `${iban.slice(0, 2)}•••• ${iban.slice(-4)}`;

/** Is the account that a file names the one that was opened? Where one of them says nothing, it may be. */
export function sameAccount(masked: string, inFile: string): boolean {
  const plain = inFile.replace(/[^0-9A-Za-z]/g, "").toUpperCase();
  return masked === "" || plain.length < 4 || plain.slice(-4) === masked.slice(-4).toUpperCase();
}

export const BankAccountOpening = z.strictObject({
  name: z.string().trim().min(2, "What is the account called?").max(80),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Small letters, digits and single hyphens, such as main.")
    .max(40),
  currency: z.string().refine(isCurrency, "Choose a currency."),
  iban: Iban,
  openingOn: z.iso.date("Choose the first day whose lines you will import."),
  /** Major units: what the bank showed before that day. */
  opening: Major.min(1, "What did the bank show before that day? 0 if it was empty."),
  writeOffLimit: Major.min(1, "Up to how much may one person write off?"),
});

export const MappingInput = z.strictObject({
  name: z.string().trim().min(2, "Give the mapping a name, such as the bank's.").max(80),
  settings: CsvMapping,
});

export const FileStart = z.strictObject({
  bankAccountId: z.uuid(),
  name: z.string().trim().min(1).max(200),
  byteSize: z
    .number()
    .int()
    .min(1, "This file is empty.")
    .max(largestFile, "A file has at most 100 MB. Export a shorter span."),
  mappingId: optional(z.uuid()),
  /** Major units, for formats that do not know them. */
  opening: optional(Major),
  closing: optional(Major),
  dates: optional(z.enum(dateForms)),
  decimal: optional(z.enum([".", ","])),
});
export const FileId = z.strictObject({ fileId: z.uuid() });
export const StatementId = z.strictObject({ statementId: z.uuid() });

export const partKinds = {
  entry: "Ledger entry",
  payout: "Payout",
  processor_payout: "Processor payout",
  manual_payment: "Payment",
  invoice: "Invoice",
  category: "Account",
  write_off: "Write-off",
} as const;
export type PartKind = keyof typeof partKinds;

const Account = z
  .string()
  .regex(/^[a-z]+(:[a-z0-9][a-z0-9-]*)+$/, "Choose an account.")
  .max(120);
const common = {
  amountMinor: Minor.refine((amount) => amount !== 0n, "An amount cannot be zero."),
  reasons: z.array(z.string().max(200)).max(8).default([]),
};
export const MatchPart = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("entry"),
    transactionId: z.uuid(),
    entryLine: z.number().int().min(1).max(500),
    ...common,
  }),
  z.strictObject({
    kind: z.enum(["payout", "processor_payout", "manual_payment", "invoice"]),
    targetId: z.uuid(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("category"),
    account: Account,
    memo: z.string().trim().max(500).default(""),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("write_off"),
    memo: z.string().trim().min(3, "Say why it is written off.").max(500),
    ...common,
  }),
]);
export type MatchPart = z.input<typeof MatchPart>;

/** `key` is made once for each try of a person: sent twice, it happens once. */
export const MatchInput = z
  .strictObject({
    bankAccountId: z.uuid(),
    key: z.uuid(),
    lineIds: z.array(z.uuid()).min(1, "Choose a line.").max(200, "At most 200 lines at once."),
    parts: z.array(MatchPart).min(1, "Say what explains it.").max(50, "At most 50 parts."),
  })
  .refine(({ lineIds, parts }) => lineIds.length === 1 || parts.length === 1, {
    path: ["parts"],
    error: "Several lines are explained by one thing at a time.",
  });
export type MatchInput = z.input<typeof MatchInput>;

export const UndoInput = z.strictObject({ actId: z.uuid(), reason: z.string().trim().max(300).default("") });
export const BankAccountId = z.strictObject({ bankAccountId: z.uuid() });
export const RuleInput = z.strictObject({
  bankAccountId: z.uuid(),
  contains: z.string().trim().min(3, "At least three letters that such lines have in common.").max(100),
  direction: z.enum(["in", "out"]),
  account: Account,
  memo: z.string().trim().max(200).default(""),
});
export const RuleId = z.strictObject({ ruleId: z.uuid() });
export const ReadBankFile = z.strictObject({ fileId: z.uuid() });
