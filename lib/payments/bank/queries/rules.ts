import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";

export type RememberedRule = {
  id: string;
  contains: string;
  direction: "in" | "out";
  account: string;
  accountId: string | null;
  accountName: string | null;
  memo: string;
  person: string | null;
  createdAt: Date;
  /** Lines of the account with these words, in this direction. */
  lines: number;
};

/** What was remembered about the lines of a bank account, by its words. */
export async function rememberedRules(tx: TenantTx, { bankAccountId }: { bankAccountId: string }) {
  const found = await rowsOf<Omit<RememberedRule, "createdAt"> & { created_at: string }>(
    tx,
    sql`select r.id, r.contains, r.direction, r.account, a.id as "accountId", a.name as "accountName", r.memo, u.name as person, r.created_at,
          (select count(*)::int from payments.bank_lines l where l.organization_id = r.organization_id and l.bank_account_id = r.bank_account_id and l.live
            and (l.amount_minor > 0) = (r.direction = 'in') and (strpos(lower(l.text), r.contains) > 0 or strpos(lower(l.counterparty), r.contains) > 0)) as lines
        from payments.bank_rules r
        join payments.bank_accounts b on b.organization_id = r.organization_id and b.id = r.bank_account_id
        left join payments.accounts a on a.organization_id = r.organization_id and a.code = r.account and a.currency = b.currency
        left join users.user_profiles u on u.user_id = r.created_by
        where r.bank_account_id = ${bankAccountId}::uuid and r.forgotten_at is null order by r.contains, r.direction`,
  );
  return found.map(({ created_at, ...rule }): RememberedRule => ({ ...rule, createdAt: new Date(created_at) }));
}
