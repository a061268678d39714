import "server-only";
import { createHmac } from "node:crypto";
import { newOrderId } from "#lib/ticketing/tokens";

/** A UUIDv7 made here, so that the secret of the link can be derived before the row exists. */
export const newBookingId = newOrderId;

/** The secret in a customer's link, derived from the booking's id with the house's key; the database knows only its SHA-256. */
export const bookingSecret = (bookingId: string) => derived(`booking:${bookingId}`);
export const quoteSecret = (bookingId: string, version: number) => derived(`quote:${bookingId}:${version}`);

/** Where the customer finds the booking, and a quote for it: paths of this site. */
export const quoteLink = (bookingId: string, version: number) => `/bookings/quote/${quoteSecret(bookingId, version)}`;
export const bookingLink = (bookingId: string) => `/bookings/${bookingSecret(bookingId)}`;

function derived(what: string, key = process.env.SECRET_KEY): string {
  if (!key) throw new Error("SECRET_KEY is missing.");
  return createHmac("sha256", Buffer.from(key, "base64")).update(what).digest("base64url");
}
