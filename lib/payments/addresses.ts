import { isId } from "#lib/system/ids";

/**
 * The addresses of the finance screens and what they carry, so that every figure can link to the rows it is the sum of.
 * Pure. Days are calendar days of the organization, `YYYY-MM-DD`, and inclusive.
 */
export type Span = { from?: string; to?: string };
type Part = { event?: string; station?: string; known?: string; seal?: string };
export type Place = { effectiveOn: string; transactionId: string; line: number };
type Params = { [key: string]: string | string[] | undefined };

export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The day so many days later, or earlier. */
export const shiftDay = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The last day of the month before the one that `day` is in. */
export const lastMonthEnd = (day: string) => shiftDay(`${day.slice(0, 8)}01`, -1);

/** A day that an address names; what is no day is left out. */
export function dayOf(params: Params, key: string): string | undefined {
  const text = one(params, key);
  return text && isDay(text) ? text : undefined;
}

/** The days that an address spans; a span that ends before it begins is none. */
export function spanOf(params: Params): Span {
  const [from, to] = [dayOf(params, "from"), dayOf(params, "to")];
  return from && to && from > to ? {} : { ...(from && { from }), ...(to && { to }) };
}

export const flagOf = (params: Params, key: string) => one(params, key) === "yes";

/** Where a statement goes on: the last line of the page before. What somebody edited begins anew. */
export function placeOf(params: Params): Place | undefined {
  const [effectiveOn = "", transactionId = "", line = ""] = one(params, "after")?.split("~") ?? [];
  if (!isDay(effectiveOn) || !isId(transactionId) || !/^\d{1,3}$/.test(line)) return undefined;
  return { effectiveOn, transactionId, line: Number(line) };
}

/** `view`: the days and, as `lib/payments/reports/lens.ts` names it, the part of the book. */
export const accountHref = (slug: string, accountId: string, view: Span & Part = {}, after?: Place) =>
  withSearch(`/${slug}/payments/accounts/${accountId}`, {
    ...view,
    after: after && `${after.effectiveOn}~${after.transactionId}~${after.line}`,
  });

export const transactionHref = (slug: string, transactionId: string) => `/${slug}/payments/journal/${transactionId}`;

export const orderHref = (slug: string, orderId: string) => `/${slug}/ticketing/orders/${orderId}`;

/** What a payment settles: a document, an order or a booking. */
export function targetHref(slug: string, kind: "invoice" | "order" | "booking", id: string) {
  if (kind === "booking") return `/${slug}/bookings/${id}`;
  return kind === "order" ? orderHref(slug, id) : `/${slug}/payments/invoices/${id}`;
}

/** The one target of an allocation. */
export function targetOf({
  orderId,
  bookingId,
  invoiceId,
}: Record<"orderId" | "bookingId" | "invoiceId", string | null>) {
  if (bookingId) return { kind: "booking" as const, id: bookingId };
  return orderId ? { kind: "order" as const, id: orderId } : { kind: "invoice" as const, id: invoiceId ?? "" };
}

/** An address with the parameters that have a value. */
export function withSearch(path: string, search: { [key: string]: string | undefined }): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) if (value) params.set(key, value);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

function one(params: Params, key: string): string | undefined {
  const value = Object.hasOwn(params, key) ? params[key] : undefined;
  return Array.isArray(value) ? value[0] : value;
}
