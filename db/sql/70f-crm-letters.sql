-- Letters to a customer: what the queue of letters keeps for a fortnight. Newest first; `state` is sent, waiting or failed. For who sees the customer.
create or replace function crm.letters_to(customer uuid) returns table (id uuid, what text, title text, at timestamptz, state text) language sql stable security definer set search_path = '' as $$
  select o.id, o.payload ->> 'template', coalesce(o.payload #>> '{data,subject}', ''), coalesce(o.done_at, o.dead_at, o.created_at),
    case when o.dead_at is not null or o.last_error is not null and o.done_at is not null then 'failed' when o.done_at is not null then 'sent' else 'waiting' end
  from crm.customers c join system.outbox o on o.organization_id = c.organization_id and o.topic = 'messaging.send_email' and lower(o.payload ->> 'to') = lower(c.email)
  where c.organization_id = system.org_id() and c.id = letters_to.customer
    and (system.can('crm:read') or c.station_ids && system.station_ids('crm:read'))
  order by 4 desc limit 50
$$;
alter function crm.letters_to(uuid) owner to gr_flow;
revoke execute on function crm.letters_to(uuid) from public;
grant execute on function crm.letters_to(uuid) to authenticated;
-- One customer's letters are found by their address, of which an organization has written to many.
create index if not exists outbox_letters on system.outbox (organization_id, lower(payload ->> 'to')) where topic = 'messaging.send_email';
