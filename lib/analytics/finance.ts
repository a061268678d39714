import "server-only";
import { financeOf } from "#lib/analytics/queries/finance";
import { periodOf } from "#lib/analytics/rules";
import { BoardFilter } from "#lib/analytics/rules/board";
import { financePoints } from "#lib/analytics/rules/finance";
import { bucketsOf } from "#lib/analytics/rules/series";
import { wallet } from "#lib/payments/queries/reports";
import { openOrganization, read } from "#lib/session";

/** What the finance dashboard shows: from the ledger, in the organization's currency, as of this moment. */
export async function financeBoard(search: Record<string, string | string[] | undefined>) {
  const organization = await openOrganization();
  const { span } = BoardFilter.parse({ ...search, span: search.span ?? "12m" });
  const now = new Date();
  const { current: period } = periodOf(span, now, organization.zone);
  const { currency, zone, slug } = organization;
  const found = await read("payments:read", async (tx) => ({
    ...(await financeOf(tx, { period, currency })),
    wallet: (await wallet(tx)).find((one) => one.currency === currency) ?? null,
  }));
  const account = (name: string) => found.accounts.find((one) => one.name === name)?.id ?? null;
  return {
    slug,
    span,
    currency,
    zone,
    asOf: now,
    period,
    points: financePoints(found, bucketsOf({ period }, span)),
    wallet: found.wallet,
    walletAccount: account("wallet"),
  };
}
