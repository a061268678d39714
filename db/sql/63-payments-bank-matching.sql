-- Bank, part 2 of 3: what explains a line. A match ties part of a line to an entry of the bank's ledger account: one that is
-- there already, or one that is posted here against the matched thing. Nothing is edited; undoing posts the reversal.

-- The door: explain lines. p: bankAccountId, key (uuid, made with the form: sent twice it happens once), lineIds, parts.
-- One line takes any parts whose sum is within what is open of it; several lines take one part, all they have open.
-- A part: kind, amountMinor (as the bank sees it, + in), reasons?, and by kind
--   entry: transactionId, entryLine · category: account, memo? · write_off: memo
--   payout, processor_payout, manual_payment, invoice: targetId.
-- Answers {actId} or, where a second person must agree to what is written off, {requestId}.
create or replace function payments.match_bank(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  perform payments.at_bank();
  return payments.match_bank(p, system.uid(), false);
end $$;

create or replace function payments.match_bank(p jsonb, asker uuid, approved boolean) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
  act uuid := (p ->> 'key')::uuid;
  bank payments.bank_accounts := payments.hold_bank(org, (p ->> 'bankAccountId')::uuid);
  lines payments.bank_lines[];
  l payments.bank_lines;
  part jsonb;
  target record;
  wanted bigint;
  written_off bigint;
  request uuid;
begin
  if exists (select from payments.reconciliation_matches m where m.organization_id = org and m.act_id = act) then
    return jsonb_build_object('actId', act);
  end if;
  select array_agg(x order by x.booked_on, x.id) into lines from payments.bank_lines x
  where x.organization_id = org and x.bank_account_id = bank.id and x.live and x.id in (select v::uuid from jsonb_array_elements_text(p -> 'lineIds') v);
  if lines is null or cardinality(lines) <> (select count(distinct v) from jsonb_array_elements_text(p -> 'lineIds') v) then
    raise exception 'A line is not here, or not yours.' using errcode = 'P0002';
  end if;
  if exists (select from unnest(lines) x where x.explained_minor = x.amount_minor) then
    raise exception 'Somebody explained this line already.' using errcode = 'P0S01';
  end if;
  if cardinality(lines) > 1 and (jsonb_array_length(p -> 'parts') <> 1 or (select count(distinct sign(x.amount_minor)) from unnest(lines) x) > 1) then
    raise exception using errcode = 'P0G01', message = 'Several lines are explained by one thing at a time, and all of them go the same way.';
  end if;
  wanted := (select sum((v ->> 'amountMinor')::bigint) from jsonb_array_elements(p -> 'parts') v);
  if cardinality(lines) > 1 and wanted <> (select sum(x.amount_minor - x.explained_minor) from unnest(lines) x)
    or wanted is null or wanted = 0 or sign(wanted) <> sign(lines[1].amount_minor)
    or cardinality(lines) = 1 and abs(wanted) > abs(lines[1].amount_minor - lines[1].explained_minor) then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('The parts come to %s; %s of what you chose is open.',
      ticketing.money_words(coalesce(wanted, 0), bank.currency),
      ticketing.money_words((select sum(x.amount_minor - x.explained_minor)::bigint from unnest(lines) x), bank.currency));
  end if;

  written_off := (select coalesce(sum(abs((v ->> 'amountMinor')::bigint)), 0) from jsonb_array_elements(p -> 'parts') v where v ->> 'kind' = 'write_off');
  if written_off > 0 and not approved then
    request := payments.may_write_off(org, bank, lines[1].id, asker, written_off, p);
    if request is not null then return jsonb_build_object('requestId', request); end if;
  end if;
  if written_off > 0 then
    perform payments.check_limit(org, asker, 'write_off', written_off, bank.currency);
  end if;

  for part in select v || jsonb_build_object('place', o, 'act', act) from jsonb_array_elements(p -> 'parts') with ordinality x (v, o) loop
    select * into target from payments.bank_target(org, bank, lines[1], part, act, asker);
    foreach l in array lines loop
      insert into payments.reconciliation_matches (organization_id, act_id, bank_account_id, bank_line_id, kind, transaction_id, entry_line, entry_on, amount_minor,
        posted, memo, reasons, created_by, payout_id, manual_payment_id, processor_payout_id, invoice_id)
      values (org, act, bank.id, l.id, part ->> 'kind', target.transaction_id, target.entry_line, target.entry_on,
        case when cardinality(lines) = 1 then (part ->> 'amountMinor')::bigint else l.amount_minor - l.explained_minor end,
        target.posted, coalesce(part ->> 'memo', ''), coalesce((select array_agg(r) from jsonb_array_elements_text(part -> 'reasons') r), '{}'), asker,
        case when part ->> 'kind' = 'payout' and org <> payments.platform_id() then (part ->> 'targetId')::uuid end,
        case when target.posted then (select t.manual_payment_id from payments.transactions t where t.organization_id = org and t.id = target.transaction_id) end,
        case when part ->> 'kind' = 'processor_payout' then (part ->> 'targetId')::uuid end, case when part ->> 'kind' = 'invoice' then (part ->> 'targetId')::uuid end);
    end loop;
  end loop;
  update payments.bank_lines x set explained_minor = (select coalesce(sum(m.amount_minor), 0) from payments.reconciliation_matches m
    where m.organization_id = org and m.bank_line_id = x.id and m.undone_at is null)
  where x.organization_id = org and x.id in (select y.id from unnest(lines) y);
  return jsonb_build_object('actId', act);
end $$;

-- The entry on the bank's ledger account that a part stands for, posted first where it is not there yet.
create or replace function payments.bank_target(org uuid, bank payments.bank_accounts, line payments.bank_lines, part jsonb, act uuid, asker uuid,
  out transaction_id uuid, out entry_line smallint, out entry_on date, out posted boolean) language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  amount bigint := (part ->> 'amountMinor')::bigint;
  kind text := part ->> 'kind';
  left_open bigint;
  other text := case when kind = 'write_off' then 'expenses:write-offs' else part ->> 'account' end;
  day date := greatest(line.booked_on, (select case when b.locked_through = '-infinity' then line.booked_on else b.locked_through + 1 end
    from payments.books b where b.organization_id = org));
begin
  if kind in ('category', 'write_off') then
    if other = (select a.code from payments.accounts a where a.organization_id = org and a.id = bank.account_id)
      or exists (select from payments.accounts a where a.organization_id = org and a.code = other and a.currency = bank.currency and (a.mirror is not null or a.state <> 'open')) then
      raise exception using errcode = 'P0G01', column = 'account', message = 'That account cannot stand on the other side of a bank line. Choose another one.';
    end if;
    transaction_id := payments.post_for(org, jsonb_build_object('kind', 'bank', 'key', format('bank:%s:%s', act, part ->> 'place'), 'effective_on', day,
      'currency', bank.currency, 'bank_line_id', line.id,
      'memo', coalesce(nullif(part ->> 'memo', ''), nullif(concat_ws(' · ', nullif(line.counterparty, ''), nullif(line.text, '')), ''), bank.name),
      'lines', jsonb_build_array(
        jsonb_build_object('account', (select a.code from payments.accounts a where a.organization_id = org and a.id = bank.account_id), 'amount_minor', amount),
        jsonb_build_object('account', other, 'amount_minor', -amount))));
    posted := true;
  elsif kind = 'entry' then
    transaction_id := (part ->> 'transactionId')::uuid;
    entry_line := (part ->> 'entryLine')::smallint;
    posted := false;
  else
    if kind not in ('payout', 'processor_payout', 'manual_payment', 'invoice') then
      raise exception using errcode = 'P0G01', message = 'A bank line is not explained by that.';
    end if;
    execute format('select t.transaction_id, t.posted from payments.%I($1, $2, $3, $4, $5) t', 'settle_bank_' || kind)
      into transaction_id, posted using org, bank, line, part, day;
  end if;
  select e.line, e.effective_on, e.amount_minor - coalesce((select sum(m.amount_minor) from payments.reconciliation_matches m
      where m.organization_id = org and m.transaction_id = e.transaction_id and m.entry_line = e.line and m.undone_at is null), 0)
  into entry_line, entry_on, left_open
  from payments.entries e where e.organization_id = org and e.transaction_id = bank_target.transaction_id and e.account_id = bank.account_id
    and (bank_target.entry_line is null or e.line = bank_target.entry_line) order by e.line limit 1;
  if not found or bank_target.transaction_id = bank.opening_transaction_id then
    raise exception 'That entry is not one of this bank account.' using errcode = 'P0002';
  end if;
  if sign(left_open) <> sign(amount) or abs(amount) > abs(left_open) then
    raise exception using errcode = 'P0S01', message = case when left_open = 0 then 'That entry is matched already.'
      else format('Only %s of that entry are open.', ticketing.money_words(left_open, bank.currency)) end;
  end if;
end $$;

-- Written off alone up to the account's limit; above it by two people. A rule of the organization, where there is one, says from when on instead.
create or replace function payments.may_write_off(org uuid, bank payments.bank_accounts, line uuid, asker uuid, amount bigint, p jsonb) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  before bigint;
  request uuid;
begin
  if not system.can('payments:write_off') then
    raise exception 'You may not write anything off.' using errcode = '42501';
  end if;
  if exists (select from jsonb_array_elements(p -> 'parts') v where v ->> 'kind' = 'write_off' and length(btrim(coalesce(v ->> 'memo', ''))) < 3) then
    raise exception using errcode = 'P0G01', column = 'memo', message = 'Say why it is written off.';
  end if;
  -- In pieces it is no less.
  select coalesce(sum(abs(m.amount_minor)), 0) into before from payments.reconciliation_matches m
  where m.organization_id = org and m.bank_line_id = line and m.kind = 'write_off' and m.undone_at is null;
  perform payments.check_limit(org, asker, 'write_off', amount, bank.currency, false);
  request := organizations.ask_second(org, 'write_off', asker, p, 'payments.bank_lines', line, (select v ->> 'memo' from jsonb_array_elements(p -> 'parts') v
    where v ->> 'kind' = 'write_off' limit 1), amount, bank.currency, p ->> 'key', before + amount);
  if request is null and before + amount > bank.write_off_limit_minor
    and not exists (select from organizations.approval_rules r where r.organization_id = org and r.act = 'write_off' and r.active) then
    raise exception using errcode = 'P0G01', column = 'amount', message = format('At most %s is written off by one person. With the rule “Writing off” in the settings, a second person can agree to more.',
      ticketing.money_words(bank.write_off_limit_minor, bank.currency));
  end if;
  return request;
end $$;

-- Somebody else agreed to write off part of a bank line, or an invoice: it happens, looked at again.
create or replace function payments.approved_write_off(request organizations.approval_requests) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin
  if request.subject = 'payments.invoices' then return payments.write_off_approved(request); end if;
  if not identity.allows(request.organization_id, request.requested_by, 'payments:write_off') then
    raise exception using errcode = 'P0G01', message = 'Whoever asked for this may not write anything off any more.';
  end if;
  return payments.match_bank(request.payload, request.requested_by, true);
end $$;

-- Take an act back: its lines are open again, and what it posted is reversed.
create or replace function payments.undo_match(act uuid, reason text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  bank uuid;
  t record;
  reversal uuid;
  n int := 0;
begin
  select m.bank_account_id into bank from payments.reconciliation_matches m where m.organization_id = org and m.act_id = act limit 1;
  if not found then
    raise exception 'That match is not here, or not yours.' using errcode = 'P0002';
  end if;
  perform payments.hold_bank(org, bank);
  if not exists (select from payments.reconciliation_matches m where m.organization_id = org and m.act_id = act and m.undone_at is null) then
    raise exception 'This was undone already.' using errcode = 'P0S01';
  end if;
  for t in select distinct m.transaction_id, m.posted, m.entry_on, m.kind from payments.reconciliation_matches m
    where m.organization_id = org and m.act_id = act and m.undone_at is null order by m.transaction_id loop
    reversal := null;
    if t.posted then
      reversal := payments.reverse_for(org, t.transaction_id, coalesce(nullif(reason, ''), 'Match undone'), 'bank-undo:' || act,
        case when t.entry_on > (select b.locked_through from payments.books b where b.organization_id = org) then t.entry_on end);
    end if;
    update payments.reconciliation_matches m set undone_at = clock_timestamp(), undone_by = system.uid(), reversal_id = reversal
    where m.organization_id = org and m.act_id = act and m.transaction_id = t.transaction_id and m.undone_at is null;
    -- A payment that was written down by the match goes with it.
    if t.kind = 'invoice' then
      perform payments.reverse_manual_payment(m.manual_payment_id, coalesce(nullif(reason, ''), 'Match undone'))
      from (select distinct x.manual_payment_id from payments.reconciliation_matches x where x.organization_id = org and x.act_id = act and x.transaction_id = t.transaction_id) m;
    end if;
    n := n + 1;
  end loop;
  update payments.bank_lines x set explained_minor = (select coalesce(sum(m.amount_minor), 0) from payments.reconciliation_matches m
    where m.organization_id = org and m.bank_line_id = x.id and m.undone_at is null)
  where x.organization_id = org and x.id in (select m.bank_line_id from payments.reconciliation_matches m where m.organization_id = org and m.act_id = act);
  return jsonb_build_object('undone', n, 'bankAccountId', bank);
end $$;

-- Remember what lines with these words are. p: bankAccountId, contains, direction, account, memo?
create or replace function payments.remember_bank_rule(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.at_bank();
  bank payments.bank_accounts := payments.hold_bank(org, (p ->> 'bankAccountId')::uuid);
  made uuid;
begin
  update payments.bank_rules r set forgotten_at = clock_timestamp() where r.organization_id = org and r.bank_account_id = bank.id
    and r.contains = lower(p ->> 'contains') and r.direction = p ->> 'direction' and r.forgotten_at is null;
  insert into payments.bank_rules (organization_id, bank_account_id, contains, direction, account, memo, created_by)
  values (org, bank.id, lower(p ->> 'contains'), p ->> 'direction', p ->> 'account', coalesce(p ->> 'memo', ''), system.uid()) returning id into made;
  return made;
end $$;
create or replace function payments.forget_bank_rule(rule uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  update payments.bank_rules r set forgotten_at = clock_timestamp() where r.organization_id = payments.at_bank() and r.id = rule and r.forgotten_at is null;
  if not found then
    raise exception 'That rule is not here any more.' using errcode = 'P0002';
  end if;
end $$;
