-- Manual money: what people write down, others verify, and the ledger then holds. Nothing is removed; mistakes are reversed.

do $$
declare
  t text;
begin
  foreach t in array array['parties', 'manual_payments'] loop
    execute format('grant select, insert, update on payments.%I to gr_flow', t);
    execute format('grant select on payments.%I to authenticated', t);
    execute format('create or replace trigger deny before delete or truncate on payments.%I for each statement execute function payments.deny()', t);
  end loop;
end $$;

-- What the functions of documents ask of the ledger; owned by the ledger's role.

-- The first day from `wanted` on that is open in the book, so that late news of an old day lands in an open period.
create or replace function payments.first_open_day(organization uuid, wanted date) returns date language sql stable security definer set search_path = '' as $$
  select greatest(wanted, case when b.locked_through = '-infinity' then wanted else b.locked_through + 1 end)
  from payments.books b where b.organization_id = first_open_day.organization
$$;

create or replace function payments.transaction_of(organization uuid, key text) returns uuid language sql stable security definer set search_path = '' as $$
  select t.id from payments.transactions t where t.organization_id = transaction_of.organization and t.idempotency_key = transaction_of.key
$$;

-- Is there such an account in this book's chart?
create or replace function payments.in_chart(organization uuid, account_code text) returns boolean language sql stable security definer set search_path = '' as $$
  select account_code !~ '\*' and account_code ~ '^[a-z]+(:[a-z0-9][a-z0-9-]*)+$' and exists (
    select from payments.chart c join organizations.organizations o on o.id = in_chart.organization
    where c.book = case when o.is_platform then 'platform' else 'organization' end and c.subject is null
      and (c.code = account_code or c.code = regexp_replace(account_code, '[^:]+$', '*')))
$$;

-- The accounts of a party bear its name.
create or replace function payments.name_accounts(organization uuid, party uuid, name text) returns void language sql volatile security definer set search_path = '' as $$
  update payments.accounts a set name = c.name || ' ' || name_accounts.name
  from payments.chart c
  where a.organization_id = organization and a.code like '%:' || party and c.book = 'organization' and c.code = regexp_replace(a.code, '[^:]+$', '*')
    and a.name <> c.name || ' ' || name_accounts.name
$$;

do $$
declare
  f text;
