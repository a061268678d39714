import { TZDate } from "@date-fns/tz";
import { stringify } from "csv-stringify/sync";
import { majorUnits } from "#lib/money";
import type { Cell, ListColumn, ListRow } from "#lib/system/list";

/**
 * A list as CSV (RFC 4180): money in major units beside a currency column, moments in the list's zone with their
 * offset, and a last line that counts the rows, so that a file cut short can be told from a whole one.
 */
export async function* csvOf(columns: readonly ListColumn[], rows: AsyncIterable<ListRow>, zone: string) {
  const hasMoney = columns.some((column) => column.kind === "money");
  const headings = columns.map(({ kind, label }) => inert(kind === "datetime" ? `${label} (${zone})` : label));
  // A byte-order mark tells spreadsheets that this is UTF-8.
  yield `\uFEFF${line([...headings, ...(hasMoney ? ["Currency"] : [])])}`;
  let count = 0;
  for await (const row of rows) {
    count += 1;
    yield line([
      ...columns.map((column) => textOf(row[column.key], column, zone)),
      ...(hasMoney ? [currencyOf(columns, row)] : []),
    ]);
  }
  yield line(["# rows", String(count)]);
}

/** Spreadsheets run a cell that begins like a formula; an apostrophe in front makes it text again. */
export const inert = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const line = (cells: string[]) => stringify([cells], { record_delimiter: "windows" });

function textOf(cell: Cell | undefined, column: ListColumn, zone: string): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object")
    return "minor" in cell ? majorUnits(BigInt(cell.minor), cell.currency) : inert(cell.label);
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (column.kind === "datetime") return new TZDate(cell, zone).toISOString();
  const option = column.options?.find((one) => one.value === cell);
  return inert(option?.label ?? cell);
}

function currencyOf(columns: readonly ListColumn[], row: ListRow): string {
  for (const column of columns) {
    const cell = row[column.key];
    if (cell && typeof cell === "object" && "currency" in cell) return cell.currency;
  }
  return "";
}
