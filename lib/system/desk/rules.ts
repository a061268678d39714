import { z } from "zod";

const id = z.uuid();

export const SettleError = z.strictObject({ id, becomes: z.enum(["open", "resolved", "ignored"]) });
export const ReplayJob = z.strictObject({ organizationId: id, id });
export const ReplayDeadJobs = z.strictObject({ topic: z.string().max(100).optional() });
export const Nothing = z.strictObject({});
export const CheckIntegrity = z.strictObject({ organizationId: id });

/** What an organization may use. The limits are the product's; `null` is without one. */
export const tiers = {
  starter: { words: "Starter", members: 5, stations: 1, eventsAtOnce: 5, storageBytes: 100_000_000, apiKeys: 0 },
  growth: { words: "Growth", members: 50, stations: 10, eventsAtOnce: 100, storageBytes: 5_000_000_000, apiKeys: 5 },
  enterprise: {
    words: "Enterprise",
    members: null,
    stations: null,
    eventsAtOnce: null,
    storageBytes: null,
    apiKeys: 50,
  },
} as const satisfies Record<string, TierLimits>;

export type TierLimits = {
  words: string;
  members: number | null;
  stations: number | null;
  eventsAtOnce: number | null;
  storageBytes: number | null;
  apiKeys: number | null;
};
export type Tier = keyof typeof tiers;
export type Limited = Exclude<keyof TierLimits, "words">;

/** Is there room for one more? */
export const hasRoom = (tier: Tier, what: Limited, used: number) => {
  const most = tiers[tier][what];
  return most === null || used < most;
};

export const SetTier = z.strictObject({
  organizationId: id,
  tier: z.enum(Object.keys(tiers) as [Tier, ...Tier[]], "Choose a tier."),
});

export const StartImpersonation = z.strictObject({
  organizationId: id,
  /** Through whose eyes; the organization's administrators' when missing. */
  targetUserId: z.union([z.literal("").transform(() => undefined), id]).optional(),
  reason: z
    .string("Say why.")
    .trim()
    .min(10, "Say why, in ten characters at least: the organization reads it in its own log.")
    .max(500, "Use at most 500 characters."),
  minutes: z.coerce.number().int().min(1, "At least a minute.").max(60, "At most an hour."),
  writable: z.coerce.boolean().default(false),
});
export const EndImpersonation = z.strictObject({ id });

/** What a browser may say about a page that broke in it. */
export const BrowserFailure = z.object({
  message: z.string().max(2000),
  stack: z.string().max(8000).default(""),
  path: z.string().max(300).default(""),
});

const moment = z.coerce.date();
/** How the machinery is, as the operations page shows it. */
export const Operations = z.object({
  now: moment,
  workers: z.array(
    z.object({
      name: z.string(),
      startedAt: moment,
      beatAt: moment,
      stoppedAt: moment.nullable(),
      running: z.number(),
      alive: z.boolean(),
    }),
  ),
  queue: z.array(
    z.object({ topic: z.string(), due: z.number(), later: z.number(), dead: z.number(), lagSeconds: z.number() }),
  ),
  cron: z.array(
    z.object({
      job: z.string(),
      slot: moment,
      startedAt: moment,
      finishedAt: moment.nullable(),
      outcome: z.string(),
      failed: z.boolean(),
    }),
  ),
  emails: z.object({ dead: z.number(), failing: z.number(), waiting: z.number() }),
  limits: z.array(z.object({ key: z.string(), hits: z.number(), resetsAt: moment })),
  integrity: z.array(
    z.object({
      organization: z.string(),
      organizationId: z.string(),
      check: z.string(),
      ok: z.boolean(),
      detail: z.string(),
      at: moment,
    }),
  ),
  errors: z.object({ open: z.number(), today: z.number() }),
  databaseBytes: z.number(),
});
export type Operations = z.output<typeof Operations>;
