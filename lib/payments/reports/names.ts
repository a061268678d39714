import { dayOf, flagOf, spanOf } from "#lib/payments/addresses";
import { type Lens, lensOf } from "#lib/payments/reports/lens";

/**
 * The reports that finance has, in words. Pure: the screens and their links read it too. `asks`: a span of days, or only
 * its end; `narrows`: whether it can be about one event, station or earlier knowledge.
 */
export const reportNames = {
  "trial-balance": {
    title: "Trial balance",
    words: "Every account and the side on which it stands; debits and credits are equal.",
    asks: "span",
    narrows: true,
  },
  "income-statement": {
    title: "Income statement",
    words: "What was earned and spent, beside the days before.",
    asks: "span",
    narrows: true,
  },
  "balance-sheet": {
    title: "Balance sheet",
    words: "What is owned and owed at the end of a day, beside an earlier one.",
    asks: "span",
    narrows: true,
  },
  fees: {
    title: "Fees",
    words: "What the platform and the card processors charged and returned, by event.",
    asks: "span",
    narrows: true,
  },
  taxes: {
    title: "Taxes",
    words: "What was collected, given back and paid over, by jurisdiction.",
    asks: "span",
    narrows: true,
  },
  refunds: {
    title: "Refunds",
    words: "Every refund, and what it took out of sales, tax, fees and wallet.",
    asks: "span",
    narrows: true,
  },
  held: {
    title: "Held money",
    words: "Deposits, held and unearned money, by how long it has been there.",
    asks: "day",
    narrows: false,
  },
  receivables: {
    title: "Receivables",
    words: "What customers owe, invoice by invoice, by how late it is.",
    asks: "day",
    narrows: false,
  },
  payables: {
    title: "Payables",
    words: "What we owe to vendors, bill by bill, by how late it is.",
    asks: "day",
    narrows: false,
  },
} as const satisfies Record<string, { title: string; words: string; asks: "span" | "day"; narrows: boolean }>;
export type ReportName = keyof typeof reportNames;

export const isReport = (name: string): name is ReportName => Object.hasOwn(reportNames, name);

type Params = { [key: string]: string | string[] | undefined };

/** The days and the part of the book that an address asks for: this year up to today when it does not say. */
export function askedOf(params: Params, today: string): { from: string; to: string; lens: Lens; zeros: boolean } {
  const asked = spanOf(params);
  const to = asked.to ?? dayOf(params, "asOf") ?? today;
  const from = asked.from && asked.from <= to ? asked.from : `${to.slice(0, 4)}-01-01`;
  return { from, to, lens: lensOf(params), zeros: flagOf(params, "zeros") };
}

/** The same question as an address carries it. */
export const askedSearch = ({ from, to, lens, zeros }: { from: string; to: string; lens: Lens; zeros?: boolean }) => ({
  from,
  to,
  ...lens,
  zeros: zeros ? "yes" : undefined,
});
