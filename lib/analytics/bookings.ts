import "server-only";
import { bookingsIn } from "#lib/analytics/booking-figures";
import { bookingRowsBehind } from "#lib/analytics/queries/booking-rows";
import { type Period, periodOf } from "#lib/analytics/rules";
import { BookingFilter, isBookingRowKind, type LeadKey, leads } from "#lib/analytics/rules/booking-board";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

type Search = Record<string, string | string[] | undefined>;

/** What the dashboard of bookings shows; a person of one station sees that station. */
export async function bookingDashboard(search: Search) {
  const actor = await requireActor("analytics:read");
  const organization = await openOrganization();
  const found = await read("analytics:read", (tx) => bookingsIn(tx, organization, search, can(actor, "bookings:read")));
  return { ...found, mayExport: can(actor, "analytics:export") };
}

const isDay = (text: unknown): text is string => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text);
const isId = (text: unknown): text is string => typeof text === "string" && /^[0-9a-f-]{36}$/i.test(text);

/** The rows behind one figure or point, from the address that it led to. */
export async function bookingRowsScreen(search: Search) {
  const { slug, zone, currency } = await openOrganization();
  const filter = BookingFilter.parse(search);
  const kind = isBookingRowKind(search.kind) ? search.kind : "booked";
  const period: Period =
    isDay(search.from) && isDay(search.before)
      ? { from: search.from, before: search.before }
      : periodOf(filter.span, new Date(), zone).current;
  const page = Math.max(1, Math.min(10_000, Number(search.page) || 1));
  const chef = isId(search.chef) ? search.chef : undefined;
  const ahead = (Object.keys(leads) as LeadKey[]).find((key) => key === search.ahead);
  const asked = { kind, period, filter, chef, ahead, currency, page };
  return { slug, ...asked, ...(await read("analytics:read", (tx) => bookingRowsBehind(tx, asked))) };
}
