import { z } from "zod";
import { isCurrency } from "#lib/ref/rules";

/** What finance says of an exchange and of a period to reopen. Pure: the browser imports it too. */
const Code = z.string().refine(isCurrency, "Choose a currency.");
const Account = z
  .string()
  .regex(/^[a-z]+(:[a-z0-9][a-z0-9-]*)+$/, "Choose an account.")
  .max(120);
const Amount = z.string().trim().min(1, "Write an amount.").max(30);
const Day = z.iso.date("Choose a day.");

/** Amounts in major units of their currency; `rate` in major units bought for one sold. `key` is made once per form. */
export const ExchangeInput = z
  .strictObject({
    key: z.string().min(8).max(100),
    effectiveOn: Day,
    soldAccount: Account,
    soldCurrency: Code,
    sold: Amount,
    boughtAccount: Account,
    boughtCurrency: Code,
    bought: Amount,
    rate: z
      .string()
      .trim()
      .regex(/^\d{1,9}([.,]\d{1,12})?$/, "Write the rate like 0.9214: how much one unit sold brings.")
      .transform((text) => text.replace(",", "."))
      .refine((text) => Number(text) > 0, "A rate is above zero."),
    rateSource: z.string().trim().min(2, "Say who published the rate.").max(120),
    rateOn: Day,
    memo: z.string().trim().min(3, "Say what this exchange is for.").max(500),
  })
  .refine(({ soldCurrency, boughtCurrency }) => soldCurrency !== boughtCurrency, {
    path: ["boughtCurrency"],
    error: "Choose another currency than the one given away.",
  });

export const PeriodReopening = z.strictObject({
  periodId: z.uuid(),
  reason: z.string().trim().min(3, "Say why it is reopened.").max(500),
});
