import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";

/**
 * What can raise an alert. `after` says in which unit its rule counts; `ready` kinds can be chosen, which need a function
 * `payments.alert_facts_<kind>` in the database.
 */
export const alertKinds = {
  balance: { words: "A balance is low", text: "An account stands below an amount.", after: null, ready: true },
  request: {
    words: "A request waits",
    text: "A request waits for a second person for too long.",
    after: "hours",
    ready: true,
  },
  books: {
    words: "The books do not prove true",
    text: "What the ledger proves every night is not so.",
    after: null,
    ready: true,
  },
  held: {
    words: "Held money must leave",
    text: "Money held for an order was not released or returned in time.",
    after: "days",
    ready: true,
  },
  payout: { words: "A payout failed", text: "Money that was to be paid out came back.", after: null, ready: true },
  dispute: { words: "A dispute was opened", text: "A buyer took a payment back.", after: null, ready: true },
  bank: {
    words: "The bank differs",
    text: "A difference between bank and books is not explained.",
    after: "days",
    ready: true,
  },
} as const satisfies Record<string, { words: string; text: string; after: "hours" | "days" | null; ready: boolean }>;
export type AlertKind = keyof typeof alertKinds;
export const alertWords = (kind: string) => alertKinds[kind as AlertKind]?.words ?? kind;

export const alertStates = {
  open: { label: "Open", tone: "danger" },
  acknowledged: { label: "Seen", tone: "info" },
  resolved: { label: "Over", tone: "neutral" },
} as const;

const kinds = Object.keys(alertKinds) as [AlertKind, ...AlertKind[]];

/** `threshold` is in major units of the account's currency. */
export const AlertRuleInput = z
  .strictObject({
    id: optional(z.uuid()),
    kind: z
      .enum(kinds, "Choose what to look for.")
      .refine((kind) => alertKinds[kind].ready, "Choose what to look for."),
    accountId: optional(z.uuid("Choose an account.")),
    threshold: optional(words(30)),
    after: optional(z.coerce.number("Write a whole number.").int("Write a whole number.").min(0).max(3660)),
    active: z.preprocess((value) => value === true || value === "on", z.boolean()),
  })
  .refine((rule) => rule.kind !== "balance" || rule.accountId, { path: ["accountId"], message: "Choose an account." })
  .refine((rule) => rule.kind !== "balance" || rule.threshold !== undefined, {
    path: ["threshold"],
    message: "Below how much?",
  })
  .refine((rule) => alertKinds[rule.kind].after === null || rule.after !== undefined, {
    path: ["after"],
    message: "After how long?",
  });

/** Look at the rules of the organization now; enqueued by whatever changes what they are about. */
export const CheckAlerts = z.strictObject({});
