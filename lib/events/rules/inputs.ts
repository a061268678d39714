import { z } from "zod";
import { parseMoney } from "#lib/money";
import { isZone } from "#lib/time";

/** What the forms of this domain are made of. Wall clocks are `2026-06-01T20:00` in the event's zone; amounts are major units as text. */
export const words = (most: number) => z.string().trim().max(most, `At most ${most} characters.`);
export const name = (most: number, missing: string) => words(most).min(1, missing);
/** An empty field is no answer. */
export const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
export const whole = (least: number, most: number, sentence: string) =>
  z.coerce.number({ error: sentence }).int(sentence).min(least, sentence).max(most, sentence);
export const wallClock = z
  .string({ error: "Choose a date and time." })
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, "Choose a date and time.");
export const day = z.iso.date("Choose a day.");
export const zone = z.string().refine(isZone, "Choose a time zone.");
export const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());
export const email = z.union([z.literal(""), words(254).regex(/^[^@\s]+@[^@\s]+$/, "Not an e-mail address.")]);

type Keys<T> = [keyof T & string, ...(keyof T & string)[]];
/** One of the keys of these words. */
export const oneOf = <T extends Record<string, string>>(labels: T, missing = "Choose one.") =>
  z.enum(Object.keys(labels) as Keys<T>, missing);
export const choicesOf = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** A cost in minor units, or null when it is not an amount of this currency. Nothing typed is nothing owed. */
export const costOf = (text: string, currency: string) => {
  const minor = parseMoney(text === "" ? "0" : text, currency);
  return minor !== null && minor >= 0n ? minor : null;
};
