import "server-only";
import type { TenantTx } from "#db/tenant";
import { bookingBoardOf } from "#lib/analytics/queries/booking-board";
import { bookingChoices, weeksAhead, workedBy } from "#lib/analytics/queries/booking-capacity";
import { periodOf } from "#lib/analytics/rules";
import { type BookingBoard, BookingFilter } from "#lib/analytics/rules/booking-board";
import { comparedWith } from "#lib/analytics/rules/compare";
import { dayIn } from "#lib/time";

type Search = Record<string, string | string[] | undefined>;
type House = { slug: string; zone: string; currency: string };

/** `mayPlan`: also how busy the chefs are and will be, which their hours and bookings say. */
export async function bookingsIn(tx: TenantTx, house: House, search: Search, mayPlan: boolean, now = new Date()) {
  const filter = BookingFilter.parse(search);
  const { current: period } = periodOf(filter.span, now, house.zone);
  const { zone, currency, slug } = house;
  const found = await bookingBoardOf(tx, { filter, period, previous: comparedWith(period, filter.compare), currency });
  const board: BookingBoard = { ...found, zone, currency, period };
  const worked = mayPlan ? await workedBy(tx, filter.station, period) : [];
  return {
    slug,
    filter,
    board,
    choices: await bookingChoices(tx),
    worked: Object.fromEntries(worked.map(({ id, minutes }) => [id, minutes])),
    weeks: mayPlan ? await weeksAhead(tx, filter.station, dayIn(now, zone)) : [],
  };
}
