import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";

export type ThreeWayDay = {
  on: string;
  currency: string;
  /** What moved on the processors' clearing accounts, payouts to the bank left out. */
  ledgerMinor: bigint;
  /** What the processors say they took, less fees, refunds and disputes. */
  processorMinor: bigint;
  /** Processor less ledger, in parts that come to exactly that. */
  unbookedMinor: bigint;
  otherDayMinor: bigint;
  unknownMinor: bigint;
  amountMinor: bigint;
  /** What was paid out to the bank by its day of arrival, and what the bank's lines show of it. */
  paidOutMinor: bigint;
  bankMinor: bigint;
  /** Paid out less bank, in parts. */
  onTheWayMinor: bigint;
  arrivedOtherDayMinor: bigint;
};

/**
 * Ledger ↔ processor ↔ bank per day and currency, newest first. Every difference is the sum of named parts: a balance
 * transaction and the entry that books it are a pair, and a payout and its bank line are.
 */
export async function threeWay(
  tx: TenantTx,
  { from, to, zone }: { from: string; to: string; zone: string },
): Promise<ThreeWayDay[]> {
  const span = sql`between ${from}::date and ${to}::date`;
  const found = await rowsOf<Record<string, string>>(
    tx,
    sql`with booked as (
        select t.id, t.effective_on as on, e.currency, sum(e.amount_minor) as amount
        from payments.accounts a
        join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id and e.effective_on between ${from}::date - 10 and ${to}::date + 10
        join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id
        where a.code like 'assets:processor:%' and t.kind <> 'sweep' group by t.id, t.effective_on, e.currency
      ), said as (
        select p.transaction_id as id, (p.occurred_at at time zone ${zone})::date as on, p.currency, p.net_minor
        from payments.processor_transactions p where p.kind not in ('payout', 'payout_reversal')
      ), told as (
        select s.id, s.on, s.currency, sum(s.net_minor) as amount from said s
        where s.on between ${from}::date - 10 and ${to}::date + 10 group by s.id, s.on, s.currency
      ), parts as (
        select b.on, b.currency, b.amount as ledger, 0 as processor, 0 as unbooked,
          case when p.id is not null and p.on <> b.on then -b.amount else 0 end as other_day, case when p.id is null then -b.amount else 0 end as unknown,
          case when p.on = b.on then p.amount - b.amount else 0 end as differs, 0 as paid_out, 0 as bank, 0 as on_the_way, 0 as arrived_other
        from booked b left join (select t.id, t.currency, min(t.on) as on, sum(t.amount) as amount from told t where t.id is not null group by t.id, t.currency) p
          on p.id = b.id and p.currency = b.currency
        union all
        select p.on, p.currency, 0, p.amount, case when b.id is null then p.amount else 0 end, case when b.id is not null and b.on <> p.on then p.amount else 0 end,
          0, 0, 0, 0, 0, 0
        from told p left join booked b on b.id = p.id and b.currency = p.currency
        union all
        select o.on, o.currency, 0, 0, 0, 0, 0, 0, o.amount, 0, case when m.on is null then o.amount else 0 end, case when m.on <> o.on then o.amount else 0 end
        from (
          select s.id, s.arrival_on as on, s.currency, s.amount_minor as amount from payments.processor_payouts s where s.state in ('in_transit', 'paid')
          union all
          select p.id, coalesce(p.settled_on, (p.submitted_at at time zone ${zone})::date), p.currency, p.amount_minor from payments.payouts p where p.state in ('submitted', 'paid')
        ) o left join lateral (
          select min(l.booked_on) as on from payments.reconciliation_matches m
          join payments.transactions t on t.organization_id = m.organization_id and t.id = m.transaction_id
          join payments.bank_lines l on l.organization_id = m.organization_id and l.id = m.bank_line_id
          where m.undone_at is null and (t.processor_payout_id = o.id or t.payout_id = o.id or m.processor_payout_id = o.id)
        ) m on true
        union all
        select l.booked_on, l.currency, 0, 0, 0, 0, 0, 0, 0, m.amount_minor, 0,
          case when coalesce(s.arrival_on, p.settled_on) <> l.booked_on then -m.amount_minor else 0 end
        from payments.reconciliation_matches m
        join payments.transactions t on t.organization_id = m.organization_id and t.id = m.transaction_id
        join payments.bank_lines l on l.organization_id = m.organization_id and l.id = m.bank_line_id
        left join payments.processor_payouts s on s.organization_id = m.organization_id and s.id = coalesce(t.processor_payout_id, m.processor_payout_id)
        left join payments.payouts p on p.organization_id = m.organization_id and p.id = t.payout_id
        where m.undone_at is null and (s.id is not null or p.id is not null)
      )
      select x.on::text, x.currency, sum(ledger) as ledger, sum(processor) as processor, sum(unbooked) as unbooked, sum(other_day) as other_day, sum(unknown) as unknown,
        sum(processor) - sum(ledger) - sum(unbooked) - sum(other_day) - sum(unknown) as differs,
        sum(paid_out) as paid_out, sum(bank) as bank, sum(on_the_way) as on_the_way, sum(paid_out) - sum(bank) - sum(on_the_way) as arrived_other
      from parts x where x.on ${span} group by x.on, x.currency order by x.on desc, x.currency`,
  );
  const minor = (text: string | undefined) => BigInt(text ?? "0");
  return found.map((row) => ({
    on: row.on ?? "",
    currency: row.currency ?? "",
    ledgerMinor: minor(row.ledger),
    processorMinor: minor(row.processor),
    unbookedMinor: minor(row.unbooked),
    otherDayMinor: minor(row.other_day),
    unknownMinor: minor(row.unknown),
    amountMinor: minor(row.differs),
    paidOutMinor: minor(row.paid_out),
    bankMinor: minor(row.bank),
    onTheWayMinor: minor(row.on_the_way),
    arrivedOtherDayMinor: minor(row.arrived_other),
  }));
}
