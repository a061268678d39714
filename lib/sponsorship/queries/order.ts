import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { invoiceLink } from "#lib/payments/receivables/link";
import { FigureSource } from "#lib/sponsorship/rules/proof";

const minor = z.string().transform(BigInt);
const moment = z.coerce.date();
const File = z.object({ id: z.string(), name: z.string() }).nullable();
const side = z.enum(["organizer", "sponsor"]);

const Proof = z.object({
  id: z.string(),
  n: z.number(),
  words: z.string(),
  link: z.string(),
  figure: minor.nullable(),
  source: FigureSource.nullable(),
  late: z.boolean(),
  submittedAt: moment,
  approved: z.boolean().nullable(),
  bySilence: z.boolean(),
  reason: z.string(),
  decidedAt: moment.nullable(),
  file: File,
});
const Deliverable = z.object({
  id: z.string(),
  milestoneId: z.string(),
  state: z.enum(["open", "submitted", "rejected", "approved"]),
  title: z.string(),
  description: z.string(),
  dueOn: z.string(),
  slaDays: z.number(),
  wanted: minor.nullable(),
  late: z.boolean(),
  proofs: z.array(Proof),
});
const Milestone = z.object({
  id: z.string(),
  title: z.string(),
  amountMinor: minor,
  settledMinor: minor,
  dueOn: z.string(),
});
const Movement = z.object({
  id: z.string(),
  kind: z.string(),
  at: moment,
  deltaMinor: minor,
  amountMinor: minor,
  feeMinor: minor,
  taxMinor: minor,
  heldMinor: minor,
  toState: z.string(),
  reason: z.string(),
  milestone: z.string().nullable(),
  /** The posting of it in the reader's own book, where there is one. */
  transactionId: z.string().nullable(),
});
const Evidence = z.object({ id: z.string(), side, author: z.string(), body: z.string(), at: moment, file: File });
const Dispute = z.object({
  id: z.string(),
  state: z.enum(["open", "settled", "withdrawn"]),
  side,
  amountMinor: minor,
  reason: z.string(),
  releasedMinor: minor,
  refundedMinor: minor,
  resolution: z.string(),
  openedAt: moment,
  milestone: z.string().nullable(),
  evidence: z.array(Evidence),
});
const Refund = z.object({
  id: z.string(),
  state: z.enum(["sending", "failed", "sent"]),
  amountMinor: minor,
  failure: z.string().nullable(),
  byCard: z.boolean(),
  at: moment,
});
const Request = z.object({
  id: z.string(),
  kind: z.string(),
  milestoneId: z.string().nullable(),
  amountMinor: minor,
  asker: z.string(),
  mine: z.boolean(),
  reason: z.string(),
  at: moment,
});

const Invoice = z
  .object({ id: z.string(), number: z.string(), state: z.string(), dueOn: z.string().nullable(), openMinor: minor })
  .transform((one) => ({ ...one, link: invoiceLink(one.id) }));

const Order = z.object({
  id: z.string(),
  organizationId: z.string(),
  number: z.string(),
  threadId: z.string(),
  version: z.number(),
  sponsorId: z.string(),
  state: z.enum(["pending", "funded", "locked", "disputed", "released", "refunded", "cancelled"]),
  title: z.string(),
  organizerName: z.string(),
  sponsorName: z.string(),
  eventId: z.string(),
  eventName: z.string(),
  currency: z.string(),
  totalMinor: minor,
  taxMinor: minor,
  fundedMinor: minor,
  releasedMinor: minor,
  refundedMinor: minor,
  returnedMinor: minor,
  frozenMinor: minor,
  heldMinor: minor,
  holdDays: z.number(),
  mustLeaveBy: z.string().nullable(),
  autoApproveDays: z.number().nullable(),
  method: z.string().nullable(),
  paying: z.boolean(),
  invoice: Invoice.nullable(),
  /** What the organizer calls held money. */
  heldName: z.string(),
  side,
  milestones: z.array(Milestone),
  deliverables: z.array(Deliverable),
  movements: z.array(Movement),
  disputes: z.array(Dispute),
  refunds: z.array(Refund),
  requests: z.array(Request),
});
export type OrderFacts = z.output<typeof Order>;
export type DeliverableFacts = z.output<typeof Deliverable>;
export type DisputeFacts = z.output<typeof Dispute>;

