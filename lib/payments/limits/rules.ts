import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { isCurrency } from "#lib/ref/rules";

/** Acts that can have a limit; the database's copy is `limitedActs` of `db/schema/payments/limits.ts`. */
export const limitActs = {
  refund: { words: "Refunding", money: true },
  release: { words: "Releasing held money", money: true },
  payout: { words: "Paying out", money: true },
  write_off: { words: "Writing off", money: true },
  manual_payment: { words: "Verifying a payment made by hand", money: true },
  fx: { words: "Exchanging currencies", money: true },
  credits: { words: "Giving and using credits", money: true },
  reopen_period: { words: "Reopening a closed period", money: false },
} as const;
export type LimitAct = keyof typeof limitActs;

const Holder = z.string().regex(/^(role|permission):[a-z0-9_:-]{2,80}$/, "Choose who.");
const Act = z.enum(Object.keys(limitActs) as [LimitAct, ...LimitAct[]], "Choose what is limited.");
const Code = optional(z.string().refine(isCurrency, "Choose a currency."));

/** `actMost` and `dayMost` are in major units of `currency`; without either, whoever it is may do any amount. */
export const LimitInput = z
  .strictObject({
    act: Act,
    holder: Holder,
    currency: Code,
    actMost: optional(words(30)),
    dayMost: optional(words(30)),
    reason: words(500).default(""),
  })
  .refine((limit) => (limit.actMost === undefined && limit.dayMost === undefined) || limit.currency !== undefined, {
    path: ["currency"],
    message: "In which currency is the limit?",
  })
  .refine((limit) => limitActs[limit.act].money || (limit.actMost === undefined && limit.dayMost === undefined), {
    path: ["actMost"],
    message: "This act has no amount.",
  });

export const LimitRemoval = z.strictObject({
  act: Act,
  holder: Holder,
  currency: Code,
  reason: words(500).default(""),
});
