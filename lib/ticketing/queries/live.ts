import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { LiveView } from "#lib/ticketing/rules/live";

/**
 * An event as it stands this moment, for whoever may read its orders; null when it is not theirs. The hours are the last
 * twenty-four until now, or until two hours after it ended.
 */
export async function liveOf(tx: TenantTx, eventId: string): Promise<LiveView | null> {
  const { rows } = await tx.execute<{ view: unknown }>(sql`
    with e as (select * from events.events where id = ${eventId}::uuid),
    paid as (
      select o.total_minor, o.refunded_minor, o.quantity, o.paid_at from ticketing.orders o where o.event_id = ${eventId}::uuid and o.state in ('paid', 'partially_refunded', 'refunded')
    ),
    till as (select date_trunc('hour', least(now(), e.ends_at + interval '2 hours') at time zone e.zone) as hour from e),
    hours as (
      select h.hour, h.hour at time zone e.zone as begins, (h.hour + interval '1 hour') at time zone e.zone as ends
      from e, till, generate_series(till.hour - interval '23 hours', till.hour, interval '1 hour') as h(hour)
    ),
    stays as (
      select s.* from ticketing.scan_logs s where s.event_id = ${eventId}::uuid
    ),
    tally as (
      select s.gate_id, count(*) filter (where s.outcome = 'verified' and not exists (
          select from stays u where u.earlier_id = s.id and u.outcome = 'undone'))::int as arrived,
        count(*) filter (where s.outcome = 'repeated')::int as repeated, count(*) filter (where s.outcome = 'refused')::int as refused
      from stays s group by s.gate_id
    )
    select jsonb_build_object('asOf', now(), 'zone', e.zone, 'currency', e.currency,
      'quota', (select coalesce(sum(t.quota), 0)::int from ticketing.ticket_tiers t where t.event_id = e.id),
      'sold', (select coalesce(sum(t.sold), 0)::int from ticketing.ticket_tiers t where t.event_id = e.id),
      'expected', (select count(*)::int from ticketing.tickets k where k.event_id = e.id and k.state in ('issued', 'redeemed')),
      'arrived', (select count(*)::int from ticketing.tickets k where k.event_id = e.id and k.state = 'redeemed'),
      'orders', (select count(*)::int from paid),
      'paidMinor', (select coalesce(sum(p.total_minor), 0)::text from paid p),
      'refundedMinor', (select coalesce(sum(p.refunded_minor), 0)::text from paid p),
      'hours', (
        select jsonb_agg(jsonb_build_object('label', to_char(h.hour, 'Dy HH24:00'),
          'sold', (select coalesce(sum(p.quantity), 0)::int from paid p where p.paid_at >= h.begins and p.paid_at < h.ends),
          'arrived', (select count(*)::int from ticketing.tickets k where k.event_id = e.id and k.state = 'redeemed' and k.redeemed_at >= h.begins and k.redeemed_at < h.ends),
          'revenueMinor', (select coalesce(sum(p.total_minor), 0)::text from paid p where p.paid_at >= h.begins and p.paid_at < h.ends)) order by h.hour)
        from hours h),
      'gates', coalesce((
        select jsonb_agg(jsonb_build_object('name', coalesce(g.name, 'Without a gate'), 'arrived', coalesce(t.arrived, 0),
          'repeated', coalesce(t.repeated, 0), 'refused', coalesce(t.refused, 0)) order by g.position nulls last, g.id)
        from (select * from ticketing.gates x where x.event_id = e.id) g full join tally t on t.gate_id = g.id
        where g.closed_at is null or coalesce(t.arrived, 0) + coalesce(t.repeated, 0) + coalesce(t.refused, 0) > 0), '[]'::jsonb),
      'scans', coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'at', s.scanned_at, 'outcome', s.outcome, 'words', s.words, 'attendee', k.attendee_name,
          'tier', t.name, 'gate', g.name, 'by', p.name, 'orderId', k.order_id) order by s.created_at desc, s.id desc)
        from (select * from stays order by created_at desc, id desc limit 12) s
        left join ticketing.tickets k on k.id = s.ticket_id left join ticketing.ticket_tiers t on t.id = k.tier_id
        left join ticketing.gates g on g.id = s.gate_id left join users.user_profiles p on p.user_id = s.scanned_by), '[]'::jsonb)) as view
    from e`);
  return rows[0]?.view ? LiveView.parse(rows[0].view) : null;
}
