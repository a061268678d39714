import { z } from "zod";
import { channels } from "#lib/analytics/rules/beacon";
import { daysWords } from "#lib/analytics/rules/compare";
import type { Panel } from "#lib/system/figures";
import { dayIn } from "#lib/time";

/** An audience as `analytics.audience` answers: groups of `k` people and more, rounded down to whole multiples of `k`. */
const people = z.object({ people: z.number().nullable(), why: z.enum(["few", "near"]).nullable() });
export const Audience = z.object({
  k: z.number(),
  fromAt: z.iso.datetime({ offset: true }).nullable(),
  beforeAt: z.iso.datetime({ offset: true }).nullable(),
  buyers: people,
  visitors: people,
  groups: z.array(
    z.object({
      key: z.string(),
      unit: z.enum(["buyers", "visitors", "answers"]),
      label: z.string().optional(),
      groups: z.array(z.object({ label: z.string(), people: z.number() })),
      hidden: z.boolean(),
    }),
  ),
});
export type Audience = z.output<typeof Audience>;

export const audienceSpans = {
  "12": "12 whole months",
  "3": "3 whole months",
  "1": "The last month",
} as const;

/** Whose audience: whole months of the organization, or one event. */
export const AudienceFilter = z.object({
  months: z.enum(["12", "3", "1"]).catch("12"),
  event: z.uuid().optional().catch(undefined),
});
export type AudienceFilter = z.output<typeof AudienceFilter>;

export const RaiseAudience = z.strictObject({
  k: z.coerce
    .number("Write a number.")
    .int("Write a whole number.")
    .min(10, "Ten is the least.")
    .max(1000, "A thousand is the most."),
});

const titles: Record<string, { title: string; axis: string }> = {
  returning: { title: "New or came before", axis: "Buyers" },
  party: { title: "How many they bring", axis: "Tickets" },
  tier: { title: "Kind of ticket", axis: "Kind" },
  way: { title: "How they bought", axis: "Way" },
  lead: { title: "How long before the event", axis: "When" },
  arrived: { title: "Who came", axis: "Outcome" },
  channel: { title: "How visitors found you", axis: "Came by" },
};

const whys = {
  few: "There are too few people to show any.",
  near: "It differs by too few people from another audience that is shown here: comparing the two would single them out.",
};
/** Why nothing is shown of these people, or null when something is. */
export const hiddenWords = ({ why }: { why: "few" | "near" | null }) => (why ? whys[why] : null);

/** The groups as charts, in the order in which they were asked for. */
export function audiencePanels({ k, groups }: Audience): Panel[] {
  return groups.map(({ key, unit, label, groups: cells, hidden }) => ({
    key: key.startsWith("answer:") ? `answer-${key.slice(7)}` : key,
    title: label ?? titles[key]?.title ?? key,
    description:
      unit === "visitors"
        ? "Visitors who agreed to being counted"
        : unit === "answers"
          ? "What people chose when they registered"
          : "Buyers",
    axis: titles[key]?.axis ?? "Answer",
    shape: "bar",
    series: [{ key: "people", label: "People", color: unit === "visitors" ? 2 : 1 }],
    points: cells.map((cell) => ({
      label:
        key === "channel"
          ? (channels[cell.label as keyof typeof channels] ?? cell.label)
          : cell.label === "yes"
            ? "Yes"
            : cell.label,
      people: cell.people,
    })),
    summary: [
      cells.length === 0
        ? `No group has ${k} people, or only one would be hidden.`
        : `Rounded down to multiples of ${k}.`,
      hidden && cells.length > 0
        ? `Groups of fewer than ${k} people are hidden, and one more where they could be worked out.`
        : "",
    ]
      .filter(Boolean)
      .join(" "),
  }));
}

/** `1 Nov 2025 to 31 Oct 2026`, by the calendar of the zone; of an event its whole sale. */
export const audiencePeriod = ({ fromAt, beforeAt }: Audience, zone: string) =>
  fromAt && beforeAt
    ? daysWords({ from: dayIn(new Date(fromAt), zone), before: dayIn(new Date(beforeAt), zone) })
    : "The whole sale of the event";
