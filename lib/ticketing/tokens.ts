import "server-only";
import { createHmac, randomBytes } from "node:crypto";

/** A new checkout's secret: 192 random bits. The database keeps its SHA-256 only. */
export const newCheckoutToken = () => randomBytes(24).toString("base64url");

/**
 * The secret in an order's link. Derived from its id with the house's key, so that an e-mail can link to the order
 * later although the database knows only the SHA-256 of it.
 */
export function orderToken(orderId: string, key = process.env.SECRET_KEY): string {
  if (!key) throw new Error("SECRET_KEY is missing.");
  return createHmac("sha256", Buffer.from(key, "base64")).update(`order:${orderId}`).digest("base64url");
}

/** Where the buyer finds the order: a path of this site. */
export const orderLink = (orderId: string) => `/orders/${orderToken(orderId)}`;

/** The id of an order to come (UUIDv7, RFC 9562): the same id again is the same order, so a double click pays once. */
export function newOrderId(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
