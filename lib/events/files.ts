import { Refusal } from "#lib/errors";

/** The largest file of a document, in bytes. */
export const largestFile = 10 * 1024 * 1024;

const starts = (bytes: Uint8Array, ...values: number[]) => values.every((value, at) => bytes[at] === value);

/**
 * What a file is by its first bytes; what its name says must agree. Papers only: PDF, pictures, office documents, plain
 * text. It is always downloaded, never shown as a page of ours. Throws `Refusal` in words.
 */
export function fileKind(bytes: Uint8Array, name: string): { contentType: string } {
  if (bytes.length === 0) throw wrong("Choose a file.");
  if (bytes.length > largestFile) throw wrong("That is larger than 10 MB.");
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const contentType = kinds.find((kind) => kind.endings.includes(ending) && kind.is(bytes))?.type;
  if (!contentType) throw wrong("PDF, PNG, JPEG, DOCX, XLSX, ODT, CSV or TXT is needed, and what its name says.");
  return { contentType };
}

const zip = (bytes: Uint8Array) => starts(bytes, 0x50, 0x4b, 0x03, 0x04);
const plain = (bytes: Uint8Array) => !bytes.subarray(0, 8192).includes(0);
const office = "application/vnd.openxmlformats-officedocument";
const kinds: { type: string; endings: string[]; is: (bytes: Uint8Array) => boolean }[] = [
  { type: "application/pdf", endings: ["pdf"], is: (bytes) => starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d) },
  { type: "image/png", endings: ["png"], is: (bytes) => starts(bytes, 0x89, 0x50, 0x4e, 0x47) },
  { type: "image/jpeg", endings: ["jpg", "jpeg"], is: (bytes) => starts(bytes, 0xff, 0xd8, 0xff) },
  { type: `${office}.wordprocessingml.document`, endings: ["docx"], is: zip },
  { type: `${office}.spreadsheetml.sheet`, endings: ["xlsx"], is: zip },
  { type: "application/vnd.oasis.opendocument.text", endings: ["odt"], is: zip },
  { type: "text/csv", endings: ["csv"], is: plain },
  { type: "text/plain", endings: ["txt"], is: plain },
];

const wrong = (words: string) => new Refusal("invalid", "The file was not taken.", { file: [words] });
