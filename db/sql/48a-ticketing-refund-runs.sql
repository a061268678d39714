-- Everybody's money back after an event was cancelled. A run has an item for each order, works through them in batches in the worker,
-- goes on after any interruption where it stopped, and keeps what failed in a lane of its own.

-- Begin the run of a cancelled event; asked again it is the same run. Answers its id.
create or replace function ticketing.start_refund_run(event uuid, reason text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  e events.events := ticketing.event_for(event, 'ticketing:refund');
  run uuid;
begin
  if e.state <> 'cancelled' then
    raise exception using errcode = 'P0S01', message = 'Cancel the event first. Then everybody can be refunded at once.';
  end if;
  insert into ticketing.refund_runs (organization_id, event_id, reason, requested_by) values (e.organization_id, e.id, btrim(start_refund_run.reason), system.uid())
  on conflict on constraint one_run_an_event do nothing returning id into run;
  if run is null then
    select r.id into run from ticketing.refund_runs r where r.organization_id = e.organization_id and r.event_id = e.id;
    return run;
  end if;
  insert into ticketing.refund_run_items (organization_id, run_id, order_id)
  select e.organization_id, run, o.id from ticketing.orders o
  where o.organization_id = e.organization_id and o.event_id = e.id and o.state in ('paid', 'partially_refunded') order by o.id;
  perform system.enqueue(e.organization_id, 'ticketing.run_refunds', jsonb_build_object('runId', run), 'run:' || run || ':1:0');
  return run;
end $$;

-- The next orders of a run, each with its own outcome; one that cannot be refunded does not hold up the others. Answers how many still wait.
create or replace function ticketing.run_refunds(run uuid, most int) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  r ticketing.refund_runs;
  i record;
  answer jsonb;
  waiting int;
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker runs refunds.';
  end if;
  select x.* into r from ticketing.refund_runs x where x.organization_id = org and x.id = run for no key update;
  if not found or r.state <> 'running' then return 0; end if;
  for i in
    select x.id, x.order_id, o.station_id, o.event_id from ticketing.refund_run_items x
    join ticketing.orders o on (o.organization_id, o.id) = (x.organization_id, x.order_id)
    where x.organization_id = org and x.run_id = run and x.state = 'waiting' order by x.id limit most
  loop
    begin
      if not identity.allows(org, r.requested_by, 'ticketing:refund', i.station_id, i.event_id) then
        raise exception using errcode = 'P0G01', message = 'Whoever began this may not refund any more. Somebody else can begin it again.';
      end if;
      answer := ticketing.place_refund(org, i.order_id, null, r.reason, format('run:%s:%s', i.id, r.round), r.requested_by, false);
      update ticketing.refund_run_items x set state = case when answer ? 'requestId' then 'second' else 'placed' end::ticketing.refund_run_item_state,
        refund_id = (answer ->> 'refundId')::uuid, problem = null, tried_at = clock_timestamp()
      where x.organization_id = org and x.id = i.id;
    exception when sqlstate 'P0G01' or sqlstate 'P0S01' then
      update ticketing.refund_run_items x set state = 'failed', problem = left(sqlerrm, 500), tried_at = clock_timestamp() where x.organization_id = org and x.id = i.id;
    end;
  end loop;
  select count(*) into waiting from ticketing.refund_run_items x where x.organization_id = org and x.run_id = run and x.state = 'waiting';
  if waiting = 0 then
    update ticketing.refund_runs x set state = 'finished', finished_at = clock_timestamp() where x.organization_id = org and x.id = run;
  else
    perform system.enqueue(org, 'ticketing.run_refunds', jsonb_build_object('runId', run), format('run:%s:%s:%s', run, r.round, waiting));
  end if;
  return waiting;
end $$;

-- Try what failed once more: what no refund could be made for, and what the gateway would not send. Answers how many.
create or replace function ticketing.retry_refund_run(run uuid) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  r ticketing.refund_runs;
  again int;
begin
  select x.* into r from ticketing.refund_runs x where x.organization_id = system.org_id() and x.id = run for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That is not here any more, or not yours.';
  end if;
  perform ticketing.event_for(r.event_id, 'ticketing:refund');
  if r.state <> 'finished' then
    raise exception using errcode = 'P0S01', message = 'It is still running. What failed can be tried again afterwards.';
  end if;
  update ticketing.refund_run_items x set state = 'waiting', problem = null
  where x.organization_id = r.organization_id and x.run_id = r.id and (x.state = 'failed' or x.state = 'placed' and exists (
    select from ticketing.refunds f where f.organization_id = x.organization_id and f.id = x.refund_id and f.state = 'failed'));
  get diagnostics again = row_count;
  if again = 0 then
    raise exception using errcode = 'P0S01', message = 'Nothing failed, so there is nothing to try again.';
  end if;
  update ticketing.refund_runs x set state = 'running', round = x.round + 1, finished_at = null, requested_by = system.uid()
  where x.organization_id = r.organization_id and x.id = r.id;
  perform system.enqueue(r.organization_id, 'ticketing.run_refunds', jsonb_build_object('runId', r.id), format('run:%s:%s:0', r.id, r.round + 1));
  return again;
end $$;

-- The same for one order. While the run goes on it joins in; a new round makes its refund a new one.
create or replace function ticketing.retry_refund_item(item uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  i ticketing.refund_run_items;
  r ticketing.refund_runs;
begin
  select x.* into i from ticketing.refund_run_items x where x.organization_id = system.org_id() and x.id = item;
  if not found then
    raise exception using errcode = 'P0002', message = 'That is not here any more, or not yours.';
  end if;
  perform ticketing.event_for(i.event_id, 'ticketing:refund');
  select x.* into r from ticketing.refund_runs x where x.organization_id = i.organization_id and x.id = i.run_id for no key update;
  update ticketing.refund_run_items x set state = 'waiting', problem = null
  where x.organization_id = i.organization_id and x.id = i.id and (x.state = 'failed' or x.state = 'placed' and exists (
    select from ticketing.refunds f where f.organization_id = x.organization_id and f.id = x.refund_id and f.state = 'failed'));
  if not found then
    raise exception using errcode = 'P0S01', message = 'This refund did not fail, so there is nothing to try again.';
  end if;
  update ticketing.refund_runs x set round = x.round + 1, requested_by = system.uid() where x.organization_id = r.organization_id and x.id = r.id;
  if r.state = 'finished' then
    update ticketing.refund_runs x set state = 'running', finished_at = null where x.organization_id = r.organization_id and x.id = r.id;
    perform system.enqueue(r.organization_id, 'ticketing.run_refunds', jsonb_build_object('runId', r.id), format('run:%s:%s:0', r.id, r.round + 1));
  end if;
  return i.order_id;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['start_refund_run(uuid, text)', 'run_refunds(uuid, int)', 'retry_refund_run(uuid)', 'retry_refund_item(uuid)'] loop
    execute format('alter function ticketing.%s owner to gr_flow', f);
    execute format('revoke execute on function ticketing.%s from public', f);
  end loop;
end $$;
grant execute on function ticketing.start_refund_run(uuid, text), ticketing.run_refunds(uuid, int), ticketing.retry_refund_run(uuid), ticketing.retry_refund_item(uuid) to authenticated;
