import { formatMoney } from "#lib/money";

export type ChartSeries = { key: string; label: string; color: 1 | 2 | 3 | 4 | 5 | 6 };

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

/** The figure exactly: money from its minor units, anything else with the reader's separators. */
export function figureText(figure: string | number, currency?: string): string {
  return currency ? formatMoney(BigInt(figure), currency) : Number(figure).toLocaleString("en");
}
