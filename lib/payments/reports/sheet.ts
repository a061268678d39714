import { sum } from "#lib/payments/statements";

/** A report as rows and columns: the one shape that its screen, CSV, spreadsheet and paper are made from. Pure. */
export type SheetColumn = { key: string; label: string; kind: "text" | "code" | "date" | "money" | "number" };
/** An amount in minor units and, where it is a sum, the rows behind it. */
export type SheetFigure = { minor: bigint; currency: string; href?: string };
export type SheetCell = string | number | SheetFigure | { text: string; href: string } | null;
export type SheetRow = {
  id: string;
  /** `group`: the name of the rows below it. `sum`: of the rows above it; left out of files that add up by themselves. */
  level?: "group" | "sum";
  cells: Record<string, SheetCell>;
};
export type Sheet = {
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly SheetRow[];
  /** What to say when nothing is in it. */
  empty: string;
};
export type Report = { sheets: readonly Sheet[]; currencies: readonly string[]; notes?: readonly string[] };

export const isFigure = (cell: SheetCell | undefined): cell is SheetFigure =>
  typeof cell === "object" && cell !== null && "minor" in cell;

/** The row below `rows` that adds up their figures in these columns. */
export function sumRow(
  label: string,
  rows: readonly SheetRow[],
  columns: readonly SheetColumn[],
  currency: string,
): SheetRow {
  const [first, ...others] = columns;
  const cells: Record<string, SheetCell> = first ? { [first.key]: label } : {};
  for (const { key, kind } of others) {
    const values = rows.flatMap(({ level, cells: own }) => (level ? [] : [own[key]]));
    const figures = values.filter(isFigure);
    if (kind === "money" && figures.length > 0)
      cells[key] = { minor: sum(figures.map(({ minor }) => ({ amountMinor: minor }))), currency };
    if (kind === "number")
      cells[key] = values.reduce<number>((all, one) => all + (typeof one === "number" ? one : 0), 0);
  }
  return { id: `sum ${label} ${currency}`, level: "sum", cells };
}

export const currenciesOf = (rows: readonly { currency: string }[]) =>
  [...new Set(rows.map(({ currency }) => currency))].toSorted();