/** An order as both parties see it, with everything that hangs on it; requests to approve are the organizer's alone. */
export async function orderFacts(tx: TenantTx, id: string): Promise<OrderFacts | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', o.id, 'organizationId', o.organization_id, 'number', o.number, 'threadId', o.thread_id, 'version', o.version,
      'sponsorId', o.sponsor_id, 'state', o.state, 'title', o.title, 'organizerName', o.organizer_name, 'sponsorName', o.sponsor_name, 'eventId', o.event_id, 'eventName', o.event_name,
      'currency', o.currency, 'totalMinor', o.total_minor::text, 'taxMinor', o.tax_minor::text, 'fundedMinor', o.funded_minor::text,
      'releasedMinor', o.released_minor::text, 'refundedMinor', o.refunded_minor::text, 'returnedMinor', o.returned_minor::text, 'frozenMinor', o.frozen_minor::text,
      'heldMinor', (o.funded_minor - o.released_minor - o.refunded_minor)::text, 'holdDays', o.hold_days, 'mustLeaveBy', o.must_leave_by,
      'autoApproveDays', o.auto_approve_days,
      'method', (select f.method from sponsorship.fundings f where f.organization_id = o.organization_id and f.order_id = o.id and f.state = 'succeeded'),
      'paying', exists (select from sponsorship.fundings f where f.organization_id = o.organization_id and f.order_id = o.id and f.state = 'waiting' and f.payment_ref is not null and f.expires_at > now()),
      'invoice', sponsorship.order_invoice(o.id), 'heldName', sponsorship.held_name(o.organization_id),
      'side', case when o.sponsor_id = any ((select sponsorship.my_sponsors())::uuid[]) then 'sponsor' else 'organizer' end,
      'milestones', ${milestones}, 'deliverables', ${deliverables}, 'movements', ${movements}, 'disputes', ${disputes}, 'refunds', ${refunds}, 'requests', ${requests})
      from sponsorship.sponsorship_orders o where o.id = ${id}::uuid)`,
  );
  return found ? Order.parse(found) : undefined;
}

const file = (owner: ReturnType<typeof sql>) =>
  sql`(select jsonb_build_object('id', f.id, 'name', f.name) from sponsorship.files f where f.organization_id = o.organization_id and f.id = ${owner})`;

const milestones = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'amountMinor', m.amount_minor::text, 'settledMinor', m.settled_minor::text,
    'dueOn', m.due_on) order by m.position), '[]') from sponsorship.milestones m where m.organization_id = o.organization_id and m.order_id = o.id)`;

const deliverables = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'milestoneId', d.milestone_id, 'state', d.state, 'title', d.title, 'description', d.description,
    'dueOn', d.due_on, 'slaDays', d.sla_days, 'wanted', d.wanted_figure::text, 'late', d.state <> 'approved' and d.due_on + d.sla_days < current_date,
    'proofs', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'n', p.n, 'words', p.words, 'link', p.link, 'figure', p.figure::text, 'source', p.source, 'late', p.late,
      'submittedAt', p.submitted_at, 'approved', p.approved, 'bySilence', p.by_silence, 'reason', p.reason, 'decidedAt', p.decided_at, 'file', ${file(sql`p.file_id`)}) order by p.n desc), '[]')
      from sponsorship.deliverable_proofs p where p.organization_id = o.organization_id and p.deliverable_id = d.id)) order by d.position), '[]')
  from sponsorship.deliverables d where d.organization_id = o.organization_id and d.order_id = o.id)`;

const movements = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'at', h.created_at, 'deltaMinor', h.delta_minor::text, 'amountMinor', h.amount_minor::text,
    'feeMinor', h.fee_minor::text, 'taxMinor', h.tax_minor::text, 'heldMinor', h.held_minor::text, 'toState', h.to_state, 'reason', h.reason,
    'milestone', (select m.title from sponsorship.milestones m where m.organization_id = o.organization_id and m.id = h.milestone_id),
    'transactionId', (select t.id from payments.transactions t where t.organization_id = (select system.org_id()) and t.group_id = h.group_id)) order by h.id), '[]')
  from sponsorship.held_movements h where h.organization_id = o.organization_id and h.order_id = o.id)`;

const disputes = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'side', d.side, 'amountMinor', d.amount_minor::text, 'reason', d.reason,
    'releasedMinor', d.released_minor::text, 'refundedMinor', d.refunded_minor::text, 'resolution', d.resolution, 'openedAt', d.opened_at,
    'milestone', (select m.title from sponsorship.milestones m where m.organization_id = o.organization_id and m.id = d.milestone_id),
    'evidence', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'side', e.side, 'author', e.author, 'body', e.body, 'at', e.created_at, 'file', ${file(sql`e.file_id`)}) order by e.id), '[]')
      from sponsorship.dispute_evidence e where e.organization_id = o.organization_id and e.dispute_id = d.id)) order by d.id desc), '[]')
  from sponsorship.sponsor_disputes d where d.organization_id = o.organization_id and d.order_id = o.id)`;

const refunds = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'state', r.state, 'amountMinor', r.amount_minor::text, 'failure', r.failure, 'at', r.created_at,
    'byCard', exists (select from sponsorship.fundings f where f.organization_id = o.organization_id and f.id = r.funding_id and f.method = 'card')) order by r.id desc), '[]')
  from sponsorship.sponsor_refunds r where r.organization_id = o.organization_id and r.order_id = o.id)`;

const requests = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'kind', q.payload ->> 'kind', 'milestoneId', q.payload ->> 'milestoneId', 'amountMinor', q.amount_minor::text,
    'asker', coalesce((select nullif(u.name, '') from users.user_profiles u where u.user_id = q.requested_by), 'Somebody'), 'mine', q.requested_by = (select system.uid()),
    'reason', q.reason, 'at', q.created_at) order by q.id), '[]')
  from organizations.approval_requests q where q.organization_id = o.organization_id and q.act = 'release' and q.state = 'requested' and q.expires_at > now() and q.subject_id = o.id)`;
