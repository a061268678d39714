import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";

/** The three headers of Standard Webhooks 1.0. */
export type SignedHeaders = { id: string; timestamp: string; signature: string };

/** Why a webhook is not believed; the receiver answers 401. */
export class Unsigned extends Error {
  override name = "Unsigned";
}

const tolerance = 5 * 60;

/** Sign `body` with a `whsec_…` secret: HMAC-SHA256 over `id.timestamp.body`, as version 1 has it. */
export function sign(secret: string, id: string, body: string, at = new Date()): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { id, timestamp, signature: `v1,${digest(secret, id, timestamp, body).toString("base64")}` };
}

/**
 * Throws `Unsigned` unless one of the signatures is right and, when `now` is given, the timestamp is within five
 * minutes of it. The body must be the bytes as they came: a parsed and written one has another signature.
 */
export function verify(secret: string, headers: SignedHeaders, body: string, now?: Date): void {
  const { id, timestamp, signature } = headers;
  if (!id || !/^\d{1,12}$/.test(timestamp)) throw new Unsigned("The signature's headers are missing or malformed.");
  if (now && Math.abs(now.getTime() / 1000 - Number(timestamp)) > tolerance) {
    throw new Unsigned("The timestamp is more than five minutes away.");
  }
  const expected = digest(secret, id, timestamp, body);
  const right = signature
    .split(" ")
    .filter((one) => one.startsWith("v1,"))
    .map((one) => Buffer.from(one.slice(3), "base64"))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  if (!right) throw new Unsigned("The signature does not fit.");
}

export const headersOf = (headers: Headers): SignedHeaders => ({
  id: headers.get("webhook-id") ?? "",
  timestamp: headers.get("webhook-timestamp") ?? "",
  signature: headers.get("webhook-signature") ?? "",
});

function digest(secret: string, id: string, timestamp: string, body: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
}
