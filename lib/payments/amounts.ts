import { Refusal } from "#lib/errors";
import { parseMoney } from "#lib/money";

/**
 * What a person typed in `field`, as minor units of `currency`; undefined stays undefined. Throws `Refusal` by that
 * field when it is not an amount of the currency, or below `least`.
 */
export function amountIn(text: string, currency: string, field: string, least?: bigint): bigint;
export function amountIn(
  text: string | undefined,
  currency: string | undefined,
  field: string,
  least?: bigint,
): bigint | undefined;
export function amountIn(text: string | undefined, currency = "", field = "amount", least = 0n) {
  if (text === undefined) return undefined;
  const minor = parseMoney(text, currency);
  if (minor !== null && minor >= least) return minor;
  const sentence = minor === null ? `Not an amount of ${currency}. Write it like 12.50.` : "That is too little.";
  throw new Refusal("invalid", sentence, { [field]: [sentence] });
}
