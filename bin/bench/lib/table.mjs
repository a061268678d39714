const columns = [
  ["name", "measured"],
  ["value", "value", true],
  ["unit", "unit"],
  ["p50", "p50 ms", true],
  ["p95", "p95 ms", true],
  ["cpu", "CPU ms", true],
  ["ratio", "ratio", true],
  ["floor", "floor"],
];

/** The rows as one table of text, a blank line between two parts. */
export function table(rows) {
  const shown = rows.map((row) => columns.map(([key]) => textOf(row[key])));
  const heads = columns.map(([, head]) => head);
  const widths = heads.map((head, at) => Math.max(head.length, ...shown.map((cells) => cells[at].length)));
  const line = (cells) =>
    cells
      .map((cell, at) => (columns[at][2] ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join("  ")
      .trimEnd();
  const lines = shown.flatMap((cells, at) =>
    at > 0 && rows[at].part !== rows[at - 1].part ? ["", line(cells)] : [line(cells)],
  );
  return ["", line(heads), line(widths.map((width) => "─".repeat(width))), ...lines, ""].join("\n");
}

function textOf(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "number") return value;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
