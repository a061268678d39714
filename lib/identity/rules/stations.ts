import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { isZone } from "#lib/time";

export const weekdays = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const;
export type Weekday = keyof typeof weekdays;
type Span = [opens: string, closes: string];

const opens = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time such as 09:00.");
const closes = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "A time such as 17:30, or 24:00.");

/** One day: `{ opens, closes }` as a form sends each line, empty lines left out, in order and not touching. */
const day = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter((one) => one && Object.values(one).some(Boolean)) : value),
  z
    .array(
      z.union([z.strictObject({ opens, closes }), z.tuple([opens, closes])], "Say when it opens and when it closes."),
    )
    .max(6, "At most six openings a day.")
    .transform((list): Span[] => list.map((one) => (Array.isArray(one) ? one : [one.opens, one.closes])))
    .refine((list) => list.every(([from, to]) => from < to), "It must close after it opens; 24:00 is midnight.")
    .refine(
      (list) => list.every(([from], at) => at === 0 || from > (list[at - 1]?.[1] ?? "")),
      "Each opening must begin after the one before it ended.",
    ),
);
const openingHours = z
  .strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
  .partial()
  .transform((week) => Object.fromEntries(Object.entries(week).filter(([, list]) => list && list.length > 0)) as Week);
export type Week = Partial<Record<Weekday, Span[]>>;

export const StationInput = z.strictObject({
  name: words(120).min(1, "What is the station called?"),
  slug: optional(words(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Small letters, digits and single hyphens.")),
  address: words(200).default(""),
  postalCode: words(20).default(""),
  city: words(120).default(""),
  region: words(120).default(""),
  country: optional(z.string().regex(/^[A-Z]{2}$/, "Choose a country.")),
  zone: z.string("Choose a time zone.").refine(isZone, "Choose a time zone."),
  openingHours: openingHours.default({}),
});
export const StationChange = StationInput.extend({ id: z.uuid() });
export const StationId = z.strictObject({ id: z.uuid() });

/** `Old Boathouse` → `old-boathouse`. */
export const slugFrom = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-$/, "") || "station";
