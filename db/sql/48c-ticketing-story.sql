-- What happened to an order beside its money: letters, edits, passing on and scans. For whoever may read the order; the audit log itself
-- and the queue stay closed to them.
create or replace function ticketing.order_story(ordered uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  o ticketing.orders := ticketing.order_for(ordered, 'ticketing:read');
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('at', h.at, 'what', h.what, 'detail', h.detail) order by h.at) from (
      select b.created_at as at, case when b.dead_at is not null then 'E-mail failed' when b.done_at is not null then 'E-mail sent' else 'E-mail waits' end as what,
        case when b.key like 'order:%' then 'Confirmation with tickets' else 'Refund notice' end || ' to ' || (b.payload ->> 'to') as detail
      from system.outbox b where b.organization_id = o.organization_id and b.topic = 'messaging.send_email' and b.key in (
        select 'order:' || o.id union all
        select 'refund:' || r.id from ticketing.refunds r where r.organization_id = o.organization_id and r.order_id = o.id)
      union all
      select a.created_at, case a.command when 'ticketing.correct_attendee' then 'Attendee corrected' when 'ticketing.name_attendee' then 'Attendee corrected by the buyer'
          when 'ticketing.resend_tickets' then 'Tickets sent again' when 'ticketing.ask_refund' then 'Buyer asked for a refund' else 'Refund request decided' end,
        coalesce(nullif(a.actor ->> 'name', ''), a.input ->> 'attendee', a.input ->> 'reason')
      from system.audit_logs a
      where a.organization_id = o.organization_id and a.outcome = 'done'
        and a.command in ('ticketing.correct_attendee', 'ticketing.name_attendee', 'ticketing.resend_tickets', 'ticketing.ask_refund', 'ticketing.decide_refund_request')
        and (a.subject_id = o.id or a.subject_id in (select k.id from ticketing.tickets k where k.organization_id = o.organization_id and k.order_id = o.id))
      union all
      select x.created_at, 'Ticket passed on', k.attendee_name || ' → ' || n.attendee_name
      from ticketing.ticket_transfers x join ticketing.tickets k on (k.organization_id, k.id) = (x.organization_id, x.from_ticket_id)
      join ticketing.tickets n on (n.organization_id, n.id) = (x.organization_id, x.to_ticket_id)
      where x.organization_id = o.organization_id and x.order_id = o.id
      union all
      select s.created_at, case s.outcome when 'verified' then 'Checked in' when 'repeated' then 'Scanned again' when 'undone' then 'Scan undone' else 'Refused at the door' end,
        concat_ws(', ', k.attendee_name, g.name)
      from ticketing.scan_logs s join ticketing.tickets k on (k.organization_id, k.id) = (s.organization_id, s.ticket_id) and k.order_id = o.id
      left join ticketing.gates g on (g.organization_id, g.id) = (s.organization_id, s.gate_id)
      where s.organization_id = o.organization_id) h), '[]');
end $$;
alter function ticketing.order_story(uuid) owner to gr_flow;
revoke execute on function ticketing.order_story(uuid) from public;
grant execute on function ticketing.order_story(uuid) to authenticated;
