import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { AccountKind } from "#lib/payments/chart";
import { rowsOf } from "#lib/payments/queries/rows";
import { normalOf, type Standing } from "#lib/payments/statements";

/**
 * What an account stood at before a span of days, what was debited and credited in it, and what it stood at after: the
 * frame of its statement. Days are inclusive; balances are on the account's normal side, debits and credits are not.
 */
export async function accountSummary(
  tx: TenantTx,
  { accountId, kind, from, to }: { accountId: string; kind: AccountKind; from?: string; to?: string },
) {
  const [moved] = await rowsOf<{ debits: string; credits: string; lines: number }>(
    tx,
    sql`select coalesce(sum(greatest(e.amount_minor, 0)), 0) as debits, coalesce(sum(greatest(-e.amount_minor, 0)), 0) as credits,
          count(*)::int as lines
        from payments.entries e
        where e.account_id = ${accountId} and e.effective_on >= coalesce(${from ?? null}::date, '-infinity')
          and e.effective_on <= coalesce(${to ?? null}::date, 'infinity')`,
  );
  const [before] = from
    ? await rowsOf<{ balance_minor: string }>(
        tx,
        sql`select balance_minor from payments.account_balances(${from}::date - 1) where account_id = ${accountId}`,
      )
    : [];
  const normal = normalOf(kind);
  const openingMinor = normal * BigInt(before?.balance_minor ?? 0);
  const [debitMinor, creditMinor] = [BigInt(moved?.debits ?? 0), BigInt(moved?.credits ?? 0)];
  const closingMinor = openingMinor + normal * (debitMinor - creditMinor);
  return { openingMinor, debitMinor, creditMinor, closingMinor, lines: moved?.lines ?? 0 };
}

/** Every account at the end of the day before a span, and at the end of its last day, on its normal side. */
export async function standings(tx: TenantTx, { from, to }: { from: string; to: string }): Promise<Standing[]> {
  const found = await rowsOf<{
    account_id: string;
    code: string;
    name: string;
    kind: AccountKind;
    currency: string;
    opening: string;
    closing: string;
  }>(
    tx,
    sql`select b.account_id, b.code, b.name, b.kind, b.currency, b.normal * coalesce(a.balance_minor, 0) as opening,
          b.normal * b.balance_minor as closing
        from payments.account_balances(${to}::date) b
        left join payments.account_balances(${from}::date - 1) a on a.account_id = b.account_id
        where b.balance_minor <> 0 or a.balance_minor <> 0
        order by b.currency, b.code`,
  );
  return found.map(({ account_id, opening, closing, ...row }) => ({
    ...row,
    accountId: account_id,
    openingMinor: BigInt(opening),
    closingMinor: BigInt(closing),
  }));
}
