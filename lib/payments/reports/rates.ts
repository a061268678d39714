import { digitsOf } from "#lib/ref/rules";

/**
 * What so many minor units bring at a rate (major units bought for one sold, exact text), rounded half up as
 * `payments.exchange` rounds; null when the text is no rate. Pure, without floating point.
 */
export function expectedMinor(sold: bigint, soldCurrency: string, rate: string, boughtCurrency: string): bigint | null {
  const match = /^(\d{1,9})(?:\.(\d{1,12}))?$/.exec(rate.trim());
  if (!match) return null;
  const [, whole = "0", fraction = ""] = match;
  const shift = digitsOf(boughtCurrency) - digitsOf(soldCurrency);
  const product = sold * BigInt(whole + fraction) * 10n ** BigInt(Math.max(shift, 0));
  const scale = 10n ** BigInt(fraction.length + Math.max(-shift, 0));
  return (product * 2n + scale) / (scale * 2n);
}
