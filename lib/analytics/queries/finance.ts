import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";

/** The accounts that a finance dashboard follows, by the code they have in the chart; `held` is one for each order. */
export const followed = sql`case when a.code = 'assets:wallet' then 'wallet' when a.code like 'liabilities:held:%' then 'held'
  when a.code = 'expenses:platform-fees' then 'platformFees' when a.code = 'expenses:processing-fees' then 'processingFees' when a.kind = 'income' then 'income' end`;

export type Followed = "wallet" | "held" | "payouts" | "platformFees" | "processingFees" | "income";
export type FinanceFound = {
  days: { day: string; name: Followed; debitsMinor: string; creditsMinor: string }[];
  opening: { name: Followed; minor: string }[];
  accounts: { name: Followed; id: string }[];
  refunds: { day: string; minor: string; count: number }[];
};

/**
 * Entries of the followed accounts by day, in one currency, with what the balances were before; debit positive. `payouts`
 * is what left the wallet for a bank, and what came back from there.
 */
export async function financeOf(
  tx: TenantTx,
  { period: { from, before }, currency }: { period: Period; currency: string },
): Promise<FinanceFound> {
  const { rows } = await tx.execute<{ found: FinanceFound }>(sql`
    with mine as materialized (select a.organization_id, a.id, ${followed} as name from payments.accounts a where a.currency = ${currency} and ${followed} is not null)
    select jsonb_build_object(
      'days', (select coalesce(jsonb_agg(to_jsonb(x) order by x.day), '[]') from (
        select e.effective_on as day, m.name, sum(greatest(e.amount_minor, 0))::text as "debitsMinor", sum(greatest(-e.amount_minor, 0))::text as "creditsMinor"
        from mine m join payments.entries e on e.organization_id = m.organization_id and e.account_id = m.id
        where e.effective_on >= ${from}::date and e.effective_on < ${before}::date group by 1, 2
        union all
        select e.effective_on, 'payouts', sum(greatest(-e.amount_minor, 0))::text, sum(greatest(e.amount_minor, 0))::text
        from (select distinct b.organization_id, b.transaction_id from payments.entries b join payments.accounts a on a.organization_id = b.organization_id and a.id = b.account_id
              where (a.code like 'assets:bank:%' or a.code = 'assets:payouts-in-transit') and a.currency = ${currency} and b.effective_on >= ${from}::date and b.effective_on < ${before}::date) out
        join payments.entries e on e.organization_id = out.organization_id and e.transaction_id = out.transaction_id
        join mine m on m.organization_id = e.organization_id and m.id = e.account_id and m.name = 'wallet' group by 1, 2) x),
      'opening', (select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'minor', x.minor::text)), '[]') from (
        select m.name, sum(e.amount_minor) as minor from mine m join payments.entries e on e.organization_id = m.organization_id and e.account_id = m.id
        where m.name in ('wallet', 'held') and e.effective_on < ${from}::date group by 1) x),
      'accounts', (select coalesce(jsonb_agg(jsonb_build_object('name', m.name, 'id', m.id)), '[]') from mine m where m.name not in ('held', 'income')),
      'refunds', (select coalesce(jsonb_agg(to_jsonb(x) order by x.day), '[]') from (
        select t.day, sum(t.refunded_minor)::text as minor, sum(t.refunds)::int as count from analytics.daily_sales t
        where t.day >= ${from}::date and t.day < ${before}::date and t.currency = ${currency} and t.refunds > 0 group by 1) x)) as found`);
  return rows[0]?.found ?? { days: [], opening: [], accounts: [], refunds: [] };
}
