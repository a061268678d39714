import { type BookingLine, bookingFunnel } from "#lib/analytics/rules/booking-board";
import type { BookingShown } from "#lib/analytics/rules/booking-panels";
import { shareOf } from "#lib/analytics/rules/series";
import { hoursPanel } from "#lib/analytics/rules/weekdays";
import type { Panel } from "#lib/system/figures";

export type BookingTables = Pick<BookingShown, "board"> & { worked: Record<string, number> };

/** What stands beside the charts of the dashboard of bookings, as tables for files and paper. */
export const bookingTables = (shown: BookingTables): Panel[] => [
  funnel(shown),
  hours(shown),
  lines(shown, "services", "Service"),
  ...(shown.board.stations.length > 1 ? [lines(shown, "stations", "Station")] : []),
  chefs(shown),
];

const funnel = ({ board }: BookingTables): Panel => ({
  key: "funnel",
  title: "From looking to eating",
  description: "Of visitors on the booking pages; views are of people who agreed to being counted",
  axis: "Step",
  shape: "table",
  series: [{ key: "count", label: "Count", color: 1 }],
  points: bookingFunnel(board.totals).map(({ label, count }) => ({ label, count })),
  summary: "Each step of those who looked.",
});

const hours = ({ board }: BookingTables): Panel =>
  hoursPanel("On each station's own clock", board.hours, [
    { key: "served", label: "Taking place", color: 1 },
    { key: "booked", label: "Made", color: 2 },
  ]);

function lines({ board }: BookingTables, key: "services" | "stations", axis: string): Panel {
  const found: BookingLine[] = board[key];
  return {
    key,
    title: `${axis}s`,
    description: `What was booked and earned in this period, in ${board.currency}`,
    axis,
    shape: "table",
    currency: board.currency,
    series: [
      { key: "booked", label: "Booked", color: 1, plain: true },
      { key: "value", label: "Worth", color: 2 },
      { key: "completed", label: "Completed", color: 3, plain: true },
      { key: "earned", label: "Income", color: 4 },
    ],
    points: found.map(({ name, booked, valueMinor, completed, earnedMinor }) => ({
      ...{ label: name, booked, completed },
      ...{ value: valueMinor, earned: earnedMinor },
    })),
    summary: found.length === 0 ? "Nothing was booked or earned in this period." : "In all of this period.",
  };
}

const chefs = ({ board, worked }: BookingTables): Panel => ({
  key: "chefs",
  title: "Chefs",
  description: `What they served in this period; the price, in ${board.currency}, is shared among the chefs of a booking`,
  axis: "Chef",
  shape: "table",
  currency: board.currency,
  series: [
    { key: "served", label: "Served", color: 1, plain: true },
    { key: "minutes", label: "Minutes", color: 2, plain: true },
    { key: "value", label: "Worth", color: 3 },
  ],
  points: board.chefs.map(({ name, station, served, minutes, valueMinor }) => ({
    label: station ? `${name}, ${station}` : name,
    ...{ served, minutes, value: valueMinor },
  })),
  summary:
    board.chefs.length === 0
      ? "Nobody served in this period."
      : `${shareOf(board.totals.minutes, total(worked))} of the chefs' hours.`,
});

const total = (worked: Record<string, number>) => Object.values(worked).reduce((sum, one) => sum + one, 0);
