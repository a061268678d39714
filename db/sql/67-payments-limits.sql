-- Who may do an act that moves money, and up to how much: `payments.check_limit`, called by the functions in which those
-- acts happen, after their permission and before anything is written.

grant select, insert on payments.act_limits, payments.act_uses to gr_flow;
grant update (archived_at) on payments.act_limits to gr_flow;
grant select on payments.act_limits, payments.act_uses to authenticated;

create or replace function payments.limited_act_words(act text) returns text language sql immutable parallel safe set search_path = '' as $$
  select case act when 'refund' then 'refund' when 'release' then 'release' when 'payout' then 'pay out' when 'write_off' then 'write off'
    when 'manual_payment' then 'verify' when 'reopen_period' then 'reopen a period' when 'fx' then 'exchange' when 'credits' then 'give or use credits for'
    else replace(act, '_', ' ') end
$$;

-- May `person` do this much of `act`? Raises P0G01 (column `amount`) with a sentence when a limit says no; does nothing for
-- the worker (no person) and where the organization set no limit for the act. `counted`: it happens now, so it counts towards
-- the day; false to ask beforehand. Amounts are minor units; null for acts without one. Call it once per act, after the key
-- was found to be new. Two at once by one person wait for each other, so that together they do not pass a day's limit.
create or replace function payments.check_limit(org uuid, person uuid, act text, amount bigint, currency text, counted boolean default true)
  returns void language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  most record;
  today date;
  used bigint;
  who text := case when person = system.uid() then 'You may' else 'Whoever asked may' end;
begin
  if person is null then return; end if;
  if amount < 0 then
    raise exception using errcode = 'P0G01', column = 'amount', message = 'An amount is not below zero.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('payments.limit:' || org || person || act, 0));
  select count(*) as rules, count(*) filter (where l.mine) as mine,
    count(*) filter (where l.mine and (l.code is null or l.code = currency)) as matching,
    bool_or(l.act_minor is null) filter (where l.mine and (l.code is null or l.code = currency)) as any_act,
    bool_or(l.day_minor is null) filter (where l.mine and (l.code is null or l.code = currency)) as any_day,
    max(l.act_minor) filter (where l.mine and l.code = currency) as act_minor,
    max(l.day_minor) filter (where l.mine and l.code = currency) as day_minor
  into most
  from (
    select x.act_minor, x.day_minor, x.currency as code, system.holds_platform(person) or exists (
      select from organizations.org_memberships m
      join identity.user_roles r on r.organization_id = m.organization_id and r.user_id = m.user_id
      where m.organization_id = org and m.user_id = person and m.state = 'active'
        and clock_timestamp() >= r.starts_at and (r.ends_at is null or clock_timestamp() < r.ends_at)
        and (r.role = x.role or r.role_id = x.role_id
          or exists (select from identity.builtin_role_permissions b where b.role = r.role and b.permission = x.permission)
          or exists (select from identity.role_permissions c where c.organization_id = org and c.role_id = r.role_id and c.permission = x.permission))
    ) as mine
    from payments.act_limits x where x.organization_id = org and x.act = check_limit.act and x.archived_at is null
  ) l;
  if most.rules > 0 and (most.mine = 0 or (amount is not null and most.matching = 0)) then
    raise exception using errcode = 'P0G01', column = 'amount', message = case when most.mine = 0
      then format('%s not %s: the organization lets only some roles do it.', who, payments.limited_act_words(act))
      else format('%s not %s amounts in %s: there is no limit in that currency.', who, payments.limited_act_words(act), currency) end;
  end if;
  if amount is null then return; end if;
  if not coalesce(most.any_act, true) and amount > most.act_minor then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('%s %s at most %s at once, and this is %s. Somebody with a higher limit has to do it.',
      who, payments.limited_act_words(act), ticketing.money_words(most.act_minor, currency), ticketing.money_words(amount, currency));
  end if;
  today := payments.today(org);
  if not coalesce(most.any_day, true) then
    select coalesce(sum(u.amount_minor), 0) into used from payments.act_uses u
    where u.organization_id = org and u.person_id = person and u.act = check_limit.act and u.used_on = today and u.currency = check_limit.currency;
    if used + amount > most.day_minor then
      raise exception using errcode = 'P0G01', column = 'amount', message = format('%s %s at most %s a day; %s of it are used, so %s are left today.',
        who, payments.limited_act_words(act), ticketing.money_words(most.day_minor, currency), ticketing.money_words(used, currency),
        ticketing.money_words(greatest(most.day_minor - used, 0), currency));
    end if;
  end if;
  if counted and amount > 0 then
    insert into payments.act_uses (organization_id, act, person_id, amount_minor, currency, used_on) values (org, act, person, amount, currency, today);
  end if;
