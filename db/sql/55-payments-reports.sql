-- The ledger, part 6 of 7: balances. The one place that says what an account stands at; run as the caller, so row
-- security decides which accounts there are.

-- Every account with its balance, debit positive. Today's come from the balance rows; those of an earlier day from the
-- last period closed by then and the entries since.
create or replace function payments.account_balances(as_of date default null)
returns table (account_id uuid, code text, name text, kind payments.account_kind, normal smallint, currency char(3), state payments.account_state,
  balance_minor bigint)
language plpgsql stable set search_path = '' as $$
declare
  period payments.periods;
begin
  if as_of is null then
    return query
      select a.id, a.code, a.name, a.kind, a.normal, a.currency, a.state, b.balance::bigint
      from payments.accounts a
      join (
        select b.account_id, sum(b.debits_minor - b.credits_minor) as balance
        from payments.balances b where b.organization_id = (select system.org_id()) group by b.account_id
      ) b on b.account_id = a.id
      where a.organization_id = (select system.org_id());
    return;
  end if;
  select * into period from payments.periods p
  where p.organization_id = (select system.org_id()) and p.ends_on <= as_of
    and not exists (select from payments.reopenings r where r.organization_id = p.organization_id and r.period_id = p.id)
  order by p.ends_on desc limit 1;
  return query
    select a.id, a.code, a.name, a.kind, a.normal, a.currency, a.state, (coalesce(s.balance_minor, 0) + coalesce(e.moved, 0))::bigint
    from payments.accounts a
    left join payments.period_balances s
      on s.organization_id = a.organization_id and s.account_id = a.id and s.period_id = period.id
    left join lateral (
      select sum(e.amount_minor) as moved from payments.entries e
      where e.organization_id = a.organization_id and e.account_id = a.id
        and e.effective_on > coalesce(period.ends_on, '-infinity') and e.effective_on <= as_of
    ) e on true
    where a.organization_id = (select system.org_id());
end $$;

-- What the platform keeps for an organization, per currency, and how much of it may leave:
-- available = posted - shortfall - requested - reserve - disputed, never below 0. `posted` is the wallet; `shortfall` what the
-- organization owes the platform; `requested` payouts that wait for approval (not `but`); `reserve` what the platform's terms keep back;
-- `disputed` what buyers' banks may yet take of sales that the platform collected, as far as the wallet reaches. What is in transit has
-- left the wallet already, and is not in the bank yet.
drop function if exists payments.wallet();
drop function if exists payments.wallet_of(uuid, uuid);
create or replace function payments.wallet_of(organization uuid, but uuid default null)
returns table (currency char(3), posted_minor bigint, shortfall_minor bigint, requested_minor bigint, reserve_minor bigint,
  disputed_minor bigint, in_transit_minor bigint, available_minor bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with standing as (
    select a.currency, sum(b.debits_minor - b.credits_minor) filter (where a.code = 'assets:wallet') as posted,
      coalesce(sum(b.credits_minor - b.debits_minor) filter (where a.code = 'liabilities:payable:platform'), 0) as shortfall,
      coalesce(sum(b.debits_minor - b.credits_minor) filter (where a.code = 'assets:payouts-in-transit'), 0) as in_transit
    from payments.accounts a join payments.balances b on b.organization_id = a.organization_id and b.account_id = a.id
    where a.organization_id = organization and a.code in ('assets:wallet', 'liabilities:payable:platform', 'assets:payouts-in-transit')
    group by a.currency having bool_or(a.code = 'assets:wallet')
  ), figures as (
    select s.*, coalesce((select sum(o.amount_minor) from payments.payouts o where o.organization_id = organization and o.currency = s.currency
        and o.state = 'draft' and o.id is distinct from but), 0) as requested,
      least(greatest(s.posted, 0), coalesce(c.reserve_minor, 0) + case when coalesce(c.reserve_ppm, 0) = 0 then 0
        else payments.share(payments.sold_since(organization, s.currency, payments.today(organization) - c.reserve_days), c.reserve_ppm, 1000000) end) as reserve,
      least(greatest(s.posted, 0), payments.open_disputes_minor(organization, s.currency)) as disputed
    from standing s
    left join organizations.payout_configurations c on c.organization_id = organization and c.currency = s.currency
  )
  select f.currency, f.posted::bigint, f.shortfall::bigint, f.requested::bigint, f.reserve::bigint, f.disputed::bigint, f.in_transit::bigint,
    greatest(f.posted - f.shortfall - f.requested - f.reserve - f.disputed, 0)::bigint
  from figures f;
end $$;

-- What sales brought into the wallet after a day.
create or replace function payments.sold_since(organization uuid, code char(3), after date) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(sum(e.amount_minor), 0) from payments.accounts a
    join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id and e.effective_on > after
    join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id and t.kind = 'sale'
    where a.organization_id = organization and a.code = 'assets:wallet' and a.currency = sold_since.code);
