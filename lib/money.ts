import { digitsOf } from "#lib/ref/rules";

/**
 * Money is whole minor units in a `bigint`; how many of them make one comes from ISO 4217 (`ref.currencies`), never
 * from a constant and never from `Intl`. It becomes text here and nowhere else.
 */
export function formatMoney(minor: bigint, currency: string, locale = "en"): string {
  const digits = digitsOf(currency);
  const style = styleOf(currency, digits, locale);
  return style.format(decimal(minor, digits) as Intl.StringNumericLiteral);
}

/** Major units as exact text without a currency sign: `-1234.50`. For exports and inputs. */
export const majorUnits = (minor: bigint, currency: string) => decimal(minor, digitsOf(currency));

/**
 * What a person typed, as minor units: `1,234.5`, `1234.50` or `1234`. Null when it is not an amount of this
 * currency, such as three decimals of a dollar: nothing is rounded silently.
 */
export function parseMoney(text: string, currency: string): bigint | null {
  const digits = digitsOf(currency);
  const plain = text.trim().replace(/(?<=\d),(?=\d{3}(\D|$))/g, "");
  const match = /^(-?)(\d{1,13})(?:\.(\d*))?$/.exec(plain);
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  if (fraction.length > digits) return null;
  const minor = BigInt(whole + fraction.padEnd(digits, "0"));
  return sign ? -minor : minor;
}

/** `part` of `amount` in parts per million, rounded half away from zero. */
export function shareOf(amount: bigint, partsPerMillion: number): bigint {
  const product = amount * BigInt(partsPerMillion);
  const half = product < 0n ? -500_000n : 500_000n;
  return (product + half) / 1_000_000n;
}

const styles = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs two hundred uses of one, and a list has hundreds of amounts. */
function styleOf(currency: string, digits: number, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = styles.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  styles.set(key, made);
  return made;
}

function decimal(minor: bigint, digits: number): string {
  const text = minor
    .toString()
    .replace("-", "")
    .padStart(digits + 1, "0");
  const exact = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  return minor < 0n ? `-${exact}` : exact;
}
