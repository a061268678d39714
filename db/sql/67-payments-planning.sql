-- Planning: what income and expenses are called, what should be earned, and what is set aside. Setting aside moves nothing
-- out of the wallet, which mirrors the platform's book: it is a designation inside equity, `equity:unallocated` against
-- `equity:allocated:<reserve>`, which cannot fall below zero. Profit and what the organization owns stay as they are.

do $$
declare
  x text[];
begin
  foreach x slice 1 in array array[['split_run_id', 'split_runs'], ['credit_lot_id', 'credit_lots'], ['credit_spend_id', 'credit_spends']] loop
    if not exists (select from pg_catalog.pg_constraint where conname = 'transactions_' || x[1] and conrelid = 'payments.transactions'::regclass) then
      execute format('alter table payments.transactions add constraint %I foreign key (organization_id, %I) references payments.%I (organization_id, id)',
        'transactions_' || x[1], x[1], x[2]);
    end if;
    execute format('create index if not exists %I on payments.transactions (organization_id, %I) where %I is not null', 'transactions_by_' || x[1], x[1], x[1]);
  end loop;
end $$;

grant select on payments.categories, payments.category_accounts, payments.financial_goals, payments.auto_splits, payments.auto_split_lines,
  payments.split_runs to authenticated;
grant select, insert on payments.categories, payments.category_accounts, payments.financial_goals, payments.auto_splits, payments.auto_split_lines,
  payments.split_runs to gr_ledger;
grant update (name, parent_id, archived_at) on payments.categories to gr_ledger;
grant delete on payments.category_accounts, payments.auto_split_lines to gr_ledger;
grant update (name, category_id, account_id, measure, event_id, station_id, every, starts_on, ends_on, target_minor, currency, archived_at)
  on payments.financial_goals to gr_ledger;
grant update (name, account_code, active_from, archived_at) on payments.auto_splits to gr_ledger;

create or replace function payments.require_permission(permission text) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if not system.can(permission) then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return system.org_id();
end $$;

