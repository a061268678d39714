-- The test gateway's own books: what it holds, what banks dispute, what it pays out. Money that came is available after two days; a
-- payout is made each night of what is available and arrives a day later. A dispute costs 15.00, given back when it is won.

-- One change of an account's balance, in the words of its webhooks. A refund or dispute belongs to the account that was paid.
create or replace function gateway.book(p gateway.payments, kind text, gross bigint, fee bigint, reference text, happened timestamptz default now()) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  b gateway.balance_transactions;
begin
  insert into gateway.balance_transactions (account, merchant, payment_id, kind, gross_minor, fee_minor, currency, reference, available_on, created_at)
  values (coalesce((select x.account from gateway.balance_transactions x where x.payment_id = p.id and x.kind = 'payment' limit 1),
      payments.collector(p.merchant::uuid)::text), p.merchant, p.id, book.kind, gross, fee, p.currency, book.reference,
    (happened + case when kind = 'payment' then interval '2 days' else interval '0' end)::date, happened)
  returning * into b;
  return gateway.told(b);
end $$;

create or replace function gateway.told(b gateway.balance_transactions) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('id', 'txn_' || replace(b.id::text, '-', ''), 'account', b.account, 'merchant', b.merchant, 'kind', b.kind, 'grossMinor', b.gross_minor::text,
    'feeMinor', b.fee_minor::text, 'currency', b.currency, 'reference', b.reference, 'availableOn', b.available_on, 'createdAt', b.created_at)
$$;

-- News about an account rather than a payment.
create or replace function gateway.tell_account(account text, kind text, data jsonb, delay int) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  event text := 'evt_' || replace(gen_random_uuid()::text, '-', '');
  delivery uuid;
begin
  insert into gateway.deliveries (event_id, body, deliver_at)
  values (event, jsonb_build_object('id', event, 'type', kind, 'createdAt', now(), 'data', data || jsonb_build_object('merchant', account))::text, now() + make_interval(secs => delay))
  returning id into delivery;
  perform system.enqueue(account::uuid, 'gateway.deliver', jsonb_build_object('deliveryId', delivery), delivery::text, now() + make_interval(secs => delay));
end $$;

create or replace function gateway.come_later(p gateway.payments, later text) returns void language plpgsql volatile security definer set search_path = '' as $$
declare
  d gateway.disputes;
  wait constant int := 15;
begin
  if later = 'fee' then
    perform gateway.tell(p, 'evt_' || replace(gen_random_uuid()::text, '-', ''), 'balance.changed', now(),
      jsonb_build_object('transaction', gateway.book(p, 'fee', 0, greatest(p.amount_minor / 100, 1), p.reference)), wait);
  elsif later in ('dispute', 'partial_dispute') then
    insert into gateway.disputes (payment_id, amount_minor, fee_minor, reason, opens_at, respond_until)
    values (p.id, case later when 'dispute' then p.amount_minor else greatest(p.amount_minor / 2, 1) end, 1500, 'fraudulent',
      now() + make_interval(secs => wait), now() + interval '7 days')
    returning * into d;
    perform gateway.tell_dispute(p, d, 'dispute.opened', gateway.book(p, 'dispute', -d.amount_minor, d.fee_minor, d.id::text, d.opens_at), wait);
  end if;
end $$;

create or replace function gateway.tell_dispute(p gateway.payments, d gateway.disputes, kind text, booked jsonb, delay int) returns void
  language sql volatile security definer set search_path = '' as $$
  select gateway.tell(p, 'evt_' || replace(gen_random_uuid()::text, '-', ''), kind, now(), jsonb_strip_nulls(jsonb_build_object(
    'dispute', jsonb_build_object('id', d.id, 'amountMinor', d.amount_minor::text, 'feeMinor', d.fee_minor::text, 'reason', d.reason, 'state', d.state,
      'openedAt', d.opens_at, 'respondUntil', d.respond_until), 'transaction', booked)), delay)
$$;

