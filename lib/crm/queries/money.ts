import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";

/** What the books say of a customer. Each figure is a sum of entries, and its page lists exactly those. */
export const moneyFigures = {
  received: { label: "Received", about: "What came in from them, fees and refunds taken off" },
  sales: { label: "Sales", about: "What we earned with them, without tax" },
  owed: { label: "Owes us", about: "Invoices that are open" },
} as const;
export type MoneyFigure = keyof typeof moneyFigures;

/** Positive when it is as it should be: assets are debits, income is credits. */
const which: Record<MoneyFigure, SQL> = {
  received: sql`a.kind = 'asset' and a.code not like 'assets:receivable%'`,
  sales: sql`a.kind = 'income'`,
  owed: sql`a.code like 'assets:receivable%'`,
};

/** The transactions about their bookings, the orders and the invoices under their e-mail address. */
const theirs = (customerId: string) => sql`
  c as materialized (select x.* from crm.customers x where x.id = ${customerId}::uuid),
  t as materialized (
    select t.* from payments.transactions t, c where t.organization_id = c.organization_id and (
      t.booking_id in (select b.id from bookings.bookings b where b.organization_id = c.organization_id and b.customer_id = c.id)
      or t.order_id in (select o.id from ticketing.orders o where o.organization_id = c.organization_id and lower(o.buyer_email) = lower(c.email))
      or t.invoice_id in (select i.id from payments.invoices i join payments.parties p on p.organization_id = i.organization_id and p.id = i.party_id
        where i.organization_id = c.organization_id and p.kind = 'customer' and i.kind <> 'bill' and lower(p.email) = lower(c.email))))`;

const Figure = z.object({
  figure: z.enum(["received", "sales", "owed"]),
  currency: z.string(),
  amountMinor: z.string(),
});
export type CustomerFigure = z.output<typeof Figure>;

/** Every figure for every currency that has one. Needs the right to read the books: without it there is nothing to sum. */
export async function customerFigures(tx: TenantTx, customerId: string): Promise<CustomerFigure[]> {
  const found = await answer(
    tx,
    sql`(with ${theirs(customerId)}, sums as (
      select case when ${which.sales} then 'sales' when ${which.owed} then 'owed' else 'received' end as figure, e.currency, sum(a.normal * e.amount_minor) as amount
      from t join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
      join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
      where a.kind in ('asset', 'income') group by 1, 2)
    select coalesce(jsonb_agg(jsonb_build_object('figure', s.figure, 'currency', s.currency, 'amountMinor', s.amount::text)
      order by array_position(array['received', 'sales', 'owed'], s.figure), s.currency), '[]') from sums s where s.amount <> 0 or s.figure <> 'owed')`,
  );
  return z.array(Figure).parse(found);
}

const Row = z.object({
  transactionId: z.uuid(),
  line: z.number(),
  on: z.string(),
  kind: z.string(),
  memo: z.string(),
  account: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
});
export type CustomerEntry = z.output<typeof Row>;

/** The entries that a figure is the sum of, the newest first. */
export async function entriesOf(tx: TenantTx, customerId: string, figure: MoneyFigure): Promise<CustomerEntry[]> {
  const found = await answer(
    tx,
    sql`(with ${theirs(customerId)}
    select coalesce(jsonb_agg(jsonb_build_object('transactionId', t.id, 'line', e.line, 'on', t.effective_on, 'kind', t.kind, 'memo', t.memo, 'account', a.name,
      'amountMinor', (a.normal * e.amount_minor)::text, 'currency', e.currency) order by t.effective_on desc, t.id desc, e.line), '[]')
    from t join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
    join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id where ${which[figure]})`,
  );
  return z.array(Row).parse(found);
}
