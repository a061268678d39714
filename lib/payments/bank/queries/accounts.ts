import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";

export type BankAccount = {
  id: string;
  name: string;
  slug: string;
  currency: string;
  accountId: string;
  ibanMasked: string;
  openingOn: string;
  openingMinor: bigint;
  writeOffLimitMinor: bigint;
  mappingId: string | null;
};

type AccountRow = Record<
  | "id"
  | "name"
  | "slug"
  | "currency"
  | "account_id"
  | "iban_masked"
  | "opening_on"
  | "opening_minor"
  | "write_off_limit_minor",
  string
> & {
  mapping_id: string | null;
};

const columns = sql`b.id, b.name, b.slug, b.currency, b.account_id, b.iban_masked, b.opening_on::text, b.opening_minor, b.write_off_limit_minor, b.mapping_id`;

const accountOf = (row: AccountRow): BankAccount => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  currency: row.currency,
  accountId: row.account_id,
  ibanMasked: row.iban_masked,
  openingOn: row.opening_on,
  openingMinor: BigInt(row.opening_minor),
  writeOffLimitMinor: BigInt(row.write_off_limit_minor),
  mappingId: row.mapping_id,
});

export async function bankAccount(tx: TenantTx, { id }: { id: string }): Promise<BankAccount | undefined> {
  const [row] = await rowsOf<AccountRow>(
    tx,
    sql`select ${columns} from payments.bank_accounts b where b.id = ${id}::uuid`,
  );
  return row && accountOf(row);
}

/** Every bank account with how much of it is explained, and what waits. */
export async function bankAccountList(tx: TenantTx) {
  const found = await rowsOf<AccountRow & { lines: number; open: number; waiting: number; last_on: string | null }>(
    tx,
    sql`select ${columns}, x.lines, x.open, x.last_on,
          (select count(*)::int from payments.bank_statements s where s.organization_id = b.organization_id and s.bank_account_id = b.id and s.state in ('staged', 'flagged')) as waiting
        from payments.bank_accounts b
        cross join lateral (select count(*)::int as lines, (count(*) filter (where l.explained_minor <> l.amount_minor))::int as open, max(l.booked_on)::text as last_on
          from payments.bank_lines l where l.organization_id = b.organization_id and l.bank_account_id = b.id and l.live) x
        order by b.name`,
  );
  return found.map((row) => ({
    ...accountOf(row),
    lines: row.lines,
    open: row.open,
    waiting: row.waiting,
    lastOn: row.last_on,
  }));
}

export type Standing = {
  statementMinor: bigint;
  ledgerMinor: bigint;
  unmatchedLedgerMinor: bigint;
  unmatchedStatementMinor: bigint;
  openEntries: number;
  openLines: number;
  lines: number;
  statedOn: string | null;
  statedMinor: bigint | null;
  countedMinor: bigint | null;
};

/** Where a bank account stands at the end of a day: statement = ledger − unmatched ledger + unmatched statement. */
export async function standingOf(
  tx: TenantTx,
  { id, through }: { id: string; through: string },
): Promise<Standing | undefined> {
  const [row] = await rowsOf<
    Record<string, string | null> & { open_entries: number; open_lines: number; lines: number }
  >(
    tx,
    sql`select s.statement_minor, s.ledger_minor, s.unmatched_ledger_minor, s.unmatched_statement_minor, s.open_entries, s.open_lines, s.lines,
          s.stated_on::text, s.stated_minor, s.counted_minor
        from payments.bank_standing((select system.org_id()), ${id}::uuid, ${through}::date) s`,
  );
  if (!row) return undefined;
  const minor = (text: string | null | undefined) => BigInt(text ?? 0);
  return {
    statementMinor: minor(row.statement_minor),
    ledgerMinor: minor(row.ledger_minor),
    unmatchedLedgerMinor: minor(row.unmatched_ledger_minor),
    unmatchedStatementMinor: minor(row.unmatched_statement_minor),
    openEntries: row.open_entries,
    openLines: row.open_lines,
    lines: row.lines,
    statedOn: row.stated_on ?? null,
    statedMinor: row.stated_minor === null ? null : minor(row.stated_minor),
    countedMinor: row.counted_minor === null ? null : minor(row.counted_minor),
  };
}

export type Unexplained = {
  bankAccountId: string;
  name: string;
  what: "lines" | "statements" | "entries" | "balance";
  n: number;
  amountMinor: bigint | null;
  currency: string;
};

/** What keeps the book from being closed through a day. */
export async function unexplainedThrough(tx: TenantTx, { through }: { through: string }): Promise<Unexplained[]> {
  const found = await rowsOf<{
    bank_account_id: string;
    name: string;
    what: Unexplained["what"];
    n: number;
    amount_minor: string | null;
    currency: string;
  }>(tx, sql`select * from payments.bank_unexplained((select system.org_id()), ${through}::date)`);
  return found.map(({ bank_account_id, amount_minor, ...row }) => ({
    ...row,
    bankAccountId: bank_account_id,
    amountMinor: amount_minor === null ? null : BigInt(amount_minor),
  }));
}

/** The entries of its ledger account that no line explains as of a day. */
export async function openEntries(tx: TenantTx, { id, through }: { id: string; through: string }) {
  const found = await rowsOf<{
    transaction_id: string;
    line: number;
    on: string;
    open_minor: string;
    memo: string;
    kind: string;
  }>(
    tx,
    sql`select o.transaction_id, o.line, o.effective_on::text as on, o.open_minor, t.memo, t.kind
        from payments.bank_entries_open((select system.org_id()), ${id}::uuid, ${through}::date) o
        join payments.transactions t on t.organization_id = (select system.org_id()) and t.id = o.transaction_id
        order by o.effective_on, o.transaction_id limit 200`,
  );
  return found.map((row) => ({
    transactionId: row.transaction_id,
    on: row.on,
    openMinor: BigInt(row.open_minor),
    label: row.memo || row.kind,
  }));
}

/** The accounts that may stand on the other side of a line of this bank account. */
export async function otherSides(tx: TenantTx, { id }: { id: string }) {
  return rowsOf<{ code: string; name: string }>(
    tx,
    sql`select a.code, a.name from payments.bank_accounts b
        join payments.accounts a on a.organization_id = b.organization_id and a.currency = b.currency and a.id <> b.account_id
        where b.id = ${id}::uuid and a.state = 'open' and a.mirror is null and a.order_id is null
        order by array_position(array['expense', 'income', 'asset', 'liability', 'equity'], a.kind::text), a.code limit 400`,
  );
}
