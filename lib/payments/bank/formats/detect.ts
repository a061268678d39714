import { camt053 } from "#lib/payments/bank/formats/camt053";
import { csv } from "#lib/payments/bank/formats/csv";
import type { CsvMapping } from "#lib/payments/bank/formats/csv-mapping";
import type { DateForm } from "#lib/payments/bank/formats/dates";
import { mt940 } from "#lib/payments/bank/formats/mt940";
import { ofx } from "#lib/payments/bank/formats/ofx";
import { qif } from "#lib/payments/bank/formats/qif";
import { type Chunks, FormatError, type Part, type Terms } from "#lib/payments/bank/formats/statement";

export const formats = { camt053: "camt.053", mt940: "MT940", ofx: "OFX", qif: "QIF", csv: "CSV" } as const;
export type Format = keyof typeof formats;
export type Reading = Terms & { mapping?: CsvMapping; dates?: DateForm; decimal?: "." | "," };

/** What a file is, by how it begins; its name counts for nothing. */
export function formatOf(head: string): Format {
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (/<OFX>|^OFXHEADER|<\?OFX/i.test(text)) return "ofx";
  if (text.startsWith("<")) return "camt053";
  if (/^!/.test(text)) return "qif";
  if (/^(\{\d:|:20:)/m.test(text)) return "mt940";
  return "csv";
}

/** How a file's bytes are letters: what it says of itself, else what the mapping says, else UTF-8 when it is that. */
export function encodingOf(bytes: Uint8Array, mapping?: CsvMapping): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const head = Buffer.from(bytes.subarray(0, 400)).toString("latin1");
  const said = /encoding=["']([\w-]{1,20})["']/i.exec(head)?.[1] ?? /^CHARSET:\s*(\S+)/im.exec(head)?.[1];
  if (said) return /^(1252|windows-1252|iso-8859-1|latin1)$/i.test(said) ? "windows-1252" : known(said);
  if (mapping && formatOf(head) === "csv") return mapping.encoding;
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

const known = (name: string) => {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return "utf-8";
  }
};

/** The last letter of the piece may be cut in two. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Bytes in pieces as text in pieces. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>, mapping?: CsvMapping): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const piece of bytes) {
    decoder ??= new TextDecoder(encodingOf(piece, mapping));
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

/** Read a file of any of the formats. */
export function partsOf(format: Format, chunks: Chunks, { mapping, ...terms }: Reading): AsyncGenerator<Part> {
  switch (format) {
    case "camt053":
      return camt053(chunks, terms);
    case "mt940":
      return mt940(chunks, terms);
    case "ofx":
      return ofx(chunks, terms);
    case "qif":
      return qif(chunks, terms);
    case "csv":
      if (!mapping) throw new FormatError(1, "This is a table, and no mapping says which column is which.");
      return csv(chunks, { ...terms, mapping });
  }
}
