import type { Period } from "#lib/analytics/rules";
import {
  type BookingBoard,
  type BookingDay,
  type BookingFilter,
  type BookingRowKind,
  bookingAddress,
  type LeadKey,
  leads,
  type Week,
} from "#lib/analytics/rules/booking-board";
import { comparedBucket, comparedLabel } from "#lib/analytics/rules/compare";
import { type Bucket, bucketsOf, isIn, sumOf } from "#lib/analytics/rules/series";
import { formatMoney } from "#lib/money";
import type { ChartSeries, Panel } from "#lib/system/figures";

export type BookingShown = { slug: string; filter: BookingFilter; board: BookingBoard; weeks: Week[] };

/** The charts of the dashboard of bookings; each point leads to the rows that add up to it. */
export const bookingPanels = (shown: BookingShown): Panel[] => [
  made(shown),
  income(shown),
  lost(shown),
  lead(shown),
  ...(shown.weeks.length > 0 ? [ahead(shown)] : []),
];

export const bookingRows = (
  { slug, filter }: Pick<BookingShown, "slug" | "filter">,
  kind: BookingRowKind,
  period: Period,
  changes: { station?: string; service?: string; chef?: string; ahead?: LeadKey } = {},
) => `/${slug}/analytics/bookings/rows?${bookingAddress(filter, { kind, ...period, ...changes })}`;

const axisOf = ({ filter }: BookingShown) => (filter.span === "12m" ? "Month" : "Day");
const clock = "Days of each station's own clock";
const count = (days: BookingDay[], figure: (day: BookingDay) => number) =>
  days.reduce((sum, day) => sum + figure(day), 0);

const daysIn = ({ board }: BookingShown, bucket: Bucket) => board.days.filter(({ day }) => isIn(day, bucket));
const daysBefore = ({ board, filter }: BookingShown, bucket: Bucket) => {
  const then = comparedBucket(bucket, board.period, filter.compare);
  return board.previousDays.filter(({ day }) => isIn(day, then));
};
const lineOf = ({ filter }: BookingShown, what: string): ChartSeries[] =>
  filter.compare === "none"
    ? []
    : [{ key: "before", label: `${what}, ${comparedLabel(filter.compare).toLowerCase()}`, color: 6, compared: 1 }];
const points = (shown: BookingShown) => bucketsOf(shown.board, shown.filter.span);
const bucketPeriod = ({ from, before }: Bucket): Period => ({ from, before });

const made = (shown: BookingShown): Panel => ({
  key: "booked",
  title: `Bookings made by ${axisOf(shown).toLowerCase()}`,
  description: clock,
  axis: axisOf(shown),
  shape: "bar",
  series: [
    { key: "booked", label: "Booked", color: 1 },
    { key: "completed", label: "Completed", color: 2 },
    ...lineOf(shown, "Booked"),
  ],
  points: points(shown).map((bucket) => ({
    label: bucket.label,
    href: bookingRows(shown, "booked", bucketPeriod(bucket)),
    booked: count(daysIn(shown, bucket), (one) => one.booked),
    completed: count(daysIn(shown, bucket), (one) => one.completed),
    before: count(daysBefore(shown, bucket), (one) => one.booked),
  })),
  summary:
    shown.board.totals.booked === 0
      ? "Nothing was booked in this period."
      : `${shown.board.totals.booked.toLocaleString("en")} booked for ${shown.board.totals.guests.toLocaleString("en")} guests, ${shown.board.totals.completed.toLocaleString("en")} completed.`,
});

function income(shown: BookingShown): Panel {
  const { currency, totals } = shown.board;
  return {
    key: "income",
    title: `Income and payments by ${axisOf(shown).toLowerCase()}`,
    description: `${currency}. Income is that of the ledger, net of tax; payments are deposits and balances. ${clock}`,
    axis: axisOf(shown),
    shape: "bar",
    currency,
    series: [
      { key: "earned", label: "Income", color: 1 },
      { key: "paid", label: "Paid", color: 3 },
      ...lineOf(shown, "Income"),
    ],
    points: points(shown).map((bucket) => ({
      label: bucket.label,
      href: bookingRows(shown, "earned", bucketPeriod(bucket)),
      earned: sumOf(daysIn(shown, bucket), (one) => one.earnedMinor).toString(),
      paid: sumOf(daysIn(shown, bucket), (one) => one.paidMinor).toString(),
      before: sumOf(daysBefore(shown, bucket), (one) => one.earnedMinor).toString(),
    })),
    summary: `Income of ${formatMoney(BigInt(totals.earnedMinor), currency)}; ${formatMoney(BigInt(totals.paidMinor), currency)} was paid, ${formatMoney(BigInt(totals.refundedMinor), currency)} given back.`,
  };
}

