import { z } from "zod";

const at = z.iso.datetime({ offset: true });
/** What is kept, what goes when, and how fresh the figures are, as `analytics.retention` answers. */
export const Retention = z.object({
  months: z.number(),
  zone: z.string(),
  keptFrom: at.nullable(),
  asOf: at.nullable(),
  kept: z.array(
    z.object({ month: z.string(), visits: z.number(), facts: z.number(), sealedAt: at.nullable(), goesAt: at }),
  ),
  runs: z.array(z.object({ kind: z.enum(["refresh", "rebuild"]), startedAt: at, ms: z.number() })),
});
export type Retention = z.output<typeof Retention>;

export const RetentionEffect = z.object({ before: z.string(), visits: z.number(), facts: z.number() });
export type RetentionEffect = z.output<typeof RetentionEffect>;

export const SetRetention = z.strictObject({
  months: z.coerce
    .number("Write a number of months.")
    .int("Write whole months.")
    .min(1, "Keep them for a month at least.")
    .max(120, "Ten years are the most."),
  confirmed: z.preprocess((value) => value === "on" || value === true, z.boolean()).default(false),
});

/** When single rows that are older than they are kept go, each night, in UTC. */
export const retireAt = { cron: "55 3 * * *" } as const;

/** `Oct 2026` */
export const monthWords = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString("en", { timeZone: "UTC", month: "short", year: "numeric" });
