import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { followed } from "#lib/analytics/queries/finance";
import type { Period } from "#lib/analytics/rules";
import type { FinanceRowKind } from "#lib/analytics/rules/finance-rows";

export type FinanceRow = {
  transactionId: string;
  day: string;
  memo: string;
  account: string;
  amountMinor: string;
};
export type FinanceRowsFound = { rows: FinanceRow[]; count: number; amountMinor: string };

/**
 * The entries that a figure of the finance dashboard is the sum of, newest first. Fees and income are those of the days;
 * what is held is every entry up to the last of them, because it is a balance.
 */
export async function financeRowsBehind(
  tx: TenantTx,
  asked: { kind: FinanceRowKind; period: Period; currency: string; page: number; size?: number },
): Promise<FinanceRowsFound> {
  const { kind, period, currency, page, size = 50 } = asked;
  const names = { fees: ["platformFees", "processingFees"], held: ["held"], income: ["income"] }[kind];
  const { rows } = await tx.execute<FinanceRowsFound>(sql`
    with every as (
      select e.transaction_id as "transactionId", e.line, e.effective_on as day, coalesce(nullif(t.memo, ''), replace(t.kind::text, '_', ' ')) as memo, a.name as account,
        case when ${kind} = 'fees' then e.amount_minor else -e.amount_minor end as amount
      from payments.accounts a join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
      join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id
      where a.currency = ${currency} and ${followed} = any (${sql.param(names)}::text[]) and e.effective_on < ${period.before}::date
        and (${kind} = 'held' or e.effective_on >= ${period.from}::date))
    select (select coalesce(jsonb_agg(jsonb_build_object('transactionId', x."transactionId", 'day', x.day, 'memo', x.memo, 'account', x.account, 'amountMinor', x.amount::text)
        order by x.day desc, x."transactionId" desc, x.line), '[]')
      from (select * from every order by day desc, "transactionId" desc, line limit ${size} offset ${(page - 1) * size}) x) as rows,
      count(*)::int as count, coalesce(sum(amount), 0)::text as "amountMinor" from every`);
  return rows[0] ?? { rows: [], count: 0, amountMinor: "0" };
}
