import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Candidate, OpenLine, Rule } from "#lib/payments/bank/suggestions";
import { rowsOf } from "#lib/payments/queries/rows";

type OpenRow = {
  id: string;
  booked_on: string;
  open_minor: string;
  text: string;
  counterparty: string;
  reference: string;
  bank_reference: string;
};

/** Lines that wait to be explained, oldest first. */
export async function openLinesOf(
  tx: TenantTx,
  { bankAccountId, limit = 500 }: { bankAccountId: string; limit?: number },
): Promise<OpenLine[]> {
  const found = await rowsOf<OpenRow>(
    tx,
    sql`select l.id, l.booked_on::text, (l.amount_minor - l.explained_minor) as open_minor, l.text, l.counterparty, l.reference, l.bank_reference
        from payments.bank_lines l
        where l.bank_account_id = ${bankAccountId}::uuid and l.live and l.explained_minor <> l.amount_minor
        order by l.booked_on, l.id limit ${limit}`,
  );
  return found.map((row) => ({
    id: row.id,
    bookedOn: row.booked_on,
    openMinor: BigInt(row.open_minor),
    text: row.text,
    counterparty: row.counterparty,
    reference: row.reference,
    bankReference: row.bank_reference,
  }));
}

type CandidateRow = {
  kind: Candidate["kind"];
  id: string;
  entry_line: number | null;
  label: string;
  on: string;
  open_minor: string;
  names: (string | null)[];
  refs: (string | null)[];
  path: string | null;
};

/** Everything known that money at this bank could be, and the remembered rules. */
export async function candidatesOf(
  tx: TenantTx,
  { bankAccountId, slug = "" }: { bankAccountId: string; slug?: string },
) {
  const bank = sql`${bankAccountId}::uuid`;
  const found = await rowsOf<CandidateRow>(
    tx,
    sql`with bank as (select b.* from payments.bank_accounts b where b.id = ${bank})
      select 'entry' as kind, o.transaction_id as id, o.line as entry_line, coalesce(nullif(t.memo, ''), t.kind::text) as label, o.effective_on::text as on,
        o.open_minor, array[t.memo, m.payer] as names, array[s.provider_id, s.statement_reference, m.reference, t.idempotency_key] as refs,
        'payments/journal/' || o.transaction_id as path
      from bank b cross join lateral payments.bank_entries_open(b.organization_id, b.id, '2200-01-01') o
      join payments.transactions t on t.organization_id = b.organization_id and t.id = o.transaction_id
      left join payments.processor_payouts s on s.organization_id = t.organization_id and s.id = t.processor_payout_id
      left join payments.manual_payments m on m.organization_id = t.organization_id and m.id = t.manual_payment_id
      union all
      select 'manual_payment', m.id, null, m.payer || coalesce(' · ' || nullif(m.reference, ''), ''), m.received_on::text,
        (case m.direction when 'in' then m.amount_minor else -m.amount_minor end) - coalesce(x.matched, 0), array[m.payer], array[m.reference], null
      from bank b join payments.manual_payments m on m.organization_id = b.organization_id and m.currency = b.currency and m.state = 'verified'
        and m.clearing_account like 'assets:clearing:%'
      left join lateral (select sum(r.amount_minor) as matched from payments.reconciliation_matches r
        where r.organization_id = m.organization_id and r.manual_payment_id = m.id and r.undone_at is null) x on true
      where coalesce(abs(x.matched), 0) < m.amount_minor
      union all
      select 'processor_payout', s.id, null, 'Payout of ' || s.gateway || ' ' || s.provider_id, s.arrival_on::text, s.amount_minor, array[s.gateway],
        array[s.provider_id, s.statement_reference], null
      from bank b join payments.processor_payouts s on s.organization_id = b.organization_id and s.currency = b.currency and s.state in ('in_transit', 'paid')
      where not exists (select from payments.transactions t where t.organization_id = s.organization_id and t.processor_payout_id = s.id and t.kind = 'sweep')
      union all
      select 'invoice', i.id, null, i.number || ' · ' || p.name, i.issued_on::text,
        case i.kind when 'invoice' then 1 else -1 end * (i.total_minor - i.settled_minor), array[p.name], array[i.number, i.reference], null
      from bank b join payments.invoices i on i.organization_id = b.organization_id and i.currency = b.currency and i.kind in ('invoice', 'bill')
        and i.state in ('issued', 'partly_paid') and i.total_minor > i.settled_minor
      join payments.parties p on p.organization_id = i.organization_id and p.id = i.party_id
      union all
      select 'payout', p.id, null, p.label, p.sent_on::text, p.amount_minor, array[p.name], array[p.id::text, p.bank_reference], null
      from bank b cross join lateral payments.payouts_for_bank(b.currency) p
      order by 5, 2`,
  );
  const remembered = await rowsOf<Rule>(
    tx,
    sql`select r.id, r.contains, r.direction, r.account, r.memo from payments.bank_rules r
        where r.bank_account_id = ${bank} and r.forgotten_at is null order by r.contains`,
  );
  const candidates = found.map((row) => ({
    kind: row.kind,
    id: row.id,
    ...(row.entry_line === null ? {} : { entryLine: row.entry_line }),
    label: row.label,
    on: row.on,
    openMinor: BigInt(row.open_minor),
    names: row.names.flatMap((name) => name || []),
    references: row.refs.flatMap((ref) => ref || []),
    href: row.path && `/${slug}/${row.path}`,
  }));
  return { candidates, rules: remembered };
}
