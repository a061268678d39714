-- Acts of finance that change more than one account's figures: exchanging currencies, and opening a closed period again.

-- Change money from one currency into another, by hand. p: key, effectiveOn, soldAccount, soldCurrency, soldMinor, boughtAccount,
-- boughtCurrency, boughtMinor, rate (major units bought for one sold, exact text), rateSource, rateOn, memo. Each currency balances
-- by itself through `equity:fx:<currency>`; what arrived beyond the rate is a gain, what is missing a loss. Answers
-- { transactionId } or { requestId } when a rule wants a second person (act `fx`). `asker` is set when one approved.
create or replace function payments.exchange(p jsonb, asker uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  organization uuid := system.org_id();
  person uuid := coalesce(asker, system.uid());
  sold bigint := (p ->> 'soldMinor')::bigint;
  bought bigint := (p ->> 'boughtMinor')::bigint;
  sold_code text := p ->> 'soldCurrency';
  bought_code text := p ->> 'boughtCurrency';
  rate numeric := (p ->> 'rate')::numeric;
  largest constant bigint := 9007199254740991;
  shift integer;
  reckoned numeric;
  expected bigint;
  request uuid;
  posted record;
begin
  if asker is null and not system.can('payments:post') then
    raise exception 'You may not post to the books.' using errcode = '42501';
  end if;
  if sold is null or bought is null or rate is null or sold < 1 or bought < 1 or rate <= 0 or sold_code = bought_code then
    raise exception 'An exchange needs two currencies, two amounts and a rate above zero.' using errcode = 'P0G01';
  end if;
  if greatest(sold, bought) > largest then
    raise exception 'One exchange moves at most % in each currency. Book it in parts.', largest
      using errcode = 'P0G01', column = case when sold > largest then 'sold' else 'bought' end;
  end if;
  if exists (select from payments.accounts a where a.organization_id = organization and a.mirror is not null
      and (a.code, a.currency) in ((p ->> 'soldAccount', sold_code::char(3)), (p ->> 'boughtAccount', bought_code::char(3)))) then
    raise exception 'An account that mirrors another book moves only together with it.' using errcode = 'P0G01';
  end if;
  select b.minor_units - s.minor_units into shift from ref.currencies b, ref.currencies s where b.code = bought_code and s.code = sold_code;
  reckoned := round(sold * rate * power(10::numeric, shift));
  if reckoned > largest then
    raise exception 'At this rate % would bring about more % than one line of the books can hold. Look at the rate and at which way round it is, or exchange in parts.',
      ticketing.money_words(sold, sold_code), bought_code using errcode = 'P0G01', column = 'rate';
  end if;
  expected := reckoned;
  if expected is null or expected < 1 or abs(expected - bought) > greatest(expected, 1) * 0.25 then
    raise exception 'At this rate % would bring about %. Look at the rate and at which way round it is.', ticketing.money_words(sold, sold_code),
      ticketing.money_words(greatest(expected, 0), bought_code) using errcode = 'P0G01', column = 'rate';
  end if;
  if exists (select from payments.transactions t where t.organization_id = organization and t.idempotency_key = 'exchange:' || (p ->> 'key')) then
    return jsonb_build_object('transactionId', (payments.post_documents(jsonb_build_array(payments.exchange_document(organization, p, expected)), person)).transaction_ids[1]);
  end if;
  perform payments.check_limit(organization, person, 'fx', sold, sold_code);
  if asker is null then
    request := organizations.ask_second(organization, 'fx', person, p, 'payments.exchanges', null, coalesce(p ->> 'memo', ''), sold, sold_code, p ->> 'key');
    if request is not null then return jsonb_build_object('requestId', request); end if;
  end if;
  posted := payments.post_documents(jsonb_build_array(payments.exchange_document(organization, p, expected)), person);
  if posted.fresh > 0 then
    insert into payments.exchanges (organization_id, transaction_id, sold_currency, sold_minor, bought_currency, bought_minor, rate, rate_source,
      rate_on, expected_minor, created_by)
    values (organization, posted.transaction_ids[1], sold_code, sold, bought_code, bought, rate, p ->> 'rateSource',
      coalesce((p ->> 'rateOn')::date, (p ->> 'effectiveOn')::date), expected, person);
  end if;
  return jsonb_build_object('transactionId', posted.transaction_ids[1]);
end $$;
create or replace function payments.exchange(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin return payments.exchange(p, null); end $$;
create or replace function payments.approved_fx(request organizations.approval_requests) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin return payments.exchange(request.payload, request.requested_by); end $$;

create or replace function payments.exchange_document(organization uuid, p jsonb, expected bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  sold bigint := (p ->> 'soldMinor')::bigint;
  bought bigint := (p ->> 'boughtMinor')::bigint;
  gain bigint := bought - expected;
begin
  return jsonb_build_object('organization_id', organization, 'kind', 'exchange', 'key', 'exchange:' || (p ->> 'key'),
    'effective_on', p ->> 'effectiveOn', 'memo', p ->> 'memo', 'request', p, 'lines', (
      select jsonb_agg(jsonb_build_object('account', x.account, 'currency', x.code, 'amount_minor', x.amount) order by x.o)
      from (values
        (1, p ->> 'boughtAccount', p ->> 'boughtCurrency', bought),
        (2, 'equity:fx:' || lower(p ->> 'boughtCurrency'), p ->> 'boughtCurrency', -expected),
        (3, case when gain > 0 then 'income:fx' else 'expenses:fx' end, p ->> 'boughtCurrency', -gain),
        (4, 'equity:fx:' || lower(p ->> 'soldCurrency'), p ->> 'soldCurrency', sold),
        (5, p ->> 'soldAccount', p ->> 'soldCurrency', -sold)) x (o, account, code, amount)
      where x.amount <> 0));
end $$;

-- Open the last closed period again. Always asks a second person who may close periods; only where the organization has
-- nobody else who may, it happens at once, and the reopening says that nobody agreed. Answers { reopeningId } or { requestId }.
create or replace function payments.reopen_period(p jsonb, asker uuid, approver uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  organization uuid := system.org_id();
  person uuid := coalesce(asker, system.uid());
  period payments.periods;
  book payments.books;
  target date;
  request uuid;
  made uuid;
begin
  if asker is null and not system.can('payments:close') then
    raise exception 'You may not reopen periods.' using errcode = '42501';
  end if;
  if length(btrim(coalesce(p ->> 'reason', ''))) < 3 then
    raise exception 'Say why it is reopened.' using errcode = 'P0G01', column = 'reason';
  end if;
  perform pg_advisory_xact_lock(payments.book_lock(organization));
  select * into book from payments.books b where b.organization_id = organization;
  select * into period from payments.periods x where x.organization_id = organization and x.id = (p ->> 'periodId')::uuid;
  if not found then
    raise exception 'That period is not in your book.' using errcode = 'P0002';
  end if;
  if exists (select from payments.reopenings r where r.organization_id = organization and r.period_id = period.id) then
    raise exception 'That period was reopened already.' using errcode = 'P0S01';
  end if;
  if period.ends_on <> book.locked_through then
    raise exception 'Only the last closed period can be reopened. Reopen the later ones first.' using errcode = 'P0G01';
  end if;
  if asker is null then
    perform payments.check_limit(organization, person, 'reopen_period', null, null, false);
    request := payments.ask_to_reopen(organization, person, p);
    if request is not null then return jsonb_build_object('requestId', request); end if;
  end if;
  target := coalesce((select max(x.ends_on) from payments.periods x where x.organization_id = organization and x.ends_on < period.ends_on
    and not exists (select from payments.reopenings r where r.organization_id = organization and r.period_id = x.id)), '-infinity');
  insert into payments.reopenings (organization_id, period_id, reason, requested_by, approved_by, locked_through, locked_before)
  values (organization, period.id, btrim(p ->> 'reason'), person, approver, target, period.ends_on) returning id into made;
  update payments.books b set locked_through = target where b.organization_id = organization;
  return jsonb_build_object('reopeningId', made);
end $$;
create or replace function payments.reopen_period(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
begin return payments.reopen_period(p, null, null); end $$;
create or replace function payments.approved_reopen_period(request organizations.approval_requests) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin return payments.reopen_period(request.payload, request.requested_by, system.uid()); end $$;

-- The request to a second person, by the organization's own rule or, without one, by whoever may close periods; null when
-- nobody else could decide it.
create or replace function payments.ask_to_reopen(organization uuid, person uuid, p jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  rule organizations.approval_rules := organizations.rule_for(organization, 'reopen_period');
  wanted text := coalesce(rule.approver, 'payments:close');
  made uuid;
begin
  if not exists (select from organizations.org_memberships m where m.organization_id = organization and m.state = 'active' and m.user_id <> person
      and identity.allows(organization, m.user_id, wanted)) then
    return null;
  end if;
  if exists (select from organizations.approval_requests r where r.organization_id = organization and r.act = 'reopen_period'
      and r.state = 'requested' and r.expires_at > clock_timestamp() and r.subject_id = (p ->> 'periodId')::uuid) then
    raise exception 'This was asked for already and waits for a second person.' using errcode = 'P0G01';
  end if;
  insert into organizations.approval_requests (organization_id, act, requested_by, reason, payload, subject, subject_id, key, approver, expires_at)
  values (organization, 'reopen_period', person, left(btrim(p ->> 'reason'), 500), p, 'payments.periods', (p ->> 'periodId')::uuid, system.uuid7()::text, wanted,
    clock_timestamp() + coalesce(rule.expires_hours, 168) * interval '1 hour')
  returning id into made;
  return made;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['exchange(jsonb, uuid)', 'exchange(jsonb)', 'exchange_document(uuid, jsonb, bigint)', 'reopen_period(jsonb, uuid, uuid)',
    'reopen_period(jsonb)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
  foreach f in array array['approved_fx(organizations.approval_requests)', 'approved_reopen_period(organizations.approval_requests)',
    'ask_to_reopen(uuid, uuid, jsonb)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.exchange(jsonb, uuid), payments.reopen_period(jsonb, uuid, uuid) to gr_flow;
grant execute on function payments.ask_to_reopen(uuid, uuid, jsonb) to gr_ledger;
grant execute on function organizations.ask_second(uuid, text, uuid, jsonb, text, uuid, text, bigint, text, text, bigint) to gr_ledger;
grant execute on function ticketing.money_words(bigint, text) to gr_ledger;
grant execute on function payments.exchange(jsonb), payments.reopen_period(jsonb) to authenticated;
