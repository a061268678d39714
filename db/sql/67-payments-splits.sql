-- Splits: how incoming money is set aside, part by part, without losing a minor unit.

-- What each line of a split takes of an amount. Fixed amounts first, in order, each as far as there is money; then shares of
-- what is left, rounded by the largest remainder so that together they are the rounded-down share of their sum; then the rest.
-- What no line takes stays free. lines: [{position, kind, basisPoints?, amountMinor?, reserve}].
create or replace function payments.split_parts(amount bigint, lines jsonb) returns table ("position" integer, reserve text, amount_minor bigint)
  language plpgsql immutable set search_path = '' as $$
#variable_conflict use_column
declare
  base bigint;
begin
  if coalesce(amount, 0) <= 0 then return; end if;
  return query
    with line as (
      select (l ->> 'position')::int as place, l ->> 'kind' as kind, (l ->> 'basisPoints')::int as points, (l ->> 'amountMinor')::bigint as fixed, l ->> 'reserve' as reserve
      from jsonb_array_elements(lines) l
    ), fixed as (
      select f.place, least(f.fixed, greatest(split_parts.amount - coalesce(sum(f.fixed) over (order by f.place rows between unbounded preceding and 1 preceding), 0), 0))::bigint as part
      from line f where f.kind = 'fixed'
    ), left_over as (
      select split_parts.amount - coalesce((select sum(f.part) from fixed f), 0)::bigint as base
    ), share as (
      select s.place, floor(o.base::numeric * s.points / 10000)::bigint as part,
        row_number() over (order by mod(o.base::numeric * s.points, 10000) desc, s.place) as turn,
        (floor(o.base::numeric * sum(s.points) over () / 10000) - sum(floor(o.base::numeric * s.points / 10000)) over ())::bigint as spare
      from line s cross join left_over o where s.kind = 'share'
    ), shared as (
      select s.place, s.part + case when s.turn <= s.spare then 1 else 0 end as part from share s
    ), parts as (
      select f.place, f.part from fixed f
      union all select s.place, s.part from shared s
      union all select r.place, o.base - coalesce((select sum(s.part) from shared s), 0)::bigint from line r cross join left_over o where r.kind = 'rest'
    )
    select l.place, l.reserve, p.part::bigint from parts p join line l on l.place = p.place order by l.place;
end $$;

create or replace function payments.split_lines(org uuid, split uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'kind', l.kind, 'basisPoints', l.basis_points, 'amountMinor', l.amount_minor,
    'reserve', l.reserve) order by l.position), '[]')
  from payments.auto_split_lines l where l.organization_id = org and l.split_id = split
$$;

