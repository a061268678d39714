import { lanternFields, venueOf } from "#db/seed/houses";
import { festivals } from "#db/seed/lantern-festivals";
import { day, months, nthWeekday, type Occasion, occasion, shift, yearsInto } from "#db/seed/plan";
import { itemAt, type Random } from "#db/seed/random";
import { toInstant, toLocal } from "#lib/time";

/** The year of Lantern Fields: festivals in their months, a club night a month, jazz from autumn to spring, free mornings. */
export function lanternFieldsEvents(now: Date, random: Random): Occasion[] {
  const events: Occasion[] = [];
  let night = 0;
  let hour = 0;
  for (const [year, month] of months(now, lanternFields.zone)) {
    events.push(...festivals(year, month, now, random));
    if (month !== 8 && month !== 1) events.push(clubNight(night++, year, month, now, random));
    if (month < 6 || month > 8) events.push(jazzNight(hour++, year, month, now, random));
    if (month === 3 || month === 11) events.push(workshop(year, month, now, random));
  }
  events.push(lightWalk(now, random));
  return events;
}

const guests =
  "Marlo Vance,Odile Kern,Tidal Bureau,Sable & Finch,Nova Terras,Hekla Storm,Pascal Ruiter,Lumi Aalto,Vera Nachtegaal,Dockside Choir,Iko Adeyo,Mirrorball Kids,Juno Peck,Halogen Twins,Basalt,Rosa Quartz,Elmar Voss,Petit Matin".split(
    ",",
  );

function clubNight(index: number, year: number, month: number, now: Date, random: Random): Occasion {
  const date = nthWeekday(year, month, 6, month === 12 || month === 4 ? 3 : 2);
  const venue = venueOf(
    lanternFields,
    index % 4 === 3 ? "Kabelfabriek" : index % 6 === 4 ? "Halle Sieben" : "De Stoomketel",
  );
  const guest = itemAt(guests, index % guests.length);
  const slug = `nachtlicht-${date}`;
  const chance = random.fork(slug);
  const called =
    index === 9
      ? { at: shift(toInstant(`${date}T22:00`, venue.zone), -6 * day), why: "the sound system failed its inspection." }
      : undefined;
  return occasion(
    {
      name: `Nachtlicht: ${guest}`,
      slug,
      summary: `${guest} all night long, with residents before and after.`,
      description: `Our monthly night. ${guest} plays four hours or more; phones get a sticker at the door, the garden stays open until three. Last entry at two.`,
      category: "nightlife",
      venue,
      currency: "EUR",
      starts: `${date}T22:00`,
      hours: 7,
      announced: 58,
      onSale: 52,
      maxPerOrder: 6,
      ...(called && called.at < now ? { stopped: called } : {}),
      demand: Math.round(185 * 1.24 ** (yearsInto(toInstant(`${date}T12:00`, venue.zone), now) - 1) * chance.luck(0.4)),
      parties: [
        [1, 20],
        [2, 46],
        [3, 15],
        [4, 14],
        [5, 3],
        [6, 2],
      ],
      tiers: [
        {
          name: "Early bird",
          description: "The first eighty, while they last.",
          price: 1650,
          quota: 80,
          share: 12,
          untilDay: 21,
        },
        { name: "Regular", description: "Entry until two in the morning.", price: 2250, quota: 360, share: 10 },
        { name: "VIP", description: "Balcony, cloakroom included.", price: 4500, quota: 40, share: 1 },
      ],
    },
    chance,
    now,
  );
}

const bands =
  "Trio Maanzaad,The Ilse Brandt Quartet,Kestrel Five,Amadou Sarr Group,Sofie Lund & Strings,Petrichor,Quartet Noordzij,Marisol Vega Sextet,The Ferry Tapes,Duo Halfdonker,Ansel Moor Quintet".split(
    ",",
  );

