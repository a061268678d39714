import { majorUnits } from "#lib/money";
import { currencyOf, type Panel } from "#lib/system/figures";

/** What a file of a panel states of itself. */
export type PanelFacts = {
  /** `21 Oct 2026 to 19 Nov 2026` */
  period: string;
  zone: string;
  /** When its figures were true, in words with the zone's name. */
  asOf: string;
};

/**
 * The figures of a panel as CSV (RFC 4180): a line for each point, money in major units beside a currency column, and
 * last what they are of and how many lines there are. `at` of a point, where it has one, is its day or month in full.
 */
export function panelCsv({ title, axis, series, points, currency }: Panel, facts: PanelFacts): string {
  const amount = (figure: string | number, money?: string) =>
    money ? majorUnits(BigInt(figure), money) : String(figure);
  const lines = [
    [axis, ...series.map(({ label }) => label), ...(currency ? ["Currency"] : [])],
    ...points.map((point) => [
      String(point.at ?? point.label),
      ...series.map((one) => amount(point[one.key] ?? 0, currencyOf(one, currency))),
      ...(currency ? [currency] : []),
    ]),
    ["# title", title],
    ["# period", facts.period],
    ["# zone", facts.zone],
    ["# as of", facts.asOf],
    ["# rows", String(points.length)],
  ];
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Quoted where it must be. Spreadsheets run a text that begins like a formula: an apostrophe in front makes it text; figures stay. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
