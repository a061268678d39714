-- Bank, part 2b: what a part of kind manual_payment, payout, processor_payout posts, each in a function of its kind:
-- (organization, bank account, line, part, day) → the transaction, and whether it was posted here, so that undoing reverses it.

-- A payment that was verified waits in clearing until the bank shows it.
create or replace function payments.settle_bank_manual_payment(org uuid, bank payments.bank_accounts, line payments.bank_lines, part jsonb, day date,
  out transaction_id uuid, out posted boolean) language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  m payments.manual_payments;
  amount bigint := (part ->> 'amountMinor')::bigint;
  left_open bigint;
begin
  select x.* into m from payments.manual_payments x where x.organization_id = org and x.id = (part ->> 'targetId')::uuid for no key update;
  if not found or m.state <> 'verified' or m.currency <> bank.currency or m.clearing_account not like 'assets:clearing:%' then
    raise exception using errcode = 'P0S01', message = 'That payment does not wait for the bank. Only verified payments of this currency do.';
  end if;
  left_open := case m.direction when 'in' then m.amount_minor else -m.amount_minor end - coalesce((select sum(r.amount_minor)
    from payments.reconciliation_matches r where r.organization_id = org and r.manual_payment_id = m.id and r.undone_at is null), 0);
  if sign(amount) <> sign(left_open) or abs(amount) > abs(left_open) then
    raise exception using errcode = 'P0S01', message = format('Only %s of that payment wait for the bank.', ticketing.money_words(left_open, bank.currency));
  end if;
  transaction_id := payments.post_for(org, jsonb_build_object('kind', 'bank', 'key', format('bank:payment:%s:%s', m.id, system.uuid7()), 'effective_on', day,
    'currency', bank.currency, 'bank_line_id', line.id, 'manual_payment_id', m.id, 'event_id', m.event_id, 'station_id', m.station_id,
    'memo', format('%s at the bank', m.payer), 'lines', jsonb_build_array(
      jsonb_build_object('account', 'assets:bank:' || bank.slug, 'amount_minor', amount), jsonb_build_object('account', m.clearing_account, 'amount_minor', -amount))));
  posted := true;
end $$;

-- A payout that the bank has: it is paid. Its own organization sees the money come, the platform sees it go. Undoing the match leaves it paid.
create or replace function payments.settle_bank_payout(org uuid, bank payments.bank_accounts, line payments.bank_lines, part jsonb, day date,
  out transaction_id uuid, out posted boolean) language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  at_platform boolean := org = payments.platform_id();
  p payments.payouts;
begin
  select x.* into p from payments.payouts x where x.id = (part ->> 'targetId')::uuid and (at_platform or x.organization_id = org) and x.currency = bank.currency;
  if not found then
    raise exception 'That payout is not here, or not yours.' using errcode = 'P0002';
  end if;
  if (part ->> 'amountMinor')::bigint <> (case when at_platform then -p.amount_minor else p.amount_minor end) then
    raise exception using errcode = 'P0G01', column = 'amount', message = 'A payout arrives whole. Explain what the bank kept as a part of its own.';
  end if;
  -- The statement knows best where it arrived.
  if not at_platform and p.state = 'submitted' and p.arrives_at <> bank.slug then
    update payments.payouts x set arrives_at = bank.slug where x.organization_id = p.organization_id and x.id = p.id;
  elsif not at_platform and p.arrives_at <> bank.slug then
    raise exception using errcode = 'P0S01', message = format('This payout was booked as arrived at assets:bank:%s.', p.arrives_at);
  end if;
  perform payments.settle_payout(p.organization_id, p.id, 'paid', day, coalesce(nullif(line.bank_reference, ''), nullif(line.reference, '')), null,
    case when at_platform then bank.slug else 'main' end);
  transaction_id := (select t.id from payments.transactions t where t.organization_id = org and t.idempotency_key = format('payout:%s:paid', p.id));
  posted := false;
end $$;

-- Payouts that the bank has and no line has shown: an organization's own, and at the platform those of everybody.
create or replace function payments.payouts_for_bank(code text) returns table (id uuid, label text, sent_on date, amount_minor bigint, name text, bank_reference text)
  language plpgsql stable security definer set search_path = '' as $$
declare
  org uuid := system.org_id();
