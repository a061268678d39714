import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PublicTx, TenantTx } from "#db/tenant";
import type { Happening as Told } from "#lib/ticketing/queries";
import { Happening, TicketView } from "#lib/ticketing/rules/serving";

/** Everything that happened to an order, oldest first: its money from its own facts, the rest from what was recorded. */
export async function wholeStory(tx: TenantTx, order: { id: string; timeline: Told[] }): Promise<Told[]> {
  const { rows } = await tx.execute<{ story: unknown }>(sql`select ticketing.order_story(${order.id}::uuid) as story`);
  const story = z.array(Happening).parse(rows[0]?.story);
  // The door's own log knows more of an arrival than the ticket does; tickets of before there was one keep theirs.
  const scanned = story.some((one) => one.what === "Checked in");
  return [
    ...order.timeline.filter((one) => !(scanned && one.what === "Checked in")),
    ...story.map(({ at, what, detail }) => ({ at, what, detail: detail ?? undefined })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** A ticket by its code; null for a code that no ticket has. Called with `asPublic`. */
export async function ticketPage(tx: PublicTx, code: string): Promise<TicketView | null> {
  const { rows } = await tx.execute<{ page: unknown }>(sql`select ticketing.ticket_page(${code}) as page`);
  return rows[0]?.page ? TicketView.parse(rows[0].page) : null;
}

const minor = z.string().transform(BigInt);
const Request = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  number: z.string(),
  buyer: z.string(),
  event: z.string(),
  reason: z.string(),
  state: z.enum(["asked", "approved", "rejected", "withdrawn"]),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAt: z.coerce.date(),
  leftMinor: minor,
  currency: z.string(),
});
export type RefundRequest = z.output<typeof Request>;

/** What buyers asked for: what waits first, then the latest decisions. */
export async function refundRequests(tx: TenantTx): Promise<RefundRequest[]> {
  const { rows } = await tx.execute(sql`
    select q.id, q.order_id as "orderId", o.number, o.buyer_name as buyer, e.name as event, q.reason, q.state, q.answer, p.name as "decidedBy",
      q.created_at as "createdAt", (o.total_minor - o.refunded_minor)::text as "leftMinor", o.currency
    from ticketing.refund_requests q join ticketing.orders o on (o.organization_id, o.id) = (q.organization_id, q.order_id)
    join events.events e on (e.organization_id, e.id) = (o.organization_id, o.event_id)
    left join users.user_profiles p on p.user_id = q.decided_by
    order by q.state, q.created_at limit 200`);
  return z.array(Request).parse(rows);
}

const Run = z.object({
  id: z.uuid(),
  state: z.enum(["running", "finished"]),
  reason: z.string(),
  by: z.string().nullable(),
  createdAt: z.coerce.date(),
  finishedAt: z.coerce.date().nullable(),
  currency: z.string(),
  counts: z.object({
    all: z.number(),
    waiting: z.number(),
    second: z.number(),
    underway: z.number(),
    refunded: z.number(),
    failed: z.number(),
  }),
  refundedMinor: minor,
  failed: z.array(
    z.object({ orderId: z.uuid(), number: z.string(), buyer: z.string(), problem: z.string(), leftMinor: minor }),
  ),
});
export type RefundRun = z.output<typeof Run>;

/** The run that gives everybody's money back for this event, with the outcome of each order counted; null before there is one. */
export async function refundRun(tx: TenantTx, eventId: string): Promise<RefundRun | null> {
  const { rows } = await tx.execute<{ run: unknown }>(sql`
    with r as (select * from ticketing.refund_runs where event_id = ${eventId}::uuid),
    items as (
      select i.order_id, o.number, o.buyer_name, o.total_minor - o.refunded_minor as left_minor, f.amount_minor,
        case when i.state = 'placed' and f.state = 'failed' then 'failed' when i.state = 'placed' and f.state = 'requested' then 'underway'
          when i.state = 'placed' then 'refunded' else i.state::text end as outcome,
        coalesce(i.problem, f.failure, 'The payment provider could not send it.') as problem
      from r join ticketing.refund_run_items i on i.run_id = r.id join ticketing.orders o on o.id = i.order_id
      left join ticketing.refunds f on f.id = i.refund_id
    )
    select jsonb_build_object('id', r.id, 'state', r.state, 'reason', r.reason, 'by', p.name, 'createdAt', r.created_at, 'finishedAt', r.finished_at, 'currency', e.currency,
      'counts', (select jsonb_build_object('all', count(*), 'waiting', count(*) filter (where outcome = 'waiting'), 'second', count(*) filter (where outcome = 'second'),
        'underway', count(*) filter (where outcome = 'underway'), 'refunded', count(*) filter (where outcome = 'refunded'), 'failed', count(*) filter (where outcome = 'failed')) from items),
      'refundedMinor', (select coalesce(sum(amount_minor) filter (where outcome = 'refunded'), 0)::text from items),
      'failed', (select coalesce(jsonb_agg(jsonb_build_object('orderId', x.order_id, 'number', x.number, 'buyer', x.buyer_name, 'problem', x.problem, 'leftMinor', x.left_minor::text) order by x.number), '[]')
        from (select * from items where outcome = 'failed' order by number limit 200) x)) as run
    from r join events.events e on e.id = r.event_id left join users.user_profiles p on p.user_id = r.requested_by`);
  return rows[0]?.run ? Run.parse(rows[0].run) : null;
}

/** Where the money of a refund can leave from, the likeliest first; none where a gateway sends it. */
export async function refundSources(tx: TenantTx, orderId: string) {
  const { rows } = await tx.execute<{ code: string; name: string }>(
    sql`select code, name from ticketing.refund_sources(${orderId}::uuid)`,
  );
  return rows;
}