-- The merchant answers: `contest` with words, or `accept`. The same answer again changes nothing. What the gateway will not take comes back as a reason.
create or replace function gateway.answer_dispute(dispute uuid, answer text, evidence text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  d gateway.disputes;
  p gateway.payments;
begin
  perform gateway.require_worker();
  select x.* into d from gateway.disputes x where x.id = answer_dispute.dispute for update;
  if not found then return jsonb_build_object('state', 'failed', 'reason', 'The gateway knows no such dispute.'); end if;
  select x.* into p from gateway.payments x where x.id = d.payment_id;
  if (answer = 'contest' and d.state <> 'needs_response') or (answer = 'accept' and d.state = 'lost') then
    return jsonb_build_object('state', 'taken');
  elsif d.state in ('won', 'lost') then
    return jsonb_build_object('state', 'failed', 'reason', 'This dispute is decided already.');
  elsif d.respond_until < now() then
    return jsonb_build_object('state', 'failed', 'reason', 'The time to answer is over.');
  end if;
  update gateway.disputes x set state = case answer when 'contest' then 'under_review' else 'lost' end, evidence = answer_dispute.evidence where x.id = d.id returning x.* into d;
  perform gateway.tell_dispute(p, d, case answer when 'contest' then 'dispute.updated' else 'dispute.closed' end, null, 0);
  return jsonb_build_object('state', 'taken');
end $$;

-- The gateway's own page decides, as a bank would. Its address is random.
create or replace function gateway.decide_dispute(dispute uuid, outcome text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  d gateway.disputes;
  p gateway.payments;
  booked jsonb;
begin
  select x.* into d from gateway.disputes x where x.id = decide_dispute.dispute for update;
  if not found or outcome not in ('won', 'lost') then
    raise exception using errcode = 'P0002', message = 'There is no such dispute.';
  end if;
  if d.state in ('won', 'lost') then
    raise exception using errcode = 'P0G01', message = format('This dispute is %s already.', d.state);
  end if;
  select x.* into p from gateway.payments x where x.id = d.payment_id;
  update gateway.disputes x set state = outcome where x.id = d.id returning x.* into d;
  if outcome = 'won' then booked := gateway.book(p, 'dispute_reversal', d.amount_minor, -d.fee_minor, d.id::text); end if;
  perform gateway.tell_dispute(p, d, 'dispute.closed', booked, 0);
  return gateway.dispute_page(d.id);
end $$;

create or replace function gateway.dispute_page(dispute uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', d.id, 'amountMinor', d.amount_minor::text, 'feeMinor', d.fee_minor::text, 'currency', p.currency, 'description', p.description,
    'reason', d.reason, 'state', d.state, 'evidence', d.evidence, 'respondUntil', d.respond_until, 'openedAt', d.opens_at)
  from gateway.disputes d join gateway.payments p on p.id = d.payment_id where d.id = dispute_page.dispute
$$;

-- Sweep what is available to the bank, or with `everything` what is not yet as well. A balance at or below zero stays. Answers how many payouts.
create or replace function gateway.pay_out(only_account text default null, everything boolean default false) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  o gateway.payouts;
  made int := 0;
begin
  for due in
    select b.account, b.currency from gateway.balance_transactions b
    where b.payout_id is null and (only_account is null or b.account = only_account) and (everything or b.available_on <= current_date)
    group by b.account, b.currency order by 1, 2
  loop
    perform pg_advisory_xact_lock(hashtextextended('gateway.payout:' || due.account || due.currency, 0));
    with swept as (
      select sum(b.gross_minor - b.fee_minor)::bigint as net from gateway.balance_transactions b
      where b.account = due.account and b.currency = due.currency and b.payout_id is null and (everything or b.available_on <= current_date)
    ), paid as (
      insert into gateway.payouts (account, amount_minor, currency, arrival_on, arrives_at, statement_reference)
      select due.account, s.net, due.currency, current_date + 1, now() + interval '1 day', 'GRTEST ' || upper(substr(md5(gen_random_uuid()::text), 1, 8)) from swept s where s.net > 0
      returning *
    )
    select * into o from paid;
    continue when o.id is null;
    update gateway.balance_transactions b set payout_id = o.id
    where b.account = o.account and b.currency = o.currency and b.payout_id is null and (everything or b.available_on <= current_date);
    insert into gateway.balance_transactions (account, merchant, kind, gross_minor, fee_minor, currency, available_on, payout_id)
    values (o.account, o.account, 'payout', -o.amount_minor, 0, o.currency, current_date, o.id);
    perform gateway.tell_account(o.account, 'payout.created', gateway.payout_told(o), 0);
    made := made + 1;
  end loop;
  return made;
end $$;

create or replace function gateway.payout_told(o gateway.payouts) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('payout', jsonb_build_object('id', o.id, 'amountMinor', o.amount_minor::text, 'currency', o.currency, 'state', o.state, 'arrivalOn', o.arrival_on,
    'statementReference', o.statement_reference, 'transactionCount', (select count(*) from gateway.balance_transactions b where b.payout_id = o.id and b.kind <> 'payout')))
$$;

-- What is on its way arrives; with `everything` at once. Answers how many.
create or replace function gateway.arrive(only_account text default null, everything boolean default false) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  o gateway.payouts;
  made int := 0;
begin
  for o in
    update gateway.payouts x set state = 'paid', arrival_on = case when everything then current_date else x.arrival_on end
    where x.state = 'in_transit' and (only_account is null or x.account = only_account) and (everything or x.arrives_at <= now()) returning x.*
  loop
    perform gateway.tell_account(o.account, 'payout.paid', gateway.payout_told(o), 0);
    made := made + 1;
  end loop;
  return made;
end $$;

create or replace function gateway.payout_transactions(payout uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform gateway.require_worker();
  return (select coalesce(jsonb_agg(gateway.told(b) order by b.created_at, b.id), '[]'::jsonb) from gateway.balance_transactions b where b.payout_id = payout_transactions.payout);
end $$;

-- By hand, for the open organization's own account: what the night would do.
create or replace function gateway.hurry(step text) returns int language plpgsql volatile security definer set search_path = '' as $$
begin
  if not system.can('payments:replay') then
    raise exception using errcode = '42501', message = 'You may not do that.';
  end if;
  return case step when 'pay_out' then gateway.pay_out(system.org_id()::text, true) when 'arrive' then gateway.arrive(system.org_id()::text, true) else 0 end;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['book(gateway.payments, text, bigint, bigint, text, timestamptz)', 'told(gateway.balance_transactions)', 'tell_account(text, text, jsonb, int)',
    'come_later(gateway.payments, text)', 'tell_dispute(gateway.payments, gateway.disputes, text, jsonb, int)', 'answer_dispute(uuid, text, text)', 'decide_dispute(uuid, text)',
    'dispute_page(uuid)', 'pay_out(text, boolean)', 'payout_told(gateway.payouts)', 'arrive(text, boolean)', 'payout_transactions(uuid)', 'hurry(text)'] loop
    execute format('alter function gateway.%s owner to gr_flow', f);
    execute format('revoke execute on function gateway.%s from public', f);
  end loop;
end $$;
grant execute on function gateway.decide_dispute(uuid, text), gateway.dispute_page(uuid) to anon, authenticated;
grant execute on function gateway.answer_dispute(uuid, text, text), gateway.payout_transactions(uuid), gateway.hurry(text) to authenticated;
grant execute on function gateway.pay_out(text, boolean), gateway.arrive(text, boolean) to gr_worker;
