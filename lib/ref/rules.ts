import { currenciesByDigits } from "#lib/ref/digits";

/** How many digits follow the point in amounts of this currency: 0 for JPY, 2 for EUR, 3 for KWD (ISO 4217, not CLDR). Throws for an unknown code. */
export function digitsOf(currency: string): number {
  const digits = digitsByCurrency.get(currency);
  if (digits === undefined) throw new RangeError(`${currency} is not a currency of ISO 4217 with a minor unit.`);
  return digits;
}

/** Whether money may be kept in this currency, withdrawn ones included. */
export function isCurrency(code: string): boolean {
  return digitsByCurrency.has(code);
}

/** Of the rates valid on one day in a region and its country, those that are charged together: HST stands in place of GST, QST beside it. */
export function ratesCharged<R extends { region: string; replacesNational: boolean }>(rates: R[]): R[] {
  return rates.some((rate) => rate.replacesNational) ? rates.filter((rate) => rate.region !== "") : rates;
}

const digitsByCurrency: ReadonlyMap<string, number> = new Map(
  Object.entries(currenciesByDigits).flatMap(([digits, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code): [string, number] => [code, Number(digits)]),
  ),
);
