import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { isCurrency } from "#lib/ref/rules";

/** What is compared, in the order in which the database keeps weights and values. */
export const features = ["category", "audience", "geography", "budget", "season", "past", "text"] as const;
export type Feature = (typeof features)[number];

export const featureWords = {
  category: { label: "Kind of event", hint: "The kinds of events they look for." },
  audience: { label: "Audience", hint: "How many people come, against how many they want to reach." },
  geography: { label: "Place", hint: "The cities and countries they look for." },
  budget: { label: "Budget", hint: "What they spend on one sponsorship, against the package's prices." },
  season: { label: "Season", hint: "The months in which they want to be seen." },
  past: { label: "Past results", hint: "Orders released, proofs in time, and whether they came again." },
  text: { label: "Words", hint: "How alike the words of the package and of the sponsor are." },
} as const satisfies Record<Feature, { label: string; hint: string }>;

export const causeWords = {
  manual: "Typed",
  restored: "Former weights used again",
  feedback: "Feedback",
  taken_back: "Feedback taken back",
} as const;
export const kindWords = {
  good: { label: "Good fit", tone: "success" },
  bad: { label: "Not a fit", tone: "danger" },
  accepted: { label: "Proposal accepted", tone: "success" },
  rejected: { label: "Proposal rejected", tone: "warning" },
} as const;

const id = z.uuid("Choose one.");
const people = optional(z.coerce.number("Write a whole number.").int("Write a whole number.").min(0).max(100_000_000));
/** One a line or between commas. */
const list = z
  .string()
  .max(1000)
  .default("")
  .transform((text) => [
    ...new Set(
      text
        .split(/[\n,;]/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string().max(80, "That is too long for a place.")).max(40, "Forty at most."));

export const WishesInput = z.strictObject({
  sponsorId: optional(id),
  about: words(2000).default(""),
  categories: z.array(z.string().max(40)).max(40).default([]),
  places: list,
  months: z.array(z.coerce.number().int().min(1).max(12)).max(12).default([]),
  audienceLeast: people,
  audienceMost: people,
  budgetLeast: optional(words(30)),
  budgetMost: optional(words(30)),
  currency: optional(z.string().refine(isCurrency, "Choose a currency.")),
  matchable: z.stringbool().default(false),
});

const percent = z
  .string()
  .trim()
  .regex(/^\d{1,3}([.,]\d{1,4})?$/, "Write a percentage, like 12.5.")
  .transform((text) => Math.round(Number(text.replace(",", ".")) * 10_000));
export const WeightsInput = z.strictObject(
  Object.fromEntries(features.map((one) => [one, percent])) as Record<Feature, typeof percent>,
);
export const RestoreInput = z.strictObject({ version: z.coerce.number().int().min(0) });

export const FeedbackInput = z.strictObject({
  matchId: id,
  kind: z.enum(["good", "bad"]),
  reason: words(500).default(""),
});
export const AboutOne = z.strictObject({ id });
export const GuestInput = z.strictObject({ guestId: id, packageId: optional(id) });
export const ModelInput = z.strictObject({ kind: z.string().max(60) });
export const Nothing = z.strictObject({});
/** The job: everything that waits, after a sponsor's orders or a proposal's outcome were taken in. */
export const MatchSponsors = z.strictObject({ sponsorId: z.uuid().optional(), threadId: z.uuid().optional() });
