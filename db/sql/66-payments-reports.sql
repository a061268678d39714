-- Reports that look at a part of the book: of one event or station, or as it was known at an earlier moment or seal.
-- Run as the caller, so row security decides which rows there are. Days are inclusive.

-- The transactions that a report as known then must not count: recorded after `known_at`, or not yet in the chain at `seal`.
-- Ids are ordered by time, so this reads only what came later.
create or replace function payments.later(known_at timestamptz, seal bigint) returns setof uuid language sql stable set search_path = '' as $$
  select t.id from payments.transactions t
  where t.organization_id = (select system.org_id()) and t.id >= payments.first_id_at(known_at) and t.posted_at > known_at
  union
  select s.transaction_id from payments.seals s where s.organization_id = (select system.org_id()) and s.n > seal
  union
  select t.id from payments.transactions t
  where t.organization_id = (select system.org_id()) and seal is not null
    and t.id >= coalesce((select payments.first_id_at(max(l.posted_at) - interval '2 days')
      from payments.books b
      join payments.seals s on s.organization_id = b.organization_id and s.n = b.chain_n
      join payments.transactions l on l.organization_id = s.organization_id and l.id = s.transaction_id
      where b.organization_id = (select system.org_id())), '00000000-0000-0000-0000-000000000000')
    and not exists (select from payments.seals s where s.organization_id = t.organization_id and s.transaction_id = t.id)
$$;

-- Every account that has lines in view: what it stood at before `first_day`, what was debited and credited since, and what it
-- stood at after `last_day`; debit positive.
create or replace function payments.balances_seen(first_day date, last_day date, event uuid default null, station uuid default null,
  known_at timestamptz default null, seal bigint default null)
returns table (account_id uuid, code text, name text, kind payments.account_kind, normal smallint, currency char(3),
  opening_minor bigint, debits_minor bigint, credits_minor bigint, closing_minor bigint)
language plpgsql stable set search_path = '' as $$
declare
  organization uuid := system.org_id();
begin
  if event is null and station is null then
    return query
      with moved as (
        select e.account_id, sum(greatest(e.amount_minor, 0)) as debits, sum(greatest(-e.amount_minor, 0)) as credits
        from payments.entries e
        where first_day is not null and e.organization_id = organization and e.effective_on >= first_day and e.effective_on <= last_day
        group by e.account_id
      ), unknown as (
        select e.account_id, sum(e.amount_minor) as closing,
          coalesce(sum(e.amount_minor) filter (where e.effective_on < first_day), 0) as opening,
          coalesce(sum(greatest(e.amount_minor, 0)) filter (where e.effective_on >= first_day), 0) as debits,
          coalesce(sum(greatest(-e.amount_minor, 0)) filter (where e.effective_on >= first_day), 0) as credits
        from payments.later(known_at, balances_seen.seal) l (id)
        join payments.entries e on e.organization_id = organization and e.transaction_id = l.id
        where e.effective_on <= last_day group by e.account_id
      )
      select c.account_id, c.code, c.name, c.kind, c.normal, c.currency,
        (coalesce(o.balance_minor, 0) - coalesce(u.opening, 0))::bigint, (coalesce(m.debits, 0) - coalesce(u.debits, 0))::bigint,
        (coalesce(m.credits, 0) - coalesce(u.credits, 0))::bigint, (c.balance_minor - coalesce(u.closing, 0))::bigint
      from payments.account_balances(last_day) c
      left join payments.account_balances(first_day - 1) o on first_day is not null and o.account_id = c.account_id
      left join moved m on m.account_id = c.account_id
      left join unknown u on u.account_id = c.account_id;
    return;
  end if;
  return query
    with seen as (
      select e.account_id, coalesce(sum(e.amount_minor) filter (where e.effective_on < first_day), 0) as opening, sum(e.amount_minor) as closing,
        coalesce(sum(greatest(e.amount_minor, 0)) filter (where e.effective_on >= first_day), 0) as debits,
        coalesce(sum(greatest(-e.amount_minor, 0)) filter (where e.effective_on >= first_day), 0) as credits
      from payments.transactions t
      join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
      where t.organization_id = organization and t.effective_on <= last_day
        and (event is null or t.event_id = event) and (station is null or t.station_id = station)
        and not exists (select from payments.later(known_at, balances_seen.seal) l (id) where l.id = t.id)
      group by e.account_id
    )
    select a.id, a.code, a.name, a.kind, a.normal, a.currency, s.opening::bigint, s.debits::bigint, s.credits::bigint, s.closing::bigint
    from seen s join payments.accounts a on a.organization_id = organization and a.id = s.account_id;
end $$;

-- An account's statement of such a part, newest first, each line with what the part stood at after it, on the normal side.
create or replace function payments.statement_seen(account uuid, first_day date, last_day date, event uuid, station uuid,
  known_at timestamptz, seal bigint, before_on date default null, before_transaction uuid default null,
  before_line smallint default null, page_size integer default 50)
returns table (transaction_id uuid, line smallint, effective_on date, posted_at timestamptz, kind payments.transaction_kind, memo text,
  order_id uuid, currency char(3), amount_minor bigint, balance_minor bigint)
