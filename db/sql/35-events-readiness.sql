-- How ready an event is, and what it brought. Both are computed; neither is ever typed.

-- May this person see this event at all? Returns it, or says that it is not theirs.
create or replace function events.seen_event(event uuid) returns events.events language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events;
begin
  select x.* into e from events.events x where x.organization_id = system.org_id() and x.id = event;
  if e.id is null or not (system.can('events:read') or coalesce(e.station_id = any (system.station_ids('events:read')), false) or e.id = any (system.event_ids('events:read'))) then
    raise exception using errcode = 'P0002', message = 'That event is not here any more, or not yours.';
  end if;
  return e;
end $$;

-- { score: 0..100 or null, parts: [{ part, weight, open, total, share }] }. Each part is the share of it that is in order: risks by
-- their weight (likelihood × impact), shifts by places filled, tasks not overdue, required papers there and valid to the end of the
-- event, invoices and bills paid. A part that has nothing in it does not count; the score is the weighted mean of the others.
create or replace function events.readiness(event uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events := events.seen_event(event);
  org uuid := e.organization_id;
  parts jsonb;
  unpaid bigint := 0;
  billed bigint := 0;
begin
  select count(*) filter (where i.state in ('issued', 'partly_paid')), count(*) into unpaid, billed from payments.invoices i
  where i.organization_id = org and i.event_id = e.id and i.kind <> 'credit_note' and i.state not in ('draft', 'void');
  with part (part, place, weight, open, total, lost, whole) as (
    select 'risks', 1, 25, count(*) filter (where r.state in ('open', 'occurred')), count(*),
      coalesce(sum(r.score) filter (where r.state in ('open', 'occurred')), 0), coalesce(sum(r.score), 0)
    from events.event_risks r where r.organization_id = org and r.event_id = e.id
    union all
    select 'shifts', 2, 25, count(*) filter (where s.needed > s.staffed), count(*), coalesce(sum(greatest(s.needed - s.staffed, 0)), 0), coalesce(sum(s.needed), 0)
    from (select x.needed, (select count(*) from events.shift_assignments a where a.organization_id = org and a.shift_id = x.id and a.state in ('assigned', 'confirmed')) as staffed
      from events.event_staff x where x.organization_id = org and x.event_id = e.id and x.state <> 'cancelled') s
    union all
    select 'tasks', 3, 25, count(*) filter (where t.state in ('open', 'in_progress', 'blocked') and t.due_at < now()), count(*),
      count(*) filter (where t.state in ('open', 'in_progress', 'blocked') and t.due_at < now()), count(*)
    from events.event_planning t where t.organization_id = org and t.event_id = e.id and t.state <> 'dropped'
    union all
    select 'documents', 4, 15, count(*) filter (where d.lacking), count(*), count(*) filter (where d.lacking), count(*)
    from (select x.state in ('missing', 'rejected') or coalesce(x.expires_on < (e.ends_at at time zone e.zone)::date, false) as lacking
      from events.event_documents x where x.organization_id = org and x.event_id = e.id and x.required and x.state <> 'waived') d
    union all
    select 'bills', 5, 10, unpaid, billed, unpaid, billed
  )
  select jsonb_build_object(
    'score', (select round(sum(p.weight * (1 - p.lost::numeric / p.whole)) / nullif(sum(p.weight), 0) * 100)::int from part p where p.whole > 0),
    'parts', (select jsonb_agg(jsonb_build_object('part', p.part, 'weight', p.weight, 'open', p.open, 'total', p.total,
      'share', case when p.whole > 0 then round((1 - p.lost::numeric / p.whole) * 100)::int end) order by p.place) from part p))
  into parts;
  return parts;
end $$;

-- Income and expenses of an event from the journal, per account and currency, as they read on a statement: income and expenses positive.
-- Whoever may not see the money gets no row. As of now; nothing is summed over currencies.
create or replace function events.event_roi(event uuid)
  returns table (account_id uuid, code text, name text, kind text, currency text, amount_minor bigint, entries bigint)
  language plpgsql stable security definer set search_path = '' as $$
declare
  e events.events := events.seen_event(event);
begin
  if not (system.can('payments:read') or coalesce(e.station_id = any (system.station_ids('payments:read')), false) or e.id = any (system.event_ids('payments:read'))) then
    return;
  end if;
  return query
    select a.id, a.code, a.name, a.kind::text, n.currency::text, (sum(n.amount_minor) * case when a.kind = 'income' then -1 else 1 end)::bigint, count(*)
    from payments.transactions t
    join payments.entries n on n.organization_id = t.organization_id and n.transaction_id = t.id
    join payments.accounts a on a.organization_id = n.organization_id and a.id = n.account_id
    where t.organization_id = e.organization_id and t.event_id = e.id and a.kind in ('income', 'expense')
    group by a.id, a.code, a.name, a.kind, n.currency
    order by n.currency::text, a.kind, a.code;
end $$;

grant usage on schema payments to gr_flow;
grant execute on function system.org_id(), system.can(text), system.station_ids(text), system.event_ids(text) to gr_ledger;
alter function events.seen_event(uuid) owner to gr_flow;
alter function events.readiness(uuid) owner to gr_flow;
alter function events.event_roi(uuid) owner to gr_ledger;
revoke execute on function events.seen_event(uuid), events.readiness(uuid), events.event_roi(uuid) from public;
grant execute on function events.seen_event(uuid) to gr_ledger;
grant execute on function events.readiness(uuid), events.event_roi(uuid) to authenticated;
