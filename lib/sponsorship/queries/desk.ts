import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";

const minor = z.string().transform(BigInt);
const Due = z.object({
  orderId: z.string(),
  number: z.string(),
  sponsor: z.string(),
  milestoneId: z.string(),
  milestone: z.string(),
  dueOn: z.string(),
  openMinor: minor,
  freeMinor: minor,
  currency: z.string(),
  state: z.string(),
  requestId: z.string().nullable(),
  waitsFor: z.array(z.string()),
});
export type DueMilestone = z.output<typeof Due>;
const Waiting = z.object({
  id: z.string(),
  kind: z.string(),
  orderId: z.string(),
  number: z.string(),
  sponsor: z.string(),
  amountMinor: minor,
  currency: z.string(),
  reason: z.string(),
  asker: z.string(),
  mine: z.boolean(),
  mayDecide: z.boolean(),
  at: z.coerce.date(),
});
export type WaitingRelease = z.output<typeof Waiting>;
const Held = z.object({
  orderId: z.string(),
  number: z.string(),
  sponsor: z.string(),
  heldMinor: minor,
  frozenMinor: minor,
  currency: z.string(),
  fundedOn: z.string(),
  mustLeaveBy: z.string(),
  days: z.number(),
  left: z.number(),
});
export type HeldOrder = z.output<typeof Held>;
const Dispute = z.object({
  id: z.string(),
  orderId: z.string(),
  number: z.string(),
  sponsor: z.string(),
  side: z.enum(["organizer", "sponsor"]),
  amountMinor: minor,
  currency: z.string(),
  reason: z.string(),
  evidence: z.number(),
  at: z.coerce.date(),
});
export type OpenDispute = z.output<typeof Dispute>;
const Refund = z.object({
  id: z.string(),
  orderId: z.string(),
  number: z.string(),
  sponsor: z.string(),
  amountMinor: minor,
  currency: z.string(),
  state: z.enum(["sending", "failed"]),
  failure: z.string().nullable(),
  byCard: z.boolean(),
});
export type RefundOnItsWay = z.output<typeof Refund>;
const Payout = z.object({
  id: z.string(),
  number: z.number(),
  account: z.string(),
  amountMinor: minor,
  currency: z.string(),
  state: z.enum(["draft", "approved", "submitted"]),
  at: z.coerce.date(),
});
export type QueuedPayout = z.output<typeof Payout>;
const Desk = z.object({
  due: z.array(Due),
  waiting: z.array(Waiting),
  held: z.array(Held),
  disputes: z.array(Dispute),
  refunds: z.array(Refund),
  /** Null for whoever may not see the house's payouts. */
  payouts: z.array(Payout).nullable(),
});
export type DeskFacts = z.output<typeof Desk>;

/** Requests to let held money leave that somebody else asked for; a scalar subquery for the navigation. */
export const waitingReleases = sql`(select count(*)::int from organizations.approval_requests q where q.organization_id = (select system.org_id()) and q.act = 'release'
  and q.state = 'requested' and q.expires_at > now() and q.requested_by <> (select system.uid()))`;

