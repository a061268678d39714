import { z } from "zod";
import { formatMoney } from "#lib/money";
import type { Feature } from "#lib/sponsorship/matching/rules";

/** Why a feature counts as it does, in one sentence made of the facts that the database kept with its value. */
export function why(feature: Feature, facts: unknown): string {
  return sentences[feature](facts);
}

const count = z.number().nullish();
const minor = z.string().nullish();
const names = z.array(z.string());
const Category = z.object({ category: z.string().nullable(), wanted: names });
const Geography = z.object({
  city: z.string().nullable(),
  country: z.string().nullable(),
  online: z.boolean(),
  wanted: names,
});
const Budget = z.object({
  least: minor,
  most: minor,
  in: z.string().nullish(),
  low: z.string(),
  high: z.string(),
  currency: z.string(),
});
const Season = z.object({ month: z.number(), wanted: z.array(z.number()) });
const Audience = z.object({
  sold: z.number().default(0),
  before: z.number().default(0),
  events: z.number().default(0),
  expected: z.number().default(0),
  least: count,
  most: count,
});
const Past = z.object({
  ended: z.number(),
  released: z.number(),
  events: z.number(),
  shown: z.number(),
  inTime: z.number(),
});
const Text = z.object({ cosine: z.number().nullish(), fullAt: z.number().nullish(), model: z.string().nullish() });

const sentences: Record<Feature, (facts: unknown) => string> = {
  category: (facts) => {
    const { category, wanted } = Category.parse(facts);
    if (wanted.length === 0) return "Which kinds of events they look for is not known.";
    if (wanted.includes(category ?? "")) return `They look for ${listed(wanted)}, and this is one: ${category}.`;
    return `They look for ${listed(wanted)}; this is ${category}.`;
  },
  geography: (facts) => {
    const { city, country, online, wanted } = Geography.parse(facts);
    if (wanted.length === 0) return "Where they want to be seen is not known.";
    if (online) return "The event is online, so its place says nothing.";
    if (!city) return "The event has no venue yet.";
    const here = [city, country].filter(Boolean).join(", ");
    return `The event is in ${here}; they look for ${listed(wanted)}.`;
  },
  budget: (facts) => {
    const { least, most, in: own, low, high, currency } = Budget.parse(facts);
    if (!own || (!least && !most)) return "Their budget is not known.";
    const budget = range(least, most, own);
    const price = low === high ? money(low, currency) : `${money(low, currency)} to ${money(high, currency)}`;
    if (own !== currency)
      return `Their budget is in ${own} (${budget}) and the package costs ${price}: without a rate they are not compared.`;
    if (most && BigInt(low) > BigInt(most)) return `The package costs ${price}, more than their budget of ${budget}.`;
    if (least && BigInt(high) < BigInt(least))
      return `The package costs ${price}, less than they want to spend: ${budget}.`;
    return `Budget ${budget} covers the package's ${price}.`;
  },
  season: (facts) => {
    const { month, wanted } = Season.parse(facts);
    if (wanted.length === 0) return "In which months they want to be seen is not known.";
    return `The event is in ${nameOf(month)}; they want ${listed([...wanted].sort((a, b) => a - b).map(nameOf))}.`;
  },
  audience: (facts) => {
    const { sold, before, events, expected, least, most } = Audience.parse(facts);
    if (!least && !most) return "How many people they want to reach is not known.";
    const wanted =
      least && most
        ? `${whole(least)} to ${whole(most)}`
        : least
          ? `at least ${whole(least)}`
          : `at most ${whole(most ?? 0)}`;
    if (expected <= 0)
      return `They want to reach ${wanted} people; nothing was sold yet, and no event of its kind is over.`;
    const found =
      sold >= before
        ? `${whole(sold)} tickets are sold`
        : `Events of its kind sold ${whole(before)} tickets on average (${events} of them)`;
    return `${found}; they want to reach ${wanted} people.`;
  },
  past: (facts) => {
    const { ended, released, events, shown, inTime } = Past.parse(facts);
    if (ended === 0) return "No order with them has ended yet.";
    const parts = [`${released} of ${ended} orders ended with the money released`];
    if (shown > 0) parts.push(`${inTime} of ${shown} proofs came in time`);
    parts.push(events > 1 ? `they came again, for ${events} events` : "they did not come again yet");
    return `${parts.join("; ")}.`;
  },
  text: (facts) => {
    const { cosine, fullAt, model } = Text.parse(facts);
    if (cosine === null || cosine === undefined)
      return "There are no words about them to compare, or they are being compared now.";
    const part = Math.min(100, Math.max(0, Math.round((cosine / (fullAt ?? 1)) * 100)));
    return `Their words and those of the package are ${part} % alike (${model}).`;
  },
};

const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, month, 1)),
);
export const nameOf = (month: number) => months[month - 1] ?? String(month);
const whole = (number: number) => new Intl.NumberFormat("en-GB").format(number);
const money = (amount: string, currency: string) => formatMoney(BigInt(amount), currency);
const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
const range = (least: string | null | undefined, most: string | null | undefined, currency: string) => {
  if (least && most) return `${money(least, currency)} to ${money(most, currency)}`;
  return least ? `from ${money(least, currency)}` : `up to ${money(most ?? "0", currency)}`;
};
