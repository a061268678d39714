-- Deliverables: the organizer shows that it delivered, the sponsor says yes or why not, and silence says yes where the contract says so.

create or replace function sponsorship.lock_deliverable(wanted uuid) returns sponsorship.deliverables language plpgsql volatile security definer set search_path = '' as $$
declare
  d sponsorship.deliverables;
  o sponsorship.sponsorship_orders;
begin
  select x.* into d from sponsorship.deliverables x where x.id = wanted and (x.organization_id = system.org_id() or x.sponsor_id = any (sponsorship.my_sponsors()));
  if not found then raise exception using errcode = 'P0002', message = 'That deliverable is not here, or not yours.'; end if;
  o := sponsorship.lock_order(d.order_id);
  if o.state not in ('locked', 'disputed') then
    raise exception using errcode = 'P0S01', message = format('Order %s is %s. Proofs count while its money is locked.', o.number, o.state);
  end if;
  select x.* into d from sponsorship.deliverables x where x.organization_id = o.organization_id and x.id = wanted for update;
  return d;
end $$;

-- p: words, link, figure? or measure, scope, from, to; fileId?. After the due date and its grace it says so, and the sponsor decides all the same. Answers the proof's id.
create or replace function sponsorship.submit_proof(deliverable uuid, p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  d sponsorship.deliverables := sponsorship.lock_deliverable(deliverable);
  counted jsonb;
  made uuid;
begin
  if sponsorship.side_of(d.organization_id, d.sponsor_id, 'sponsorship:write') <> 'organizer' then
    raise exception using errcode = 'P0G01', message = 'The organizer shows what was delivered.';
  elsif d.state not in ('open', 'rejected') then
    raise exception using errcode = 'P0S01', message = case d.state when 'submitted' then 'A proof waits for the sponsor already.' else 'This was approved already.' end;
  elsif coalesce(p ->> 'link', '') = '' and p ->> 'figure' is null and p ->> 'measure' is null and p ->> 'fileId' is null then
    raise exception using errcode = 'P0G01', column = 'link', message = 'Show something: a file, a link or a number.';
  end if;
  perform sponsorship.check_file(d.organization_id, d.sponsor_id, (p ->> 'fileId')::uuid);
  -- A number that this house counted is taken from its own rows here and now, never from the form.
  if p ->> 'measure' is not null then
    counted := analytics.figure_for(d.organization_id, (select o.event_id from sponsorship.sponsorship_orders o where o.organization_id = d.organization_id and o.id = d.order_id),
      p ->> 'measure', p ->> 'scope', (p ->> 'from')::date, (p ->> 'to')::date);
  end if;
  insert into sponsorship.deliverable_proofs (organization_id, deliverable_id, order_id, sponsor_id, n, words, link, figure, source, file_id, late, submitted_by)
  select d.organization_id, d.id, d.order_id, d.sponsor_id, 1 + count(x.id), coalesce(p ->> 'words', ''), coalesce(p ->> 'link', ''),
    coalesce((counted ->> 'figure')::bigint, (p ->> 'figure')::bigint), counted - 'figure', (p ->> 'fileId')::uuid,
    payments.today(d.organization_id) > d.due_on + d.sla_days, system.uid()
  from sponsorship.deliverable_proofs x where x.organization_id = d.organization_id and x.deliverable_id = d.id returning id into made;
  update sponsorship.deliverables x set state = 'submitted', submitted_at = clock_timestamp(), reminded_at = null where x.organization_id = d.organization_id and x.id = d.id;
  perform sponsorship.tell(d.organization_id, d.sponsor_id, 'sponsor', 'A proof waits for you', format('%s was delivered. Look at it, and say whether it is what you agreed on.', d.title),
    '/sponsorship/orders/' || d.order_id, 'proof:' || made);
  return made;
end $$;

-- Yes, or no with a reason. Only the sponsor; the worker for silence.
create or replace function sponsorship.decide_proof(deliverable uuid, approved boolean, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  d sponsorship.deliverables := sponsorship.lock_deliverable(deliverable);
  silent boolean := system.is_worker();
  why text := case when approved then coalesce(reason, '') else payments.said(decide_proof.reason, 'Say what is missing, so that it can be done.') end;
begin
  if not silent and sponsorship.side_of(d.organization_id, d.sponsor_id, 'sponsorship:write') <> 'sponsor' then
    raise exception using errcode = 'P0G01', message = 'The sponsor says whether it was delivered.';
  elsif d.state <> 'submitted' then
    raise exception using errcode = 'P0S01', message = format('This deliverable is %s, so there is nothing to decide.', d.state);
  end if;
  update sponsorship.deliverable_proofs x set approved = decide_proof.approved, reason = left(why, 500), by_silence = silent, decided_by = system.uid(), decided_at = clock_timestamp()
  where x.organization_id = d.organization_id and x.deliverable_id = d.id and x.approved is null;
  update sponsorship.deliverables x set state = case when decide_proof.approved then 'approved' else 'rejected' end::sponsorship.deliverable_state,
    approved_at = case when decide_proof.approved then clock_timestamp() end where x.organization_id = d.organization_id and x.id = d.id;
  perform sponsorship.note(d.organization_id, case when approved then 'approve_proof' else 'reject_proof' end, 'deliverables', d.id, jsonb_build_object('reason', why, 'bySilence', silent));
  perform sponsorship.tell(d.organization_id, d.sponsor_id, 'organizer', case when approved then 'Delivered' else 'Not yet delivered' end,
    case when approved then format('%s is approved%s.', d.title, case when silent then ': nobody objected in time' else '' end) else format('%s was rejected: %s', d.title, why) end,
    '/sponsorship/orders/' || d.order_id, format('decided:%s:%s', d.id, clock_timestamp()));
end $$;

-- For the worker, as the organizer's: silence that lasted long enough.
create or replace function sponsorship.approve_by_silence(deliverable uuid) returns boolean language plpgsql volatile security definer set search_path = '' as $$
declare
  due boolean;
begin
  perform gateway.require_worker();
  select d.state = 'submitted' and o.state in ('locked', 'disputed') and d.submitted_at + o.auto_approve_days * interval '1 day' <= clock_timestamp() into due
  from sponsorship.deliverables d join sponsorship.sponsorship_orders o on o.organization_id = d.organization_id and o.id = d.order_id
  where d.organization_id = system.org_id() and d.id = approve_by_silence.deliverable;
  if due then perform sponsorship.decide_proof(deliverable, true, 'Nobody objected in the time that was agreed.'); end if;
  return coalesce(due, false);
end $$;

-- Every hour: remind of what is due in three days or late, once a week; and have silence looked at. Answers how many.
create or replace function sponsorship.look_after() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  d record;
  n int := 0;
begin
  for d in
    select x.*, o.number, o.state as order_state, o.auto_approve_days, payments.today(x.organization_id) as today from sponsorship.deliverables x
    join sponsorship.sponsorship_orders o on o.organization_id = x.organization_id and o.id = x.order_id and o.state in ('locked', 'disputed')
    where x.state <> 'approved' and (x.reminded_at is null or x.reminded_at < clock_timestamp() - interval '7 days'
      or x.state = 'submitted' and x.submitted_at + o.auto_approve_days * interval '1 day' <= clock_timestamp())
    order by x.organization_id, x.id limit 2000
  loop
    if d.state = 'submitted' and d.submitted_at + d.auto_approve_days * interval '1 day' <= clock_timestamp() then
      perform system.enqueue(d.organization_id, 'sponsorship.approve_silent', jsonb_build_object('deliverableId', d.id), d.id || ':' || d.submitted_at);
      n := n + 1;
    elsif d.state in ('open', 'rejected') and d.due_on - 3 <= d.today or d.state = 'submitted' and d.submitted_at < clock_timestamp() - interval '2 days' then
      update sponsorship.deliverables x set reminded_at = clock_timestamp() where x.organization_id = d.organization_id and x.id = d.id;
      perform sponsorship.tell(d.organization_id, d.sponsor_id, case when d.state = 'submitted' then 'sponsor' else 'organizer' end::sponsorship.party,
        case when d.state = 'submitted' then 'A proof waits for you' when d.due_on < d.today then 'Late: ' || d.title else 'Due soon: ' || d.title end,
        case when d.state = 'submitted' then format('%s of %s waits for your yes or no.%s', d.title, d.number,
            coalesce(format(' Silence is a yes after %s days.', d.auto_approve_days), ''))
          else format('%s of %s %s due on %s. Show that it was done.', d.title, d.number, case when d.due_on < d.today then 'was' else 'is' end, to_char(d.due_on, 'FMDD FMMonth YYYY')) end,
        '/sponsorship/orders/' || d.order_id, format('remind:%s:%s', d.id, d.today));
      n := n + 1;
    end if;
  end loop;
  return n;
end $$;

-- Every night: money that must leave within a week, or should have, is an alert until it has.
create or replace function sponsorship.watch_holds() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  o sponsorship.sponsorship_orders;
  n int := 0;
begin
  for o in select x.* from sponsorship.sponsorship_orders x where x.state in ('funded', 'locked', 'disputed') and x.must_leave_by - 7 <= payments.today(x.organization_id)
    order by x.organization_id, x.id
  loop
    perform payments.raise_alert(o.organization_id, 'held', 'sponsorship.sponsorship_orders', o.id, format('%s held for %s must leave by %s.',
      ticketing.money_words(sponsorship.held(o), o.currency), o.number, to_char(o.must_leave_by, 'FMDD FMMonth YYYY')));
    n := n + 1;
  end loop;
  perform payments.resolve_alert(a.organization_id, a.kind, a.subject, a.subject_id) from payments.alerts a
  join sponsorship.sponsorship_orders x on x.organization_id = a.organization_id and x.id = a.subject_id
  where a.subject = 'sponsorship.sponsorship_orders' and a.resolved_at is null and x.state in ('released', 'refunded');
  return n;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['lock_deliverable(uuid)', 'submit_proof(uuid, jsonb)', 'decide_proof(uuid, boolean, text)', 'approve_by_silence(uuid)', 'look_after()', 'watch_holds()'] loop
    execute format('alter function sponsorship.%s owner to gr_flow', f);
    execute format('revoke execute on function sponsorship.%s from public', f);
  end loop;
end $$;
grant execute on function sponsorship.submit_proof(uuid, jsonb), sponsorship.decide_proof(uuid, boolean, text), sponsorship.approve_by_silence(uuid) to authenticated;
grant execute on function sponsorship.look_after(), sponsorship.watch_holds() to gr_worker;
