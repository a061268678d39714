-- Bank, part 3 of 3: the proof of a day, and what keeps a period from being closed. As of a day, a match counts when both
-- its line and its entry are dated by then.

-- Entries of the bank's ledger account that no line explains as of a day. An entry and its reversal that the bank never saw cancel out.
create or replace function payments.bank_entries_open(org uuid, bank uuid, through date)
returns table (transaction_id uuid, line smallint, effective_on date, amount_minor bigint, open_minor bigint) language sql stable set search_path = '' as $$
  select e.transaction_id, e.line, e.effective_on, e.amount_minor, (e.amount_minor - coalesce(m.matched, 0))::bigint
  from payments.bank_accounts b
  join payments.entries e on e.organization_id = b.organization_id and e.account_id = b.account_id and e.effective_on between b.opening_on and through
  join payments.transactions t on t.organization_id = e.organization_id and t.id = e.transaction_id
  left join lateral (
    select sum(m.amount_minor) as matched from payments.reconciliation_matches m
    join payments.bank_lines l on l.organization_id = m.organization_id and l.id = m.bank_line_id
    where m.organization_id = e.organization_id and m.transaction_id = e.transaction_id and m.entry_line = e.line and m.undone_at is null and l.booked_on <= through
  ) m on true
  where b.organization_id = org and b.id = bank and e.transaction_id is distinct from b.opening_transaction_id and e.amount_minor <> coalesce(m.matched, 0)
    and not (m.matched is null and exists (
      select from payments.transactions o
      where o.organization_id = t.organization_id and (o.id = t.reverses_id or o.reverses_id = t.id) and o.effective_on <= through
        and o.id is distinct from b.opening_transaction_id
        and not exists (select from payments.reconciliation_matches x where x.organization_id = o.organization_id and x.transaction_id = o.id and x.undone_at is null)
        and (select min(y.effective_on) from payments.entries y where y.organization_id = o.organization_id and y.transaction_id = o.id) >= b.opening_on))
$$;

-- Where a bank account stands at the end of a day: statement = ledger − unmatched ledger + unmatched statement.
-- `stated_minor` is the closing balance that the bank itself last wrote by then, and `counted_minor` what we count for that day.
create or replace function payments.bank_standing(org uuid, bank uuid, through date)
returns table (statement_minor bigint, ledger_minor bigint, unmatched_ledger_minor bigint, unmatched_statement_minor bigint,
  open_entries integer, open_lines integer, lines integer, stated_on date, stated_minor bigint, counted_minor bigint)
language sql stable set search_path = '' as $$
  select (b.opening_minor + l.total)::bigint, g.total, u.total, l.unmatched, u.n, l.open, l.n, s.to_on, s.closing_minor,
    case when s.to_on is not null then (b.opening_minor + (select coalesce(sum(x.amount_minor), 0) from payments.bank_lines x
      where x.organization_id = org and x.bank_account_id = bank and x.live and x.booked_on <= s.to_on))::bigint end
  from payments.bank_accounts b
  cross join lateral (
    select coalesce(sum(x.amount_minor), 0)::bigint as total, coalesce(sum(x.amount_minor - coalesce(m.matched, 0)), 0)::bigint as unmatched,
      (count(*) filter (where x.amount_minor <> coalesce(m.matched, 0)))::int as open, count(*)::int as n
    from payments.bank_lines x
    left join lateral (select sum(m.amount_minor) as matched from payments.reconciliation_matches m
      where m.organization_id = org and m.bank_line_id = x.id and m.undone_at is null and m.entry_on <= through) m on true
    where x.organization_id = org and x.bank_account_id = bank and x.live and x.booked_on <= through) l
  cross join lateral (
    select coalesce(sum(e.amount_minor), 0)::bigint as total from payments.entries e
    where e.organization_id = org and e.account_id = b.account_id and e.effective_on <= through) g
  cross join lateral (
    select coalesce(sum(o.open_minor), 0)::bigint as total, count(*)::int as n from payments.bank_entries_open(org, bank, through) o) u
  left join lateral (
    select y.to_on, y.closing_minor from payments.bank_statements y
    where y.organization_id = org and y.bank_account_id = bank and y.state = 'taken' and y.closing_minor is not null and y.to_on <= through
    order by y.to_on desc, y.id desc limit 1) s on true
  where b.organization_id = org and b.id = bank
$$;

