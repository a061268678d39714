import { emberAndRice } from "#db/seed/houses";
import { day, type Occasion, occasion, shift, yearsInto } from "#db/seed/plan";
import { itemAt, type Random } from "#db/seed/random";
import { toInstant, toLocal } from "#lib/time";

/** Ember & Rice week by week: each kitchen has a night or a class, and a second one when it goes well. */
export function emberAndRiceEvents(now: Date, random: Random): Occasion[] {
  const events: Occasion[] = [];
  for (const [kitchen, { slug: station, zone }] of emberAndRice.stations.entries()) {
    // Weeks are counted from a fixed Monday, so that one more day does not change the programme.
    const thisWeek = Math.floor((now.getTime() / day - 4) / 7);
    for (let week = thisWeek - 104; week <= thisWeek + 17; week += 1) {
      const chance = random.fork(`${station}-${week}`);
      const monday = new Date((week * 7 + 4) * day);
      const forms = chance.chance(0.06 + 0.11 * yearsInto(monday, now)) ? 2 : chance.chance(0.94) ? 1 : 0;
      for (let place = 0; place < forms; place += 1) {
        const form = itemAt(formats, (week + kitchen + place) % formats.length);
        const date = toLocal(shift(monday, form.weekday * day + day / 2), zone).slice(0, 10);
        events.push(evening(form, station, date, zone, week * 3 + kitchen, now, chance.fork(String(place))));
      }
    }
  }
  return events;
}

type Format = {
  key: string;
  weekday: number;
  starts: string;
  hours: number;
  category: string;
  price: number;
  counter: number;
  themes: readonly string[];
  about: (theme: string) => string;
};

/** `weekday` counts from Monday. */
const formats: readonly Format[] = [
  {
    key: "Hibachi Night",
    weekday: 4,
    starts: "19:00",
    hours: 2.5,
    category: "food_drink",
    price: 7800,
    counter: 9800,
    themes: ["Wagyu & Maitake", "Coastal Prawn", "Yuzu Chicken", "Charred Cabbage & Miso", "Black Cod", "Duck & Plum"],
    about: (theme) =>
      `Five courses from one grill, built around ${theme.toLowerCase()}. The chef cooks in front of you and talks while doing it. Tell us about allergies when you book.`,
  },
  {
    key: "Supper Club",
    weekday: 5,
    starts: "18:30",
    hours: 3.5,
    category: "food_drink",
    price: 11500,
    counter: 14500,
    themes: [
      "Smoke & Citrus",
      "The Long Table",
      "Rice, Three Ways",
      "First Corn",
      "Embers & Oysters",
      "A Winter Broth",
      "Desert Herbs",
      "Stone Fruit",
    ],
    about: (theme) =>
      `One long table, seven plates, one seating. "${theme}" is the menu of the week; pairings are included, and there is always something without alcohol.`,
  },
  {
    key: "Cooking Class",
    weekday: 6,
    starts: "11:00",
    hours: 3,
    category: "workshop",
    price: 8900,
    counter: 10900,
    themes: [
      "Onigiri & Pickles",
      "Knife Skills",
      "Gyoza From Scratch",
      "Fire Management",
      "Dashi and Noodles",
      "Tamagoyaki Brunch",
    ],
    about: (theme) =>
      `${theme} in a class of few, at your own station. Aprons are lent, recipes are yours, and everybody eats what they made.`,
  },
  {
    key: "Midweek Counter",
    weekday: 2,
    starts: "19:30",
    hours: 2,
    category: "food_drink",
    price: 6400,
    counter: 8400,
    themes: ["Skewers", "Temaki", "Late Tomatoes", "Clams & Sake", "Curry Rice"],
    about: (theme) =>
      `A short evening at the counter: ${theme.toLowerCase()}, a salad, a sweet, out by half past nine.`,
  },
];

function evening(
  form: Format,
  station: string,
  date: string,
  zone: string,
  turn: number,
  now: Date,
  random: Random,
): Occasion {
  const theme = itemAt(form.themes, turn % form.themes.length);
  const venues = emberAndRice.venues.filter((venue) => venue.station === station);
  const venue = itemAt(venues, turn % venues.length);
  const start = toInstant(`${date}T${form.starts}`, zone);
  const class_ = form.key === "Cooking Class";
  const seats = Math.min(
    venue.capacity,
    itemAt(class_ ? [12, 14, 16, 20] : [24, 28, 32, 36, 40], random.whole(0, class_ ? 3 : 4)),
  );
  const counter = class_ ? 0 : Math.round(seats / 5);
  const slug = `${form.key} ${theme} ${station} ${date}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const dear = (price: number) =>
    Math.round((price * 1.035 ** (start.getUTCFullYear() - now.getUTCFullYear())) / 100) * 100;
  const open = class_ && theme === "Knife Skills" && random.chance(0.3);
  const summer = 1 + 0.13 * Math.cos(((start.getUTCMonth() - 6) / 6) * Math.PI);
  const stop = stopOf(start, now, random);
  return occasion(
    {
      name: open ? "Knife Skills: Open House" : `${form.key}: ${theme}`,
      slug,
      summary: open ? "An hour at the board, on the house." : `${seats} seats in ${venue.city}, ${form.hours} hours.`,
      description: form.about(theme),
      category: form.category,
      venue,
      currency: "USD",
      starts: `${date}T${form.starts}`,
      hours: form.hours,
      announced: 88,
      onSale: 55,
      maxPerOrder: 6,
      archive: start < shift(now, -500 * day),
      demand: Math.round((seats / 1.95) * summer * 1.13 ** (yearsInto(start, now) - 1) * random.luck(0.45)),
      parties: [
        [1, 24],
        [2, 62],
        [3, 6],
        [4, 8],
      ],
      ...stop,
      tiers: open
        ? [{ name: "Seat", description: "Free; please come when you book.", price: 0, quota: seats, share: 1 }]
        : [
            ...(counter
              ? [
                  {
                    name: "Chef's counter",
                    description: "In front of the grill.",
                    price: dear(form.counter),
                    quota: counter,
                    share: 2.2,
                  },
                ]
              : []),
            {
              name: "Seat",
              description: class_ ? "A station of your own." : "At the table.",
              price: dear(form.price),
              quota: seats - counter,
              share: 8,
            },
          ],
    },
    random,
    now,
  );
}

/** Seldom a night is called off; one of the coming ones is put off. */
function stopOf(start: Date, now: Date, random: Random): { stopped?: { at: Date; why: string }; postponed?: boolean } {
  const at = shift(start, -random.whole(2, 8) * day);
  if (random.chance(0.022)) return at < now ? { stopped: { at, why: random.pick(reasons) } } : {};
  const soon = start > shift(now, 12 * day) && start < shift(now, 30 * day);
  if (soon && random.chance(0.1))
    return { stopped: { at: shift(now, -day), why: "the kitchen's hood is being replaced." }, postponed: true };
  return {};
}
const reasons = [
  "a burst pipe in the kitchen.",
  "the chef is ill.",
  "wildfire smoke over the terrace.",
  "the fish did not arrive.",
];
