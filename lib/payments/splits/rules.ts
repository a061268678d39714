import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { isCurrency } from "#lib/ref/rules";

export const splitLineKinds = { fixed: "A fixed amount", share: "A share", rest: "The rest" } as const;
export type SplitLineKind = keyof typeof splitLineKinds;

/** What a reserve is called, as the last word of its account's code. */
export const reserveOf = (name: string) =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

/** `12.5` as basis points: 1250. Null when it is not a share of at most 100 % with at most two decimals. */
export function basisPointsOf(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{0,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const points = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return points >= 1 && points <= 10_000 ? points : null;
}

/** 1250 as `12.5`. */
export const percentText = (basisPoints: number) => String(basisPoints / 100);

const Line = z.strictObject({
  kind: z.enum(["fixed", "share", "rest"], "How is it measured?"),
  /** Per cent of a share, or an amount in major units; nothing for the rest. */
  size: words(30).default(""),
  reserve: words(60).min(1, "What is it set aside for?").transform(reserveOf),
});
export type SplitLineInput = z.input<typeof Line>;

/** Lines in their order. `active`: the income of each day is split in the night after it, from today on. */
export const SplitInput = z.strictObject({
  id: optional(z.uuid()),
  name: words(80).min(1, "What is it called?"),
  currency: z.string("Choose a currency.").refine(isCurrency, "Choose a currency."),
  accountCode: optional(z.string().max(120)),
  active: z.preprocess((value) => value === true || value === "on", z.boolean()),
  lines: z
    .array(Line)
    .min(1, "A split needs at least one line.")
    .max(40)
    .refine((lines) => lines.every(({ reserve }) => reserve !== ""), "Name what is set aside with letters or digits."),
});

/** What is split: a day, an order, a transaction, or an amount by hand. */
export const SplitSource = z
  .strictObject({
    splitId: z.uuid(),
    of: z.enum(["day", "order", "transaction", "hand"], "Choose what is split."),
    day: optional(z.iso.date("Choose a day.")),
    id: optional(z.uuid("Choose a record.")),
    amount: optional(words(30)),
    key: optional(z.string().min(8).max(100)),
  })
  .refine((one) => one.of !== "day" || one.day, { path: ["day"], message: "Choose a day." })
  .refine((one) => (one.of !== "order" && one.of !== "transaction") || one.id, {
    path: ["id"],
    message: "Choose a record.",
  })
  .refine((one) => one.of !== "hand" || (one.amount && one.key), { path: ["amount"], message: "How much?" });
export type SplitSource = z.output<typeof SplitSource>;

export const ReserveRelease = z.strictObject({
  reserve: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Choose what it was set aside for."),
  currency: z.string().refine(isCurrency, "Choose a currency."),
  amount: words(30).min(1, "How much?"),
  memo: words(300).min(3, "Say what for."),
  key: z.string().min(8).max(100),
});