-- What is missing before a book can be closed through a day: one row for each bank account and kind of thing. Entries of the
-- last ten days may still be on their way to the bank.
create or replace function payments.bank_unexplained(org uuid, through date)
returns table (bank_account_id uuid, name text, what text, n integer, amount_minor bigint, currency char(3)) language sql stable set search_path = '' as $$
  with banks as (
    select b.* from payments.bank_accounts b where b.organization_id = org and b.opening_on <= through
      and exists (select from payments.bank_statements s where s.organization_id = org and s.bank_account_id = b.id and s.state <> 'discarded' and s.from_on <= through)
  )
  select b.id, b.name, x.what, x.n, x.amount, b.currency from banks b cross join lateral (
    select 'lines' as what, count(*)::int as n, sum(l.amount_minor - l.explained_minor)::bigint as amount from payments.bank_lines l
    where l.organization_id = org and l.bank_account_id = b.id and l.live and l.booked_on <= through and l.explained_minor <> l.amount_minor
    union all
    select 'statements', count(*)::int, null from payments.bank_statements s
    where s.organization_id = org and s.bank_account_id = b.id and s.state in ('staged', 'flagged') and s.from_on <= through
    union all
    select 'entries', count(*)::int, sum(o.open_minor)::bigint from payments.bank_entries_open(org, b.id, through) o where o.effective_on <= through - 10
    union all
    select 'balance', 1, (s.stated_minor - s.counted_minor)::bigint from payments.bank_standing(org, b.id, through) s where s.stated_minor <> s.counted_minor
  ) x where x.n > 0 order by b.name, x.what
$$;

-- Called by payments.close_period: refuses with what is missing.
create or replace function payments.require_explained(org uuid, through date) returns void language plpgsql stable security definer set search_path = '' as $$
declare
  missing text;
begin
  select string_agg(format('%s: %s', u.name, case u.what when 'lines' then format('%s statement lines are not explained', u.n)
      when 'statements' then format('%s imported statements wait', u.n) when 'entries' then format('%s entries never reached the bank', u.n)
      else format('the bank says %s more than its lines', ticketing.money_words(u.amount_minor, u.currency)) end), '; ')
  into missing from payments.bank_unexplained(org, through) u;
  if missing is not null then
    raise exception using errcode = 'P0G01', column = 'through', message = 'Bank accounts are not explained yet, so nothing was closed. ' || missing || '.';
  end if;
end $$;

do $$
declare
  f record;
begin
  -- By name: every function of these three files.
  for f in
    select p.oid::regprocedure as signature, p.proname from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'payments' and p.proname in ('at_bank', 'hold_bank', 'open_bank_account', 'save_bank_mapping', 'start_bank_file', 'add_bank_part',
      'finish_bank_file', 'take_statement', 'discard_statement', 'reading_of', 'begin_reading', 'bank_part', 'stage_statement', 'stage_lines', 'close_staged',
      'finish_reading', 'fail_reading', 'match_bank', 'bank_target', 'may_write_off', 'approved_write_off', 'undo_match', 'remember_bank_rule',
      'forget_bank_rule', 'settle_bank_manual_payment', 'settle_bank_payout', 'settle_bank_processor_payout', 'settle_bank_invoice', 'payouts_for_bank', 'bank_entries_open', 'bank_standing', 'bank_unexplained', 'require_explained')
  loop
    execute format('alter function %s owner to gr_flow', f.signature);
    execute format('revoke execute on function %s from public', f.signature);
  end loop;
end $$;
grant execute on function payments.open_bank_account(jsonb), payments.save_bank_mapping(jsonb), payments.start_bank_file(jsonb),
  payments.add_bank_part(uuid, integer, bytea), payments.finish_bank_file(uuid), payments.take_statement(uuid), payments.discard_statement(uuid),
  payments.begin_reading(uuid), payments.bank_part(uuid, uuid, integer), payments.stage_statement(uuid, uuid, jsonb),
  payments.stage_lines(uuid, uuid, uuid, bigint, jsonb), payments.close_staged(uuid, uuid, uuid, jsonb), payments.finish_reading(uuid, uuid, text),
  payments.fail_reading(uuid, uuid, text, text, integer), payments.match_bank(jsonb), payments.undo_match(uuid, text), payments.remember_bank_rule(jsonb),
  payments.forget_bank_rule(uuid), payments.payouts_for_bank(text), payments.bank_entries_open(uuid, uuid, date), payments.bank_standing(uuid, uuid, date),
  payments.bank_unexplained(uuid, date) to authenticated;
grant execute on function payments.require_explained(uuid, date) to gr_ledger;
grant execute on function payments.reverse_for(uuid, uuid, text, text, date) to gr_flow;
