import "server-only";
import { sql } from "drizzle-orm";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { bookingsIn } from "#lib/analytics/booking-figures";
import { changeSince, changeWords, neutral } from "#lib/analytics/rules";
import type { BookingTotals } from "#lib/analytics/rules/booking-board";
import { bookingPanels } from "#lib/analytics/rules/booking-panels";
import { bookingTables } from "#lib/analytics/rules/booking-tables";
import { comparedWith, comparedWords, daysWords } from "#lib/analytics/rules/compare";
import type { Report } from "#lib/analytics/rules/reports";
import { formatMoney } from "#lib/money";

type House = { slug: string; zone: string; currency: string };

/** What becomes of bookings, in words and panels. How busy the chefs are and will be, only for who may read bookings. */
export async function bookingReport(
  tx: TenantTx,
  house: House,
  search: Record<string, string | undefined>,
  asOf: Date,
): Promise<Report> {
  const shown = await bookingsIn(tx, house, search, await mayPlan(tx), asOf);
  const { board, filter } = shown;
  const { totals, previous, period, currency, due } = board;
  const compared = filter.compare === "none" ? null : comparedWords(filter.span, filter.compare);
  const change = (figure: (of: BookingTotals) => number | string) =>
    compared ? changeSince(BigInt(figure(totals)), BigInt(figure(previous)), compared) : undefined;
  const said = (one?: ReturnType<typeof change>) => one && changeWords(one);
  const count = (label: string, figure: (of: BookingTotals) => number) => ({
    label,
    value: figure(totals).toLocaleString("en"),
    change: said(change(figure)),
  });
  const lost = change((one) => one.cancelled + one.noShows);
  const money = (label: string, minor: string) => ({ label, value: formatMoney(BigInt(minor), currency) });
  return {
    title: "Bookings in figures",
    period: daysWords(period),
    compared: compared ? daysWords(comparedWith(period, filter.compare)) : null,
    zone: house.zone,
    currency,
    asOf: board.asOf ? new Date(board.asOf) : asOf,
    figures: [
      count("Booked", (one) => one.booked),
      { ...money("Income", totals.earnedMinor), change: said(change((one) => one.earnedMinor)) },
      { ...money("Paid by customers", totals.paidMinor), change: said(change((one) => one.paidMinor)) },
      count("Completed", (one) => one.completed),
      {
        ...count("Cancelled, or nobody came", (one) => one.cancelled + one.noShows),
        change: said(lost && neutral(lost)),
      },
      count("Came again", (one) => one.again),
      money("Deposits due now", due.depositMinor),
      money("Balances due now", due.balanceMinor),
    ],
    panels: [...bookingPanels(shown), ...bookingTables(shown)],
  };
}

const mayPlan = async (tx: TenantTx) =>
  (await answer(tx, sql`system.can('bookings:read') or cardinality(system.station_ids('bookings:read')) > 0`)) === true;
