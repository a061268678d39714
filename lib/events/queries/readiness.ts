import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";

const Readiness = z.object({
  score: z.number().nullable(),
  parts: z.array(
    z.object({
      part: z.enum(["risks", "shifts", "tasks", "documents", "bills"]),
      weight: z.number(),
      open: z.number(),
      total: z.number(),
      share: z.number().nullable(),
    }),
  ),
});
export type Readiness = z.output<typeof Readiness>;

/** How ready an event is, in parts of a hundred; null where nothing is planned. `events.readiness` says how it is made. */
export async function readinessOf(tx: TenantTx, eventId: string): Promise<Readiness> {
  const { rows } = await tx.execute<{ found: unknown }>(sql`select events.readiness(${eventId}::uuid) as found`);
  return Readiness.parse(rows[0]?.found);
}

const minor = z.coerce.string().transform((value) => BigInt(value));
const Line = z.object({
  account_id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(["income", "expense"]),
  currency: z.string(),
  amount_minor: minor,
  entries: z.coerce.number(),
});
export type RoiLine = { accountId: string; code: string; name: string; amountMinor: bigint; entries: number };
export type Roi = {
  currency: string;
  income: RoiLine[];
  expenses: RoiLine[];
  incomeMinor: bigint;
  expensesMinor: bigint;
  resultMinor: bigint;
  /** The result for each hundred spent, in tenths of a percent; null when nothing was spent. */
  returnTenths: bigint | null;
};

/** Income and expenses of an event from the journal, one statement per currency. Computed, never typed. */
export async function roiOf(tx: TenantTx, eventId: string): Promise<Roi[]> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`select * from events.event_roi(${eventId}::uuid)`);
  const lines = z.array(Line).parse(rows);
  return [...new Set(lines.map((line) => line.currency))].map((currency) => {
    const of = (kind: "income" | "expense") =>
      lines
        .filter((line) => line.currency === currency && line.kind === kind)
        .map(({ account_id, code, name, amount_minor, entries }) => ({
          ...{ accountId: account_id, code, name, amountMinor: amount_minor, entries },
        }));
    const [income, expenses] = [of("income"), of("expense")];
    const sum = (found: RoiLine[]) => found.reduce((total, line) => total + line.amountMinor, 0n);
    const [incomeMinor, expensesMinor] = [sum(income), sum(expenses)];
    const resultMinor = incomeMinor - expensesMinor;
    const returnTenths = expensesMinor > 0n ? (resultMinor * 1000n) / expensesMinor : null;
    return { currency, income, expenses, incomeMinor, expensesMinor, resultMinor, returnTenths };
  });
}

const Entry = z.object({
  transaction_id: z.uuid(),
  line: z.number(),
  day: z.string(),
  memo: z.string(),
  kind: z.string(),
  currency: z.string(),
  amount_minor: minor,
});
export type RoiEntry = {
  transactionId: string;
  line: number;
  day: string;
  memo: string;
  kind: string;
  currency: string;
  amountMinor: bigint;
};

/** The newest entries of an account that belong to an event, signed as on its statement. */
export async function roiEntries(tx: TenantTx, eventId: string, accountId: string): Promise<RoiEntry[]> {
  if (!z.uuid().safeParse(accountId).success) return [];
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select t.id as transaction_id, n.line::int as line, t.effective_on::text as day, t.memo, t.kind::text as kind, n.currency,
      n.amount_minor * case when a.kind = 'income' then -1 else 1 end as amount_minor
    from payments.transactions t
    join payments.entries n on n.organization_id = t.organization_id and n.transaction_id = t.id and n.account_id = ${accountId}::uuid
    join payments.accounts a on a.organization_id = n.organization_id and a.id = n.account_id
    where t.event_id = ${eventId}::uuid order by t.effective_on desc, t.id desc, n.line limit 500`);
  return z
    .array(Entry)
    .parse(rows)
    .map(({ transaction_id, amount_minor, ...rest }) => ({
      ...rest,
      transactionId: transaction_id,
      amountMinor: amount_minor,
    }));
}

const Bill = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: z.string(),
  number: z.string(),
  currency: z.string(),
  open_minor: minor,
  due_on: z.string().nullable(),
});
export type Unpaid = {
  id: string;
  kind: string;
  state: string;
  number: string;
  currency: string;
  openMinor: bigint;
  dueOn: string | null;
};

/** Invoices and bills of an event that are not paid yet, the first due on top: what readiness counts. */
export async function unpaidOf(tx: TenantTx, eventId: string): Promise<Unpaid[]> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select i.id, i.kind::text as kind, i.state::text as state, coalesce(nullif(i.number, ''), nullif(i.reference, ''), 'without a number') as number,
      i.currency, i.total_minor - i.settled_minor - i.credited_minor as open_minor, i.due_on::text as due_on
    from payments.invoices i
    where i.event_id = ${eventId}::uuid and i.kind <> 'credit_note' and i.state in ('issued', 'partly_paid')
    order by i.due_on nulls last, i.id limit 200`);
  return z
    .array(Bill)
    .parse(rows)
    .map(({ open_minor, due_on, ...rest }) => ({ ...rest, openMinor: open_minor, dueOn: due_on }));
}
