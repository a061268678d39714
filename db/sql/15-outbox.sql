-- The queue. A row is written in the transaction of the deed that calls for it, and only the worker takes it out.

-- Requests put rows in and may see how they fare, but not what is in them: payloads hold ticket codes and order links.
grant insert (organization_id, topic, payload, key, run_at) on system.outbox to authenticated, gr_worker, gr_flow;
grant select (organization_id, id, topic, run_at, attempts, done_at, dead_at, last_error, created_at) on system.outbox to authenticated;
grant select, update (run_at, attempts, leased_until, leased_by, done_at, dead_at, last_error) on system.outbox to gr_worker;
grant select, delete, update (leased_until, leased_by, done_at, last_error) on system.outbox to gr_flow;
grant select, insert, update, delete on system.cron_runs to gr_worker;
grant select (id), insert on system.mailbox to gr_worker;
grant select, delete on system.rate_limits, system.idempotency_keys to gr_flow;

-- Finishing and purging are done by functions below, which run as gr_flow. What is too young cannot be purged, whatever they ask.
drop policy if exists flow_finish on system.outbox;
create policy flow_finish on system.outbox for update to gr_flow using (true) with check (true);
drop policy if exists flow_purge on system.outbox;
create policy flow_purge on system.outbox for delete to gr_flow using (done_at < now() - interval '14 days');
drop policy if exists flow_read on system.idempotency_keys;
create policy flow_read on system.idempotency_keys for select to gr_flow using (true);
drop policy if exists flow_purge on system.idempotency_keys;
create policy flow_purge on system.idempotency_keys for delete to gr_flow using (created_at < now() - interval '30 days');

-- Put a job in the queue from a function of the database. A second one of the same topic and key is ignored.
create or replace function system.enqueue(organization_id uuid, topic text, payload jsonb, key text default null, run_at timestamptz default now())
  returns void language sql volatile security definer set search_path = '' as $$
  insert into system.outbox (organization_id, topic, payload, key, run_at)
  values (enqueue.organization_id, enqueue.topic, enqueue.payload, enqueue.key, coalesce(enqueue.run_at, now()))
  on conflict do nothing
$$;

-- Each job leaves a few dead rows behind within seconds; waiting for a fifth of the table would make every look read them.
alter table system.outbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- Wake the worker when something may start at once; what is due later it finds by looking.
create or replace function system.ring_outbox() returns trigger language plpgsql set search_path = '' as $$
begin
  if exists (select from fresh where run_at <= now()) then
    perform pg_catalog.pg_notify('outbox', '');
  end if;
  return null;
end $$;
create or replace trigger ring after insert on system.outbox
  referencing new table as fresh for each statement execute function system.ring_outbox();

-- Take up to `wanted` due jobs for `worker`. Organizations take turns: the first job of each comes before the second of
-- any, and none holds more than `share` of this worker's places; `busy` names the organization of each job it runs now.
-- The recursion steps from one waiting organization to the next through the index outbox_due, so that a hundred thousand
-- jobs of one cost no more than ten; it is planned anew each time, because a plan that does not know the limits reads them
-- all. A job whose lease has run out is due again: its worker died.
create or replace function system.lease_outbox(worker text, topics text[], wanted int, share int, busy uuid[], lease interval)
  returns setof system.outbox language plpgsql volatile set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
begin
  return query
  with recursive tenants (organization_id) as (
    (select o.organization_id from system.outbox o
     where o.done_at is null and o.dead_at is null order by o.organization_id limit 1)
    union all
    select (select o.organization_id from system.outbox o
            where o.done_at is null and o.dead_at is null and o.organization_id > t.organization_id
            order by o.organization_id limit 1)
    from tenants t where t.organization_id is not null
  ), turns as (
    select d.organization_id, d.id, d.run_at,
      row_number() over (partition by d.organization_id order by d.run_at)
        + (select count(*) from unnest(lease_outbox.busy) as b (organization_id) where b.organization_id = d.organization_id) as turn
    from tenants t cross join lateral (
      select o.organization_id, o.id, o.run_at from system.outbox o
      where o.organization_id = t.organization_id and o.done_at is null and o.dead_at is null
        and o.run_at <= now() and (o.leased_until is null or o.leased_until <= now())
        and o.topic = any (lease_outbox.topics)
      order by o.run_at limit lease_outbox.share) d
  ), chosen as (
    select o.organization_id, o.id
    from turns t join system.outbox o on o.organization_id = t.organization_id and o.id = t.id
    where t.turn <= lease_outbox.share
      and o.done_at is null and o.dead_at is null and (o.leased_until is null or o.leased_until <= now())
    order by t.turn, t.run_at limit lease_outbox.wanted
    for update of o skip locked
  )
  update system.outbox o
  set leased_until = clock_timestamp() + lease_outbox.lease, leased_by = lease_outbox.worker, attempts = o.attempts + 1
  from chosen c where o.organization_id = c.organization_id and o.id = c.id
  returning o.*;
end $$;

-- Close a job inside the transaction that did its work, so that both happen or neither. False when somebody else holds it by now.
create or replace function system.finish_job(job uuid, worker text) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.is_worker() then
    raise exception using errcode = '42501', message = 'Only the worker finishes jobs.';
  end if;
  update system.outbox o set done_at = clock_timestamp(), leased_until = null, last_error = null
  where o.organization_id = system.org_id() and o.id = job and o.leased_by = worker and o.done_at is null and o.dead_at is null;
  return found;
end $$;

-- Forget what has served its time: jobs done 14 days ago, answers to commands 30 days old, windows of the limiter that are over.
create or replace function system.purge() returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  jobs bigint;
  keys bigint;
  limits bigint;
begin
  delete from system.outbox o where o.done_at < now() - interval '14 days';
  get diagnostics jobs = row_count;
  delete from system.idempotency_keys k where k.created_at < now() - interval '30 days';
  get diagnostics keys = row_count;
  delete from system.rate_limits l where l.resets_at < now();
  get diagnostics limits = row_count;
  return jsonb_build_object('outbox', jobs, 'idempotency_keys', keys, 'rate_limits', limits);
end $$;

alter function system.enqueue(uuid, text, jsonb, text, timestamptz) owner to gr_flow;
alter function system.finish_job(uuid, text) owner to gr_flow;
alter function system.purge() owner to gr_flow;
alter function system.ring_outbox() owner to gr_owner;
alter function system.lease_outbox(text, text[], int, int, uuid[], interval) owner to gr_owner;
revoke execute on function system.enqueue(uuid, text, jsonb, text, timestamptz), system.finish_job(uuid, text), system.purge(),
  system.ring_outbox(), system.lease_outbox(text, text[], int, int, uuid[], interval) from public;
grant execute on function system.enqueue(uuid, text, jsonb, text, timestamptz) to gr_flow, gr_ledger, gr_worker;
grant execute on function system.finish_job(uuid, text) to authenticated;
grant execute on function system.purge(), system.lease_outbox(text, text[], int, int, uuid[], interval) to gr_worker;
