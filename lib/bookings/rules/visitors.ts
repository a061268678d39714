import { z } from "zod";
import { contact } from "#lib/bookings/rules/inputs";

/** What visitors send, by the address of a page or by a form. */
const count = (least: number) => z.coerce.number().int().min(least).max(5000);
const day = z.iso.date();
const flag = z.preprocess((value) => value === "on" || value === true, z.boolean());
const secret = z.string().min(20).max(100);
const terms = z.preprocess(
  (value) => (value === "" || value === undefined ? undefined : value),
  z.coerce.number().int().optional(),
);

export const Choice = z.object({
  serviceId: z.uuid(),
  adults: count(0),
  children: count(0).catch(0),
  from: day,
  day: day.optional().catch(undefined),
  at: z.iso.datetime({ offset: true }).optional().catch(undefined),
});
export type Choice = z.output<typeof Choice>;

const { notes: _, ...known } = contact;
export const BookingRequest = z.strictObject({
  ...known,
  contactEmail: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^@\s]+@[^@\s]+$/, "We need your e-mail address to confirm."),
  address: z.string().trim().min(5, "Where is it? Street, number and city.").max(500),
  key: z.string().min(8).max(200),
  org: z.string().max(80),
  station: z.string().max(80),
  serviceId: z.uuid(),
  startsAt: z.iso.datetime({ offset: true }),
  adults: count(0),
  children: count(0).default(0),
  terms,
  agreed: flag.default(false),
});

export const PayBooking = z.strictObject({ secret, part: z.enum(["deposit", "balance"]).default("deposit") });
export const CancelByLink = z.strictObject({
  secret,
  reason: z.string().trim().max(300).default(""),
  expectedMinor: z.string().regex(/^\d{1,18}$/),
});
export const AnswerQuote = z.strictObject({
  secret,
  answer: z.enum(["accept", "decline"]),
  terms,
  agreed: flag.default(false),
});
