import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { isCurrency } from "#lib/ref/rules";

export const categoryKinds = { income: "Income", expense: "Expense" } as const;
export type CategoryKind = keyof typeof categoryKinds;

/** What a goal is measured by. */
export const goalMeasures = {
  income: "All income",
  expenses: "All expenses",
  net: "Income less expenses",
  category: "A category",
  account: "An account",
} as const;
export type GoalMeasure = keyof typeof goalMeasures;

export const everyWords = { month: "Every month", year: "Every year" } as const;

/** One or several of the same name, as a form sends them. */
export const several = <S extends z.ZodType>(one: S) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(one),
  );

export const CategoryInput = z.strictObject({
  id: optional(z.uuid()),
  name: words(80).min(1, "What is it called?"),
  kind: z.enum(["income", "expense"], "Income or expense?"),
  parentId: optional(z.uuid("Choose a category.")),
  /** Codes of accounts, each in all its currencies. */
  accounts: several(z.string().max(120)),
});

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$/, "Choose a month.");
const firstDay = (month: string) => `${month.slice(0, 7)}-01`;
const code = z.string("Choose a currency.").refine(isCurrency, "Choose a currency.");

/** `target` is in major units of `currency`; months as `YYYY-MM`. */
export const GoalInput = z
  .strictObject({
    id: optional(z.uuid()),
    name: words(120).min(1, "What is it called?"),
    measure: z.enum(["income", "expenses", "net", "category", "account"], "Choose what is counted."),
    categoryId: optional(z.uuid("Choose a category.")),
    accountId: optional(z.uuid("Choose an account.")),
    eventId: optional(z.uuid("Choose an event.")),
    stationId: optional(z.uuid("Choose a station.")),
    every: z.enum(["month", "year"], "Every month or every year?"),
    startsOn: Month.transform(firstDay),
    endsOn: optional(Month.transform(firstDay)),
    target: words(30).min(1, "How much?"),
    currency: code,
  })
  .refine((goal) => goal.measure !== "category" || goal.categoryId, {
    path: ["categoryId"],
    message: "Choose a category.",
  })
  .refine((goal) => goal.measure !== "account" || goal.accountId, {
    path: ["accountId"],
    message: "Choose an account.",
  })
  .transform((goal) => ({
    ...goal,
    categoryId: goal.measure === "category" ? goal.categoryId : undefined,
    accountId: goal.measure === "account" ? goal.accountId : undefined,
  }));

export const PlanId = z.strictObject({ id: z.uuid() });

export type Pace = { ahead: boolean; byMinor: bigint };

/** Where a goal stands against what it should have reached by now. Spending is ahead while it is at most that. */
export function paceOf(goal: { doneMinor: bigint; expectedMinor: bigint; spending: boolean }): Pace {
  const difference = goal.doneMinor - goal.expectedMinor;
  const ahead = goal.spending ? difference <= 0n : difference >= 0n;
  return { ahead, byMinor: difference < 0n ? -difference : difference };
}

/** How much of the target is done, in whole per cent from 0 to 100. */
export const percentOf = (doneMinor: bigint, targetMinor: bigint) =>
  doneMinor <= 0n ? 0 : Number((doneMinor * 100n) / targetMinor > 100n ? 100n : (doneMinor * 100n) / targetMinor);
