import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { rowsOf } from "#lib/payments/queries/rows";
import type { View } from "#lib/payments/queries/seen";
import { knownAt } from "#lib/payments/reports/lens";
import { heldAtPlatform } from "#lib/sponsorship/queries/held";

type Days = View & { from: string };

/** Lines of the span in the part of the book in view, as `a` (account), `e` (entry) and `t` (transaction). */
function linesIn({ from, to, lens, zone }: Days, accounts: SQL): SQL {
  const { event, station, seal } = lens;
  const known = knownAt(lens, zone)?.toISOString();
  return sql`payments.accounts a
    join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
      and e.effective_on >= ${from}::date and e.effective_on <= ${to}::date
    join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id
      and (${event ?? null}::uuid is null or t.event_id = ${event ?? null}::uuid)
      and (${station ?? null}::uuid is null or t.station_id = ${station ?? null}::uuid)
      and t.id not in (select l.id from payments.later(${known ?? null}::timestamptz, ${seal ?? null}::bigint) l (id))
    where a.organization_id = (select system.org_id()) and ${accounts}`;
}

const feeAccounts = sql`(a.code like '%:platform-fees' or a.code in ('expenses:processing-fees', 'expenses:disputes'))`;

/** Fees by account and event: debits and credits of the span, and how many transactions they are of. */
export async function feesByEvent(tx: TenantTx, days: Days) {
  const found = await rowsOf<{
    account_id: string;
    code: string;
    name: string;
    kind: "income" | "expense";
    currency: string;
    event_id: string | null;
    event: string | null;
    debits: string;
    credits: string;
    transactions: number;
  }>(
    tx,
    sql`select x.*, v.name as event from (
          select a.id as account_id, a.code, a.name, a.kind, a.currency, t.event_id,
            sum(greatest(e.amount_minor, 0))::text as debits, sum(greatest(-e.amount_minor, 0))::text as credits,
            count(distinct t.id)::int as transactions
          from ${linesIn(days, feeAccounts)}
          group by a.id, a.code, a.name, a.kind, a.currency, t.event_id
        ) x left join events.events v on v.organization_id = (select system.org_id()) and v.id = x.event_id
        order by x.currency, x.code, v.starts_at desc nulls last, x.event_id`,
  );
  return found.map(({ account_id, event_id, debits, credits, ...row }) => ({
    ...row,
    ...{ accountId: account_id, eventId: event_id },
    ...{ debitMinor: BigInt(debits), creditMinor: BigInt(credits) },
  }));
}

/** Taxes by jurisdiction: what was collected, given back and paid over in the span. */
export async function taxesByJurisdiction(tx: TenantTx, days: Days) {
  const found = await rowsOf<{ account_id: string; collected: string; returned: string; paid: string }>(
    tx,
    sql`select a.id as account_id, sum(greatest(-e.amount_minor, 0))::text as collected,
          coalesce(sum(e.amount_minor) filter (where e.amount_minor > 0 and t.kind in ('refund', 'credit_note', 'reversal', 'dispute')), 0)::text as returned,
          coalesce(sum(e.amount_minor) filter (where e.amount_minor > 0 and t.kind not in ('refund', 'credit_note', 'reversal', 'dispute')), 0)::text as paid
        from ${linesIn(days, sql`a.code like 'liabilities:tax:%'`)}
        group by a.id`,
  );
  return new Map(
    found.map(({ account_id, collected, returned, paid }) => [
      account_id,
      { collectedMinor: BigInt(collected), returnedMinor: BigInt(returned), paidMinor: BigInt(paid) },
    ]),
  );
}

/** Refunds of the span, newest first, each with what it took from where; at most `limit`. */
export async function refundsIn(tx: TenantTx, { limit = 5_000, ...days }: Days & { limit?: number }) {
  const found = await rowsOf<{
    id: string;
    day: string;
    memo: string;
    order_id: string | null;
    order_number: string | null;
    event: string | null;
    currency: string;
    sales: string;
    tax: string;
    fees: string;
    paid: string;
    owed: string;
  }>(
    tx,
    sql`select x.*, o.number as order_number, v.name as event from (
          select t.id, t.effective_on::text as day, t.memo, t.order_id, t.event_id, a.currency,
            coalesce(sum(e.amount_minor) filter (where a.kind = 'income' and a.code <> 'income:platform-fees' or a.code like 'liabilities:deferred:%'), 0)::text as sales,
            coalesce(sum(e.amount_minor) filter (where a.code like 'liabilities:tax:%'), 0)::text as tax,
            coalesce(sum(e.amount_minor) filter (where a.code like '%:platform-fees'), 0)::text as fees,
            coalesce(-sum(e.amount_minor) filter (where a.kind = 'asset' and a.code not like 'assets:receivable:%'), 0)::text as paid,
            coalesce(-sum(e.amount_minor) filter (where a.code = 'liabilities:payable:platform'), 0)::text as owed
          from ${linesIn(days, sql`t.kind = 'refund'`)}
          group by t.id, t.effective_on, t.memo, t.order_id, t.event_id, a.currency
          order by t.effective_on desc, t.id desc limit ${limit}
        ) x
        left join ticketing.orders o on o.organization_id = (select system.org_id()) and o.id = x.order_id
        left join events.events v on v.organization_id = (select system.org_id()) and v.id = x.event_id
        order by x.currency, x.day desc, x.id desc`,
  );
  return found.map(({ order_id, order_number, sales, tax, fees, paid, owed, ...row }) => ({
    ...row,
    order: order_id && order_number ? { id: order_id, number: order_number } : undefined,
    ...{ salesMinor: BigInt(sales), taxMinor: BigInt(tax), feesMinor: BigInt(fees) },
    ...{ paidMinor: BigInt(paid), owedMinor: BigInt(owed) },
  }));
}

/** What is held for somebody at the end of `asOf`, by the day that it came in. */
export async function heldFunds(tx: TenantTx, { asOf }: { asOf: string }) {
  const found = await rowsOf<{
    account_id: string;
    code: string;
    name: string;
    currency: string;
    event: string | null;
    since: string;
    left_minor: string;
  }>(
    tx,
    sql`select h.account_id, h.code, h.name, h.currency, v.name as event, h.since::text as since, h.left_minor::text as left_minor
        from payments.held_funds(${asOf}::date) h left join events.events v on v.organization_id = (select system.org_id()) and v.id = h.event_id
        order by h.currency, h.code, h.since`,
  );
  const own = found.map(({ account_id, left_minor, ...row }) => ({
    ...row,
    accountId: account_id,
    orderId: null as string | null,
    leftMinor: BigInt(left_minor),
  }));
  const elsewhere = await heldAtPlatform(tx, asOf);
  return [...own, ...elsewhere.map((row) => ({ ...row, code: "", accountId: row.orderId }))];
}
