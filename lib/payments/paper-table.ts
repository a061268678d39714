import type PDFDocument from "pdfkit";

/** A table of a paper. Columns take the room that their cells need; texts wrap where that is too much. */
export type TableBlock = {
  kind: "table";
  columns: readonly { label: string; align?: "left" | "right" }[];
  rows: readonly TableRow[];
  /** Said instead of the rows when there are none. */
  empty?: string;
};
export type TableRow = {
  cells: readonly string[];
  /** A sum, or the name of a group of rows. */
  strong?: boolean;
  /** A line above it, as above a sum. */
  rule?: boolean;
};

type Document = InstanceType<typeof PDFDocument>;
const [ink, soft, hair] = ["#18181b", "#52525b", "#e4e4e7"];
const [size, gap, pad] = [8.5, 10, 3.2];
const figures = { features: ["tnum"] as PDFKit.Mixins.OpenTypeFeatures[] };

/** The table from here on, its headings again on every page; no row is torn apart. */
export function drawTable(document: Document, { columns, rows, empty }: TableBlock) {
  const widths = widthsOf(document, columns, rows);
  drawHead(document, columns, widths);
  if (rows.length === 0 && empty)
    document.font("regular", size).fillColor(soft).text(empty, document.page.margins.left);
  for (const row of rows) {
    const height = heightOf(document, row, widths);
    const bottom = document.page.height - document.page.margins.bottom;
    // The name of a group stays with the first of its rows.
    const alone = row.strong && !row.rule ? height * 2 : height;
    if (document.y + alone > bottom) {
      document.addPage();
      drawHead(document, columns, widths);
    }
    drawRow(document, columns, widths, row, height);
  }
  document.fillColor(ink);
}

function drawHead(document: Document, columns: TableBlock["columns"], widths: number[]) {
  const row = { cells: columns.map(({ label }) => label) };
  const height = heightOf(document, row, widths);
  drawRow(document, columns, widths, row, height, soft);
  line(document, document.y, "#a1a1aa");
  document.y += 1.5;
}

function drawRow(
  document: Document,
  columns: TableBlock["columns"],
  widths: number[],
  { cells, strong, rule }: TableRow,
  height: number,
  color = ink,
) {
  const { y } = document;
  if (rule) line(document, y, "#a1a1aa");
  let x = document.page.margins.left;
  document.font(strong ? "strong" : "regular", size).fillColor(color);
  columns.forEach(({ align = "left" }, place) => {
    const width = widths[place] ?? 0;
    const cell = cells[place] ?? "";
    if (cell) document.text(cell, x, y + pad, { width, align, ...figures });
    x += width + gap;
  });
  document.y = y + height;
  line(document, document.y, hair);
}

function line(document: Document, y: number, color: string) {
  const { left, right } = document.page.margins;
  document
    .moveTo(left, y)
    .lineTo(document.page.width - right, y)
    .lineWidth(0.5)
    .strokeColor(color)
    .stroke();
}

function heightOf(document: Document, { cells, strong }: TableRow, widths: number[]) {
  document.font(strong ? "strong" : "regular", size);
  const heights = cells.map((cell, place) =>
    cell ? document.heightOfString(cell, { width: widths[place] ?? 0, ...figures }) : size,
  );
  return Math.max(size, ...heights) + 2 * pad;
}

/** Amounts are never broken: they get what they need, and texts share what is left by what they would need. */
function widthsOf(document: Document, columns: TableBlock["columns"], rows: TableBlock["rows"]): number[] {
  const { left, right } = document.page.margins;
  const room = document.page.width - left - right - gap * (columns.length - 1);
  document.font("strong", size);
  const needs = columns.map(
    ({ label }, place) =>
      rows.reduce(
        (most, { cells }) => Math.max(most, document.widthOfString(cells[place] ?? "", figures)),
        document.widthOfString(label, figures),
      ) + 1,
  );
  const isText = columns.map(({ align }) => align !== "right");
  const fixed = needs.reduce((sum, need, place) => (isText[place] ? sum : sum + need), 0);
  const texts = needs.reduce((sum, need, place) => (isText[place] ? sum + need : sum), 0);
  const share = texts > 0 ? (room - fixed) / texts : 1;
  return needs.map((need, place) => (isText[place] ? need * share : need));
}
