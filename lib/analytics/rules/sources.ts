import { z } from "zod";
import { type Period, spans } from "#lib/analytics/rules";
import { channels } from "#lib/analytics/rules/beacon";

/** Where a sale is told to come from: a channel of visits, a code that was used, the house itself, or nothing known. */
export const saleChannels = {
  ...channels,
  code: "Codes",
  staff: "Sold by the house",
  unknown: "Unknown",
} as const;
export const channelName = (channel: string) => saleChannels[channel as keyof typeof saleChannels] ?? channel;

export const touches = {
  last: "Where they came from last",
  first: "Where they came from first",
} as const;

export const SourceFilter = z.object({
  span: z.enum(Object.keys(spans) as [keyof typeof spans]).catch("90d"),
  touch: z.enum(["last", "first"]).catch("last"),
  sold: z.enum(["tickets", "bookings"]).optional().catch(undefined),
});
export type SourceFilter = z.output<typeof SourceFilter>;

export type SourceLine = {
  channel: string;
  source: string;
  begun: number;
  sales: number;
  grossMinor: string;
  refunds: number;
  refundedMinor: string;
};
export type SourceBoard = {
  asOf: string | null;
  period: Period;
  currency: string;
  zone: string;
  lines: SourceLine[];
  /** What was sold and given back in all, from the rollups of sales: the lines add up to it. */
  grossMinor: string;
  refundedMinor: string;
};

/** What can be narrowed further to the single rows. */
export const SourceRowsAsked = z.object({
  channel: z.string().max(20).optional().catch(undefined),
  source: z.string().max(80).optional().catch(undefined),
  campaign: z
    .string()
    .regex(/^[a-z0-9-]{1,39}$/)
    .optional()
    .catch(undefined),
  /** The campaign's code, sales with which are its as well. */
  code: z.string().max(64).optional().catch(undefined),
  kind: z.enum(["begun", "sales", "refunds", "all"]).catch("all"),
  from: z.iso.date().optional().catch(undefined),
  before: z.iso.date().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type SourceRowsAsked = z.output<typeof SourceRowsAsked>;

type Narrowed = Partial<Record<"channel" | "source" | "campaign" | "kind" | "from" | "before", string>>;
export const sourceRowsHref = (slug: string, filter: SourceFilter, narrowed: Narrowed) =>
  `/${slug}/analytics/sources/rows?${new URLSearchParams(
    Object.entries({ ...filter, ...narrowed }).filter((one): one is [string, string] => one[1] !== undefined),
  )}`;
