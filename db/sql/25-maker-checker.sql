-- What an organization does not leave to one person alone. A rule names the act, from which amount on, and what the second person
-- must hold. The act is asked for, somebody else decides, and what was asked for happens in the transaction of the approval, looked
-- at again as if it were asked for then. Loosening a rule is such an act itself.

do $$
declare
  t text;
begin
  foreach t in array array['approval_rules', 'approval_requests'] loop
    execute format('drop policy if exists flow on organizations.%I', t);
    execute format('create policy flow on organizations.%I for all to gr_flow using (true) with check (true)', t);
    execute format('grant select, insert, update on organizations.%I to gr_flow', t);
    execute format('grant select on organizations.%I to authenticated', t);
  end loop;
end $$;

-- The live rule for this act and amount, if there is one. An amount in another currency than the rule's is always above it.
create or replace function organizations.rule_for(org uuid, act text, amount bigint default null, code text default null) returns organizations.approval_rules
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  rule organizations.approval_rules;
begin
  select r.* into rule from organizations.approval_rules r where r.organization_id = org and r.act = rule_for.act and r.active
    and (r.threshold_minor is null or amount is null or r.currency <> code or amount > r.threshold_minor);
  return rule;
end $$;

-- Ask for a second person where a rule wants one; null where none is wanted. `key` makes asking twice asking once.
create or replace function organizations.ask_second(org uuid, act text, asker uuid, payload jsonb, subject text, subject_id uuid, reason text,
  amount bigint default null, code text default null, key text default null, compared bigint default null) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  rule organizations.approval_rules := organizations.rule_for(org, act, coalesce(compared, amount), code);
  request organizations.approval_requests;
begin
  if rule.id is null then return null; end if;
  if key is null and exists (select from organizations.approval_requests r where r.organization_id = org and r.act = ask_second.act
      and r.state = 'requested' and r.expires_at > clock_timestamp() and r.payload = ask_second.payload) then
    raise exception using errcode = 'P0G01', message = 'This was asked for already and waits for a second person.';
  end if;
  insert into organizations.approval_requests as r (organization_id, act, requested_by, reason, payload, amount_minor, currency, subject, subject_id, key, approver,
    expires_at)
  values (org, act, asker, reason, payload, amount, code, subject, subject_id, coalesce(key, system.uuid7()::text), rule.approver,
    clock_timestamp() + rule.expires_hours * interval '1 hour')
  on conflict on constraint one_request_a_key do nothing returning r.* into request;
  if request.id is null then
    select r.* into request from organizations.approval_requests r where r.organization_id = org and r.act = ask_second.act and r.key = ask_second.key;
    if request.payload <> payload or request.requested_by <> asker then
      raise exception using errcode = 'P0G01', message = 'This form was used for something else. Load the page again.';
    elsif request.state <> 'requested' then
      raise exception using errcode = 'P0S01', message = format('This was asked for before and %s. Load the page again.', request.state);
    end if;
  end if;
  return request.id;
end $$;

-- How many people could be the second one.
create or replace function organizations.approvers(org uuid, permission text) returns int language plpgsql volatile security definer set search_path = '' as $$
begin
  return (select count(*) from organizations.org_memberships m where m.organization_id = org and m.state = 'active'
    and identity.allows(org, m.user_id, approvers.permission));
end $$;

