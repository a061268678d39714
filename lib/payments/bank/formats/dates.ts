import { dayFrom, FormatError } from "#lib/payments/bank/formats/statement";

/** How files that do not say so write their days. */
export const dateForms = [
  "YYYY-MM-DD",
  "DD.MM.YYYY",
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD-MM-YYYY",
  "YYYY/MM/DD",
  "YYYYMMDD",
  "DD.MM.YY",
] as const;
export type DateForm = (typeof dateForms)[number];

/** A day as that form writes it, single digits and the apostrophe of old programs included; a time behind it is left out. */
export function dayIn(text: string, form: DateForm, at: number): string {
  const digits =
    form === "YYYYMMDD" ? /^\s*(\d{4})(\d\d)(\d\d)/ : /^\s*(\d{1,4})[-./](\s?\d{1,2})[-./'](\s?\d{1,4})(?!\d)/;
  const match = digits.exec(text);
  if (!match) throw new FormatError(at, `“${text.trim().slice(0, 30)}” is not a day written as ${form}.`);
  const [a = "", b = "", c = ""] = match.slice(1).map((part) => part.trim());
  const order = form.replace(/[^YMD]/g, "").replace(/(.)\1+/g, "$1");
  const [year, month, day] = order === "YMD" ? [a, b, c] : order === "MDY" ? [c, a, b] : [c, b, a];
  if (year.length !== 4 && year.length !== 2)
    throw new FormatError(at, `“${text.trim().slice(0, 30)}” is not a day written as ${form}.`);
  return dayFrom(year, month, day, at);
}
