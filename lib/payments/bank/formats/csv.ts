import { Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import type { CsvMapping } from "#lib/payments/bank/formats/csv-mapping";
import { dayIn } from "#lib/payments/bank/formats/dates";
import {
  amountOf,
  type Chunks,
  FormatError,
  type Line,
  type Part,
  type Terms,
  tidy,
} from "#lib/payments/bank/formats/statement";

export type CsvTerms = Terms & { mapping: CsvMapping };
type Row = { record: string[]; info: { lines: number } };
type Find = (column: string | undefined) => number;

/**
 * A bank's table, as a mapping says how to read it. Columns are named by their heading, or by their number where there
 * is none. With a column of running balances the opening and closing balance follow, in either order of days.
 */
export async function* csv(chunks: Chunks, { currency, mapping }: CsvTerms): AsyncGenerator<Part> {
  const parser = parse({
    delimiter: mapping.delimiter,
    info: true,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    from_line: mapping.skipLines + 1,
    max_record_size: 100_000,
  });
  const rows = Readable.from(chunks)
    .on("error", (error) => parser.destroy(error))
    .pipe(parser) as AsyncIterable<Row>;
  let find: Find | null = mapping.header ? null : byNumber;
  let first: { balance: bigint; line: Line } | null = null;
  let last: { balance: bigint; line: Line } | null = null;
  let lines = 0;
  yield { kind: "opening", reference: "", account: "", currency: null, openingMinor: null };
  try {
    for await (const { record, info } of rows) {
      const at = info.lines;
      if (!find) {
        find = byHeading(record, at);
        for (const column of Object.values(mapping.columns)) for (const one of [column].flat()) find(one);
        continue;
      }
      const cell = (column: string | undefined) => (column ? (record[find?.(column) ?? -1] ?? "") : "");
      const line = lineOf(cell, currency, mapping, at);
      if (!line) continue;
      lines += 1;
      yield line;
      const balance = cell(mapping.columns.balance).trim();
      if (!balance) continue;
      last = { balance: amountOf(balance, currency, at, mapping.decimal), line };
      first ??= last;
    }
  } catch (error) {
    throw wordsOf(error);
  }
  if (lines === 0)
    throw new FormatError(1, "No line of this file has a date and an amount where the mapping looks for them.");
  yield balancesOf(first, last);
}

type Standing = { balance: bigint; line: Line } | null;

/** A running balance stands after its line; the oldest line is first or last. */
function balancesOf(first: Standing, last: Standing): Part {
  if (!first || !last) return { kind: "closing", closingMinor: null };
  const descending = first.line.bookedOn > last.line.bookedOn;
  const [oldest, newest] = descending ? [last, first] : [first, last];
  return {
    kind: "closing",
    openingMinor: oldest.balance - oldest.line.amountMinor,
    closingMinor: newest.balance,
  };
}

function lineOf(cell: (column?: string) => string, currency: string, mapping: CsvMapping, at: number): Line | null {
  const { columns, dates, decimal, inverted } = mapping;
  const day = cell(columns.date).trim();
  const cells = [columns.amount, columns.debit, columns.credit].map((column) => cell(column).trim());
  // Lines of totals and remarks have neither; a date without an amount, or the other way round, is a mistake.
  if (day === "" && cells.every((text) => text === "")) return null;
  if (cells.every((text) => text === "")) throw new FormatError(at, "This line has a date and no amount.");
  const [amount = "", debit = "", credit = ""] = cells;
  const magnitude = (text: string) => {
    const minor = text ? amountOf(text, currency, at, decimal) : 0n;
    return minor < 0n ? -minor : minor;
  };
  const signed = columns.amount ? amountOf(amount, currency, at, decimal) : magnitude(credit) - magnitude(debit);
  const amountMinor = inverted ? -signed : signed;
  if (amountMinor === 0n) return null;
  const counterparty = tidy(cell(columns.counterparty), 140);
  const text = tidy(columns.text.map((column) => cell(column)).join(" "));
  return {
    kind: "line",
    at,
    bookedOn: dayIn(day, dates, at),
    valueOn: cell(columns.valueDate).trim() ? dayIn(cell(columns.valueDate), dates, at) : null,
    amountMinor,
    text: text || counterparty,
    counterparty,
    reference: tidy(cell(columns.reference), 100),
    bankReference: tidy(cell(columns.bankReference), 100),
  };
}

const byNumber: Find = (column) => (column && /^\d{1,3}$/.test(column) ? Number(column) - 1 : -1);

function byHeading(record: string[], at: number): Find {
  const places = new Map(record.map((heading, index) => [plain(heading), index]));
  return (column) => {
    if (!column) return -1;
    const place = places.get(plain(column)) ?? (/^\d{1,3}$/.test(column) ? Number(column) - 1 : undefined);
    if (place === undefined)
      throw new FormatError(
        at,
        `There is no column “${column}”. This file has: ${record
          .map((one) => one.trim())
          .join(", ")
          .slice(0, 300)}.`,
      );
    return place;
  };
}

const plain = (heading: string) => heading.trim().toLowerCase();

function wordsOf(error: unknown): unknown {
  const csvError = error as Partial<CsvError> & { lines?: number };
  if (error instanceof FormatError || !csvError.code?.startsWith("CSV_")) return error;
  const words =
    csvError.code === "CSV_QUOTE_NOT_CLOSED"
      ? "A quotation mark is not closed: the file is truncated."
      : "This line is not what the delimiter and quotation marks promise.";
  return new FormatError(Number(csvError.lines ?? 1), words);
}
