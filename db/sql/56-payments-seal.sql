-- The ledger, part 7 of 7: the hash chain, closing a period, and the proof that the books are true.

create or replace function payments.chain_step(so_far bytea, head bytea, leaf bytea) returns bytea language sql immutable parallel safe as $$
  select sha256(coalesce(so_far, head) || leaf)
$$;
create or replace aggregate payments.chain (head bytea, leaf bytea) (sfunc = payments.chain_step, stype = bytea);

-- The lowest UUIDv7 of a moment.
create or replace function payments.first_id_at(at timestamptz) returns uuid language sql immutable as $$
  select rpad(lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- What is hashed of a transaction: every column and every line. A column that came later counts where it has a value, so
-- that what was sealed before it came stays as it was sealed.
create or replace function payments.leaf(t payments.transactions, lines text) returns bytea language sql stable as $$
  select sha256(convert_to((jsonb_build_array(t.id, t.organization_id, t.kind, t.effective_on, (extract(epoch from t.posted_at) * 1000000)::bigint,
    t.line_count, t.memo, t.idempotency_key, encode(t.request_hash, 'hex'), t.group_id, t.group_size, t.order_id, t.reverses_id, t.created_by,
    lines) || coalesce(nullif(jsonb_build_array(jsonb_strip_nulls(to_jsonb(t) - array['id', 'organization_id', 'kind', 'effective_on', 'posted_at',
      'line_count', 'memo', 'idempotency_key', 'request_hash', 'group_id', 'group_size', 'order_id', 'reverses_id', 'created_by'])), '[{}]'), '[]'))::text, 'UTF8'))
$$;

-- Add up to `most` transactions to the chain of one book. Those posted in the last day are looked through each time, since
-- a transaction may commit later than one with a higher id; `everything` looks through the whole book.
create or replace function payments.seal_book(organization uuid, most integer, everything boolean default false) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  book payments.books;
  since uuid;
  sealed integer;
  last record;
begin
  perform pg_advisory_xact_lock(hashtextextended('payments.seal:' || organization::text, 0));
  select * into book from payments.books b where b.organization_id = organization;
  if not everything then
    select payments.first_id_at(t.posted_at - interval '1 day') into since
    from payments.seals s join payments.transactions t on t.organization_id = s.organization_id and t.id = s.transaction_id
    where s.organization_id = organization and s.n = book.chain_n;
  end if;
  with unsealed as materialized (
    select t from payments.transactions t
    where t.organization_id = organization and t.id >= coalesce(since, '00000000-0000-0000-0000-000000000000')
      and not exists (select from payments.seals s where s.organization_id = organization and s.transaction_id = t.id)
    order by t.id limit most
  ), leaves as materialized (
    select (u.t).id, payments.leaf(u.t, e.lines) as leaf
    from unsealed u
    cross join lateral (
      select string_agg(concat_ws('|', e.line, e.account_id, e.currency, e.amount_minor, e.effective_on), ',' order by e.line) as lines
      from payments.entries e where e.organization_id = organization and e.transaction_id = (u.t).id
    ) e
  ), chained as (
    select l.id, l.leaf, row_number() over w as n, payments.chain(book.chain_head, l.leaf) over (w rows unbounded preceding) as hash
    from leaves l window w as (order by l.id)
  )
  insert into payments.seals (organization_id, n, transaction_id, leaf, hash)
  select organization, book.chain_n + c.n, c.id, c.leaf, c.hash from chained c;
  get diagnostics sealed = row_count;
  if sealed > 0 then
    select s.n, s.hash into last from payments.seals s where s.organization_id = organization order by s.n desc limit 1;
    update payments.books b set chain_n = last.n, chain_head = last.hash where b.organization_id = organization;
  end if;
  return sealed;
end $$;

-- The worker's turn: seal what is new in every book, at most `most` transactions a book. Returns how many were sealed.
create or replace function payments.seal(most integer default 20000) returns integer
language sql volatile security definer set search_path = '' as $$
  select coalesce(sum(payments.seal_book(b.organization_id, most)), 0)::integer from payments.books b
$$;

-- Only people who may read the book, the worker and the database's own roles may ask about it.
create or replace function payments.require_reader(organization uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if session_user = 'gr_worker' or pg_has_role(session_user, 'gr_ledger', 'member') or system.is_platform_admin()
    or (organization = system.org_id() and system.can('payments:read')) then
    return;
  end if;
  raise exception 'You may not read these books.' using errcode = '42501';
end $$;

-- Recompute the chain from the journal. `first_bad` is the place of the first seal that does not fit.
create or replace function payments.verify_chain(organization uuid)
returns table (ok boolean, checked bigint, first_bad bigint, transaction_id uuid, detail text)
language plpgsql stable security definer set search_path = '' as $$
declare
  book payments.books;
begin
  perform payments.require_reader(organization);
  select * into book from payments.books b where b.organization_id = organization;
  return query
    with links as (
      select s.n, s.transaction_id, s.leaf, s.hash, t is null as gone,
        lag(s.hash, 1, decode(repeat('00', 32), 'hex')) over w as previous, lag(s.n, 1, 0::bigint) over w as before,
        payments.leaf(t, e.lines) as recomputed
      from payments.seals s
      left join payments.transactions t on t.organization_id = s.organization_id and t.id = s.transaction_id
      left join (
        select e.transaction_id, string_agg(concat_ws('|', e.line, e.account_id, e.currency, e.amount_minor, e.effective_on), ',' order by e.line) as lines
        from payments.entries e where e.organization_id = organization group by e.transaction_id
      ) e on e.transaction_id = s.transaction_id
      where s.organization_id = organization
      window w as (order by s.n)
    ), bad as (
      select l.n, l.transaction_id,
        case
          when l.n <> l.before + 1 then 'a seal is missing before this one'
          when l.recomputed is distinct from l.leaf then 'the transaction is not what was sealed'
          when sha256(l.previous || l.leaf) <> l.hash then 'the chain is broken here'
          when l.n = book.chain_n and l.hash <> book.chain_head then 'the head of the book is another'
        end as fault
      from links l
    ), counted as (select count(*) as sealed, max(l.n) as last from links l),
    unsealed as (
      select count(*) as late from payments.transactions t
      where t.organization_id = organization and t.posted_at < now() - interval '2 days'
        and not exists (select from payments.seals s where s.organization_id = organization and s.transaction_id = t.id)
    ), worst as (select b.n, b.transaction_id, b.fault from bad b where b.fault is not null order by b.n limit 1)
    select w.n is null and u.late = 0 and coalesce(c.last, 0) = book.chain_n, c.sealed, w.n, w.transaction_id,
      coalesce(w.fault, case when coalesce(c.last, 0) <> book.chain_n then 'seals are missing at the end'
        when u.late > 0 then u.late || ' transactions were not sealed in time' else 'whole up to ' || book.chain_n end)
    from counted c cross join unsealed u left join worst w on true;
end $$;

-- The proof that a book is true: what the balances say, the entries say; every transaction is whole and sums to zero;
-- floors hold; closed periods are as they were closed; the chain is whole; the mirrors in other books agree.
create or replace function payments.verify(organization uuid) returns table ("check" text, ok boolean, detail text)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform payments.require_reader(organization);
  return query
    select 'balances'::text, count(*) = 0, case when count(*) = 0 then 'every balance is the sum of its entries' else count(*) || ' accounts differ: ' || min(x.code) end
    from (
      select a.code from payments.accounts a
      left join (select e.account_id, sum(greatest(e.amount_minor, 0)) as debits, sum(greatest(-e.amount_minor, 0)) as credits
        from payments.entries e where e.organization_id = organization group by e.account_id) e on e.account_id = a.id
      left join (select b.account_id, sum(b.debits_minor) as debits, sum(b.credits_minor) as credits, count(*) as stripes
        from payments.balances b where b.organization_id = organization group by b.account_id) b on b.account_id = a.id
      where a.organization_id = organization
        and ((coalesce(e.debits, 0), coalesce(e.credits, 0)) is distinct from (b.debits, b.credits) or b.stripes <> a.stripes)
    ) x;
  return query
    select 'transactions'::text, count(*) = 0, case when count(*) = 0 then 'every transaction is whole and sums to zero' else count(*) || ' are not: ' || min(x.id::text) end
    from (
      select t.id from payments.transactions t
      left join (
        select e.transaction_id, sum(e.lines) as lines, bool_and(e.total = 0) as balanced from (
          select e.transaction_id, e.currency, count(*) as lines, sum(e.amount_minor) as total
          from payments.entries e where e.organization_id = organization group by e.transaction_id, e.currency
        ) e group by e.transaction_id
      ) e on e.transaction_id = t.id
      where t.organization_id = organization and (e.lines is distinct from t.line_count or not e.balanced)
    ) x;
  return query
    select 'currencies'::text, coalesce(bool_and(x.total = 0), true), coalesce(string_agg(x.currency || ' ' || x.total, ', ' order by x.currency), 'nothing posted yet')
    from (select e.currency, sum(e.amount_minor) as total from payments.entries e where e.organization_id = organization group by e.currency) x;
  return query
    select 'floors'::text, count(*) = 0, case when count(*) = 0 then 'no account is below its floor' else count(*) || ' accounts are below: ' || min(x.code) end
    from (
      select a.code from payments.accounts a join payments.balances b on b.organization_id = a.organization_id and b.account_id = a.id
      where a.organization_id = organization and a.floor_minor is not null
      group by a.id, a.code, a.normal, a.floor_minor having a.normal * sum(b.debits_minor - b.credits_minor) < a.floor_minor
    ) x;
  return query
    select 'periods'::text, count(*) = 0, case when count(*) = 0 then 'closed periods are as they were closed' else count(*) || ' balances changed after the close' end
    from payments.periods p
    join payments.accounts a on a.organization_id = p.organization_id
    left join payments.period_balances s on s.organization_id = p.organization_id and s.period_id = p.id and s.account_id = a.id
    where p.organization_id = organization
      and not exists (select from payments.reopenings r where r.organization_id = p.organization_id and r.period_id = p.id)
      and coalesce(s.balance_minor, 0) <> (
      select coalesce(sum(e.amount_minor), 0) from payments.entries e
      where e.organization_id = organization and e.account_id = a.id and e.effective_on <= p.ends_on);
  return query select 'chain'::text, c.ok, c.detail from payments.verify_chain(organization) c;
  return query
    select 'mirror'::text, coalesce(bool_and(x.total = 0), true),
      coalesce(string_agg(x.mirror || ' ' || x.currency || ' ' || x.total, ', ') filter (where x.total <> 0), 'what other books say of this one agrees')
    from (
      select a.mirror, a.currency, sum(b.debits_minor - b.credits_minor) as total
      from payments.accounts a join payments.balances b on b.organization_id = a.organization_id and b.account_id = a.id
      where a.mirror is not null and (a.organization_id = organization or a.counterparty_organization_id = organization)
      group by a.mirror, a.currency, least(a.organization_id, a.counterparty_organization_id), greatest(a.organization_id, a.counterparty_organization_id)
    ) x;
end $$;

-- Close the book through a day that is over: nothing dated on or before it can be posted any more. Waits for postings
-- under way, proves the book, remembers every balance and prints the head of the chain.
create or replace function payments.close_period(through date, note text default '') returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := system.org_id();
  book payments.books;
  fault text;
  made uuid;
  first_day date;
begin
  if not system.can('payments:close') then
    raise exception 'You may not close periods.' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(payments.book_lock(organization));
  select * into book from payments.books b where b.organization_id = organization;
  if through >= payments.today(organization) then
    raise exception 'Only days that are over can be closed: choose yesterday or an earlier day.' using errcode = 'P0G01';
  end if;
  if through <= book.locked_through then
    raise exception 'That day is in a closed period already.' using errcode = 'P0G01';
  end if;
  perform payments.seal_book(organization, 2147483647, true);
  select string_agg(v.detail, '; ') into fault from payments.verify(organization) v where not v.ok;
  if fault is not null then
    raise exception 'The books do not prove true, so nothing was closed: %.', fault using errcode = 'P0G01';
  end if;
  perform payments.require_explained(organization, through);
  select * into book from payments.books b where b.organization_id = organization;
  first_day := case when book.locked_through = '-infinity' then
    least(through, coalesce((select min(t.effective_on) from payments.transactions t where t.organization_id = organization), through))
    else book.locked_through + 1 end;
  insert into payments.periods (organization_id, starts_on, ends_on, note, closed_by, chain_n, chain_head)
  values (organization, first_day, through, close_period.note, system.uid(), book.chain_n, book.chain_head)
  returning id into made;
  insert into payments.period_balances (organization_id, period_id, account_id, balance_minor)
  select organization, made, e.account_id, sum(e.amount_minor)
  from payments.entries e where e.organization_id = organization and e.effective_on <= through
  group by e.account_id having sum(e.amount_minor) <> 0;
  update payments.books b set locked_through = through where b.organization_id = organization;
  return made;
end $$;