-- p: id?, name, currency, accountCode?, activeFrom?, lines: [{kind, basisPoints?, amountMinor?, reserve}] in their order.
create or replace function payments.save_split(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
  made uuid := (p ->> 'id')::uuid;
  former payments.auto_splits;
begin
  if (select coalesce(sum((l ->> 'basisPoints')::int), 0) from jsonb_array_elements(p -> 'lines') l where l ->> 'kind' = 'share') > 10000 then
    raise exception using errcode = 'P0G01', column = 'lines', message = 'The shares are more than 100 %.';
  elsif (select count(*) from jsonb_array_elements(p -> 'lines') l where l ->> 'kind' = 'rest') > 1 then
    raise exception using errcode = 'P0G01', column = 'lines', message = 'Only one line takes the rest.';
  elsif jsonb_array_length(p -> 'lines') = 0 then
    raise exception using errcode = 'P0G01', column = 'lines', message = 'A split needs at least one line.';
  end if;
  if p ->> 'accountCode' is not null and not exists (select from payments.accounts a where a.organization_id = org and a.code = p ->> 'accountCode' and a.kind = 'income') then
    raise exception using errcode = 'P0G01', column = 'accountCode', message = 'Choose an income account.';
  end if;
  if exists (select from payments.auto_splits s where s.organization_id = org and lower(s.name) = lower(p ->> 'name') and s.archived_at is null and s.id is distinct from made) then
    raise exception using errcode = 'P0G01', column = 'name', message = 'There is a split of this name.';
  end if;
  if made is null then
    insert into payments.auto_splits (organization_id, name, currency, account_code, active_from, created_by)
    values (org, p ->> 'name', p ->> 'currency', p ->> 'accountCode', (p ->> 'activeFrom')::date, system.uid()) returning id into made;
  else
    select s.* into former from payments.auto_splits s where s.organization_id = org and s.id = made and s.archived_at is null for update;
    if not found then raise exception using errcode = 'P0002', message = 'That split is not here any more.'; end if;
    if former.currency <> p ->> 'currency' then
      raise exception using errcode = 'P0G01', column = 'currency', message = 'A split keeps its currency. Make another one.';
    end if;
    update payments.auto_splits s set name = p ->> 'name', account_code = p ->> 'accountCode', active_from = (p ->> 'activeFrom')::date
    where s.organization_id = org and s.id = made;
    delete from payments.auto_split_lines l where l.organization_id = org and l.split_id = made;
  end if;
  insert into payments.auto_split_lines (organization_id, split_id, position, kind, basis_points, amount_minor, reserve)
  select org, made, l.o, l.l ->> 'kind', (l.l ->> 'basisPoints')::int, (l.l ->> 'amountMinor')::bigint, l.l ->> 'reserve'
  from jsonb_array_elements(p -> 'lines') with ordinality l (l, o);
  return made;
end $$;

create or replace function payments.archive_split(split uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
begin
  update payments.auto_splits s set archived_at = clock_timestamp() where s.organization_id = org and s.id = split and s.archived_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That split is not here any more.'; end if;
end $$;

-- The income that a source (`day:<date>`, `order:<id>`, `transaction:<id>`) brought and that this split has not taken a part of
-- by another way: a sale that was split by itself is no part of its day any more, and the other way round.
create or replace function payments.split_income(s payments.auto_splits, source text) returns bigint
  language plpgsql stable security definer set search_path = '' as $$
declare
  word text := substring(source from '^[a-z]+');
  rest text := substring(source from ':(.*)$');
begin
  return (
    select coalesce(-sum(e.amount_minor), 0)::bigint
    from payments.accounts a
    join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
    join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id
    where a.organization_id = s.organization_id and a.kind = 'income' and a.currency = s.currency and (s.account_code is null or a.code = s.account_code)
      and case word when 'day' then e.effective_on = rest::date when 'order' then t.order_id = rest::uuid else t.id = rest::uuid end
      and not exists (select from payments.split_runs r where r.organization_id = s.organization_id and r.split_id = s.id and r.source <> split_income.source
        and r.source in ('day:' || e.effective_on, 'order:' || t.order_id, 'transaction:' || t.id)));
end $$;

-- Set aside what the split says of `amount`, once per source; posted on `dated`. Answers the run. Its caller has decided who may.
create or replace function payments.run_split(s payments.auto_splits, source text, amount bigint, dated date) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  run payments.split_runs;
  posted jsonb;
begin
  insert into payments.split_runs (organization_id, split_id, source, amount_minor, currency, by_person)
  values (s.organization_id, s.id, run_split.source, greatest(amount, 0), s.currency, system.uid())
  on conflict on constraint one_run_a_source do nothing returning * into run;
  if run.id is null then
    select r.* into run from payments.split_runs r where r.organization_id = s.organization_id and r.split_id = s.id and r.source = run_split.source;
    if run_split.source like 'hand:%' and run.amount_minor <> amount then
      raise exception using errcode = 'P0G01', message = 'This form was used for another amount. Load the page again.';
    end if;
    return run.id;
  end if;
  select jsonb_agg(jsonb_build_object('account', 'equity:allocated:' || x.reserve, 'amount_minor', -x.total) order by x.reserve) into posted
  from (select p.reserve, sum(p.amount_minor) as total from payments.split_parts(run.amount_minor, payments.split_lines(s.organization_id, s.id)) p
    group by p.reserve having sum(p.amount_minor) > 0) x;
  if posted is not null then
    perform payments.post_for(s.organization_id, jsonb_build_object('key', 'split:' || run.id, 'kind', 'reserve', 'currency', s.currency, 'memo', s.name,
      'effective_on', (select greatest(dated, case when isfinite(b.locked_through) then b.locked_through + 1 else dated end) from payments.books b where b.organization_id = s.organization_id),
      'split_run_id', run.id, 'order_id', case when run_split.source like 'order:%' then substring(run_split.source from 7) end,
      'lines', jsonb_build_array(jsonb_build_object('account', 'equity:unallocated', 'amount_minor', (select -sum((l ->> 'amount_minor')::bigint) from jsonb_array_elements(posted) l))) || posted));
  end if;
  return run.id;
end $$;

-- What applying would do: { amountMinor, freeMinor, already, parts: [{ position, reserve, amountMinor }] }. p as in apply_split.
create or replace function payments.preview_split(p jsonb) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:read');
  s payments.auto_splits;
  source text := p ->> 'source';
  amount bigint;
begin
  select x.* into s from payments.auto_splits x where x.organization_id = org and x.id = (p ->> 'splitId')::uuid and x.archived_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That split is not here any more.'; end if;
  if source !~ '^(hand:.{8,100}|day:\d{4}-\d\d-\d\d|(order|transaction):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$' then
    raise exception using errcode = 'P0G01', column = 'source', message = 'Choose what is split.';
  end if;
  amount := case when source like 'hand:%' then (p ->> 'amountMinor')::bigint else payments.split_income(s, source) end;
  return jsonb_build_object('amountMinor', greatest(amount, 0)::text, 'currency', s.currency,
    'already', exists (select from payments.split_runs r where r.organization_id = org and r.split_id = s.id and r.source = preview_split.p ->> 'source'),
    'freeMinor', (greatest(amount, 0) - coalesce((select sum(x.amount_minor) from payments.split_parts(amount, payments.split_lines(org, s.id)) x), 0))::text,
    'parts', coalesce((select jsonb_agg(jsonb_build_object('position', x.position, 'reserve', x.reserve, 'amountMinor', x.amount_minor::text) order by x.position)
      from payments.split_parts(amount, payments.split_lines(org, s.id)) x), '[]'));
end $$;

-- Apply a split to a source, once. p: splitId, source (`day:…`, `order:…`, `transaction:…`, or `hand:<key>` with amountMinor).
create or replace function payments.apply_split(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:post');
  s payments.auto_splits;
  seen jsonb;
  source text := p ->> 'source';
begin
  select x.* into s from payments.auto_splits x where x.organization_id = org and x.id = (p ->> 'splitId')::uuid for update;
  seen := payments.preview_split(p);
  if source like 'day:%' and substring(source from 5)::date >= payments.today(org) then
    raise exception using errcode = 'P0G01', column = 'day', message = 'A day is split when it is over.';
  end if;
  if not (seen ->> 'already')::boolean and (seen ->> 'amountMinor')::bigint <= 0 then
    raise exception using errcode = 'P0G01', column = 'amount', message = 'There is no income to split, or it was split another way.';
  end if;
  return payments.run_split(s, source, (seen ->> 'amountMinor')::bigint, case when source like 'day:%' then substring(source from 5)::date else payments.today(org) end);
end $$;

-- Money that was set aside is free again. p: reserve, currency, amountMinor, memo, key. A reserve cannot fall below zero.
create or replace function payments.release_reserve(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:post');
begin
  if coalesce((select sum(b.normal * (b.debits_minor - b.credits_minor)) from payments.accounts a join payments.balances b on b.organization_id = org and b.account_id = a.id
      where a.organization_id = org and a.code = 'equity:allocated:' || (p ->> 'reserve') and a.currency = p ->> 'currency'), 0) < (p ->> 'amountMinor')::bigint
    and not exists (select from payments.transactions t where t.organization_id = org and t.idempotency_key = 'reserve:' || (p ->> 'key')) then
    raise exception using errcode = 'P0G01', column = 'amount', message = 'That much is not set aside.';
  end if;
  return payments.post_for(org, jsonb_build_object('key', 'reserve:' || (p ->> 'key'), 'kind', 'reserve', 'currency', p ->> 'currency', 'memo', p ->> 'memo', 'request', p,
    'lines', jsonb_build_array(
      jsonb_build_object('account', 'equity:allocated:' || (p ->> 'reserve'), 'amount_minor', (p ->> 'amountMinor')::bigint),
      jsonb_build_object('account', 'equity:unallocated', 'amount_minor', -(p ->> 'amountMinor')::bigint))));
end $$;

-- The worker's night: each active split takes its part of each day that is over, of the last week at most. Answers { applied, failed }.
create or replace function payments.apply_splits() returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  s payments.auto_splits;
  day date;
  applied int := 0;
  failed int := 0;
begin
  for s in select x.* from payments.auto_splits x where x.active_from is not null and x.archived_at is null order by x.organization_id, x.id loop
    for day in
      select d::date from generate_series(greatest(s.active_from, payments.today(s.organization_id) - 7), payments.today(s.organization_id) - 1, interval '1 day') d
      where not exists (select from payments.split_runs r where r.organization_id = s.organization_id and r.split_id = s.id and r.source = 'day:' || d::date)
    loop
      begin
        perform payments.run_split(s, 'day:' || day, payments.split_income(s, 'day:' || day), day);
        applied := applied + 1;
      exception when others then
        -- One organization's trouble does not keep the others from theirs; the day is tried again at the next turn.
        failed := failed + 1;
        raise warning 'split % for %: %', s.id, day, sqlerrm;
      end;
    end loop;
  end loop;
  return jsonb_build_object('applied', applied, 'failed', failed);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['split_parts(bigint, jsonb)', 'split_lines(uuid, uuid)', 'save_split(jsonb)', 'archive_split(uuid)', 'split_income(payments.auto_splits, text)',
    'run_split(payments.auto_splits, text, bigint, date)', 'preview_split(jsonb)', 'apply_split(jsonb)', 'release_reserve(jsonb)', 'apply_splits()'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.save_split(jsonb), payments.archive_split(uuid), payments.preview_split(jsonb), payments.apply_split(jsonb),
  payments.release_reserve(jsonb) to authenticated;
grant execute on function payments.apply_splits() to gr_worker;