const lost = (shown: BookingShown): Panel => ({
  key: "lost",
  title: `Cancelled and not come by ${axisOf(shown).toLowerCase()}`,
  description: clock,
  axis: axisOf(shown),
  shape: "stacked",
  series: [
    { key: "cancelled", label: "Cancelled", color: 4 },
    { key: "noShows", label: "Nobody came", color: 5 },
  ],
  points: points(shown).map((bucket) => ({
    label: bucket.label,
    href: bookingRows(shown, "lost", bucketPeriod(bucket)),
    cancelled: count(daysIn(shown, bucket), (one) => one.cancelled),
    noShows: count(daysIn(shown, bucket), (one) => one.noShows),
  })),
  summary: `${shown.board.totals.cancelled.toLocaleString("en")} were cancelled; to ${shown.board.totals.noShows.toLocaleString("en")} nobody came.`,
});

const lead = (shown: BookingShown): Panel => ({
  key: "lead",
  title: "How long ahead they book",
  description: "From the moment of booking to when it begins",
  axis: "Ahead",
  shape: "bar",
  series: [{ key: "bookings", label: "Bookings", color: 2 }],
  points: (Object.keys(leads) as LeadKey[]).map((key) => ({
    label: leads[key].label,
    href: bookingRows(shown, "booked", shown.board.period, { ahead: key }),
    bookings: shown.board.lead[key],
  })),
  summary:
    shown.board.totals.booked === 0
      ? "Nothing was booked in this period."
      : `On average ${(shown.board.totals.leadHours / shown.board.totals.booked / 24).toFixed(1)} days ahead.`,
});

/** What the chefs can do in the weeks to come, what of it is booked, and what they usually do in a week. */
function ahead(shown: BookingShown): Panel {
  const days = Math.max(1, (Date.parse(shown.board.period.before) - Date.parse(shown.board.period.from)) / 86_400_000);
  const usual = Math.round(((shown.board.totals.minutes / 60) * 7) / days);
  const hours = (minutes: number) => Math.round(minutes / 60);
  const all = shown.weeks.reduce(
    (sum, one) => ({ working: sum.working + one.workingMinutes, booked: sum.booked + one.bookedMinutes }),
    { working: 0, booked: 0 },
  );
  return {
    key: "ahead",
    title: "The weeks to come",
    description: "Hours of chefs: what they work, what is booked by now, and a usual week of this period",
    axis: "Week from",
    shape: "bar",
    series: [
      { key: "booked", label: "Booked", color: 1 },
      { key: "working", label: "Working", color: 3 },
      { key: "usual", label: "Usual week", color: 6, compared: 1 },
    ],
    points: shown.weeks.map(({ from, before, workingMinutes, bookedMinutes }) => ({
      label: new Date(`${from}T00:00:00Z`).toLocaleDateString("en", {
        timeZone: "UTC",
        month: "short",
        day: "numeric",
      }),
      href: `/${shown.slug}/bookings/overview/booked?${new URLSearchParams({ from, until: before, ...(shown.filter.station ? { station: shown.filter.station } : {}) })}`,
      booked: hours(bookedMinutes),
      working: hours(workingMinutes),
      usual,
    })),
    summary: `${hours(all.booked).toLocaleString("en")} of ${hours(all.working).toLocaleString("en")} hours in ${shown.weeks.length} weeks are booked${all.working > 0 ? `, ${((all.booked / all.working) * 100).toFixed(1)} %` : ""}. At the pace of this period it would be ${(usual * shown.weeks.length).toLocaleString("en")} hours${all.working > 0 ? `, ${Math.min(100, ((usual * shown.weeks.length * 60) / all.working) * 100).toFixed(1)} %` : ""}.`,
  };
}