end $$;

-- Set or take away one limit. p: act, holder (`role:<name>`, `role:<id>` or `permission:<name>`), currency?, actMinor?, dayMinor?,
-- remove?, reason?. The first limit of an act and a lower one count at once; whatever lets somebody do more waits for a second
-- person where a rule says so (act `limit`). Answers { id } or { requestId }. `asker` is set when a second person approved.
create or replace function payments.set_limit(p jsonb, asker uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  who text := p ->> 'holder';
  word text := substring(p ->> 'holder' from '^(?:role|permission):(.+)$');
  act_most bigint := (p ->> 'actMinor')::bigint;
  day_most bigint := (p ->> 'dayMinor')::bigint;
  money text := case when act_most is not null or day_most is not null then p ->> 'currency' end;
  own uuid;
  former payments.act_limits;
  others int;
  tighter boolean;
  request uuid;
  made uuid;
begin
  perform identity.lock(org);
  if asker is null then perform identity.check_may(org, 'organizations:rules'); end if;
  if who like 'role:%' and word ~ '^[0-9a-f-]{36}$' then
    select r.id into own from identity.roles r where r.organization_id = org and r.id = word::uuid and r.archived_at is null;
    if not found then
      raise exception using errcode = 'P0G01', column = 'holder', message = 'That role is not here any more.';
    end if;
  elsif who like 'role:%' and not exists (select from identity.builtin_role_permissions b where b.role = word and b.role <> 'worker')
    or who like 'permission:%' and not exists (select from identity.permissions x where x.permission = word)
    or who !~ '^(role|permission):' then
    raise exception using errcode = 'P0G01', column = 'holder', message = 'Choose a role or a permission.';
  end if;
  select l.* into former from payments.act_limits l where l.organization_id = org and l.act = p ->> 'act' and l.archived_at is null
    and coalesce(l.role, l.role_id::text, l.permission) = word and coalesce(l.currency, '') = coalesce(money, case when (p ->> 'remove')::boolean then nullif(p ->> 'currency', '') end, '')
  for update;
  select count(*) into others from payments.act_limits l where l.organization_id = org and l.act = p ->> 'act' and l.archived_at is null and l.id is distinct from former.id;
  if coalesce((p ->> 'remove')::boolean, false) then
    if former.id is null then
      raise exception using errcode = 'P0002', message = 'That limit is not here any more.';
    end if;
    tighter := others > 0;
  else
    tighter := former.id is null and others = 0
      or former.id is not null and (former.act_minor is null or act_most is not null and act_most <= former.act_minor)
        and (former.day_minor is null or day_most is not null and day_most <= former.day_minor);
  end if;
  if not tighter and asker is null then
    request := organizations.ask_second(org, 'limit', system.uid(), p, 'payments.act_limits', former.id, coalesce(p ->> 'reason', ''));
    if request is not null then return jsonb_build_object('requestId', request); end if;
  end if;
  update payments.act_limits l set archived_at = clock_timestamp() where l.organization_id = org and l.id = former.id;
  if coalesce((p ->> 'remove')::boolean, false) then return jsonb_build_object('id', former.id); end if;
  insert into payments.act_limits (organization_id, act, role, role_id, permission, currency, act_minor, day_minor, created_by)
  values (org, p ->> 'act', case when who like 'role:%' and own is null then word end, own, case when who like 'permission:%' then word end,
    money, act_most, day_most, coalesce(asker, system.uid()))
  returning id into made;
  return jsonb_build_object('id', made);
end $$;
create or replace function payments.set_limit(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin return payments.set_limit(p, null); end $$;

-- What happens when a second person lets somebody do more; called by organizations.approve_request.
create or replace function payments.approved_limit(request organizations.approval_requests) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin return payments.set_limit(request.payload, request.requested_by); end $$;

do $$
declare
  f text;
begin
  foreach f in array array['limited_act_words(text)', 'check_limit(uuid, uuid, text, bigint, text, boolean)', 'set_limit(jsonb, uuid)', 'set_limit(jsonb)',
    'approved_limit(organizations.approval_requests)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.check_limit(uuid, uuid, text, bigint, text, boolean) to gr_ledger;
grant execute on function payments.set_limit(jsonb) to authenticated;