-- p: id?, name, kind, parentId?, accounts: codes. An account is in one category at most; one that is in another is refused.
create or replace function payments.save_category(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
  parent uuid := (p ->> 'parentId')::uuid;
  made uuid := (p ->> 'id')::uuid;
  wrong record;
begin
  perform pg_advisory_xact_lock(hashtextextended('payments.categories:' || org, 0));
  if parent is not null and (parent = made or not exists (select from payments.categories c where c.organization_id = org and c.id = parent
      and c.kind = p ->> 'kind' and c.parent_id is null and c.archived_at is null)
      or exists (select from payments.categories c where c.organization_id = org and c.parent_id = made and c.archived_at is null)) then
    raise exception using errcode = 'P0G01', column = 'parentId', message = 'Choose a category of the same kind that is not below another; one with others below it stays on top.';
  end if;
  select a.code, c.name into wrong from jsonb_array_elements_text(p -> 'accounts') a (code)
  left join payments.category_accounts k on k.organization_id = org and k.account_code = a.code and k.category_id is distinct from made
  left join payments.categories c on c.organization_id = org and c.id = k.category_id
  where k.id is not null or not exists (select from payments.accounts x where x.organization_id = org and x.code = a.code and x.kind::text = p ->> 'kind') limit 1;
  if found then
    raise exception using errcode = 'P0G01', column = 'accounts', message = case when wrong.name is null
      then format('%s is no account of this kind.', wrong.code) else format('%s is in “%s” already.', wrong.code, wrong.name) end;
  end if;
  if exists (select from payments.categories c where c.organization_id = org and c.kind = p ->> 'kind' and lower(c.name) = lower(p ->> 'name')
      and c.archived_at is null and c.id is distinct from made) then
    raise exception using errcode = 'P0G01', column = 'name', message = 'There is a category of this name.';
  end if;
  if made is null then
    insert into payments.categories (organization_id, name, kind, parent_id) values (org, p ->> 'name', p ->> 'kind', parent) returning id into made;
  else
    update payments.categories c set name = p ->> 'name', parent_id = parent where c.organization_id = org and c.id = made and c.kind = p ->> 'kind' and c.archived_at is null;
    if not found then raise exception using errcode = 'P0002', message = 'That category is not here any more.'; end if;
    delete from payments.category_accounts k where k.organization_id = org and k.category_id = made;
  end if;
  insert into payments.category_accounts (organization_id, category_id, account_code)
  select org, made, x from (select distinct x from jsonb_array_elements_text(p -> 'accounts') x) x;
  return made;
end $$;

create or replace function payments.archive_category(category uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
begin
  if exists (select from payments.categories c where c.organization_id = org and c.parent_id = category and c.archived_at is null)
    or exists (select from payments.financial_goals g where g.organization_id = org and g.category_id = category and g.archived_at is null) then
    raise exception using errcode = 'P0G01', message = 'Categories below it or goals still use it. Change them first.';
  end if;
  update payments.categories c set archived_at = clock_timestamp() where c.organization_id = org and c.id = category and c.archived_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That category is not here any more.'; end if;
  delete from payments.category_accounts k where k.organization_id = org and k.category_id = category;
end $$;

-- Income and expenses by month, category and currency, positive when they are as they should be; `category_id` null is what
-- no category gathers. Days are inclusive. Runs as the caller, so row security decides.
create or replace function payments.category_report(first_day date, last_day date)
returns table (month date, category_id uuid, account_id uuid, kind payments.account_kind, currency char(3), amount_minor bigint)
language sql stable set search_path = '' as $$
  select date_trunc('month', e.effective_on)::date, k.category_id, a.id, a.kind, e.currency, sum(e.amount_minor * a.normal)::bigint
  from payments.accounts a
  join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
  left join payments.category_accounts k on k.organization_id = a.organization_id and k.account_code = a.code
  where a.organization_id = (select system.org_id()) and a.kind in ('income', 'expense') and e.effective_on between first_day and last_day
  group by 1, 2, 3, 4, 5
$$;

-- p: id?, name, measure, categoryId?, accountId?, eventId?, stationId?, every, startsOn, endsOn?, targetMinor, currency.
create or replace function payments.save_goal(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
  made uuid := (p ->> 'id')::uuid;
  starts date := date_trunc(p ->> 'every', (p ->> 'startsOn')::date)::date;
  ends date := date_trunc(p ->> 'every', (p ->> 'endsOn')::date)::date;
begin
  if ends < starts then
    raise exception using errcode = 'P0G01', column = 'endsOn', message = 'It ends before it begins.';
  end if;
  if p ->> 'categoryId' is not null and not exists (select from payments.categories c where c.organization_id = org and c.id = (p ->> 'categoryId')::uuid and c.archived_at is null)
    or p ->> 'eventId' is not null and not exists (select from events.events e where e.organization_id = org and e.id = (p ->> 'eventId')::uuid) then
    raise exception using errcode = 'P0002', message = 'What the goal is for is not here any more.';
  end if;
  if p ->> 'accountId' is not null and not exists (select from payments.accounts a where a.organization_id = org and a.id = (p ->> 'accountId')::uuid and a.currency = p ->> 'currency') then
    raise exception using errcode = 'P0G01', column = 'accountId', message = 'Choose an account in the currency of the goal.';
  end if;
  if made is null then
    insert into payments.financial_goals (organization_id, name, measure, category_id, account_id, event_id, station_id, every, starts_on, ends_on,
      target_minor, currency, created_by)
    values (org, p ->> 'name', p ->> 'measure', (p ->> 'categoryId')::uuid, (p ->> 'accountId')::uuid, (p ->> 'eventId')::uuid, (p ->> 'stationId')::uuid,
      p ->> 'every', starts, ends, (p ->> 'targetMinor')::bigint, p ->> 'currency', system.uid()) returning id into made;
  else
    update payments.financial_goals g set name = p ->> 'name', measure = p ->> 'measure', category_id = (p ->> 'categoryId')::uuid,
      account_id = (p ->> 'accountId')::uuid, event_id = (p ->> 'eventId')::uuid, station_id = (p ->> 'stationId')::uuid, every = p ->> 'every',
      starts_on = starts, ends_on = ends, target_minor = (p ->> 'targetMinor')::bigint, currency = p ->> 'currency'
    where g.organization_id = org and g.id = made and g.archived_at is null;
    if not found then raise exception using errcode = 'P0002', message = 'That goal is not here any more.'; end if;
  end if;
  return made;
end $$;

create or replace function payments.archive_goal(goal uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.require_permission('payments:plan');
begin
  update payments.financial_goals g set archived_at = clock_timestamp() where g.organization_id = org and g.id = goal and g.archived_at is null;
  if not found then raise exception using errcode = 'P0002', message = 'That goal is not here any more.'; end if;
end $$;

-- How far the live goals are in the month or year of `on_day`, and in `periods` - 1 before it; one goal, or all of them.
-- `done_minor` is what the ledger says, `expected_minor` the target's part for the days that are over (`on_day` included), and
-- `spending` says that less is better. `ends_on` is inclusive. Runs as the caller, so row security decides.
create or replace function payments.goal_progress(on_day date, goal uuid default null, periods integer default 1)
returns table (goal_id uuid, starts_on date, ends_on date, done_minor bigint, expected_minor bigint, spending boolean)
language sql stable set search_path = '' as $$
  with spans as (
    select g.*, s.first_day::date as first_day, (s.first_day + ('1 ' || g.every)::interval)::date - 1 as last_day,
      coalesce(case g.measure when 'expenses' then true when 'category' then c.kind = 'expense' when 'account' then x.kind = 'expense' end, false) as less
    from payments.financial_goals g
    left join payments.categories c on c.organization_id = g.organization_id and c.id = g.category_id
    left join payments.accounts x on x.organization_id = g.organization_id and x.id = g.account_id
    cross join lateral generate_series(date_trunc(g.every, on_day::timestamp) - (least(periods, 60) - 1) * ('1 ' || g.every)::interval,
      date_trunc(g.every, on_day::timestamp), ('1 ' || g.every)::interval) s (first_day)
    where g.organization_id = (select system.org_id()) and g.archived_at is null and (goal is null or g.id = goal)
      and s.first_day >= g.starts_on and (g.ends_on is null or s.first_day <= g.ends_on)
  )
  select s.id, s.first_day, s.last_day, coalesce(sum(case when s.measure = 'net' then -e.amount_minor else a.normal * e.amount_minor end), 0)::bigint,
    round(s.target_minor::numeric * greatest(least(on_day, s.last_day) - s.first_day + 1, 0) / (s.last_day - s.first_day + 1))::bigint, s.less
  from spans s
  left join payments.accounts a on a.organization_id = s.organization_id and a.currency = s.currency and case s.measure
      when 'income' then a.kind = 'income' when 'expenses' then a.kind = 'expense' when 'net' then a.kind in ('income', 'expense')
      when 'account' then a.id = s.account_id
      else exists (select from payments.category_accounts k join payments.categories c on c.organization_id = k.organization_id and c.id = k.category_id
        where k.organization_id = s.organization_id and k.account_code = a.code and s.category_id in (c.id, c.parent_id)) end
  left join lateral (
    select e.amount_minor from payments.entries e
    where e.organization_id = s.organization_id and e.account_id = a.id and e.effective_on between s.first_day and s.last_day
      and (s.event_id is null and s.station_id is null or exists (select from payments.transactions t
        where t.organization_id = e.organization_id and t.id = e.transaction_id
          and (s.event_id is null or t.event_id = s.event_id) and (s.station_id is null or t.station_id = s.station_id)))
  ) e on true
  group by s.id, s.first_day, s.last_day, s.target_minor, s.less
$$;

do $$
declare
  f text;
begin
  foreach f in array array['require_permission(text)', 'save_category(jsonb)', 'archive_category(uuid)', 'category_report(date, date)', 'save_goal(jsonb)',
    'archive_goal(uuid)', 'goal_progress(date, uuid, integer)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.save_category(jsonb), payments.archive_category(uuid), payments.category_report(date, date), payments.save_goal(jsonb),
  payments.archive_goal(uuid), payments.goal_progress(date, uuid, integer) to authenticated;