function jazzNight(index: number, year: number, month: number, now: Date, random: Random): Occasion {
  const date = nthWeekday(year, month, 4, 1 + (month % 3));
  const venue = venueOf(lanternFields, index % 3 === 2 ? "Le Phare Bleu" : "Zaal Kometa");
  const band = itemAt(bands, index % bands.length);
  const slug = `blue-hour-${date}`;
  const chance = random.fork(slug);
  const start = toInstant(`${date}T20:30`, venue.zone);
  const postponed = start > shift(now, 10 * day) && start < shift(now, 42 * day);
  const called = index === 5 ? { at: shift(start, -9 * day), why: "the singer lost her voice." } : undefined;
  return occasion(
    {
      name: `Blue Hour: ${band}`,
      slug,
      summary: `Two sets by ${band}, candles on the tables.`,
      description: `The seated series for a weeknight. ${band} plays two sets with a break; the kitchen serves small plates until ten. Doors at half past seven.`,
      category: "concert",
      venue,
      currency: "EUR",
      starts: `${date}T20:30`,
      hours: 2.5,
      announced: 66,
      onSale: 60,
      maxPerOrder: 6,
      ...(called && called.at < now
        ? { stopped: called }
        : postponed
          ? { stopped: { at: shift(now, -2 * day), why: "the band's flight was cancelled." }, postponed }
          : {}),
      demand: Math.round(98 * 1.18 ** (yearsInto(start, now) - 1) * chance.luck(0.35)),
      parties: [
        [1, 18],
        [2, 62],
        [3, 8],
        [4, 12],
      ],
      tiers: [
        {
          name: "Early bird",
          description: "A seat at the long tables.",
          price: 2150,
          quota: 40,
          share: 9,
          untilDay: 24,
        },
        { name: "Regular", description: "A seat at the small tables.", price: 2850, quota: 150, share: 10 },
        {
          name: "VIP",
          description: "A table at the stage and a glass on arrival.",
          price: 4800,
          quota: 24,
          share: 1.6,
        },
      ],
    },
    chance,
    now,
  );
}

function workshop(year: number, month: number, now: Date, random: Random): Occasion {
  const date = nthWeekday(year, month, 0, 2);
  const slug = `lantern-workshop-${date}`;
  return occasion(
    {
      name: "Lantern workshop for families",
      slug,
      summary: "Paper, willow and a light inside. Free, but bring an hour.",
      description:
        "Children from five years make the lanterns that hang in the Fields in July. Materials are there; glue does not come out of wool.",
      category: "family",
      venue: venueOf(lanternFields, "Zaal Kometa"),
      currency: "EUR",
      starts: `${date}T10:30`,
      hours: 3,
      announced: 40,
      onSale: 35,
      maxPerOrder: 5,
      demand: 46,
      parties: [
        [2, 4],
        [3, 4],
        [4, 2],
      ],
      tiers: [
        { name: "Place at the table", description: "One per person, children too.", price: 0, quota: 120, share: 1 },
      ],
    },
    random.fork(slug),
    now,
  );
}

/** The one that is on right now: three days of light in the park, from yesterday until tomorrow. */
function lightWalk(now: Date, random: Random): Occasion {
  const venue = venueOf(lanternFields, "Polderpark Oost");
  const date = toLocal(shift(now, -day), venue.zone).slice(0, 10);
  return occasion(
    {
      name: "Polder Light Walk",
      slug: `polder-light-walk-${date}`,
      summary: "Three days of light in the park, at your own pace.",
      description:
        "A walk of two kilometres past fourteen works of light. Come when you like, stay as long as you like; the teahouse at the lock is open throughout.",
      category: "exhibition",
      venue,
      currency: "EUR",
      starts: `${date}T08:00`,
      hours: 63,
      announced: 70,
      onSale: 63,
      maxPerOrder: 8,
      demand: 520,
      parties: [
        [1, 10],
        [2, 50],
        [3, 14],
        [4, 22],
        [6, 4],
      ],
      tiers: [
        {
          name: "Early bird",
          description: "One walk on a day of your choice.",
          price: 1250,
          quota: 250,
          share: 10,
          untilDay: 28,
        },
        { name: "Regular", description: "One walk on a day of your choice.", price: 1650, quota: 1200, share: 10 },
        { name: "Weekend pass", description: "All three days, with the catalogue.", price: 2900, quota: 200, share: 2 },
      ],
    },
    random.fork("light-walk"),
    now,
  );
}
