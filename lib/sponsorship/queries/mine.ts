import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { movedParts, ofSide, onDays } from "#lib/sponsorship/queries/moved";
import { Promised, promises } from "#lib/sponsorship/queries/promises";

const minor = z.string().transform(BigInt);
const Mine = z.object({
  /** Whom this session is, and at which organizer. */
  sponsors: z.array(z.object({ id: z.string(), name: z.string(), organizer: z.string() })),
  sums: z.array(
    z.object({ currency: z.string(), paid: minor, held: minor, released: minor, refunded: minor, orders: z.number() }),
  ),
  months: z.array(z.object({ currency: z.string(), month: z.string(), paid: minor, released: minor, refunded: minor })),
  orders: z.array(
    z.object({
      id: z.string(),
      sponsorId: z.string(),
      number: z.string(),
      title: z.string(),
      organizer: z.string(),
      event: z.string(),
      state: z.enum(["pending", "funded", "locked", "disputed", "released", "refunded", "cancelled"]),
      currency: z.string(),
      totalMinor: minor,
      heldMinor: minor,
      mustLeaveBy: z.string().nullable(),
      left: z.number().nullable(),
    }),
  ),
  reach: z.array(
    z.object({
      eventId: z.string(),
      event: z.string(),
      organizer: z.string(),
      since: z.string(),
      views: z.number(),
      clicks: z.number(),
      arrivals: z.number(),
    }),
  ),
  reachAsOf: z.coerce.date().nullable(),
  promises: z.array(Promised),
  talks: z.number(),
});
export type MineFacts = z.output<typeof Mine>;

/** A sponsor's own side at every organizer that it meets here; `sponsor` narrows it to one of those that the person acts for. */
export async function mySponsorships(
  tx: TenantTx,
  asked: { sponsor?: string; zone: string; today: string; from: string },
): Promise<MineFacts> {
  const { sponsor, zone, today, from } = asked;
  const orders = ofSide("sponsor", "o", sponsor);
  // Two sponsors of one event reached the same people: its days count once.
  const found = await answer(
    tx,
    sql`(with reached as materialized (select distinct on (r.event_id, r.day) r.* from sponsorship.reach(${sponsor ?? null}::uuid) r order by r.event_id, r.day, r.since)
      select jsonb_build_object(
      'sponsors', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'organizer', coalesce((select max(o.organizer_name) from sponsorship.proposal_threads o
          where o.organization_id = s.organization_id and o.sponsor_id = s.id), '')) order by s.name), '[]')
        from sponsorship.sponsors s where s.id = any ((select sponsorship.my_sponsors())::uuid[])),
      'sums', (select coalesce(jsonb_agg(to_jsonb(x) order by x.currency), '[]') from (
        select h.currency::text, coalesce(sum(${movedParts.paid}), 0)::text as paid, coalesce(sum(${movedParts.held}), 0)::text as held, coalesce(sum(${movedParts.released}), 0)::text as released,
          coalesce(sum(${movedParts.refunded}), 0)::text as refunded, count(distinct h.order_id)::int as orders
        from sponsorship.held_movements h where ${ofSide("sponsor", "h", sponsor)} group by 1) x),
      'months', (select coalesce(jsonb_agg(to_jsonb(x) order by x.month), '[]') from (
        select h.currency::text, to_char(h.created_at at time zone ${zone}::text, 'YYYY-MM') as month, coalesce(sum(${movedParts.paid}), 0)::text as paid,
          coalesce(sum(${movedParts.released}), 0)::text as released, coalesce(sum(${movedParts.refunded}), 0)::text as refunded
        from sponsorship.held_movements h where ${ofSide("sponsor", "h", sponsor)} and ${onDays(sql`h.created_at`, { from }, zone)} group by 1, 2) x),
      'orders', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'sponsorId', o.sponsor_id, 'number', o.number, 'title', o.title, 'organizer', o.organizer_name, 'event', o.event_name, 'state', o.state,
          'currency', o.currency, 'totalMinor', o.total_minor::text, 'heldMinor', (o.funded_minor - o.released_minor - o.refunded_minor)::text,
          'mustLeaveBy', case when o.funded_minor > o.released_minor + o.refunded_minor then o.must_leave_by end,
          'left', case when o.funded_minor > o.released_minor + o.refunded_minor then o.must_leave_by - ${today}::date end)
          order by o.funded_minor = o.released_minor + o.refunded_minor and o.state <> 'pending', o.must_leave_by nulls first, o.id desc), '[]')
        from sponsorship.sponsorship_orders o where ${orders}),
      'reach', (select coalesce(jsonb_agg(to_jsonb(x) order by x.since desc, x.event), '[]') from (
        select r.event_id as "eventId", r.event, r.organizer, min(r.since) as since, sum(r.views)::int as views, sum(r.clicks)::int as clicks, sum(r.arrivals)::int as arrivals
        from reached r group by 1, 2, 3) x),
      'reachAsOf', (select max(r.as_of) from reached r),
      'promises', ${promises("sponsor", today, orders)},
      'talks', (select count(*)::int from sponsorship.proposal_threads t where ${ofSide("sponsor", "t", sponsor)} and t.state in ('sent', 'viewed', 'counter') and t.turn = 'sponsor')))`,
  );
  return Mine.parse(found);
}
