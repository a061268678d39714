import { z } from "zod";
import { parseMoney } from "#lib/money";
import { isCurrency } from "#lib/ref/rules";

/** Services, resources and how a station takes bookings: what forms send. */
/** Who cancels at least `hoursBefore` the start gets `percent` of what they paid back; later than every tier, nothing. */
export type CancellationTier = { hoursBefore: number; percent: number };

const flag = z.preprocess((value) => value === "on" || value === "true" || value === true, z.boolean());
const text = (most: number) => z.string().trim().max(most, `At most ${most} characters.`).default("");
const name = z.string().trim().min(1, "Give it a name.").max(120);
const count = (least: number, most: number) =>
  z.coerce
    .number("A whole number.")
    .int("A whole number.")
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);
const orNone = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), inner.nullable());
const ids = z.preprocess((value) => (typeof value === "string" ? [value] : (value ?? [])), z.array(z.uuid()).max(100));

export const Service = z
  .strictObject({
    id: z.preprocess((value) => value || undefined, z.uuid().optional()),
    name,
    description: text(2000),
    durationMinutes: count(5, 2880),
    pricing: z.enum(["per_guest", "flat"]),
    currency: z.string().refine(isCurrency, "Choose a currency."),
    price: z.string(),
    childPrice: z.string().default(""),
    minimumTotal: z.string().default(""),
    minGuests: count(1, 5000),
    maxGuests: count(1, 5000),
    depositKind: z.enum(["none", "percent", "fixed"]),
    depositPercent: z.preprocess((value) => (value === "" ? 0 : value), count(0, 100)).default(0),
    deposit: z.string().default(""),
    cancellation: z
      .array(z.strictObject({ hoursBefore: z.string(), percent: z.string() }))
      .max(6)
      .default([])
      .transform((tiers) =>
        tiers.flatMap(({ hoursBefore, percent }) =>
          hoursBefore === "" ? [] : [{ hoursBefore: Number(hoursBefore), percent: Number(percent) }],
        ),
      )
      .refine((tiers) => tiers.every((tier) => Number.isInteger(tier.hoursBefore) && Number.isInteger(tier.percent)), {
        message: "Whole hours and whole percentages.",
      }),
    setupMinutes: count(0, 1440).default(0),
    cleanupMinutes: count(0, 1440).default(0),
    travelMinutes: count(0, 1440).default(0),
    /** Percent, up to four decimals. */
    taxRate: z
      .string()
      .regex(/^(\d{1,2}(\.\d{1,4})?)?$/, "A percentage such as 8.25.")
      .default(""),
    taxInclusive: flag.default(false),
    active: flag.default(false),
    stationIds: ids,
  })
  .transform(({ price, childPrice, minimumTotal, deposit, taxRate, ...rest }, context) => {
    const money = (typed: string, field: string, empty: bigint | null) => {
      if (typed.trim() === "" && field !== "price") return empty;
      const minor = parseMoney(typed, rest.currency);
      if (minor !== null && minor >= 0n) return minor;
      context.addIssue({ code: "custom", path: [field], message: "An amount such as 65.00." });
      return 0n;
    };
    if (rest.maxGuests < rest.minGuests)
      context.addIssue({ code: "custom", path: ["maxGuests"], message: "At least as many as the fewest guests." });
    return {
      ...rest,
      priceMinor: money(price, "price", 0n) ?? 0n,
      childPriceMinor: money(childPrice, "childPrice", null),
      minimumTotalMinor: money(minimumTotal, "minimumTotal", 0n) ?? 0n,
      depositMinor: money(deposit, "deposit", 0n) ?? 0n,
      taxRateMillionths: Math.round(Number(taxRate || 0) * 10_000),
    };
  });

export const Resource = z.strictObject({
  id: z.preprocess((value) => value || undefined, z.uuid().optional()),
  stationId: z.uuid("Choose a station."),
  kind: z.enum(["chef", "room", "equipment"]),
  name,
  userId: orNone(z.uuid()),
  email: orNone(z.string().regex(/^[^@\s]+@[^@\s]+$/, "That is not an e-mail address.")),
  phone: text(60),
  color: z.string().regex(/^#[0-9a-f]{6}$/, "A colour such as #0f766e."),
  capacity: orNone(count(1, 5000)),
  active: flag.default(false),
  serviceIds: ids,
});

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "A time such as 17:30.");
/** The week of a resource: rows with empty times are left out. */
export const WorkingWeek = z.strictObject({
  resourceId: z.uuid(),
  hours: z
    .array(z.strictObject({ weekday: count(1, 7), from: z.string(), to: z.string() }))
    .max(40)
    .default([])
    .transform((rows) => rows.filter(({ from, to }) => from !== "" || to !== ""))
    .pipe(
      z.array(
        z
          .strictObject({ weekday: z.number(), from: clock, to: clock })
          .refine(({ from, to }) => to > from, { message: "It ends after it begins.", path: ["to"] }),
      ),
    ),
});

export const TimeOff = z.strictObject({
  resourceId: z.uuid(),
  /** On the station's clocks. */
  startsLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Choose a time."),
  endsLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Choose a time."),
  reason: text(200),
});
export const TimeOffId = z.strictObject({ id: z.uuid() });

export const StationRules = z.strictObject({
  stationId: z.uuid(),
  slotMinutes: count(5, 480),
  leadMinutes: count(0, 129_600),
  horizonDays: count(1, 730),
  holdMinutes: count(5, 1440),
  publicPage: flag.default(false),
  intro: text(2000),
  payingByHand: text(1000),
  quietFrom: clock,
  quietTo: clock,
  terms: text(20_000),
});
