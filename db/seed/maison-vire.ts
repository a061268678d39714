import { maisonVire, venueOf } from "#db/seed/houses";
import { calendar, type Entry, offers } from "#db/seed/maison-calendar";
import { day, months, nthWeekday, type Occasion, occasion, shift, yearsInto } from "#db/seed/plan";
import type { Random } from "#db/seed/random";
import { toInstant } from "#lib/time";

/** The two seasons of Maison Vire and the months between them. */
export function maisonVireEvents(now: Date, random: Random): Occasion[] {
  const events: Occasion[] = [];
  for (const [year, month] of months(now, maisonVire.zone)) {
    for (const entry of calendar.filter((one) => one.month === month)) events.push(entryOf(entry, year, now, random));
  }
  events.push(tokyo(now, random));
  return events;
}

function entryOf(
  entry: Entry,
  year: number,
  now: Date,
  random: Random,
  more: { prices?: (minor: number) => number; currency?: string } = {},
): Occasion {
  const { category, summary, about, tiers } = offers[entry.kind];
  const venue = venueOf(maisonVire, entry.venue);
  const date = nthWeekday(year, entry.month, entry.weekday, entry.nth);
  const start = toInstant(`${date}T${entry.starts}`, venue.zone);
  const slug = `${entry.title} ${year}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const chance = random.fork(slug);
  const called =
    entry.title === "Resort Runway London" && year === now.getUTCFullYear() - 1
      ? { at: shift(start, -11 * day), why: "the glass roof was declared unsafe." }
      : undefined;
  return occasion(
    {
      name: `${entry.title} ${year}`,
      slug,
      summary,
      description: about,
      category,
      venue,
      currency: more.currency ?? "GBP",
      visibility: entry.kind === "showroom" ? "unlisted" : "public",
      starts: `${date}T${entry.starts}`,
      hours: entry.hours,
      announced: 84,
      onSale: entry.kind === "runway" ? 75 : 56,
      maxPerOrder: 4,
      archive: start < shift(now, -540 * day),
      ...(called && called.at < now ? { stopped: called } : {}),
      demand: Math.round(entry.demand * 1.22 ** (yearsInto(start, now) - 1) * chance.luck(0.25)),
      parties:
        entry.kind === "showroom"
          ? [
              [1, 7],
              [2, 3],
            ]
          : [
              [1, 34],
              [2, 54],
              [3, 6],
              [4, 6],
            ],
      tiers: tiers.map(({ part, price, ...tier }) => ({
        ...tier,
        price: more.prices?.(price) ?? price,
        quota: Math.round(venue.capacity * part),
      })),
    },
    chance,
    now,
  );
}

/** The one night in Tokyo, last March or the March before: priced in yen, which have no cents. */
function tokyo(now: Date, random: Random): Occasion {
  const entry: Entry = {
    month: 3,
    title: "Vire in Kiri Hall Tokyo",
    kind: "runway",
    venue: "Kiri Hall",
    weekday: 6,
    nth: 3,
    starts: "17:00",
    hours: 2.5,
    demand: 190,
  };
  const thisYear = now.getUTCFullYear();
  const year = toInstant(`${thisYear}-03-25T00:00`, "Asia/Tokyo") < now ? thisYear : thisYear - 1;
  return entryOf(entry, year, now, random, {
    currency: "JPY",
    prices: (minor) => Math.round((minor * 1.9) / 500) * 500,
  });
}
