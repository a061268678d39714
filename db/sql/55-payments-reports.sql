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

-- What the platform holds for the organization: `posted` is the balance, `available` what may leave, per currency.
create or replace function payments.wallet() returns table (currency char(3), posted_minor bigint, available_minor bigint)
language sql stable set search_path = '' as $$
  select b.currency, sum(b.balance_minor) filter (where b.code = 'assets:wallet')::bigint,
    greatest(sum(b.balance_minor), 0)::bigint
  from payments.account_balances() b
  where b.code in ('assets:wallet', 'liabilities:payable:platform')
  group by b.currency
$$;

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
