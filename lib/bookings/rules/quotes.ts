import { z } from "zod";
import { parseMoney } from "#lib/money";
import { isCurrency } from "#lib/ref/rules";

/** A price and a quote, as their forms send them. */
const guests = z.coerce.number("Say how many.").int("A whole number.").max(5000);

const priced = {
  bookingId: z.uuid(),
  currency: z.string().refine(isCurrency),
  adults: guests,
  children: guests.default(0),
  deposit: z.string().default(""),
  extras: z
    .array(
      z.strictObject({
        kind: z.enum(["extra", "discount"]),
        description: z.string().trim().max(200),
        quantity: z.string().default("1"),
        price: z.string(),
      }),
    )
    .max(30)
    .default([]),
};

type Priced = z.output<z.ZodObject<typeof priced>>;
/** Rows without a description and a price are left out; amounts become minor units. */
function inMinorUnits<T extends Priced>({ extras, deposit, ...rest }: T, context: z.RefinementCtx) {
  const money = (typed: string, path: (string | number)[]) => {
    const minor = parseMoney(typed, rest.currency);
    if (minor !== null && minor >= 0n) return minor.toString();
    context.addIssue({ code: "custom", path, message: "An amount such as 25.00." });
    return "0";
  };
  const lines = extras.flatMap(({ kind, description, quantity, price }, place) => {
    if (description === "" && price.trim() === "") return [];
    if (description === "")
      context.addIssue({ code: "custom", path: ["extras", place, "description"], message: "Say what it is." });
    if (!/^[1-9]\d{0,3}$/.test(quantity))
      context.addIssue({ code: "custom", path: ["extras", place, "quantity"], message: "A whole number." });
    return [{ kind, description, quantity: Number(quantity), unitMinor: money(price, ["extras", place, "price"]) }];
  });
  return {
    ...rest,
    extras: lines,
    depositMinor: deposit.trim() === "" ? undefined : money(deposit, ["deposit"]),
  };
}

export const Reprice = z
  .strictObject({ ...priced, reason: z.string().trim().max(500).default("") })
  .transform(inMinorUnits);

export const Offer = z
  .strictObject({
    ...priced,
    message: z.string().trim().max(2000).default(""),
    /** Days from now. */
    goodForDays: z.coerce.number().int().min(1, "At least a day.").max(365, "At most a year."),
    send: z.preprocess((value) => value === "on" || value === true, z.boolean()).default(false),
  })
  .transform(inMinorUnits);
