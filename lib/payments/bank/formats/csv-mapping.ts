import { z } from "zod";
import { dateForms } from "#lib/payments/bank/formats/dates";

const empty = (value: unknown) => (value === "" || value === null ? undefined : value);
const column = z.string().trim().min(1).max(100);
const maybe = z.preprocess(empty, column.optional());
/** A form says it in words. */
const flag = z.preprocess((value) => (value === "true" ? true : value === "false" ? false : value), z.boolean());

export const encodings = { "utf-8": "UTF-8", "windows-1252": "Windows-1252 (Western)", "utf-16le": "UTF-16" } as const;
export const delimiters = { ";": "Semicolon", ",": "Comma", "\t": "Tab", "|": "Bar" } as const;

/** How to read a bank's table: columns by heading, or by number from 1 where there is no heading. */
export const CsvMapping = z
  .strictObject({
    delimiter: z
      .enum(Object.keys(delimiters) as [";", ",", "\t", "|"], "Choose what stands between columns.")
      .default(";"),
    encoding: z.enum(Object.keys(encodings) as ["utf-8", "windows-1252", "utf-16le"]).default("utf-8"),
    header: flag.default(true),
    /** Lines above the table: the bank's name, the account, the period. */
    skipLines: z.coerce.number().int().min(0).max(100).default(0),
    decimal: z.enum([".", ","]).default(","),
    dates: z.enum(dateForms, "Choose how days are written.").default("DD.MM.YYYY"),
    /** The file shows money that left as positive. */
    inverted: flag.default(false),
    columns: z.strictObject({
      date: column,
      valueDate: maybe,
      amount: maybe,
      debit: maybe,
      credit: maybe,
      text: z.preprocess(
        (value) => (typeof value === "string" ? value.split(/\s*[+|]\s*/).filter(Boolean) : value),
        z.array(column).max(6).default([]),
      ),
      counterparty: maybe,
      reference: maybe,
      bankReference: maybe,
      balance: maybe,
    }),
  })
  .superRefine(({ header, columns }, context) => {
    const { amount, debit, credit } = columns;
    if (Boolean(amount) === Boolean(debit || credit))
      context.addIssue({
        code: "custom",
        path: ["columns", "amount"],
        message: "Name one column of amounts, or one of debits and one of credits.",
      });
    if (!header)
      for (const [name, value] of Object.entries(columns))
        for (const one of [value].flat())
          if (one && !/^[1-9]\d{0,2}$/.test(one))
            context.addIssue({
              code: "custom",
              path: ["columns", name],
              message: "Without headings, columns are named by number: 1 is the first.",
            });
  });
export type CsvMapping = z.output<typeof CsvMapping>;
