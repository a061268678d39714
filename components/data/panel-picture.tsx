import { drawChart, drawTable, type Ink, type Shape } from "#lib/system/drawing";
import type { Panel } from "#lib/system/figures";
import { type PanelFacts, panelCsv } from "#lib/system/panel-csv";

/** Files of a panel, made in the browser. Fetched only when somebody asks for one. */
export const saveCsv = (panel: Panel, facts: PanelFacts, name: string) =>
  save(new Blob([panelCsv(panel, facts)], { type: "text/csv;charset=utf-8" }), `${name}.csv`);

/** A picture at twice the size, in the colours that the reader has chosen: it looks like the screen it was made from. */
export async function savePicture(panel: Panel, facts: PanelFacts, name: string) {
  const picture = await paintPanel(panel, facts).then(
    (canvas) => new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png")),
  );
  if (picture) save(picture, `${name}.png`);
}

const [margin, width, head] = [24, 760, 62];

async function paintPanel(panel: Panel, { period, zone, asOf }: PanelFacts) {
  const body = panel.shape === "table" ? drawTable(panel, width) : drawChart(panel, width, 260);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [(width + 2 * margin) * 2, (body.height + head + 2 * margin + 22) * 2];
  const paint = canvas.getContext("2d");
  if (!paint) throw new Error("This browser paints no pictures.");
  const { fontFamily } = getComputedStyle(document.body);
  await document.fonts.ready;
  paint.scale(2, 2);
  paint.fillStyle = colorOf("--card");
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.translate(margin, margin);
  paint.textBaseline = "top";
  const write = (text: string, y: number, size: number, ink: Ink, weight = 400) => {
    paint.font = `${weight} ${size}px ${fontFamily}`;
    paint.fillStyle = inkOf(ink);
    paint.textAlign = "left";
    paint.fillText(text, 0, y, width);
  };
  write(panel.title, 0, 16, "ink", 600);
  write(panel.description ?? "", 22, 11, "soft");
  write(`${period} · ${zone.replaceAll("_", " ")} · as of ${asOf}`, 37, 11, "soft");
  paint.translate(0, head);
  for (const shape of body.shapes) put(paint, shape, fontFamily);
  write(panel.summary, body.height + 6, 11, "soft");
  return canvas;
}

function put(paint: CanvasRenderingContext2D, shape: Shape, family: string) {
  if (shape.kind === "rect") {
    paint.fillStyle = inkOf(shape.ink);
    paint.fillRect(shape.x, shape.y, shape.width, shape.height);
    return;
  }
  if (shape.kind === "text") {
    paint.font = `400 ${shape.size + 1}px ${family}`;
    paint.fillStyle = inkOf(shape.ink);
    paint.textAlign = shape.align;
    paint.fillText(shape.text, shape.x, shape.y);
    return;
  }
  paint.beginPath();
  for (const [x, y] of shape.points) paint.lineTo(x, y);
  paint.strokeStyle = inkOf(shape.ink);
  paint.lineWidth = shape.width;
  paint.setLineDash(shape.dash ?? []);
  paint.stroke();
}

const colorOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const inkOf = (ink: Ink) =>
  colorOf(
    typeof ink === "number"
      ? `--chart-${ink}`
      : { ink: "--foreground", soft: "--muted-foreground", hair: "--border" }[ink],
  );

function save(content: Blob, name: string) {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
