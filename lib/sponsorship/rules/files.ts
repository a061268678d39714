import { z } from "zod";
import { words } from "#lib/identity/rules/fields";

/** What one request may carry; anything larger is sent in parts. */
export const oneRequest = 900 * 1024;
export const largestFile = 20 * 1024 * 1024;

export const StartUpload = z.strictObject({
  owner: z.enum(["thread", "deliverable", "dispute"]),
  id: z.uuid(),
  name: words(300).min(1),
  byteSize: z.number().int().min(1).max(largestFile, "A file has at most 20 MB."),
});
export type Owner = z.output<typeof StartUpload>["owner"];

const magic: readonly (readonly [string, string])[] = [
  ["\x89PNG\r\n\x1a\n", "image/png"],
  ["\xff\xd8\xff", "image/jpeg"],
  ["GIF87a", "image/gif"],
  ["GIF89a", "image/gif"],
  ["%PDF-", "application/pdf"],
  // Office documents (ISO/IEC 29500, OpenDocument) are ZIP archives.
  ["PK\x03\x04", "application/zip"],
  ["ID3", "audio/mpeg"],
  ["\xff\xfb", "audio/mpeg"],
];

/** What the first bytes say a file is; undefined for what we do not take. Names and what a browser says count for nothing. */
export function kindOfFile(bytes: Uint8Array): string | undefined {
  const head = Array.from(bytes.subarray(0, 16), (byte) => String.fromCharCode(byte)).join("");
  const found = magic.find(([start]) => head.startsWith(start));
  if (found) return found[1];
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "image/webp";
  if (head.slice(4, 8) === "ftyp") return "video/mp4";
  return isText(bytes.subarray(0, 4096)) ? "text/plain" : undefined;
}

/** UTF-8 without control characters, and no page: "<!doctype" or a tag at the start is not plain text. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  // The last character may be cut in the middle.
  const text = new TextDecoder().decode(bytes).replace(/\ufffd{1,3}$/, "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  return !/[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/.test(text) && !/^\s*(<|#!|MZ)/.test(text);
}
