import "server-only";
import { headers } from "next/headers";

/** What a form said of a visitor who may be counted, or null: also of those whose browser asks for quiet. */
export async function countedWord(typed: unknown): Promise<string | null> {
  const sent = await headers();
  if (sent.get("dnt") === "1" || sent.get("sec-gpc") === "1") return null;
  return typeof typed === "string" && /^[0-9a-f]{32}$/.test(typed) ? typed : null;
}