end $$;

-- The same for whoever asks, of their own organization.
create or replace function payments.wallet() returns table (currency char(3), posted_minor bigint, shortfall_minor bigint, requested_minor bigint,
  reserve_minor bigint, disputed_minor bigint, in_transit_minor bigint, available_minor bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if system.can('payments:read') then
    return query select * from payments.wallet_of(system.org_id());
  end if;
end $$;

-- An account's lines, newest first, each with what the account stood at after it, on its normal side. A page goes on
-- from the last line of the one before.
create or replace function payments.statement(account uuid, first_day date default null, last_day date default null,
  before_on date default null, before_transaction uuid default null, before_line smallint default null, page_size integer default 50)
returns table (transaction_id uuid, line smallint, effective_on date, posted_at timestamptz, kind payments.transaction_kind, memo text,
  order_id uuid, currency char(3), amount_minor bigint, balance_minor bigint)
language plpgsql stable set search_path = '' as $$
declare
  organization uuid := system.org_id();
  owner payments.accounts;
  period payments.periods;
  standing bigint;
  until date := least(coalesce(before_on, 'infinity'), coalesce(last_day, 'infinity'));
begin
  select * into owner from payments.accounts a where a.organization_id = organization and a.id = account;
  if not found then return; end if;
  if until = 'infinity' then
    select sum(b.debits_minor - b.credits_minor) into standing from payments.balances b
    where b.organization_id = organization and b.account_id = account;
  else
    select * into period from payments.periods p where p.organization_id = organization and p.ends_on < until
      and not exists (select from payments.reopenings r where r.organization_id = p.organization_id and r.period_id = p.id)
    order by p.ends_on desc limit 1;
    select coalesce((select s.balance_minor from payments.period_balances s
        where s.organization_id = organization and s.period_id = period.id and s.account_id = account), 0)
      + coalesce(sum(e.amount_minor), 0)
    into standing
    from payments.entries e
    where e.organization_id = organization and e.account_id = account
      and e.effective_on > coalesce(period.ends_on, '-infinity') and e.effective_on <= until
      and (before_on is null or before_on > until
        or (e.effective_on, e.transaction_id, e.line) < (before_on, before_transaction, coalesce(before_line, 0::smallint)));
  end if;
  return query
    select x.transaction_id, x.line, x.effective_on, t.posted_at, t.kind, t.memo, t.order_id, x.currency,
      owner.normal * x.amount_minor,
      (owner.normal * (standing - x.newer))::bigint
    from (
      select e.transaction_id, e.line, e.effective_on, e.currency, e.amount_minor,
        coalesce(sum(e.amount_minor) over (order by e.effective_on desc, e.transaction_id desc, e.line desc rows between unbounded preceding and 1 preceding), 0) as newer
      from (
        select * from payments.entries e
        where e.organization_id = organization and e.account_id = account
          and e.effective_on <= until and e.effective_on >= coalesce(first_day, '-infinity')
          and (before_on is null or before_on > until
            or (e.effective_on, e.transaction_id, e.line) < (before_on, before_transaction, coalesce(before_line, 0::smallint)))
        order by e.effective_on desc, e.transaction_id desc, e.line desc limit least(page_size, 500)
      ) e
    ) x
    join payments.transactions t on t.organization_id = organization and t.id = x.transaction_id
    order by x.effective_on desc, x.transaction_id desc, x.line desc;
end $$;
