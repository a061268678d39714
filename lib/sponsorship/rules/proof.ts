import { z } from "zod";
import { day, optional, words } from "#lib/identity/rules/fields";

/** What this house counts itself, and can therefore show as a proof. */
export const measures = {
  views: "Visits of the page",
  visitors: "Different visitors",
  clicks: "Clicks on tickets",
  shares: "Times it was shared",
  scans: "Scans of its code",
  plays: "Plays of its video",
  tickets: "Tickets sold",
  arrivals: "Guests let in",
} as const;
export type Measure = keyof typeof measures;
const names = Object.keys(measures) as [Measure, ...Measure[]];

/** Of which pages: the event's own, the house's programme, or every page and event of the house. */
export const scopes = {
  event: "The event's page",
  programme: "The programme page",
  house: "Everything of the house",
} as const;
export type Scope = keyof typeof scopes;
const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]];

/** What a number of our own says about itself. Days are the organizer's; `rows` add up to it, except for visitors, who may come twice. */
export const FigureSource = z.object({
  measure: z.enum(names),
  scope: z.enum(scopeNames),
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  asOf: z.coerce.date(),
  rows: z.array(z.object({ day: z.string(), n: z.number() })),
});
export type FigureSource = z.output<typeof FigureSource>;

const link = words(500).refine((text) => text === "" || /^https:\/\/[^\s]+$/.test(text), "Begin with https://.");

export const ProofInput = z
  .strictObject({
    id: z.uuid(),
    words: words(1000).default(""),
    link: link.default(""),
    figure: optional(
      z
        .string()
        .trim()
        .regex(/^\d{1,15}$/, "Write a whole number.")
        .transform(BigInt),
    ),
    /** Instead of a number that was typed: one that this house counted. */
    measure: optional(z.enum(names, "Choose what was counted.")),
    scope: z.enum(scopeNames).default("event"),
    from: optional(day),
    to: optional(day),
    file: z.unknown().optional(),
    /** A file that was sent in parts before. */
    upload: optional(z.uuid()),
  })
  .superRefine((one, ctx) => {
    if (!one.measure) return;
    const wrong = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (one.figure !== undefined) wrong("figure", "Either a number of your own or one that was counted.");
    if (!one.from) wrong("from", "Choose the first day.");
    if (!one.to) wrong("to", "Choose the last day.");
    if (one.from && one.to && one.from > one.to) wrong("to", "The last day is before the first.");
    if (one.scope === "programme" && ["visitors", "tickets", "arrivals"].includes(one.measure))
      wrong("scope", "That is counted for an event or for the house.");
  });
