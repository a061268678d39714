import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { type ApprovalAct, approvalActs } from "#lib/organizations/rules/approvals";
import { type Permission, permissionWords } from "#lib/permissions";

const permission = z.custom<Permission>((value) => typeof value === "string" && value in permissionWords);
const Rule = z.object({
  id: z.string(),
  act: z.enum(Object.keys(approvalActs) as [ApprovalAct, ...ApprovalAct[]]),
  thresholdMinor: z.string().transform(BigInt).nullable(),
  currency: z.string().nullable(),
  approver: permission,
  active: z.boolean(),
  expiresHours: z.number(),
});

/** Every act that can need a second person, with the organization's rule for it; `rule` is null where there never was one. */
export async function approvalRules(tx: TenantTx) {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'act', r.act, 'thresholdMinor', r.threshold_minor::text, 'currency', r.currency,
      'approver', r.approver, 'active', r.active, 'expiresHours', r.expires_hours)), '[]') from organizations.approval_rules r)`,
  );
  const rules = z.array(Rule).parse(found);
  return (Object.keys(approvalActs) as ApprovalAct[]).map((act) => ({
    act,
    ...approvalActs[act],
    rule: rules.find((one) => one.act === act) ?? null,
  }));
}

const Request = z.object({
  id: z.string(),
  act: z.string(),
  state: z.enum(["requested", "approved", "rejected", "expired", "withdrawn"]),
  requestedBy: z.string(),
  asker: z.string(),
  reason: z.string(),
  payload: z.record(z.string(), z.unknown()),
  amountMinor: z.string().transform(BigInt).nullable(),
  currency: z.string().nullable(),
  subject: z.string(),
  subjectId: z.string().nullable(),
  about: z.string().nullable(),
  approver: permission,
  decider: z.string().nullable(),
  decidedAt: z.coerce.date().nullable(),
  decisionNote: z.string().nullable(),
  createdAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
  /** This person may decide it: it waits, they did not ask for it, and they hold what it needs. */
  mayDecide: z.boolean(),
});
export type ApprovalRequest = z.output<typeof Request>;

export async function approvalRequest(tx: TenantTx, id: string): Promise<ApprovalRequest | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', q.id, 'act', q.act, 'state', case when q.state = 'requested' and q.expires_at <= now() then 'expired' else q.state::text end,
      'requestedBy', q.requested_by, 'asker', coalesce(nullif(a.name, ''), a.email, 'Somebody who left'), 'reason', q.reason, 'payload', q.payload,
      'amountMinor', q.amount_minor::text, 'currency', q.currency, 'subject', q.subject, 'subjectId', q.subject_id,
      'about', coalesce(nullif(u.name, ''), u.email, 'Order ' || o.number, r.name), 'approver', q.approver,
      'decider', coalesce(nullif(d.name, ''), d.email), 'decidedAt', q.decided_at, 'decisionNote', q.decision_note, 'createdAt', q.created_at, 'expiresAt', q.expires_at,
      'mayDecide', q.state = 'requested' and q.expires_at > now() and q.requested_by <> (select system.uid()) and (select system.can(q.approver)))
      from organizations.approval_requests q left join users.user_profiles a on a.user_id = q.requested_by
      left join users.user_profiles d on d.user_id = q.decided_by
      left join users.user_profiles u on q.subject = 'users.user_profiles' and u.user_id = q.subject_id
      left join ticketing.orders o on q.subject = 'ticketing.orders' and o.organization_id = q.organization_id and o.id = q.subject_id
      left join identity.roles r on q.subject = 'identity.roles' and r.organization_id = q.organization_id and r.id = q.subject_id
      where q.id = ${id}::uuid)`,
  );
  return found ? Request.parse(found) : undefined;
}

/** How many requests wait for this person, for the badge. */
export const openRequests = sql`(select count(*)::int from organizations.approval_requests q where q.state = 'requested' and q.expires_at > now()
      and q.requested_by <> (select system.uid()) and q.approver = any ((select system.permissions())::text[]))`;

export const requestsToDecide = async (tx: TenantTx) => z.number().parse(await answer(tx, openRequests));
