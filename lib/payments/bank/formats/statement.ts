import { digitsOf, isCurrency } from "#lib/ref/rules";

/**
 * What every format of bank statements is read into. A parser takes text in pieces of any size and yields statements
 * part by part, so that a file of any length passes through a bounded memory. Pure: nothing is read or written here.
 */
export type Opening = {
  kind: "opening";
  /** What the bank calls this statement. */
  reference: string;
  /** The account as the file names it, an IBAN mostly; empty when the format does not say. */
  account: string;
  currency: string | null;
  /** Null where the format has no such balance: the sum cannot be proven then. */
  openingMinor: bigint | null;
};
export type Line = {
  kind: "line";
  /** Where in the file it begins, counted from 1. */
  at: number;
  /** Calendar days of the bank, `YYYY-MM-DD`. */
  bookedOn: string;
  valueOn: string | null;
  /** Minor units; money that came in is positive. */
  amountMinor: bigint;
  text: string;
  counterparty: string;
  /** What whoever paid wrote for us to find: an end-to-end or customer reference. */
  reference: string;
  /** The bank's own name of the line, the same in every file that has it; empty where there is none. */
  bankReference: string;
};
export type Closing = { kind: "closing"; closingMinor: bigint | null; openingMinor?: bigint | null };
export type Part = Opening | Line | Closing;

export type Terms = {
  /** The account's currency: how many decimals an amount may have. */
  currency: string;
};
export type Chunks = AsyncIterable<string> | Iterable<string>;
export type Parser<T extends Terms = Terms> = (chunks: Chunks, terms: T) => AsyncGenerator<Part>;

/** The file is not what its format demands. `line` is the place, counted from 1. */
export class FormatError extends Error {
  override name = "FormatError";
  line: number;
  constructor(line: number, words: string) {
    super(words);
    this.line = line;
  }
}

const largest = 9_007_199_254_740_991n;

/** `1234.5` or `1.234,50` as minor units; nothing is rounded, and more decimals than the currency has are refused. */
export function amountOf(text: string, currency: string, at: number, decimal: "." | "," = "."): bigint {
  if (!isCurrency(currency)) throw new FormatError(at, `${currency || "Nothing"} is not a currency.`);
  const grouping = decimal === "." ? /[,'\u2019\s\u00a0\u202f]/g : /[.'\u2019\s\u00a0\u202f]/g;
  const plain = text.trim().replaceAll("\u2212", "-").replace(grouping, "").replace(decimal, ".");
  const match = /^([+-]?)(\d{1,15})?(?:\.(\d*))?([+-]?)$/.exec(plain);
  const [, sign = "", whole = "", fraction = "", after = ""] = match ?? [];
  if (!match || (whole === "" && fraction === "") || (sign && after))
    throw new FormatError(at, `“${text.trim().slice(0, 40)}” is not an amount.`);
  const digits = digitsOf(currency);
  if (/[1-9]/.test(fraction.slice(digits)))
    throw new FormatError(at, `“${text.trim()}” has more decimals than ${currency} has.`);
  const minor = BigInt((whole || "0") + fraction.slice(0, digits).padEnd(digits, "0"));
  if (minor > largest) throw new FormatError(at, `“${text.trim()}” is too large.`);
  return sign === "-" || after === "-" ? -minor : minor;
}

/** A day that exists, or an error at its place. */
export function dayFrom(year: string, month: string, day: string, at: number): string {
  const text = `${fullYear(year)}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text))
    throw new FormatError(at, `${text} is not a day.`);
  return text;
}

/** Two digits mean the century in which banks had computers. */
const fullYear = (year: string) => (year.length === 2 ? `${Number(year) < 80 ? "20" : "19"}${year}` : year);

/** Words on one line, without what a terminal would take for a command. */
export const tidy = (text: string, most = 500) =>
  text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, most);

/** A text line with its place; what is left at the end without a line break counts as one. */
export async function* linesOf(chunks: Chunks): AsyncGenerator<{ text: string; at: number }> {
  let rest = "";
  let at = 0;
  for await (const chunk of chunks) {
    rest += chunk;
    if (rest.length > longestLine && !rest.includes("\n")) throw new FormatError(at + 1, "This line has no end.");
    const found = rest.split("\n");
    rest = found.pop() ?? "";
    for (const text of found) yield { text: text.replace(/\r$/, ""), at: ++at };
  }
  if (rest) yield { text: rest.replace(/\r$/, ""), at: at + 1 };
}

const longestLine = 1_000_000;
