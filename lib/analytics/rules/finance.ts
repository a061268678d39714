import type { Bucket } from "#lib/analytics/rules/series";

type Day = { day: string; name: string; debitsMinor: string; creditsMinor: string };
type Found = {
  days: Day[];
  opening: { name: string; minor: string }[];
  refunds: { day: string; minor: string; count: number }[];
};
export type FinancePoint = Bucket & {
  incomeMinor: bigint;
  feesMinor: bigint;
  refundsMinor: bigint;
  payoutsMinor: bigint;
  walletMinor: bigint;
  heldMinor: bigint;
};

/**
 * Days of the ledger as points: what came in, what it cost, what went back and what was paid out in each, and how the
 * wallet and the money held stood at its end. A payout counts when it left the wallet.
 */
export function financePoints(found: Found, buckets: readonly Bucket[]): FinancePoint[] {
  const opening = (name: string) => BigInt(found.opening.find((one) => one.name === name)?.minor ?? 0);
  let [wallet, held] = [opening("wallet"), opening("held")];
  return buckets.map((bucket) => {
    const sum = (name: string, figure: (day: Day) => bigint) =>
      found.days
        .filter((one) => one.name === name && one.day >= bucket.from && one.day < bucket.before)
        .reduce((total, one) => total + figure(one), 0n);
    const net = (one: Day) => BigInt(one.debitsMinor) - BigInt(one.creditsMinor);
    wallet += sum("wallet", net);
    held += sum("held", net);
    return {
      ...bucket,
      incomeMinor: -sum("income", net),
      feesMinor: sum("platformFees", net) + sum("processingFees", net),
      refundsMinor: found.refunds
        .filter(({ day }) => day >= bucket.from && day < bucket.before)
        .reduce((total, one) => total + BigInt(one.minor), 0n),
      payoutsMinor: sum("payouts", net),
      walletMinor: wallet,
      heldMinor: -held,
    };
  });
}