-- p: act, thresholdMinor?, currency?, approver, active, expiresHours?. Tightening counts at once, loosening waits for somebody else.
-- Answers { id } or { requestId }.
create or replace function organizations.set_rule(p jsonb, asker uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  former organizations.approval_rules;
  threshold bigint := (p ->> 'thresholdMinor')::bigint;
  active boolean := (p ->> 'active')::boolean;
  looser boolean;
  made uuid;
begin
  perform identity.lock(org);
  if asker is null then
    perform identity.check_may(org, 'organizations:rules');
  end if;
  if active and organizations.approvers(org, p ->> 'approver') < 2 then
    raise exception using errcode = 'P0G01', column = 'approver', message = 'Fewer than two people could approve this, so it would stop. Give somebody else the right first.';
  end if;
  select r.* into former from organizations.approval_rules r where r.organization_id = org and r.act = p ->> 'act' for update;
  looser := former.id is not null and former.active and (not active or p ->> 'approver' <> former.approver
    or threshold is not null and (former.threshold_minor is null or threshold > former.threshold_minor or p ->> 'currency' <> former.currency))
    -- Payouts need two people until somebody says otherwise, and saying so is loosening.
    or former.id is null and p ->> 'act' = 'payout' and (not active or threshold is not null or p ->> 'approver' <> 'payments:approve');
  if looser and asker is null then
    insert into organizations.approval_requests (organization_id, act, requested_by, reason, payload, subject, subject_id, key, approver, expires_at)
    values (org, 'rule_change', system.uid(), coalesce(p ->> 'reason', ''), p, 'organizations.approval_rules', former.id, system.uuid7()::text, former.approver,
      clock_timestamp() + former.expires_hours * interval '1 hour')
    returning id into made;
    return jsonb_build_object('requestId', made);
  end if;
  insert into organizations.approval_rules as r (organization_id, act, threshold_minor, currency, approver, active, expires_hours)
  values (org, p ->> 'act', threshold, case when threshold is not null then p ->> 'currency' end, p ->> 'approver', active,
    coalesce((p ->> 'expiresHours')::int, former.expires_hours, 168))
  on conflict on constraint one_rule_an_act do update set threshold_minor = excluded.threshold_minor, currency = excluded.currency,
    approver = excluded.approver, active = excluded.active, expires_hours = excluded.expires_hours
  returning r.id into made;
  return jsonb_build_object('id', made);
end $$;
create or replace function organizations.set_rule(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin return organizations.set_rule(p, null); end $$;

-- The request that somebody is about to decide: not their own, and they hold what the rule asks for.
create or replace function organizations.request_of(request uuid) returns organizations.approval_requests
  language plpgsql volatile security definer set search_path = '' as $$
declare
  r organizations.approval_requests;
begin
  perform identity.lock(system.org_id());
  select x.* into r from organizations.approval_requests x where x.organization_id = system.org_id() and x.id = request for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That request is not here, or not yours.';
  end if;
  if r.requested_by = system.uid() then
    raise exception using errcode = 'P0G01', message = 'You asked for this yourself, so somebody else decides.';
  end if;
  perform identity.check_may(r.organization_id, r.approver);
  if r.state <> 'requested' then
    raise exception using errcode = 'P0S01', message = format('This was %s already.', r.state);
  end if;
  return r;
end $$;

-- Approve, and do it. Answers what the act answers. P0S01 when it is too old or somebody decided already.
create or replace function organizations.approve_request(request uuid, note text default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  r organizations.approval_requests := organizations.request_of(request);
  org uuid := r.organization_id;
  kind text := r.payload ->> 'kind';
  person uuid := (r.payload ->> 'userId')::uuid;
  answer jsonb := '{}';
begin
  if r.expires_at <= clock_timestamp() then
    raise exception using errcode = 'P0S01', message = 'Nobody decided this in time. It has to be asked for again.';
  end if;
  update organizations.approval_requests x set state = 'approved', decided_by = system.uid(), decided_at = clock_timestamp(),
    decision_note = nullif(btrim(note), '') where x.organization_id = org and x.id = r.id;
  if r.act = 'role_grant' and kind = 'grant' then
    if person = system.uid() then
      raise exception using errcode = 'P0G01', message = 'Nobody approves a role for themselves.';
    end if;
    perform identity.check_within(org, system.uid(), identity.role_named(org, r.payload ->> 'role') -> 'permissions',
      (r.payload ->> 'stationId')::uuid, (r.payload ->> 'eventId')::uuid);
    answer := identity.give(org, person, r.payload, r.requested_by, true);
  elsif r.act = 'role_grant' and kind = 'role' then
    perform identity.check_within(org, system.uid(), r.payload -> 'permissions', null, null);
    if exists (select from identity.user_roles g where g.organization_id = org and g.role_id = (r.payload ->> 'id')::uuid and g.user_id = system.uid()
        and (g.ends_at is null or g.ends_at > clock_timestamp())) then
      raise exception using errcode = 'P0G01', message = 'You have this role yourself, so somebody else must approve it.';
    end if;
    answer := identity.save_role(r.payload, r.requested_by);
  elsif r.act = 'refund_above' and r.subject = 'bookings.bookings' then
    answer := bookings.approved_refund(r);
  elsif r.act = 'refund_above' then
    if not exists (select from ticketing.orders o where o.organization_id = org and o.id = r.subject_id
        and identity.allows(org, r.requested_by, 'ticketing:refund', o.station_id, o.event_id)) then
      raise exception using errcode = 'P0G01', message = 'Whoever asked for this refund may not refund any more.';
    end if;
    answer := ticketing.place_refund(org, r.subject_id, (r.payload ->> 'amountMinor')::bigint, r.payload ->> 'reason', r.key, r.requested_by, true, r.payload ->> 'source');
  elsif r.act = 'rule_change' then
    answer := organizations.set_rule(r.payload, r.requested_by);
  elsif to_regprocedure(format('payments.approved_%s(organizations.approval_requests)', r.act)) is not null then
    -- An act about money brings its own function, which takes the request and answers what the act answers.
    execute format('select payments.%I($1)', 'approved_' || r.act) using r into answer;
  else
    raise exception using errcode = 'P0G01', message = 'Nothing here can do this yet.';
  end if;
  return coalesce(answer, '{}');
end $$;

create or replace function organizations.reject_request(request uuid, note text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  r organizations.approval_requests := organizations.request_of(request);
begin
  if length(btrim(coalesce(note, ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'note', message = 'Say why, for whoever asked.';
  end if;
  update organizations.approval_requests x set state = 'rejected', decided_by = system.uid(), decided_at = clock_timestamp(), decision_note = left(btrim(note), 500)
  where x.organization_id = r.organization_id and x.id = r.id;
end $$;

-- Whoever asked takes it back, as long as nobody has decided.
create or replace function organizations.withdraw_request(request uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  r organizations.approval_requests;
begin
  perform identity.lock(system.org_id());
  select x.* into r from organizations.approval_requests x where x.organization_id = system.org_id() and x.id = request for update;
  if not found or system.context() ->> 'imp' is not null then
    raise exception using errcode = 'P0002', message = 'That request is not here, or not yours.';
  end if;
  if r.requested_by <> system.uid() then
    raise exception using errcode = 'P0G01', message = 'Only whoever asked for it can take it back.';
  end if;
  if r.state <> 'requested' then
    raise exception using errcode = 'P0S01', message = format('This was %s already.', r.state);
  end if;
  update organizations.approval_requests x set state = 'withdrawn' where x.organization_id = r.organization_id and x.id = r.id;
end $$;

-- Requests that nobody decided in time; called by the worker.
create or replace function organizations.expire_requests() returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  n int;
begin
  update organizations.approval_requests r set state = 'expired' where r.state = 'requested' and r.expires_at <= clock_timestamp();
  get diagnostics n = row_count;
  return n;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['rule_for(uuid, text, bigint, text)', 'ask_second(uuid, text, uuid, jsonb, text, uuid, text, bigint, text, text, bigint)',
    'approvers(uuid, text)', 'set_rule(jsonb, uuid)', 'set_rule(jsonb)', 'request_of(uuid)', 'approve_request(uuid, text)', 'reject_request(uuid, text)',
    'withdraw_request(uuid)', 'expire_requests()'] loop
    execute format('alter function organizations.%s owner to gr_flow', f);
    execute format('revoke execute on function organizations.%s from public', f);
  end loop;
end $$;
grant execute on function organizations.set_rule(jsonb), organizations.approve_request(uuid, text), organizations.reject_request(uuid, text),
  organizations.withdraw_request(uuid) to authenticated;
grant execute on function organizations.expire_requests() to gr_worker;