language sql stable set search_path = '' as $$
  select x.transaction_id, x.line, x.effective_on, x.posted_at, x.kind, x.memo, x.order_id, x.currency, x.amount_minor, x.balance_minor
  from (
    select e.transaction_id, e.line, e.effective_on, t.posted_at, t.kind, t.memo, t.order_id, e.currency,
      a.normal * e.amount_minor as amount_minor,
      (a.normal * sum(e.amount_minor) over (order by e.effective_on, e.transaction_id, e.line))::bigint as balance_minor
    from payments.accounts a
    join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
    join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id
    where a.organization_id = (select system.org_id()) and a.id = account and e.effective_on <= coalesce(last_day, 'infinity')
      and (event is null or t.event_id = event) and (station is null or t.station_id = station)
      and t.id not in (select l.id from payments.later(known_at, statement_seen.seal) l (id))
  ) x
  where x.effective_on >= coalesce(first_day, '-infinity')
    and (before_on is null or (x.effective_on, x.transaction_id, x.line) < (before_on, before_transaction, coalesce(before_line, 0::smallint)))
  order by x.effective_on desc, x.transaction_id desc, x.line desc limit least(page_size, 500)
$$;

-- Money that is held for somebody, by age: what is left of each amount that came in, the oldest leaving first. One row per
-- account and day of arrival; `holder` is the event that the account is for, where it is for one.
create or replace function payments.held_funds(as_of date)
returns table (account_id uuid, code text, name text, currency char(3), event_id uuid, since date, left_minor bigint)
language sql stable set search_path = '' as $$
  with held as (
    select a.id, a.code, a.name, a.currency, a.event_id from payments.accounts a
    where a.organization_id = (select system.org_id()) and a.kind = 'liability'
      and (a.code like 'liabilities:held:%' or a.code like 'liabilities:deferred:%' or a.code in ('liabilities:deposits', 'liabilities:deposits:orders'))
  ), days as (
    select h.id, e.effective_on, sum(greatest(-e.amount_minor, 0)) as came, sum(-sum(e.amount_minor)) over (partition by h.id) as left_in_all
    from held h
    join payments.entries e on e.organization_id = (select system.org_id()) and e.account_id = h.id
    where e.effective_on <= as_of
    group by h.id, e.effective_on
  ), aged as (
    select d.id, d.effective_on, d.came, d.left_in_all,
      coalesce(sum(d.came) over (partition by d.id order by d.effective_on desc rows between unbounded preceding and 1 preceding), 0) as newer
    from days d
  )
  select h.id, h.code, h.name, h.currency, h.event_id, g.effective_on, least(g.came, g.left_in_all - g.newer)::bigint
  from aged g join held h on h.id = g.id
  where least(g.came, g.left_in_all - g.newer) > 0
  union all
  -- Below zero nothing has an age; it is shown as of today, so that the figures add up to the balance.
  select h.id, h.code, h.name, h.currency, h.event_id, as_of, max(g.left_in_all)::bigint
  from aged g join held h on h.id = g.id group by h.id, h.code, h.name, h.currency, h.event_id having max(g.left_in_all) < 0
$$;

-- Income of events that have happened leaves what is owed. Run by the worker; a state of an account is recognised once.
create or replace function payments.recognise() returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  done integer := 0;
begin
  for due in
    select a.organization_id, a.id, a.code, a.currency, a.event_id, v.ended_on, b.locked_through, payments.today(a.organization_id) as today,
      sum(k.credits_minor - k.debits_minor)::bigint as left_minor, sum(k.seq) as seq
    from payments.accounts a
    join payments.balances k on k.organization_id = a.organization_id and k.account_id = a.id
    join payments.books b on b.organization_id = a.organization_id
    join lateral (
      select (v.ends_at at time zone o.zone)::date as ended_on from events.events v
      join organizations.organizations o on o.id = v.organization_id
      where v.organization_id = a.organization_id and v.id = a.event_id and v.state in ('completed', 'archived')
    ) v on true
    where a.code like 'liabilities:deferred:%'
    group by a.organization_id, a.id, a.code, a.currency, a.event_id, v.ended_on, b.locked_through
    having sum(k.credits_minor - k.debits_minor) <> 0
  loop
    perform payments.post_documents(jsonb_build_array(jsonb_build_object('organization_id', due.organization_id, 'kind', 'recognition',
      'key', format('recognise:%s:%s', due.id, due.seq), 'currency', due.currency, 'event_id', due.event_id, 'memo', 'The event has happened',
      'effective_on', case when due.ended_on > due.locked_through then least(due.ended_on, due.today) else due.today end,
      'lines', payments.lines_of(array[due.code, 'income:tickets'], array[due.left_minor, -due.left_minor]))), null);
    done := done + 1;
  end loop;
  return done;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['later(timestamptz, bigint)', 'balances_seen(date, date, uuid, uuid, timestamptz, bigint)', 'held_funds(date)', 'recognise()',
    'statement_seen(uuid, date, date, uuid, uuid, timestamptz, bigint, date, uuid, smallint, integer)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.first_id_at(timestamptz), payments.later(timestamptz, bigint), payments.held_funds(date),
  payments.balances_seen(date, date, uuid, uuid, timestamptz, bigint),
  payments.statement_seen(uuid, date, date, uuid, uuid, timestamptz, bigint, date, uuid, smallint, integer) to authenticated;
grant execute on function payments.recognise() to gr_worker;