begin
  foreach f in array array['first_open_day(uuid, date)', 'transaction_of(uuid, text)', 'in_chart(uuid, text)', 'name_accounts(uuid, uuid, text)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
    execute format('grant execute on function payments.%s to gr_flow', f);
  end loop;
  grant execute on function payments.reverse_for(uuid, uuid, text, text, date) to gr_flow;
end $$;

-- The organization of whoever may do this, at this station or event; 42501 otherwise.
create or replace function payments.who_may(permission text, station uuid default null, event uuid default null) returns uuid
  language plpgsql stable security definer set search_path = '' as $$
begin
  if system.can(permission) or coalesce(station = any (system.station_ids(permission)), false) or coalesce(event = any (system.event_ids(permission)), false) then
    return system.org_id();
  end if;
  raise exception using errcode = '42501', message = 'You may not do that.';
end $$;

-- Words that somebody has to give.
create or replace function payments.said(reason text, what text) returns text language plpgsql immutable set search_path = '' as $$
begin
  if length(btrim(coalesce(reason, ''))) < 3 then
    raise exception using errcode = 'P0G01', column = 'reason', message = what;
  end if;
  return left(btrim(reason), 500);
end $$;

-- p: id?, kind, name, email?, address, country, region, taxId, termsDays, note, archived. Answers the id.
create or replace function payments.save_party(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:invoice');
  made uuid := (p ->> 'id')::uuid;
begin
  if made is null then
    insert into payments.parties (organization_id, kind, name, email, address, country, region, tax_id, terms_days, note)
    values (org, (p ->> 'kind')::payments.party_kind, p ->> 'name', p ->> 'email', coalesce(p ->> 'address', ''), p ->> 'country', coalesce(p ->> 'region', ''),
      coalesce(p ->> 'taxId', ''), coalesce((p ->> 'termsDays')::smallint, 14), coalesce(p ->> 'note', ''))
    returning id into made;
  else
    update payments.parties x set name = p ->> 'name', email = p ->> 'email', address = coalesce(p ->> 'address', ''), country = p ->> 'country',
      region = coalesce(p ->> 'region', ''), tax_id = coalesce(p ->> 'taxId', ''), terms_days = coalesce((p ->> 'termsDays')::smallint, 14),
      note = coalesce(p ->> 'note', ''), archived = coalesce((p ->> 'archived')::boolean, x.archived)
    where x.organization_id = org and x.id = made;
    if not found then
      raise exception using errcode = 'P0002', message = 'That party is not here, or not yours.';
    end if;
    perform payments.name_accounts(org, made, p ->> 'name');
  end if;
  return made;
end $$;

-- Where money waits until the bank's statement shows it, and where its other side goes.
create or replace function payments.clearing_code(method payments.payment_method, station uuid) returns text language sql immutable set search_path = '' as $$
  select case when method = 'cash' and station is not null then 'assets:cash-drawer:' || station else 'assets:clearing:' || replace(method::text, '_', '-') end
$$;
create or replace function payments.other_side(m payments.manual_payments) returns text language sql immutable set search_path = '' as $$
  select coalesce(m.counter_account, case when m.direction = 'out' then 'assets:advances:' || m.party_id else 'liabilities:deposits' || coalesce(':' || m.party_id, '') end)
$$;

-- Write a payment down. p: key, direction?, method, amountMinor, currency, reference, payer, receivedOn, counterAccount?, partyId?, stationId?,
-- eventId?, bookingId? (what it is said to be for), note. Answers the id; the same key and content again is the same payment.
create or replace function payments.record_manual_payment(p jsonb) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  station uuid := (p ->> 'stationId')::uuid;
  org uuid := payments.who_may('payments:record', station, (p ->> 'eventId')::uuid);
  way text := coalesce(p ->> 'direction', 'in');
  counter text := p ->> 'counterAccount';
  m payments.manual_payments;
begin
  if way = 'out' then perform payments.who_may('payments:verify'); end if;
  if (p ->> 'receivedOn')::date > payments.today(org) then
    raise exception using errcode = 'P0G01', column = 'receivedOn', message = 'That day is still to come. Write a payment down once it was made.';
  end if;
  if counter is not null and not (payments.in_chart(org, counter) and counter ~ case when way = 'out' then '^(liabilities:tax|expenses):' else '^income:' end) then
    raise exception using errcode = 'P0G01', column = 'counterAccount', message = 'There is no such account for this kind of payment.';
  end if;
  if way = 'out' and p ->> 'partyId' is null and counter is null then
    raise exception using errcode = 'P0G01', column = 'partyId', message = 'Choose who was paid, or what it was paid for.';
  end if;
  insert into payments.manual_payments (organization_id, direction, method, amount_minor, currency, reference, payer, received_on, clearing_account,
    counter_account, party_id, station_id, event_id, booking_id, note, recorded_by, key)
  values (org, way, (p ->> 'method')::payments.payment_method, (p ->> 'amountMinor')::bigint, p ->> 'currency', coalesce(p ->> 'reference', ''), p ->> 'payer',
    (p ->> 'receivedOn')::date, payments.clearing_code((p ->> 'method')::payments.payment_method, station), counter, (p ->> 'partyId')::uuid, station,
    (p ->> 'eventId')::uuid, (p ->> 'bookingId')::uuid, coalesce(p ->> 'note', ''), system.uid(), p ->> 'key')
  on conflict on constraint one_payment_a_key do nothing returning * into m;
  if not found then
    select x.* into m from payments.manual_payments x where x.organization_id = org and x.key = p ->> 'key';
    if (m.amount_minor, m.currency, m.payer, m.reference) is distinct from ((p ->> 'amountMinor')::bigint, (p ->> 'currency')::bpchar, p ->> 'payer', coalesce(p ->> 'reference', '')) then
      raise exception using errcode = 'P0G01', message = 'This form was used for another payment. Load the page again.';
    end if;
  end if;
  return m.id;
end $$;

-- The payment that somebody is about to decide on, locked.
create or replace function payments.lock_payment(payment uuid, wanted payments.manual_payment_state) returns payments.manual_payments
  language plpgsql volatile security definer set search_path = '' as $$
declare
  m payments.manual_payments;
begin
  select x.* into m from payments.manual_payments x where x.organization_id = system.org_id() and x.id = payment for no key update;
  if not found then
    raise exception using errcode = 'P0002', message = 'That payment is not here, or not yours.';
  elsif m.state <> wanted then
    raise exception using errcode = 'P0S01', message = format('This payment is %s already. Load the page again.', m.state);
  end if;
  return m;
end $$;

-- Somebody looked at the statement and found it: from now on it is in the books. Above the limit of the rule `manual_payment` that
-- is somebody else than whoever wrote it down, who holds what the rule asks for.
create or replace function payments.verify_manual_payment(payment uuid) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:verify');
  m payments.manual_payments := payments.lock_payment(payment, 'pending');
  rule organizations.approval_rules := organizations.rule_for(org, 'manual_payment', m.amount_minor, m.currency);
  flow int := case when m.direction = 'in' then 1 else -1 end;
  posted uuid;
begin
  if rule.id is not null and m.recorded_by = system.uid() then
    raise exception using errcode = 'P0G01', message = 'You wrote this down yourself, and it is more than your organization leaves to one person. Somebody else verifies it.';
  elsif rule.id is not null and not system.can(rule.approver) then
    raise exception using errcode = '42501', message = 'You may not verify so large a payment.';
  end if;
  perform payments.check_limit(org, system.uid(), 'manual_payment', m.amount_minor, m.currency);
  update payments.manual_payments x set state = 'verified', decided_by = system.uid(), decided_at = clock_timestamp() where x.organization_id = org and x.id = m.id;
  posted := payments.post_for(org, jsonb_build_object('key', 'manual-payment:' || m.id, 'kind', case when m.counter_account like 'liabilities:tax:%' then 'tax_payment' else 'payment' end,
    'effective_on', payments.first_open_day(org, m.received_on), 'currency', m.currency, 'manual_payment_id', m.id, 'event_id', m.event_id, 'station_id', m.station_id,
    'memo', left(format('%s %s %s%s', initcap(replace(m.method::text, '_', ' ')), case when flow = 1 then 'from' else 'to' end, m.payer, coalesce(': ' || nullif(m.reference, ''), '')), 500),
    'lines', payments.lines_of(array[m.clearing_account, payments.other_side(m)], array[flow * m.amount_minor, -flow * m.amount_minor])));
  if m.party_id is not null then
    perform payments.name_accounts(org, m.party_id, (select x.name from payments.parties x where x.organization_id = org and x.id = m.party_id));
  end if;
  return posted;
end $$;

create or replace function payments.reject_manual_payment(payment uuid, reason text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:verify');
  m payments.manual_payments := payments.lock_payment(payment, 'pending');
begin
  update payments.manual_payments x set state = 'rejected', decided_by = system.uid(), decided_at = clock_timestamp(),
    reason = payments.said(reject_manual_payment.reason, 'Say why, for whoever wrote it down.') where x.organization_id = org and x.id = m.id;
end $$;

-- It bounced, or was never there: what it settled is open again, and the books hold the opposite of everything.
create or replace function payments.reverse_manual_payment(payment uuid, reason text) returns uuid language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := payments.who_may('payments:verify');
  m payments.manual_payments := payments.lock_payment(payment, 'verified');
  why text := payments.said(reason, 'Say why it is taken back.');
  bank text;
begin
  -- What the bank showed is not taken back behind its statement. Matching locks the payment too, so one of both comes first.
  select b.name into bank from payments.reconciliation_matches x join payments.bank_accounts b on b.organization_id = x.organization_id and b.id = x.bank_account_id
  where x.organization_id = org and x.manual_payment_id = m.id and x.undone_at is null limit 1;
  if found then
    raise exception using errcode = 'P0S01', message = format('A line of %s is matched with this payment. Undo that match first; its line is open again then.', bank);
  end if;
  perform payments.release(org, a.id, why) from payments.allocations a
  where a.organization_id = org and a.manual_payment_id = m.id and a.reverses_id is null
    and not exists (select from payments.allocations r where r.organization_id = org and r.reverses_id = a.id) order by a.id;
  update payments.manual_payments x set state = 'reversed', reversed_by = system.uid(), reversed_at = clock_timestamp(), reason = why where x.organization_id = org and x.id = m.id;
  return payments.reverse_for(org, payments.transaction_of(org, 'manual-payment:' || m.id), why, 'reverse-payment:' || m.id, payments.first_open_day(org, payments.today(org)));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['who_may(text, uuid, uuid)', 'said(text, text)', 'save_party(jsonb)', 'clearing_code(payments.payment_method, uuid)', 'other_side(payments.manual_payments)',
    'record_manual_payment(jsonb)', 'lock_payment(uuid, payments.manual_payment_state)', 'verify_manual_payment(uuid)', 'reject_manual_payment(uuid, text)',
    'reverse_manual_payment(uuid, text)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.save_party(jsonb), payments.record_manual_payment(jsonb), payments.verify_manual_payment(uuid), payments.reject_manual_payment(uuid, text),
  payments.reverse_manual_payment(uuid, text) to authenticated;
grant execute on function payments.lines_of(text[], bigint[]) to gr_flow;
