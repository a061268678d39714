import type { Client } from "pg";
import { type Topic, topics } from "#lib/system/outbox";

/** Each must find nothing; what it finds is said. `$1` is the organization. */
const proofs: Record<string, string> = {
  "the books prove true": `select v."check" || ': ' || v.detail as fault from payments.verify($1) v where not v.ok`,
  "stock is the sum of its operations": `
    select t.id::text as fault from ticketing.ticket_tiers t
    left join (select tier_id, sum(case kind when 'hold' then quantity when 'sell' then -quantity when 'release' then -quantity else 0 end) as held,
        sum(case kind when 'sell' then quantity when 'return' then -quantity else 0 end) as sold
      from ticketing.inventory_operations where organization_id = $1 group by tier_id) s on s.tier_id = t.id
    where t.organization_id = $1 and (t.held, t.sold) is distinct from (coalesce(s.held, 0)::int, coalesce(s.sold, 0)::int)`,
  "tickets that are good are what was sold": `
    select t.id::text as fault from ticketing.ticket_tiers t
    left join (select tier_id, count(*) as good from ticketing.tickets where organization_id = $1 and state in ('issued', 'redeemed') group by tier_id) k on k.tier_id = t.id
    where t.organization_id = $1 and t.sold <> coalesce(k.good, 0)`,
  "order totals are the ledger's gross": `
    select format('%s %s: orders %s, ledger %s', x.kind, x.currency, sum(x.ordered), sum(x.booked)) as fault from (
      select 'sale' as kind, o.currency, o.total_minor as ordered, 0 as booked from ticketing.orders o
      where o.organization_id = $1 and o.state in ('paid', 'partially_refunded', 'refunded')
      union all select 'refund', o.currency, o.refunded_minor, 0 from ticketing.orders o where o.organization_id = $1
      union all select t.kind::text, e.currency, 0, case t.kind when 'sale' then -e.amount_minor else e.amount_minor end
      from payments.transactions own
      join payments.transactions t on t.group_id = own.group_id
      join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id)
      join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and (a.code = 'income:tickets' or a.code like 'liabilities:tax:%')
      where own.organization_id = $1 and own.kind in ('sale', 'refund') and own.order_id is not null
    ) x group by x.kind, x.currency having sum(x.ordered) <> sum(x.booked)`,
  "every order has its tickets and its postings": `
    select o.number as fault from ticketing.orders o
    left join (select order_id, count(*) as tickets from ticketing.tickets where organization_id = $1 group by order_id) k on k.order_id = o.id
    where o.organization_id = $1 and (coalesce(k.tickets, 0) <> case when o.state in ('failed', 'expired') then 0 else o.quantity end
      or o.state = 'pending' or (o.group_id is null) <> (o.state in ('failed', 'expired') or o.total_minor = 0))`,
  "every order has the tax of its prices": `
    select x.number as fault from (
      select min(o.number) as number, i.prices, o.tax_minor, o.total_minor, o.tax_rate_ppm, o.tax_inclusive
      from ticketing.orders o
      join (select order_id, sum(total_minor)::bigint as prices from ticketing.order_items where organization_id = $1 group by order_id) i on i.order_id = o.id
      where o.organization_id = $1 group by i.prices, o.tax_minor, o.total_minor, o.tax_rate_ppm, o.tax_inclusive
    ) x where x.tax_minor <> ticketing.tax_of(x.prices, x.tax_rate_ppm, x.tax_inclusive)
      or x.total_minor <> case when x.tax_inclusive then x.prices else x.prices + x.tax_minor end`,
  "nothing was sold outside its sale": `
    select o.number as fault from ticketing.orders o join ticketing.order_items i on (i.organization_id, i.order_id) = (o.organization_id, o.id)
    join ticketing.ticket_tiers t on (t.organization_id, t.id) = (i.organization_id, i.tier_id)
    where o.organization_id = $1 and (o.created_at < t.sale_starts_at or o.created_at >= t.sale_ends_at or o.created_at > now() or o.paid_at > now())`,
};

/** Prove that what was loaded is true, book by book; throws with all that is not. */
export async function verify(client: Client, organizations: readonly { id: string; name: string }[]): Promise<void> {
  const faults: string[] = [];
  for (const { id, name } of organizations) {
    for (const [proof, statement] of Object.entries(proofs)) {
      const { rows } = await client.query<{ fault: string }>(`${statement} limit 3`, [id]);
      faults.push(...rows.map(({ fault }) => `${name}: not so that ${proof}: ${fault}`));
    }
    faults.push(...(await undoable(client, id)).map((fault) => `${name}: a job that nobody can do: ${fault}`));
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

/** What the worker would bury at once: jobs whose payload is not what their topic takes. */
async function undoable(client: Client, id: string): Promise<string[]> {
  const { rows } = await client.query<{ topic: string; payload: unknown }>(
    "select topic, payload from system.outbox where organization_id = $1 and done_at is null",
    [id],
  );
  return rows.flatMap(({ topic, payload }) => {
    const read = topics[topic as Topic]?.safeParse(payload);
    return read?.success ? [] : [`${topic}: ${read?.error.issues[0]?.message ?? "there is no such topic"}`];
  });
}
