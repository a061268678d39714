import { z } from "zod";
import { optional, ticked, whole } from "#lib/events/rules/inputs";

/** How an event repeats, as its form says it. */
export const frequencies = { DAILY: "Every day", WEEKLY: "Every week", MONTHLY: "Every month" } as const;
export const weekdays = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
} as const;
export type Weekday = keyof typeof weekdays;
export const weekdayKeys = Object.keys(weekdays) as [Weekday, ...Weekday[]];
/** How many events one rule may make at once. */
export const mostOccurrences = 104;

export const RepeatInput = z
  .strictObject({
    id: z.uuid(),
    frequency: z.enum(["DAILY", "WEEKLY", "MONTHLY"]),
    every: whole(1, 52, "A whole number from 1 to 52.").default(1),
    /** Of a weekly rule; the weekday of the first one when none is ticked. */
    days: z.array(z.enum(weekdayKeys)).default([]),
    /** Of a monthly rule: the second Friday instead of the 11th. */
    byWeekday: ticked.default(false),
    count: optional(whole(2, mostOccurrences, `A whole number from 2 to ${mostOccurrences}.`)),
    until: optional(z.iso.date("Choose a day.")),
  })
  .refine((input) => (input.count === undefined) !== (input.until === undefined), {
    path: ["count"],
    message: "Say how many there are, or until when: one of the two.",
  });
export type RepeatInput = z.output<typeof RepeatInput>;

/** What a change would do, for the person to read before it is done. */
export type Review = {
  /** Each event as it is and as it would be; the same words twice where its time stays. */
  events: { id: string; name: string; before: string; after: string; holders: number }[];
  /** Tickets whose sale moves along, with the windows of the event that was changed; none when nothing moves. */
  sales: { tiers: number; events: number; windows: { tier: string; before: string; after: string }[] } | null;
  /** What else happens, in sentences. */
  notes: string[];
  /** People with tickets who would notice. */
  holders: number;
};
