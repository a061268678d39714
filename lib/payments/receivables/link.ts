import "server-only";
import { createHmac } from "node:crypto";

/**
 * The secret in an invoice's link, derived from its id with the house's key: reminders can link to it for years,
 * although the database knows only the SHA-256 of it.
 */
export function invoiceSecret(invoiceId: string, key = process.env.SECRET_KEY): string {
  if (!key) throw new Error("SECRET_KEY is missing.");
  return createHmac("sha256", Buffer.from(key, "base64")).update(`invoice:${invoiceId}`).digest("base64url");
}

/** Where the customer finds the invoice: a path of this site. */
export const invoiceLink = (invoiceId: string) => `/invoices/${invoiceSecret(invoiceId)}`;
