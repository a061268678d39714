import "server-only";
import { stringify } from "csv-stringify/sync";
import { formatMoney, majorUnits } from "#lib/money";
import type { Block, Paper } from "#lib/payments/paper";
import { paper } from "#lib/payments/paper";
import { isFigure, type Report, type Sheet, type SheetCell, type SheetColumn } from "#lib/payments/reports/sheet";
import { digitsOf } from "#lib/ref/rules";
import { inert } from "#lib/system/csv";
import type { Cell, ListColumn, ListRow } from "#lib/system/list";
import { xlsxOf } from "#lib/system/xlsx";
import { formatMoment, zoneName } from "#lib/time";

export const fileKinds = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
} as const;
export type FileKind = keyof typeof fileKinds;
export const isFileKind = (text: string): text is FileKind => Object.hasOwn(fileKinds, text);

export type Titled = {
  title: string;
  /** The days, the part of the book and the knowledge that it is of. */
  span: string;
  organization: string;
  zone: string;
  madeAt: Date;
  report: Report;
};

/** A report as a file. Files for machines leave out headings and sums, so that their columns add up. */
export function fileOf(kind: FileKind, titled: Titled): Promise<Buffer> {
  if (kind === "pdf") return paper(paperOf(titled));
  if (kind === "xlsx")
    return xlsxOf({ name: titled.title, facts: factsOf(titled), zone: titled.zone, ...tableOf(titled.report) });
  return Promise.resolve(Buffer.from(csvOf(titled)));
}

const factsOf = ({ title, span, organization, zone, madeAt, report }: Titled): [string, string][] => [
  ["Report", title],
  ["Organization", organization],
  ["Days", span],
  ["Currency", report.currencies.join(", ") || "none"],
  ["Zone", zone],
  ["Drawn up", `${formatMoment(madeAt, zone)} ${zoneName(madeAt, zone)}`],
];

/** RFC 4180: what it states of itself as rows of two cells, then the table, then how many rows it has. */
function csvOf(titled: Titled): string {
  const { columns, rows } = tableOf(titled.report);
  const lines = [
    ...factsOf(titled).map(([label, value]) => [label, inert(value)]),
    [],
    [...columns.map(({ label }) => label), "Currency"],
    ...rows.map((row) => [...columns.map(({ key }) => plain(row[key])), currencyIn(row)]),
    ["# rows", String(rows.length)],
  ];
  return `\uFEFF${stringify(lines, { record_delimiter: "windows" })}`;
}

/** All sheets as one table: rows without sums, each under the name of its group. */
function tableOf({ sheets }: Report): { columns: ListColumn[]; rows: ListRow[] } {
  const [first] = sheets;
  const grouped = sheets.some(({ rows }) => rows.some(({ level }) => level === "group"));
  const own = (first?.columns ?? []).map(({ key, label, kind }): ListColumn => ({ key, label, kind }));
  const columns = grouped ? [{ key: "group", label: "Group", kind: "text" } as ListColumn, ...own] : own;
  const rows = sheets.flatMap((sheet) => {
    let group = "";
    return sheet.rows.flatMap((row): ListRow[] => {
      if (row.level === "group") group = String(row.cells[sheet.columns[0]?.key ?? ""] ?? "");
      if (row.level) return [];
      const cells = Object.fromEntries(sheet.columns.map(({ key }) => [key, cellOf(row.cells[key])]));
      return [{ id: row.id, group, ...cells }];
    });
  });
  return { columns, rows };
}

function cellOf(cell: SheetCell | undefined): Cell {
  if (cell === undefined || cell === null) return null;
  if (isFigure(cell)) return { minor: String(cell.minor), currency: cell.currency, digits: digitsOf(cell.currency) };
  return typeof cell === "object" ? cell.text : cell;
}

function plain(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object")
    return "minor" in cell ? majorUnits(BigInt(cell.minor), cell.currency) : inert(cell.label);
  return typeof cell === "string" ? inert(cell) : String(cell);
}

const currencyIn = (row: ListRow) =>
  Object.values(row).flatMap((cell) =>
    cell && typeof cell === "object" && "currency" in cell ? [cell.currency] : [],
  )[0] ?? "";

function paperOf({ title, span, organization, zone, madeAt, report }: Titled): Paper {
  const { sheets, currencies, notes = [] } = report;
  const wide = sheets.some(({ columns }) => columns.length > 5);
  const blocks = sheets.flatMap((sheet): Block[] => [
    ...(sheets.length > 1 ? [{ kind: "heading", text: sheet.name } as const] : []),
    { kind: "table", columns: sheet.columns.map(columnOf), rows: rowsOf(sheet), empty: sheet.empty },
  ]);
  const said = blocks.length > 0 ? blocks : [{ kind: "text", text: "Nothing was posted in these days." } as const];
  const words = notes.map((text): Block => ({ kind: "text", text, muted: true }));
  return {
    title,
    organization: { name: organization },
    currencies,
    zone,
    madeAt,
    span,
    blocks: [...said, ...words],
    landscape: wide,
  };
}

const columnOf = ({ label, kind }: SheetColumn) => ({
  label,
  align: kind === "money" || kind === "number" ? ("right" as const) : ("left" as const),
});

const rowsOf = ({ columns, rows }: Sheet) =>
  rows.map(({ level, cells }) => ({
    cells: columns.map(({ key }) => words(cells[key])),
    strong: level !== undefined,
    rule: level === "sum",
  }));

function words(cell: SheetCell | undefined): string {
  if (cell === undefined || cell === null) return "";
  if (isFigure(cell)) return formatMoney(cell.minor, cell.currency);
  return typeof cell === "object" ? cell.text : String(cell);
}
