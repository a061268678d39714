import { z } from "zod";

/** How stations are doing: sums by figure and station, and who works how long. Amounts are minor units as text. */
export const figureNames = [
  "bookings",
  "ended",
  "revenue",
  "deposits",
  "balances",
  "booked",
  "leads",
  "reviews",
] as const;
export type FigureName = (typeof figureNames)[number];

export const figureWords: Record<FigureName, { title: string; text: string }> = {
  bookings: { title: "Bookings", text: "Every booking of the period that was not cancelled." },
  ended: { title: "Completed and missed", text: "The no-show rate is the share of those at which nobody came." },
  revenue: { title: "Revenue", text: "What the ledger says was earned by bookings of the station, before tax." },
  deposits: { title: "Deposits due", text: "Bookings from the first day on that wait for their deposit." },
  balances: { title: "Balances open", text: "What confirmed and completed bookings of the period still owe." },
  booked: { title: "Booked time", text: "The minutes of each chef's confirmed bookings that fall into the period." },
  leads: { title: "Leads", text: "Who asked in the period, and what became of it." },
  reviews: { title: "Reviews", text: "Approved reviews of the period; the rating is their average." },
};

const sum = z.object({
  figure: z.enum(figureNames),
  stationId: z.uuid(),
  currency: z.string().nullable(),
  rows: z.number(),
  amountMinor: z.string(),
  minutes: z.number(),
  weight: z.number(),
  flagged: z.number(),
  resourceId: z.string().nullable(),
});
export const Figures = z.object({
  asOf: z.string(),
  sums: z.array(sum),
  chefs: z.array(z.object({ stationId: z.uuid(), resourceId: z.uuid(), name: z.string(), minutes: z.number() })),
});
export type Figures = z.output<typeof Figures>;

export const periods = ["day", "week", "month"] as const;
export type Period = (typeof periods)[number];
export const periodWords: Record<Period, { now: string; before: string }> = {
  day: { now: "Today", before: "against the day before" },
  week: { now: "This week", before: "against the week before" },
  month: { now: "This month", before: "against the month before" },
};

export type Amount = { currency: string; minor: bigint };
export type StationFigures = {
  bookings: number;
  guests: number;
  ended: number;
  missed: number;
  leads: number;
  converted: number;
  reviews: number;
  stars: number;
  booked: number;
  working: number;
  revenue: Amount[];
  deposits: Amount[];
  balances: Amount[];
};

/** The figures of some stations together; amounts of different currencies stay apart. */
export function summed({ sums, chefs }: Figures, stationId?: string): StationFigures {
  const own = sums.filter((one) => !stationId || one.stationId === stationId);
  const of = (figure: FigureName) => own.filter((one) => one.figure === figure);
  const total = (figure: FigureName, key: "rows" | "minutes" | "weight" | "flagged") =>
    of(figure).reduce((all, one) => all + one[key], 0);
  const amounts = (figure: FigureName) =>
    [...Map.groupBy(of(figure), ({ currency }) => currency ?? "")].map(([currency, list]) => ({
      currency,
      minor: list.reduce((all, { amountMinor }) => all + BigInt(amountMinor), 0n),
    }));
  return {
    bookings: total("bookings", "rows"),
    guests: total("bookings", "weight"),
    ended: total("ended", "rows"),
    missed: total("ended", "flagged"),
    leads: total("leads", "rows"),
    converted: total("leads", "flagged"),
    reviews: total("reviews", "rows"),
    stars: total("reviews", "weight"),
    booked: total("booked", "minutes"),
    working: chefs
      .filter((one) => !stationId || one.stationId === stationId)
      .reduce((all, one) => all + one.minutes, 0),
    revenue: amounts("revenue"),
    deposits: amounts("deposits"),
    balances: amounts("balances"),
  };
}

/** Per cent with one digit, or null where there is nothing to divide by. */
export const rate = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10;

/** How one number stands against the one before, for the line below a figure. */
export function changeOf(now: number, before: number, since: string, moreIsGood = true) {
  if (before === 0 && now === 0) return undefined;
  const difference = now - before;
  const direction = difference > 0 ? ("up" as const) : difference < 0 ? ("down" as const) : ("level" as const);
  if (before === 0) return { text: "none before", direction, since: "", good: moreIsGood };
  const text = `${Math.abs(Math.round((difference / before) * 1000) / 10)} %`;
  return { text, direction, since, ...(difference === 0 ? {} : { good: difference > 0 === moreIsGood }) };
}
