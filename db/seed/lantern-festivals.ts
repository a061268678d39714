import { lanternFields, venueOf } from "#db/seed/houses";
import { nthWeekday, type Occasion, occasion, yearsInto } from "#db/seed/plan";
import type { Random } from "#db/seed/random";
import { toInstant } from "#lib/time";

/** The festival that Lantern Fields holds in this month, if any. */
export function festivals(year: number, month: number, now: Date, random: Random): Occasion[] {
  const festival = yearly[month];
  return festival ? [festivalOf(festival, year, month, now, random)] : [];
}

type Festival = {
  name: string;
  slug: string;
  venue: string;
  weekday: number;
  nth: number;
  hours: number;
  from: string;
  prices: number[];
  quotas: number[];
  demand: number;
  summary: string;
  about: string;
};
const yearly: Record<number, Festival | undefined> = {
  2: {
    name: "Kaarslicht Gent",
    slug: "kaarslicht-gent",
    venue: "Vuurtorenplein",
    weekday: 6,
    nth: 3,
    hours: 31,
    from: "15:00",
    prices: [2450, 3400, 7900, 5200],
    quotas: [360, 1300, 120, 500],
    demand: 690,
    summary: "Two winter days of songs around a thousand candles.",
    about:
      "Choirs, folk and slow electronics under the arcades of the old harbour. Mulled cider, blankets at every seat and a procession at dusk on both days.",
  },
  4: {
    name: "Canal Lights",
    slug: "canal-lights",
    venue: "Polderpark Oost",
    weekday: 6,
    nth: -1,
    hours: 10,
    from: "13:00",
    prices: [3900, 5400, 9900, 0],
    quotas: [800, 2700, 220, 0],
    demand: 1080,
    summary: "The first open-air day of the year, by the water.",
    about:
      "Four stages along the old ring canal, brass boats between them, and a closing set that ends when the lanterns go out. Bicycles park free.",
  },
  6: {
    name: "Farol Festival",
    slug: "farol-festival",
    venue: "Doca da Lanterna",
    weekday: 6,
    nth: 2,
    hours: 33,
    from: "16:00",
    prices: [3200, 4500, 9500, 7200],
    quotas: [480, 1500, 140, 620],
    demand: 780,
    summary: "Two nights on the dock in Lisbon.",
    about:
      "Lisbon's younger sister of the Fields: fado next to footwork, grilled sardines next to natural wine, and the river as a backdrop.",
  },
  7: {
    name: "Lantern Fields",
    slug: "lantern-fields",
    venue: "Polderpark Oost",
    weekday: 5,
    nth: -1,
    hours: 58,
    from: "14:00",
    prices: [6900, 8900, 18500, 15900],
    quotas: [1100, 3300, 400, 2300],
    demand: 2350,
    summary: "Three days, six stages, nine thousand lanterns.",
    about:
      "Our own weekend in the polder. Camping opens on Friday at noon; every tent gets a lantern, and on Sunday night all of them are lit at once. Water is free, plates come with a deposit.",
  },
  10: {
    name: "Lumen Berlin",
    slug: "lumen-berlin",
    venue: "Halle Sieben",
    weekday: 6,
    nth: 1,
    hours: 12,
    from: "16:00",
    prices: [3400, 4600, 8900, 0],
    quotas: [520, 1800, 160, 0],
    demand: 780,
    summary: "Light art and long sets in a former tram hall.",
    about:
      "Twelve hours, two floors, one tram that still runs. Installations by eleven studios; the hall is heated, the yard is not.",
  },
  12: {
    name: "Winterlicht",
    slug: "winterlicht",
    venue: "Kabelfabriek",
    weekday: 6,
    nth: 2,
    hours: 9,
    from: "16:00",
    prices: [2900, 3900, 7500, 0],
    quotas: [120, 460, 60, 0],
    demand: 380,
    summary: "The shortest days deserve the warmest room.",
    about:
      "A day-into-night in the cable works: live electronics, a choir on the gallery and soup from eight kitchens.",
  },
};

function festivalOf(festival: Festival, year: number, month: number, now: Date, random: Random): Occasion {
  const { name, slug, prices, quotas, summary, about } = festival;
  const date = nthWeekday(year, month, festival.weekday, festival.nth);
  const venue = venueOf(lanternFields, festival.venue);
  const growth = 1.26 ** (yearsInto(toInstant(`${date}T12:00`, venue.zone), now) - 1);
  const dear = (price: number) => Math.round((price * 1.04 ** (year - now.getUTCFullYear())) / 50) * 50;
  const chance = random.fork(`${slug}-${year}`);
  const names = [
    ["Early bird", "For those who know already. The same entry as Regular, at a better price."],
    ["Regular", "Entry on the first day, all stages."],
    ["VIP", "Entry, the raised deck, a separate entrance and a drink on arrival."],
    ["Weekend pass", "All days, all stages, camping included where there is any."],
  ] as const;
  return occasion(
    {
      name: `${name} ${year}`,
      slug: `${slug}-${year}`,
      summary,
      description: about,
      category: "festival",
      venue,
      currency: "EUR",
      starts: `${date}T${festival.from}`,
      hours: festival.hours,
      announced: 175,
      onSale: 165,
      maxPerOrder: 8,
      archive: year < now.getUTCFullYear() - 1,
      demand: Math.round(festival.demand * growth * chance.luck(0.12)),
      parties: [
        [1, 12],
        [2, 52],
        [3, 12],
        [4, 17],
        [5, 3],
        [6, 4],
      ],
      tiers: names.flatMap(([tier, description], index) => {
        const quota = quotas[index] ?? 0;
        return quota === 0
          ? []
          : [
              {
                name: tier,
                description,
                price: dear(prices[index] ?? 0),
                quota,
                share: [9, 10, 1.3, 4.5][index] ?? 1,
                ...(index === 0 ? { untilDay: 45 } : {}),
              },
            ];
      }),
    },
    chance,
    now,
  );
}
