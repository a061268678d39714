import "server-only";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { type ChartBlock, drawChartBlock } from "#lib/payments/paper-chart";
import { drawTable, type TableBlock } from "#lib/payments/paper-table";
import { formatMoment, zoneName } from "#lib/time";

/** What a paper is made of, from top to bottom. Texts and amounts come as they are to be read. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string; muted?: boolean }
  | { kind: "facts"; facts: readonly (readonly [label: string, value: string])[] }
  /** Side by side, such as who sends and who receives an invoice; the first line of each is its label. */
  | { kind: "columns"; columns: readonly (readonly string[])[] }
  /** A PNG or JPEG, such as the QR code of a payment link; `width` in points. */
  | { kind: "picture"; image: Buffer; width: number; caption?: string }
  | ChartBlock
  | TableBlock;

export type Paper = {
  title: string;
  /** Whose paper it is; `lines` are its address and registrations. */
  organization: { name: string; lines?: readonly string[] };
  /** Every currency that an amount on it is in, by its ISO 4217 code. */
  currencies: readonly string[];
  /** The zone whose calendar days it counts. */
  zone: string;
  /** When it was drawn up. The same paper of the same moment is the same file, byte by byte. */
  madeAt: Date;
  /** What it is about: `1 Jan 2026 to the end of 31 Mar 2026`. */
  span?: string;
  blocks: readonly Block[];
  landscape?: boolean;
};

export const margin = 48;
const font = (weight: string) => join(process.cwd(), `node_modules/geist/dist/fonts/geist-sans/Geist-${weight}.ttf`);
const [ink, soft] = ["#18181b", "#52525b"];

/** A report, receipt or invoice as PDF on A4: title block, what it states of itself, blocks, and numbered pages. */
export async function paper(wanted: Paper): Promise<Buffer> {
  const { title, organization, madeAt, landscape } = wanted;
  const document = new PDFDocument({
    size: "A4",
    layout: landscape ? "landscape" : "portrait",
    margins: { top: margin, left: margin, right: margin, bottom: margin + 24 },
    font: font("Regular"),
    bufferPages: true,
    lang: "en",
    displayTitle: true,
    info: { Title: title, Author: organization.name, Creator: "Greenroom", CreationDate: madeAt, ModDate: madeAt },
  });
  const whole = Array.fromAsync(document as AsyncIterable<Buffer>);
  document.registerFont("regular", font("Regular")).registerFont("strong", font("SemiBold"));
  drawTitle(document, wanted);
  for (const block of wanted.blocks) drawBlock(document, block);
  numberPages(document, wanted);
  document.end();
  return Buffer.concat(await whole);
}

type Document = InstanceType<typeof PDFDocument>;
const widthOf = ({ page }: Document) => page.width - 2 * margin;

/** Figures of one width, so that columns of amounts align. */
export const tabular = { features: ["tnum"] as PDFKit.Mixins.OpenTypeFeatures[] };

function drawTitle(document: Document, { title, organization, currencies, zone, madeAt, span }: Paper) {
  const width = widthOf(document);
  document.font("strong", 9).fillColor(soft).text(organization.name, margin, margin, { width });
  document.font("regular", 9);
  for (const line of organization.lines ?? []) document.text(line, { width });
  document.moveDown(0.6).font("strong", 19).fillColor(ink).text(title, { width });
  if (span) document.moveDown(0.15).font("regular", 11).text(span, { width });
  const drawn = `Drawn up ${formatMoment(madeAt, zone)} ${zoneName(madeAt, zone)}`;
  const money = currencies.length > 0 ? `Amounts in ${currencies.join(", ")}` : "No amounts";
  document
    .moveDown(0.35)
    .font("regular", 9)
    .fillColor(soft)
    .text(`${money} · Days by the calendar of ${zone.replaceAll("_", " ")} · ${drawn}`, { width, ...tabular });
  const y = document.y + 8;
  document
    .moveTo(margin, y)
    .lineTo(margin + width, y)
    .lineWidth(0.75)
    .strokeColor("#d4d4d8")
    .stroke();
  document.fillColor(ink);
  document.y = y + 14;
}

function drawBlock(document: Document, block: Block) {
  const width = widthOf(document);
  document.x = margin;
  if (block.kind === "table") {
    drawTable(document, block);
    document.y += 14;
    return;
  }
  if (block.kind === "chart") return drawChartBlock(document, block);
  if (block.kind === "picture") return drawPicture(document, block);
  if (block.kind === "columns") return drawColumns(document, block.columns);
  if (block.kind === "facts") return drawFacts(document, block.facts);
  if (block.kind === "heading") {
    // A heading never stands alone at the foot of a page.
    keep(document, 70);
    document.font("strong", 12).fillColor(ink).text(block.text, margin, document.y, { width }).moveDown(0.4);
    return;
  }
  document
    .font("regular", 9.5)
    .fillColor(block.muted ? soft : ink)
    .text(block.text, margin, document.y, { width, ...tabular })
    .moveDown(0.7)
    .fillColor(ink);
}

function drawFacts(document: Document, facts: readonly (readonly [string, string])[]) {
  const [width, label] = [widthOf(document), 150];
  for (const [name, value] of facts) {
    document.font("regular", 9.5);
    const height = document.heightOfString(value, { width: width - label });
    keep(document, height + 3);
    const { y } = document;
    document.fillColor(soft).text(name, margin, y, { width: label - 10 });
    document.fillColor(ink).text(value, margin + label, y, { width: width - label, ...tabular });
    document.y = y + height + 3;
  }
  document.y += 10;
}

function drawColumns(document: Document, columns: readonly (readonly string[])[]) {
  const each = widthOf(document) / Math.max(columns.length, 1);
  keep(document, 80);
  const top = document.y;
  let bottom = top;
  columns.forEach(([label = "", ...lines], place) => {
    const at = { width: each - 16 };
    document
      .font("regular", 8.5)
      .fillColor(soft)
      .text(label, margin + place * each, top, at);
    document.font("regular", 9.5).fillColor(ink);
    for (const line of lines) document.text(line, { ...at, ...tabular });
    bottom = Math.max(bottom, document.y);
  });
  document.y = bottom + 14;
}

function drawPicture(document: Document, { image, width, caption }: Extract<Block, { kind: "picture" }>) {
  keep(document, width + 24);
  document.image(image, margin, document.y, { width });
  document.y += 4;
  if (caption)
    document
      .font("regular", 8.5)
      .fillColor(soft)
      .text(caption, margin, document.y, { width: widthOf(document) });
  document.fillColor(ink);
  document.y += 10;
}

/** Begin a page unless so many points are left on this one. */
export function keep(document: Document, height: number) {
  if (document.y + height > document.page.height - document.page.margins.bottom) document.addPage();
}

function numberPages(document: Document, { title, organization }: Paper) {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    // The foot lies in the margin: without room there, a line would begin another page.
    document.page.margins.bottom = 0;
    const at = { width: widthOf(document), lineBreak: false, ...tabular };
    const y = document.page.height - margin;
    document.font("regular", 8).fillColor(soft).text(`${organization.name} · ${title}`, margin, y, at);
    document.text(`Page ${page + 1} of ${count}`, margin, y, { ...at, align: "right" });
  }
}