/** What finance decides about: what is due, what is blocked and why, what waits for a second person, and what must leave by when. */
export async function releaseDesk(tx: TenantTx, today: string): Promise<DeskFacts> {
  const found = await answer(
    tx,
    sql`(with mine as (
      select o.*, o.funded_minor - o.released_minor - o.refunded_minor as held_minor from sponsorship.sponsorship_orders o
      where o.organization_id = (select system.org_id()) and o.state in ('funded', 'locked', 'disputed')
    ), asked as (
      select q.* from organizations.approval_requests q where q.organization_id = (select system.org_id()) and q.act = 'release' and q.state = 'requested' and q.expires_at > now()
    ) select jsonb_build_object(
      'due', (select coalesce(jsonb_agg(jsonb_build_object('orderId', o.id, 'number', o.number, 'sponsor', o.sponsor_name, 'milestoneId', m.id, 'milestone', m.title, 'dueOn', m.due_on,
          'openMinor', (m.amount_minor - m.settled_minor)::text, 'freeMinor', least(m.amount_minor - m.settled_minor, o.held_minor - o.frozen_minor)::text, 'currency', o.currency, 'state', o.state,
          'requestId', (select q.id from asked q where q.subject_id = o.id and q.payload ->> 'milestoneId' = m.id::text limit 1),
          'waitsFor', (select coalesce(jsonb_agg(d.title || case d.state when 'submitted' then ' (proof waits for the sponsor)' when 'rejected' then ' (proof rejected)' else '' end order by d.position), '[]')
            from sponsorship.deliverables d where d.organization_id = o.organization_id and d.milestone_id = m.id and d.state <> 'approved')) order by m.due_on, o.number), '[]')
        from mine o join sponsorship.milestones m on m.organization_id = o.organization_id and m.order_id = o.id where m.settled_minor < m.amount_minor),
      'waiting', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'kind', q.payload ->> 'kind', 'orderId', o.id, 'number', o.number, 'sponsor', o.sponsor_name,
          'amountMinor', q.amount_minor::text, 'currency', q.currency, 'reason', q.reason, 'at', q.created_at, 'mine', q.requested_by = (select system.uid()),
          'asker', coalesce((select nullif(u.name, '') from users.user_profiles u where u.user_id = q.requested_by), 'Somebody'),
          'mayDecide', q.requested_by <> (select system.uid()) and q.approver = any ((select system.permissions())::text[])) order by q.id), '[]')
        from asked q join sponsorship.sponsorship_orders o on o.organization_id = q.organization_id and o.id = q.subject_id),
      'held', (select coalesce(jsonb_agg(jsonb_build_object('orderId', o.id, 'number', o.number, 'sponsor', o.sponsor_name, 'heldMinor', o.held_minor::text, 'frozenMinor', o.frozen_minor::text,
          'currency', o.currency, 'fundedOn', o.funded_on, 'mustLeaveBy', o.must_leave_by, 'days', ${today}::date - o.funded_on, 'left', o.must_leave_by - ${today}::date)
          order by o.must_leave_by, o.number), '[]') from mine o),
      'disputes', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'orderId', o.id, 'number', o.number, 'sponsor', o.sponsor_name, 'side', d.side, 'amountMinor', d.amount_minor::text,
          'currency', d.currency, 'reason', d.reason, 'at', d.opened_at,
          'evidence', (select count(*) from sponsorship.dispute_evidence e where e.organization_id = d.organization_id and e.dispute_id = d.id)) order by d.id), '[]')
        from sponsorship.sponsor_disputes d join mine o on o.organization_id = d.organization_id and o.id = d.order_id where d.state = 'open'),
      'refunds', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'orderId', o.id, 'number', o.number, 'sponsor', o.sponsor_name, 'amountMinor', r.amount_minor::text, 'currency', r.currency,
          'state', r.state, 'failure', r.failure, 'byCard', f.method = 'card') order by r.id), '[]')
        from sponsorship.sponsor_refunds r join sponsorship.sponsorship_orders o on o.organization_id = r.organization_id and o.id = r.order_id
        join sponsorship.fundings f on f.organization_id = r.organization_id and f.id = r.funding_id
        where r.organization_id = (select system.org_id()) and r.state <> 'sent'),
      'payouts', case when system.can('payments:read') then (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'account', a.holder || ' ····' || a.last_four,
          'amountMinor', p.amount_minor::text, 'currency', p.currency, 'state', p.state, 'at', p.created_at) order by p.number), '[]')
        from payments.payouts p join organizations.payout_accounts a on a.organization_id = p.organization_id and a.id = p.payout_account_id
        where p.organization_id = (select system.org_id()) and p.state in ('draft', 'approved', 'submitted')) end))`,
  );
  return Desk.parse(found);
}
