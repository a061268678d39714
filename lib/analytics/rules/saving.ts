import { z } from "zod";
import { Dashboard } from "#lib/analytics/rules/reports";

/** Inputs of saved reports and their letters. Messages stand next to their field. */
const name = z.string().trim().min(1, "Give it a name.").max(120, "Use at most 120 characters for the name.");
const scope = z.enum(["me", "organization"]).default("me");
const reportId = z.uuid();

export const SaveReport = z.strictObject({ name, scope, dashboard: Dashboard, search: z.string().max(2000) });
export const RenameReport = z.strictObject({ reportId, name, scope });
export const OneReport = z.strictObject({ reportId });
export const OneSchedule = z.strictObject({ scheduleId: z.uuid() });

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
export const ScheduleReport = z.strictObject({
  reportId,
  /** Oneself when it does not say. */
  personId: z
    .literal("")
    .transform(() => undefined)
    .or(z.uuid())
    .optional(),
  cadence: z.enum(["daily", "weekly", "monthly"], "Choose how often."),
  hour: whole(0, 23),
  weekday: whole(1, 7).optional(),
  monthDay: whole(1, 31).optional(),
});

export const cadences = { daily: "Every day", weekly: "Every week", monthly: "Every month" } as const;
export type Cadence = keyof typeof cadences;
export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** `Every week, on Monday, at 08:00`: by the organization's clock. */
export function cadenceWords(one: { cadence: Cadence; hour: number; weekday: number; monthDay: number }): string {
  const day =
    one.cadence === "weekly"
      ? `, on ${weekdays[one.weekday - 1]}`
      : one.cadence === "monthly"
        ? one.monthDay === 31
          ? ", on its last day"
          : `, on day ${one.monthDay}`
        : "";
  return `${cadences[one.cadence]}${day}, at ${String(one.hour).padStart(2, "0")}:00`;
}

/** Payload of the topic `analytics.send_report`. */
export const SendReport = z.object({ sendId: z.uuid() });

const Person = z.object({ to: z.string(), name: z.string() });
/** What the worker is told of a letter that is due. */
export const DueLetter = z.object({
  sendId: z.uuid(),
  personId: z.uuid(),
  cadence: z.enum(["daily", "weekly", "monthly"]),
  token: z.uuid(),
  reportId: z.uuid(),
  name: z.string(),
  dashboard: z.string(),
  search: z.string(),
  dropped: z.boolean(),
  reader: Person.nullable(),
  other: Person.nullable(),
  organization: z.object({
    name: z.string(),
    slug: z.string(),
    zone: z.string(),
    currency: z.string(),
    accent: z.string(),
    supportEmail: z.string().nullable(),
  }),
});
export type DueLetter = z.output<typeof DueLetter>;
