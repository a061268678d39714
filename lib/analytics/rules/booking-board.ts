import { z } from "zod";
import { type Period, spans } from "#lib/analytics/rules";
import { compares } from "#lib/analytics/rules/compare";

/** How long ahead: in whole hours from the moment of booking, the last one not included. */
export const leads = {
  day: { label: "Within a day", from: 0, before: 24 },
  three: { label: "1 to 2 days", from: 24, before: 72 },
  week: { label: "3 to 6 days", from: 72, before: 168 },
  fortnight: { label: "1 to 2 weeks", from: 168, before: 336 },
  month: { label: "2 to 4 weeks", from: 336, before: 720 },
  longer: { label: "Longer", from: 720, before: 1_000_000 },
} as const;
export type LeadKey = keyof typeof leads;

/** A week to come: how long the chefs work, and what of it is booked. */
export type Week = { from: string; before: string; workingMinutes: number; bookedMinutes: number };

/** What became of bookings in some days. Money is text in minor units of one currency; `earned` is net of tax. */
export type BookingTotals = {
  booked: number;
  guests: number;
  confirmed: number;
  again: number;
  completed: number;
  cancelled: number;
  noShows: number;
  refunds: number;
  valueMinor: string;
  paidMinor: string;
  refundedMinor: string;
  earnedMinor: string;
  leadHours: number;
  /** Made by visitors on a booking page, and what became of those. */
  begun: number;
  wentOn: number;
  took: number;
  views: number;
  served: number;
  minutes: number;
};

export type BookingDay = {
  day: string;
  booked: number;
  completed: number;
  cancelled: number;
  noShows: number;
  earnedMinor: string;
  paidMinor: string;
};
export type BookingLine = {
  id: string;
  name: string;
  booked: number;
  completed: number;
  valueMinor: string;
  earnedMinor: string;
};
export type ChefLine = {
  id: string | null;
  name: string;
  station: string;
  served: number;
  minutes: number;
  valueMinor: string;
};

export type BookingBoard = {
  zone: string;
  currency: string;
  asOf: string | null;
  period: Period;
  totals: BookingTotals;
  previous: BookingTotals;
  days: BookingDay[];
  previousDays: BookingDay[];
  services: BookingLine[];
  stations: BookingLine[];
  chefs: ChefLine[];
  /** Monday is 1. */
  hours: { weekday: number; hour: number; booked: number; served: number }[];
  /** How many were booked how long ahead. */
  lead: Record<LeadKey, number>;
  /** Of all days so far: what is due now. */
  due: { depositMinor: string; balanceMinor: string };
  otherCurrencies: string[];
};

export const BookingFilter = z.object({
  span: z.enum(Object.keys(spans) as [keyof typeof spans]).catch("30d"),
  compare: z.enum(Object.keys(compares) as [keyof typeof compares]).catch("before"),
  station: z.uuid().optional().catch(undefined),
  service: z.uuid().optional().catch(undefined),
});
export type BookingFilter = z.output<typeof BookingFilter>;

/** What can be drilled into; each kind's rows add up to the figure that leads to them. */
export const bookingRowKinds = {
  booked: "Booked",
  begun: "Booked by visitors",
  confirmed: "Confirmed",
  again: "Confirmed by somebody who came before",
  wentOn: "Booked by visitors and confirmed",
  completed: "Completed",
  took: "Booked by visitors and completed",
  cancelled: "Cancelled",
  noShow: "Nobody came",
  lost: "Cancelled, or nobody came",
  value: "Value of what was booked",
  paid: "Deposits and balances paid",
  refunded: "Given back",
  earned: "Income",
  depositDue: "Deposits due",
  balanceDue: "Balances due",
  served: "Served, chef by chef",
  views: "Views of booking pages",
} as const;
export type BookingRowKind = keyof typeof bookingRowKinds;
export const isBookingRowKind = (text: unknown): text is BookingRowKind =>
  typeof text === "string" && text in bookingRowKinds;

/** Which of them are money. */
export const moneyKinds: readonly BookingRowKind[] = [
  "value",
  "paid",
  "refunded",
  "earned",
  "depositDue",
  "balanceDue",
  "served",
];

type Narrowed = Partial<
  Record<"kind" | "from" | "before" | "chef" | "ahead" | keyof BookingFilter, string | undefined>
>;
/** The same filter as an address has it, with `changes`; what is not narrowed is left out. */
export const bookingAddress = (filter: BookingFilter, changes: Narrowed = {}) =>
  new URLSearchParams(
    Object.entries({ ...filter, ...changes }).filter((one): one is [string, string] => Boolean(one[1])),
  ).toString();

/** From looking at a booking page to having eaten. */
export const bookingFunnel = ({ views, begun, wentOn, took }: BookingTotals) => [
  { label: "Page views", count: views, kind: "views" as const },
  { label: "Booking begun", count: begun, kind: "begun" as const },
  { label: "Confirmed", count: wentOn, kind: "wentOn" as const },
  { label: "Completed", count: took, kind: "took" as const },
];
