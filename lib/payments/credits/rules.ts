import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { isCurrency } from "#lib/ref/rules";

export const creditMoveKinds = { purchase: "Bought", spend: "Used", expiry: "Ran out" } as const;
export const lotStates = {
  usable: { label: "To use", tone: "success" },
  used: { label: "Used up", tone: "neutral" },
  expired: { label: "Ran out", tone: "warning" },
} as const;
export const paidBy = { bank: "Paid into the bank account", invoice: "Owed by whoever bought it" } as const;

const whole = (least: number, most: number, sentence: string) =>
  z.coerce.number(sentence).int(sentence).min(least, sentence).max(most, sentence);

/** `price` is in major units of `currency`. Of a package that was saved before, only the name changes. */
export const PackageInput = z.strictObject({
  id: optional(z.uuid()),
  name: words(80).min(1, "What is it called?"),
  credits: whole(1, 1_000_000_000, "How many credits, in whole numbers?"),
  price: words(30).min(1, "What does it cost?"),
  currency: z.string("Choose a currency.").refine(isCurrency, "Choose a currency."),
  validDays: optional(whole(1, 3660, "Write whole days, at most ten years.")),
});

export const CreditSale = z.strictObject({
  packageId: z.uuid("Choose a package."),
  holder: words(120).min(1, "Whose credits are they?"),
  paidBy: z.enum(["bank", "invoice"], "How is it paid?"),
  key: z.string().min(8).max(100),
});

export const CreditUse = z.strictObject({
  credits: whole(1, 1_000_000_000, "How many credits, in whole numbers?"),
  purpose: words(300).min(3, "Say what for."),
  holder: optional(words(120)),
  key: z.string().min(8).max(100),
});
