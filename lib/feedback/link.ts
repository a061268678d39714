import "server-only";
import { createHash, createHmac } from "node:crypto";

/**
 * The secret in a customer's link to the review form, derived from the request's id with the house's key. The database
 * knows only the SHA-256 of it, so nobody of the organization can write in the customer's name.
 */
export function reviewSecret(requestId: string, key = process.env.SECRET_KEY): string {
  if (!key) throw new Error("SECRET_KEY is missing.");
  return createHmac("sha256", Buffer.from(key, "base64")).update(`review:${requestId}`).digest("base64url");
}
export const digestOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
/** Where the customer writes: a path of this site. */
export const reviewLink = (requestId: string) => `/review/${reviewSecret(requestId)}`;
