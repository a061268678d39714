import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Side } from "#lib/sponsorship/words";

export const Promised = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(["open", "submitted", "rejected", "approved"]),
  dueOn: z.string(),
  /** The last day on which a proof is in time. */
  graceUntil: z.string(),
  /** Days from today to the last day; below zero it is late. */
  left: z.number(),
  /** The day on which silence is a yes, for a proof that waits. */
  silenceOn: z.string().nullable(),
  reason: z.string(),
  orderId: z.string(),
  number: z.string(),
  party: z.string(),
  event: z.string(),
});
export type PromiseFacts = z.output<typeof Promised>;

/**
 * What is still owed to sponsors whose money is locked: late, due within two weeks, rejected, or waiting for a yes; the
 * most pressing first. `which` narrows the orders `o`. A sponsor sees all that is open, and what was proven lately.
 */
export const promises = (side: Side, today: string, which: SQL) => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title, 'state', d.state, 'dueOn', d.due_on, 'graceUntil', d.due_on + d.sla_days,
      'left', d.due_on + d.sla_days - ${today}::date, 'silenceOn', case when d.state = 'submitted' then (d.submitted_at + o.auto_approve_days * interval '1 day')::date end,
      'reason', coalesce((select p.reason from sponsorship.deliverable_proofs p where p.organization_id = d.organization_id and p.deliverable_id = d.id and not p.approved order by p.n desc limit 1), ''),
      'orderId', o.id, 'number', o.number, 'party', ${side === "organizer" ? sql`o.sponsor_name` : sql`o.organizer_name`}, 'event', o.event_name)
    order by d.state = 'approved', d.due_on + d.sla_days, o.number, d.position), '[]')
  from sponsorship.deliverables d join sponsorship.sponsorship_orders o on o.organization_id = d.organization_id and o.id = d.order_id
  where ${which} and o.state in ('locked', 'disputed') and ${
    side === "organizer"
      ? sql`(d.state in ('rejected', 'submitted') or d.state = 'open' and d.due_on - 14 <= ${today}::date)`
      : sql`true`
  })`;
