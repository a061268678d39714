import type PDFDocument from "pdfkit";
import { drawChart, type Ink, type Shape } from "#lib/system/drawing";
import { type ChartFigures, currencyOf, figureText, type Panel } from "#lib/system/figures";

/** A chart on paper, drawn as lines and areas, never as a picture. */
export type ChartBlock = { kind: "chart"; panel: Panel & Pick<ChartFigures, "shape"> };

type Document = InstanceType<typeof PDFDocument>;
const height = 170;
/** The colours of the screen's charts in the light, on white. */
const inks: Record<Ink, string> = {
  ink: "#18181b",
  soft: "#52525b",
  hair: "#e4e4e7",
  1: "#1a7551",
  2: "#2580c1",
  3: "#c8800d",
  4: "#bf3957",
  5: "#7055b0",
  6: "#2b9095",
};

/** The chart from here on, as wide as the page; on the next page when it would be torn apart. */
export function drawChartBlock(document: Document, { panel }: ChartBlock) {
  const { left, right, bottom } = document.page.margins;
  if (document.y + height > document.page.height - bottom) document.addPage();
  const [x, y] = [left, document.y];
  document.save().translate(x, y);
  for (const shape of drawChart(panel, document.page.width - left - right, height).shapes) paint(document, shape);
  document.restore();
  document.x = x;
  document.y = y + height + 8;
}

function paint(document: Document, shape: Shape) {
  if (shape.kind === "rect") {
    document.rect(shape.x, shape.y, shape.width, shape.height).fill(inks[shape.ink]);
    return;
  }
  if (shape.kind === "line") {
    shape.points.forEach(([x, y], place) => {
      if (place === 0) document.moveTo(x, y);
      else document.lineTo(x, y);
    });
    if (shape.dash) document.dash(shape.dash[0] ?? 1, { space: shape.dash[1] ?? 1 });
    document.lineWidth(shape.width).strokeColor(inks[shape.ink]).stroke();
    if (shape.dash) document.undash();
    return;
  }
  document.font("regular", shape.size).fillColor(inks[shape.ink]);
  const room = document.widthOfString(shape.text);
  const x = shape.align === "left" ? shape.x : shape.align === "right" ? shape.x - room : shape.x - room / 2;
  document.text(shape.text, x, shape.y, { lineBreak: false });
}

/** The figures of a panel as the table of a paper. */
export const tableOf = ({ axis, series, points, currency }: Panel) => ({
  kind: "table" as const,
  columns: [{ label: axis }, ...series.map(({ label }) => ({ label, align: "right" as const }))],
  rows: points.map((point) => ({
    cells: [
      String(point.at ?? point.label),
      ...series.map((one) => figureText(point[one.key] ?? 0, currencyOf(one, currency))),
    ],
  })),
  empty: "Nothing in this time.",
});
