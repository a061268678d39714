import "server-only";
import writeExcelFile, { type CellObject } from "write-excel-file/node";
import { majorUnits } from "#lib/money";
import type { Cell, ListColumn, ListRow } from "#lib/system/list";
import { toLocal } from "#lib/time";

export type Spreadsheet = {
  /** The name of its one sheet. */
  name: string;
  /** What it states of itself above the rows: whose figures, currency, zone, as of when. */
  facts: readonly (readonly [label: string, value: string])[];
  columns: readonly ListColumn[];
  rows: readonly ListRow[];
  zone: string;
};

/**
 * Rows as a spreadsheet (Office Open XML): amounts as numbers in major units beside a column with their currency, days
 * and moments as dates; moments are what clocks in `zone` showed, since a spreadsheet knows no zones.
 */
export function xlsxOf({ name, facts, columns, rows, zone }: Spreadsheet): Promise<Buffer> {
  const hasMoney = columns.some(({ kind }) => kind === "money");
  const headings = columns.map(({ kind, label }) => (kind === "datetime" ? `${label} (${zone})` : label));
  const head = [...headings, ...(hasMoney ? ["Currency"] : [])].map((value): CellObject => ({ ...strong, value }));
  const data = [
    ...facts.map(([label, value]) => [{ ...strong, value: label }, { value }]),
    ...(facts.length > 0 ? [[]] : []),
    head,
    ...rows.map((row) => [
      ...columns.map((column) => cellOf(row[column.key], column, zone)),
      ...(hasMoney ? [{ value: currencyOf(columns, row) }] : []),
    ]),
  ];
  const widths = [...columns.map((column) => ({ width: widthOf(column) })), ...(hasMoney ? [{ width: 10 }] : [])];
  // A sheet's name has at most 31 characters and none of these (ECMA-376).
  const sheet = name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);
  const sticky = { stickyRowsCount: data.length - rows.length };
  return writeExcelFile(data, { sheet, columns: widths, ...sticky }).toBuffer();
}

const strong = { fontWeight: "bold" } as const;

function cellOf(cell: Cell | undefined, column: ListColumn, zone: string): CellObject | null {
  if (cell === null || cell === undefined || cell === "") return null;
  if (typeof cell === "boolean") return { value: cell ? "yes" : "no" };
  if (typeof cell === "number") return { value: cell };
  if (typeof cell === "object") return "minor" in cell ? amountOf(cell) : { value: cell.label };
  if (column.kind === "date" && /^\d{4}-\d\d-\d\d$/.test(cell))
    return { value: wall(`${cell}T00:00`), format: "yyyy-mm-dd" };
  if (column.kind === "datetime") return { value: wall(toLocal(new Date(cell), zone)), format: "yyyy-mm-dd hh:mm" };
  const option = column.options?.find(({ value }) => value === cell);
  return { value: option?.label ?? cell };
}

/** Spreadsheets keep fifteen digits. An amount with more stays text rather than become another amount. */
function amountOf({ minor, currency, digits }: { minor: string; currency: string; digits: number }): CellObject {
  const exact = majorUnits(BigInt(minor), currency);
  if (minor.replace("-", "").length > 15) return { value: exact, align: "right" };
  return { value: Number(exact), format: digits > 0 ? `#,##0.${"0".repeat(digits)}` : "#,##0" };
}

/** Dates in a spreadsheet are counted from midnight without a zone; the library reads them in UTC. */
const wall = (local: string) => new Date(`${local}Z`);

const widthOf = ({ kind }: ListColumn) =>
  kind === "money" ? 16 : kind === "datetime" ? 18 : kind === "date" ? 12 : 26;

function currencyOf(columns: readonly ListColumn[], row: ListRow): string | undefined {
  for (const { key } of columns) {
    const cell = row[key];
    if (cell && typeof cell === "object" && "currency" in cell) return cell.currency;
  }
  return undefined;
}
