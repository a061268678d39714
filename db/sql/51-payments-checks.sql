-- The ledger, part 2 of 7: what every entry must pass. The trigger below refuses what does not balance, whoever writes
-- it and by whatever path, COPY and the owner of the table included, and keeps `payments.balances` in the same statement.

-- Gather a striped account's rows into stripe 0, and keep them locked until the transaction ends: the way money leaves
-- an account with a floor. Returns what all of them hold, read on the normal side.
create or replace function payments.fold(organization uuid, account_ids uuid[]) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  total bigint;
begin
  perform from payments.balances b
  where b.organization_id = organization and b.account_id = any (account_ids)
  order by b.account_id, b.stripe for update;
  with spread as (
    select b.account_id, sum(b.debits_minor) as debits, sum(b.credits_minor) as credits
    from payments.balances b
    where b.organization_id = organization and b.account_id = any (account_ids) and b.stripe > 0
      and (b.debits_minor <> 0 or b.credits_minor <> 0)
    group by b.account_id
  ), emptied as (
    update payments.balances b set debits_minor = 0, credits_minor = 0, seq = b.seq + 1
    where b.organization_id = organization and b.account_id = any (account_ids) and b.stripe > 0
      and (b.debits_minor <> 0 or b.credits_minor <> 0)
  )
  update payments.balances b
  set debits_minor = b.debits_minor + s.debits, credits_minor = b.credits_minor + s.credits, seq = b.seq + 1
  from spread s
  where b.organization_id = organization and b.account_id = s.account_id and b.stripe = 0;
  select sum(b.normal * (b.debits_minor - b.credits_minor))::bigint into total
  from payments.balances b where b.organization_id = organization and b.account_id = any (account_ids);
  return total;
end $$;

-- One plan for every posting: planning anew costs more than the posting.
create or replace function payments.apply_entries() returns trigger language plpgsql security definer
set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  backend int := pg_backend_pid();
  named int;
  booked int;
  mirrored uuid[];
  fault text;
  grouped boolean;
begin
  perform payments.enter_books((select array_agg(distinct n.organization_id) from n));

  -- Accounts with a floor first, then by id: everybody locks in the same order, after `fold` too.
  with moved as (
    select n.organization_id, n.account_id, n.currency, sum(greatest(n.amount_minor, 0)) as debits, sum(greatest(-n.amount_minor, 0)) as credits
    from n group by n.organization_id, n.account_id, n.currency
  ), known as (
    select a.*, m.debits, m.credits
    from moved m
    cross join lateral (
      select a.id, a.organization_id, a.normal, a.floor_minor, a.stripes, a.mirror from payments.accounts a
      where a.organization_id = m.organization_id and a.id = m.account_id and a.currency = m.currency and a.state = 'open' limit 1
    ) a
  ), written as (
    insert into payments.balances as b (organization_id, account_id, stripe, normal, floor_minor, debits_minor, credits_minor)
    select k.organization_id, k.id,
      case
        when k.stripes = 1 then 0
        when k.floor_minor is null then backend % k.stripes
        when k.normal * (k.debits - k.credits) < 0 then 0
        else 1 + backend % (k.stripes - 1)
      end,
      k.normal, k.floor_minor, k.debits, k.credits
    from known k order by k.floor_minor is null, k.id
    on conflict (organization_id, account_id, stripe) do update
    set debits_minor = b.debits_minor + excluded.debits_minor, credits_minor = b.credits_minor + excluded.credits_minor, seq = b.seq + 1
    returning 1
  )
  select (select count(*) from moved), (select count(*) from written), (select array_agg(k.id) from known k where k.mirror is not null)
  into named, booked, mirrored;
  if booked <> named then
    raise exception 'An account is unknown, of another book or currency, frozen or closed.' using errcode = 'P0G01';
  end if;

  select
    case
      when bool_or(g.total <> 0) then 'A transaction must sum to zero in every currency.'
      when bool_or(t.id is null or t.effective_on <> g.effective_on) then 'An entry must have the organization and the date of its transaction.'
      when bool_or(g.first < 1 or g.last > t.line_count or g.lines <> t.line_count) then 'A transaction is posted whole, in one statement.'
      when bool_or(b.organization_id is null) then 'This organization has no book yet.'
      when bool_or(b.locked_through >= g.effective_on) then 'That day is in a closed period. Choose a later date.'
      when bool_or(g.mirrors and t.group_id is null) then 'An account that mirrors another book moves only together with it.'
    end,
    bool_or(t.group_id is not null)
  into fault, grouped
  from (
    select n.organization_id, n.transaction_id, n.currency, n.effective_on, sum(n.amount_minor) as total,
      sum(count(*)) over (partition by n.transaction_id) as lines, min(n.line) as first, max(n.line) as last,
      coalesce(bool_or(n.account_id = any (mirrored)), false) as mirrors
    from n
    group by n.organization_id, n.transaction_id, n.currency, n.effective_on
  ) g
  left join lateral (
    select t.* from payments.transactions t where t.organization_id = g.organization_id and t.id = g.transaction_id limit 1
  ) t on true
  left join lateral (
    select k.organization_id, k.locked_through from payments.books k where k.organization_id = g.organization_id limit 1
  ) b on true;

  -- One fact in several books: all of them in this statement, and what they say of each other cancels out.
  if fault is null and grouped then
    with members as materialized (
      select x.organization_id, x.transaction_id, t.group_id, t.group_size
      from (select distinct n.organization_id, n.transaction_id from n) x
      cross join lateral (
        select t.group_id, t.group_size from payments.transactions t
        where t.organization_id = x.organization_id and t.id = x.transaction_id limit 1
      ) t
      where t.group_id is not null
    )
    select case
      when exists (select from members m group by m.group_id having count(*) <> min(m.group_size) or min(m.group_size) <> max(m.group_size))
        then 'A group is posted whole, in one statement.'
      when mirrored is not null and exists (
        select from n
        join members m on m.transaction_id = n.transaction_id and m.organization_id = n.organization_id
        join payments.accounts a on a.organization_id = n.organization_id and a.id = n.account_id
        where n.account_id = any (mirrored)
        group by m.group_id, a.mirror, n.currency,
          least(a.organization_id, a.counterparty_organization_id), greatest(a.organization_id, a.counterparty_organization_id)
        having sum(n.amount_minor) <> 0)
        then 'What two books say of each other must cancel out.'
      end
    into fault;
  end if;
  if fault is not null then
    raise exception '%', fault using errcode = 'P0G01';
  end if;
  return null;
end $$;

create or replace trigger apply_entries after insert on payments.entries referencing new table as n
  for each statement execute function payments.apply_entries();

-- A header without its lines would take a key and say nothing.
create or replace function payments.require_entries() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from payments.entries e where e.organization_id = new.organization_id and e.transaction_id = new.id and e.line = 1
  ) then
    raise exception 'A transaction without entries cannot be kept.' using errcode = 'P0G01';
  end if;
  return null;
end $$;

drop trigger if exists require_entries on payments.transactions;
create constraint trigger require_entries after insert on payments.transactions deferrable initially deferred
  for each row execute function payments.require_entries();

