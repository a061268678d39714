/** What a public page tells of a visit. Small, because it travels to every visitor. */
export type VisitKind = "view" | "click" | "dwell" | "video" | "share" | "scan";
export type Visit = { id: string; kind: VisitKind; value?: number };

/** Which wording of the question a visitor answered; another wording is another answer. */
export const consentWords = "2026-11";

/** A UUIDv7 (RFC 9562) of that moment: the id says when, so that the same visit sent twice is one. */
export function visitId(at: number): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const hex =
    at.toString(16).padStart(12, "0") + [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 128 random bits that only this browser knows. */
export const visitorWord = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
