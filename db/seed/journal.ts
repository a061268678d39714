import { day, type House, shift } from "#db/seed/plan";
import { dayIn } from "#lib/time";

/** What finance wrote into the books by hand: debit positive, credit negative, in minor units of the book's currency. */
export type JournalEntry = {
  key: string;
  effective_on: string;
  memo: string;
  lines: { account: string; amount_minor: number }[];
};
type Line = [daysAgo: number, memo: string, debit: string, credit: string, amountMinor: number];

const bank = "assets:bank:main";
const byHouse: Record<string, readonly Line[]> = {
  greenroom: [
    [740, "Opening balance", bank, "equity:opening", 4_000_000],
    [402, "Hosting and support tools, first year", "expenses:other", bank, 1_684_000],
    [38, "Hosting and support tools, second year", "expenses:other", bank, 2_127_500],
  ],
  "lantern-fields": [
    [745, "Opening balance", bank, "equity:opening", 8_500_000],
    [512, "Brouwerij Noordkant, sponsor of the main stage", bank, "income:sponsorship", 3_500_000],
    [487, "Posters, radio and social media for the summer", "expenses:ads", bank, 2_240_000],
    [476, "Stages and lighting, Lantern Fields", "expenses:other", bank, 18_650_000],
    [148, "Brouwerij Noordkant and Fietsfabriek Tandem, sponsors of the summer", bank, "income:sponsorship", 5_200_000],
    [121, "Stages and lighting, Lantern Fields", "expenses:other", bank, 20_900_000],
    [34, "Posters for the winter programme", "expenses:ads", bank, 640_000],
    [9, "Lost lanterns, paid by the insurer", bank, "income:other", 218_000],
  ],
  "ember-and-rice": [
    [742, "Opening balance", bank, "equity:opening", 2_500_000],
    [415, "Second grill for Las Vegas", "expenses:other", bank, 1_140_000],
    [330, "Cookbooks sold at the winter classes", bank, "income:goods", 386_400],
    [204, "Private dinner for a film crew, paid by transfer", bank, "income:bookings", 940_000],
    [66, "Local radio spots", "expenses:ads", bank, 265_000],
    [21, "Knives and aprons sold at the counter", bank, "income:goods", 174_800],
  ],
  "maison-vire": [
    [741, "Opening balance", bank, "equity:opening", 6_000_000],
    [431, "Cotterill Cloth Mill, partner of the season", bank, "income:sponsorship", 2_800_000],
    [262, "Runway, lighting and rigging, spring", "expenses:other", bank, 6_420_000],
    [80, "Cotterill Cloth Mill, partner of the season", bank, "income:sponsorship", 3_100_000],
    [61, "Runway, lighting and rigging, autumn", "expenses:other", bank, 6_980_000],
    [17, "Look book, printed", "expenses:ads", bank, 412_500],
  ],
};

export function journalOf(house: Pick<House, "slug" | "zone">, now: Date): JournalEntry[] {
  return (byHouse[house.slug] ?? []).map(([daysAgo, memo, debit, credit, amount]) => ({
    key: `demo-${house.slug}-${daysAgo}`,
    effective_on: dayIn(shift(now, -daysAgo * day), house.zone),
    memo,
    lines: [
      { account: debit, amount_minor: amount },
      { account: credit, amount_minor: -amount },
    ],
  }));
}

/** The last days of the quarters of the last year that are over since a fortnight, oldest first. The first closes all before it. */
export function quartersBefore(now: Date): string[] {
  return Array.from(
    { length: 4 },
    (_, back) => new Date(Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 - back * 3, 0)),
  )
    .filter((end) => shift(end, 15 * day) < now)
    .map((end) => end.toISOString().slice(0, 10))
    .reverse();
}

export type Movement = { on: string; amountMinor: bigint };
export type Drain = { on: string; through: string; amountMinor: bigint };

/**
 * What leaves an account on fixed days: all that was in it at an earlier day and is never needed again later, so that it
 * was at no day of its history below zero. `movements` are its changes by day, on its normal side, in order.
 */
export function drains(
  movements: readonly Movement[],
  schedule: readonly { on: string; through: string }[],
  { whole = false } = {},
): Drain[] {
  const balances: { on: string; balance: bigint }[] = [];
  let balance = 0n;
  for (const { on, amountMinor } of movements) {
    balance += amountMinor;
    balances.push({ on, balance });
  }
  let gone = 0n;
  return schedule.flatMap(({ on, through }) => {
    const then = balances.findLast((one) => one.on <= through)?.balance ?? 0n;
    const onTheDay = balances.findLast((one) => one.on <= on)?.balance ?? 0n;
    const lowest = balances
      .filter((one) => one.on > on)
      .reduce((low, one) => (one.balance < low ? one.balance : low), onTheDay);
    const amountMinor = (then < lowest ? then : lowest) - gone;
    if (amountMinor <= 0n || (whole && lowest < then)) return [];
    gone += amountMinor;
    return [{ on, through, amountMinor }];
  });
}

/** Every month's (or quarter's) end since the demo began, and a day after it on which something is done about it. */
export function after(now: Date, every: 1 | 3, dayOfMonth: number): { on: string; through: string }[] {
  return Array.from({ length: 30 }, (_, back) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 0)))
    .filter((end) => (end.getUTCMonth() + 1) % every === 0)
    .map((end) => ({
      through: end.toISOString().slice(0, 10),
      on: shift(end, dayOfMonth * day)
        .toISOString()
        .slice(0, 10),
    }))
    .filter(({ on }) => on < now.toISOString().slice(0, 10))
    .reverse();
}
