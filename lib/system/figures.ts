import { formatMoney } from "#lib/money";

/** What charts and the tables beside them show, on screen, in files and on paper. */
export type ChartSeries = {
  key: string;
  label: string;
  color: 1 | 2 | 3 | 4 | 5 | 6;
  /** Figures of other days, beside those of these: a broken line, the first kind or the second. */
  compared?: 1 | 2;
  /** Counted, also where the other series are money. */
  plain?: boolean;
};

/**
 * `label` names the point on the axis; each series' figure is a number, or minor units as text where it is money.
 * `href`, where there is one, leads to the rows behind the point: from its line in the table, and from its bar.
 */
export type ChartPoint = { label: string; [series: string]: string | number };

export type ChartFigures = {
  shape: "area" | "bar" | "line" | "stacked";
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  /** With it the figures are minor units of this currency. */
  currency?: string;
};

/** A chart or table with the words that belong to it. */
export type Panel = Omit<ChartFigures, "shape"> & {
  key: string;
  title: string;
  /** What is counted, in which currency, on whose clock. */
  description?: string;
  /** The heading of the table's first column: "Week", "Event". */
  axis: string;
  shape: ChartFigures["shape"] | "table";
  /** What it says, in one or two sentences. */
  summary: string;
};

/** Money of these points: a series that is counted has none. */
export const currencyOf = ({ plain }: ChartSeries, currency?: string) => (plain ? undefined : currency);

/** The figure exactly: money from its minor units, anything else with the reader's separators. */
export function figureText(figure: string | number, currency?: string): string {
  return currency ? formatMoney(BigInt(figure), currency) : Number(figure).toLocaleString("en");
}

/** `1.2K`, `$3.4M`: a figure of an axis, in major units. */
export function compact(major: number, currency?: string): string {
  return new Intl.NumberFormat("en", {
    notation: "compact",
    maximumFractionDigits: 1,
    ...(currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {}),
  }).format(major);
}