begin
  if not system.can('payments:reconcile') then return; end if;
  return query
    select p.id, format('Payout %s', p.number) || case when org = payments.platform_id() then ' to ' || o.name else '' end,
      (coalesce(p.submitted_at, p.created_at) at time zone o.zone)::date, case when org = payments.platform_id() then -p.amount_minor else p.amount_minor end, o.name, p.bank_reference
    from payments.payouts p join organizations.organizations o on o.id = p.organization_id
    where p.state = 'submitted' and p.currency = code and (p.organization_id = org or org = payments.platform_id());
end $$;

-- A processor's payout: out of its clearing account, unless the processor's own news posted that already.
create or replace function payments.settle_bank_processor_payout(org uuid, bank payments.bank_accounts, line payments.bank_lines, part jsonb, day date,
  out transaction_id uuid, out posted boolean) language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  s payments.processor_payouts;
  amount bigint := (part ->> 'amountMinor')::bigint;
begin
  select x.* into s from payments.processor_payouts x where x.organization_id = org and x.id = (part ->> 'targetId')::uuid for no key update;
  if not found or s.currency <> bank.currency or s.state not in ('in_transit', 'paid') then
    raise exception using errcode = 'P0S01', message = 'That payout of the processor is not on its way to this account.';
  end if;
  select t.id into transaction_id from payments.transactions t
  where t.organization_id = org and t.processor_payout_id = s.id and t.kind = 'sweep' and not exists (select from payments.transactions r
    where r.organization_id = org and r.reverses_id = t.id) order by t.id limit 1;
  -- The match only ties the line to the sweep: undoing it leaves the processor's news as they are.
  posted := false;
  if transaction_id is not null then return; end if;
  if amount <> s.amount_minor then
    raise exception using errcode = 'P0G01', column = 'amount', message = 'A payout arrives whole. Explain what the bank kept as a part of its own.';
  end if;
  -- The bank was faster than the processor: what it will say later is known then, under the same key.
  if s.state = 'in_transit' then
    update payments.processor_payouts x set state = 'paid', paid_at = now() where x.organization_id = org and x.id = s.id;
  end if;
  transaction_id := payments.post_for(org, jsonb_build_object('kind', 'sweep', 'key', 'sweep:' || s.gateway || ':' || s.provider_id, 'effective_on', day,
    'currency', bank.currency, 'bank_line_id', line.id, 'processor_payout_id', s.id, 'memo', trim('Payout from processor ' || s.statement_reference),
    'lines', jsonb_build_array(jsonb_build_object('account', 'assets:bank:' || bank.slug, 'amount_minor', amount),
      jsonb_build_object('account', 'assets:processor:' || s.gateway, 'amount_minor', -amount))));
end $$;

-- An invoice paid, or a bill: a transfer is written down and verified by whoever matches, used for the document, and seen at the bank, in one step.
create or replace function payments.settle_bank_invoice(org uuid, bank payments.bank_accounts, line payments.bank_lines, part jsonb, day date,
  out transaction_id uuid, out posted boolean) language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  i payments.invoices;
  amount bigint := (part ->> 'amountMinor')::bigint;
  payment uuid;
begin
  select x.* into i from payments.invoices x where x.organization_id = org and x.id = (part ->> 'targetId')::uuid;
  if not found or (i.kind = 'invoice') <> (amount > 0) or i.kind not in ('invoice', 'bill') then
    raise exception 'That invoice is not here, or not one that this line can pay.' using errcode = 'P0002';
  end if;
  payment := payments.record_manual_payment(jsonb_build_object('key', format('bank:%s:%s', part ->> 'act', part ->> 'place'), 'method', 'bank_transfer',
    'direction', case when amount > 0 then 'in' else 'out' end, 'amountMinor', abs(amount), 'currency', bank.currency, 'partyId', i.party_id,
    'reference', left(coalesce(nullif(line.reference, ''), line.text), 100), 'receivedOn', day,
    'payer', left(coalesce(nullif(line.counterparty, ''), (select p.name from payments.parties p where p.organization_id = org and p.id = i.party_id)), 200)));
  perform payments.verify_manual_payment(payment);
  perform payments.allocate_payment(payment, jsonb_build_array(jsonb_build_object('invoiceId', i.id, 'amountMinor', abs(amount))));
  select s.transaction_id, s.posted into transaction_id, posted
  from payments.settle_bank_manual_payment(org, bank, line, part || jsonb_build_object('targetId', payment), day) s;
end $$;
