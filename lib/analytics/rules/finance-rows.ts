import type { Period } from "#lib/analytics/rules";

/** What of the finance dashboard can be opened as the entries that it is the sum of. */
export const financeRowKinds = {
  fees: "Fees",
  held: "Held for others",
  income: "Income",
} as const;
export type FinanceRowKind = keyof typeof financeRowKinds;
export const isFinanceRowKind = (text: unknown): text is FinanceRowKind =>
  typeof text === "string" && text in financeRowKinds;

export const financeRowsHref = (slug: string, kind: FinanceRowKind, { from, before }: Period) =>
  `/${slug}/analytics/finance/rows?${new URLSearchParams({ kind, from, before })}`;
