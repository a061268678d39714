import "server-only";
import type { TenantTx } from "#db/tenant";
import { financeOf } from "#lib/analytics/queries/finance";
import { periodOf } from "#lib/analytics/rules";
import { BoardFilter } from "#lib/analytics/rules/board";
import { comparedBucket, comparedWith } from "#lib/analytics/rules/compare";
import { financePoints } from "#lib/analytics/rules/finance";
import type { Finance } from "#lib/analytics/rules/finance-panels";
import { bucketsOf } from "#lib/analytics/rules/series";
import { wallet } from "#lib/payments/queries/reports";

type Search = Record<string, string | string[] | undefined>;

/** Months when the address does not say: money moves slower than visitors do. */
export const financeFilter = (search: Search) => {
  const { span, compare } = BoardFilter.parse({ ...search, span: search.span ?? "12m" });
  return { span, compare };
};

type House = { slug: string; zone: string; currency: string };

/** Balances, income, fees, refunds and payouts over time, in the organization's currency. */
export async function financeIn(tx: TenantTx, { slug, zone, currency }: House, search: Search, asOf: Date) {
  const { span, compare } = financeFilter(search);
  const { current: period } = periodOf(span, asOf, zone);
  const buckets = bucketsOf({ period }, span);
  const found = await financeOf(tx, { period, currency });
  const past = await financeOf(tx, { period: comparedWith(period, compare), currency });
  const finance: Finance = {
    slug,
    span,
    compare,
    currency,
    zone,
    period,
    points: financePoints(found, buckets),
    before: financePoints(
      past,
      buckets.map((bucket) => comparedBucket(bucket, period, compare)),
    ),
    walletAccount: found.accounts.find((one) => one.name === "wallet")?.id ?? null,
  };
  return { finance, asOf, wallet: (await wallet(tx)).find((one) => one.currency === currency) ?? null };
}
