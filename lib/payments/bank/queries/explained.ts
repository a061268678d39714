import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";

/** The bank lines that this transaction explains, for its page. */
export async function linesExplainedBy(tx: TenantTx, { transactionId }: { transactionId: string }) {
  return rowsOf<{ id: string; bank: string; name: string; words: string }>(
    tx,
    sql`select l.id, l.bank_account_id as bank, b.name, coalesce(nullif(l.counterparty, ''), nullif(l.text, ''), b.name) as words
        from payments.reconciliation_matches m
        join payments.bank_lines l on l.organization_id = m.organization_id and l.id = m.bank_line_id
        join payments.bank_accounts b on b.organization_id = l.organization_id and b.id = l.bank_account_id
        where m.transaction_id = ${transactionId}::uuid and m.undone_at is null order by l.booked_on, l.id limit 5`,
  );
}
