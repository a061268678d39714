import "server-only";
import { desc, sql } from "drizzle-orm";
import { periods } from "#db/schema/payments-periods";
import type { TenantTx } from "#db/tenant";
import type { AccountKind } from "#lib/payments/chart";
import { rowsOf } from "#lib/payments/queries/rows";

/** Amounts are minor units of their currency; days are calendar days of the organization. */
export type TrialBalanceRow = {
  accountId: string;
  code: string;
  name: string;
  kind: AccountKind;
  currency: string;
  /** One of the two is 0: where the account stands. */
  debitMinor: bigint;
  creditMinor: bigint;
  /** Read on the account's normal side: positive when it is as it should be. */
  balanceMinor: bigint;
};
export type TrialBalanceTotal = { currency: string; debitMinor: bigint; creditMinor: bigint; balanced: boolean };

/** The accounts that do not stand at zero (`zeros`: those too) and the proof per currency; as of now, or of the end of `asOf`. */
export async function trialBalance(tx: TenantTx, { asOf, zeros = false }: { asOf?: string; zeros?: boolean } = {}) {
  const found = await rowsOf<{
    account_id: string;
    code: string;
    name: string;
    kind: AccountKind;
    normal: number;
    currency: string;
    balance_minor: string;
  }>(
    tx,
    sql`select * from payments.account_balances(${asOf ?? null}::date) where ${zeros} or balance_minor <> 0 order by currency, code`,
  );
  const rows = found.map((row): TrialBalanceRow => {
    const standing = BigInt(row.balance_minor);
    return {
      accountId: row.account_id,
      code: row.code,
      name: row.name,
      kind: row.kind,
      currency: row.currency,
      debitMinor: standing > 0n ? standing : 0n,
      creditMinor: standing < 0n ? -standing : 0n,
      balanceMinor: row.normal === 1 ? standing : -standing,
    };
  });
  return { rows, totals: totalsOf(rows) };
}

/** The proof per currency: debits and credits of all rows. */
export function totalsOf(
  rows: readonly Pick<TrialBalanceRow, "currency" | "debitMinor" | "creditMinor">[],
): TrialBalanceTotal[] {
  const totals = new Map<string, TrialBalanceTotal>();
  for (const { currency, debitMinor, creditMinor } of rows) {
    const total = totals.get(currency) ?? { currency, debitMinor: 0n, creditMinor: 0n, balanced: true };
    total.debitMinor += debitMinor;
    total.creditMinor += creditMinor;
    total.balanced = total.debitMinor === total.creditMinor;
    totals.set(currency, total);
  }
  return [...totals.values()];
}

/** What the platform keeps for the organization, per currency: the balance, why not all of it may leave, and what may. */
export async function wallet(tx: TenantTx) {
  const found = await rowsOf<Record<string, string>>(tx, sql`select * from payments.wallet() order by currency`);
  return found.map((row) => ({
    currency: row.currency ?? "",
    postedMinor: BigInt(row.posted_minor ?? 0),
    shortfallMinor: BigInt(row.shortfall_minor ?? 0),
    requestedMinor: BigInt(row.requested_minor ?? 0),
    reserveMinor: BigInt(row.reserve_minor ?? 0),
    disputedMinor: BigInt(row.disputed_minor ?? 0),
    inTransitMinor: BigInt(row.in_transit_minor ?? 0),
    availableMinor: BigInt(row.available_minor ?? 0),
  }));
}

/** Income and what it cost by day, half-open: `from` counts, `to` does not. Days without any are left out. */
export async function dailyIncome(tx: TenantTx, { from, to }: { from: string; to: string }) {
  const found = await rowsOf<{ day: string; currency: string; income: string; expenses: string }>(
    tx,
    sql`select e.effective_on::text as day, e.currency,
          coalesce(-sum(e.amount_minor) filter (where a.kind = 'income'), 0) as income,
          coalesce(sum(e.amount_minor) filter (where a.kind = 'expense'), 0) as expenses
        from payments.accounts a
        join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
        where a.kind in ('income', 'expense') and e.effective_on >= ${from}::date and e.effective_on < ${to}::date
        group by e.effective_on, e.currency order by e.effective_on, e.currency`,
  );
  return found.map(({ day, currency, income, expenses }) => ({
    day,
    currency,
    incomeMinor: BigInt(income),
    expensesMinor: BigInt(expenses),
  }));
}

/** Closed periods, newest first. */
export const closedPeriods = (tx: TenantTx) =>
  tx
    .select()
    .from(periods)
    .where(sql`not exists (select from payments.reopenings r where r.period_id = ${periods.id})`)
    .orderBy(desc(periods.endsOn));

/** The proof that the organization's book is true, line by line. */
export const bookProof = (tx: TenantTx, { organizationId }: { organizationId: string }) =>
  rowsOf<{ check: string; ok: boolean; detail: string }>(tx, sql`select * from payments.verify(${organizationId})`);
