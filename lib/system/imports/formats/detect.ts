import { csv } from "#lib/system/imports/formats/csv";
import { ical } from "#lib/system/imports/formats/ical";
import { isLinkedData, json } from "#lib/system/imports/formats/json";
import { schedule } from "#lib/system/imports/formats/schedule";
import { type FoundRow, ImportError, type ImportKind } from "#lib/system/imports/rules";

export const importFormats = {
  csv: "Table (CSV)",
  json: "JSON",
  jsonld: "schema.org events (JSON-LD)",
  ical: "Calendar (iCalendar)",
  schedule: "Conference schedule (XML)",
} as const;
export type ImportFormat = keyof typeof importFormats;

const forms: Record<ImportKind, readonly ImportFormat[]> = {
  events: ["csv", "json", "jsonld", "ical"],
  sessions: ["csv", "json", "schedule"],
  orders: ["csv", "json"],
  customers: ["csv", "json"],
};

/** What a file is, by how it begins, and its rows. Throws `ImportError`. */
export function rowsOf(kind: ImportKind, bytes: Uint8Array) {
  const text = textOf(bytes);
  const format = formatOf(text);
  if (!forms[kind].includes(format)) {
    const wanted = forms[kind].map((one) => importFormats[one]).join(", ");
    throw new ImportError(1, `This is a file of the form ${importFormats[format]}. Here these are read: ${wanted}.`);
  }
  return { format, rows: read(format, text) };
}

function formatOf(text: string): ImportFormat {
  const head = text.slice(0, 2_000).trimStart();
  if (/^BEGIN:VCALENDAR/i.test(head)) return "ical";
  if (head.startsWith("<")) return "schedule";
  if (/^[[{]/.test(head)) return isLinkedData(text) ? "jsonld" : "json";
  return "csv";
}

function read(format: ImportFormat, text: string): AsyncIterable<FoundRow> | Iterable<FoundRow> {
  if (format === "csv") return csv(text);
  if (format === "ical") return ical(text);
  return format === "schedule" ? schedule(text) : json(text);
}

/** UTF-8, UTF-16 by its mark, and what old spreadsheets write (Windows-1252). */
export function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\u0000"))
      throw new ImportError(1, "This is no text. Save it as CSV first, if it is a spreadsheet.");
    return text;
  } catch (error) {
    if (error instanceof ImportError) throw error;
    if (bytes.subarray(0, 4_096).includes(0))
      throw new ImportError(1, "This is no text. Save it as CSV first, if it is a spreadsheet.");
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
