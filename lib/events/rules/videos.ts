import { z } from "zod";
import { name } from "#lib/events/rules/inputs";

export const largestVideo = 20 * 1024 * 1024;

/** A video is announced with what it shows; its bytes follow in parts. */
export const VideoInput = z.strictObject({
  eventId: z.uuid(),
  words: name(2000, "Say what is to be seen and heard, for those who cannot."),
  byteSize: z.int().min(1, "Choose a video.").max(largestVideo, "A video has at most 20 MB."),
});

export type Range = { from: number; to: number };

/**
 * The bytes that a `Range` header asks for (RFC 9110, 14.1.2), both ends included: null for the whole file, as for several
 * ranges or another unit, which may be ignored; `"none"` where the file has no such bytes.
 */
export function rangeOf(header: string | null, size: number): Range | "none" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (!first && !last) return null;
  if (!first) return Number(last) === 0 ? "none" : { from: Math.max(0, size - Number(last)), to: size - 1 };
  if (last && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return "none";
  return { from: Number(first), to: last ? Math.min(Number(last), size - 1) : size - 1 };
}
