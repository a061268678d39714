-- What processors tell of their balance and their payouts, and what that means in the books. Called by the worker with news whose
-- signature was checked; told again, late or out of order, nothing changes twice.

-- The book that holds the processor's account of an order: that of its sale where it was sold, else by how the organization settles now.
create or replace function payments.collector_of_order(organization uuid, ordered uuid) returns uuid language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select case t.group_size when 2 then payments.platform_id() else t.organization_id end from payments.transactions t
     where t.organization_id = collector_of_order.organization and t.order_id = ordered and t.kind = 'sale' limit 1),
    payments.collector(organization))
$$;

-- News of a payment counts only from the account that takes this organization's payments: its own or the platform's. Somebody else's
-- processor signs whatever they like. p: {holder, organization_id}.
create or replace function payments.require_account_of(p jsonb) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if (p ->> 'holder')::uuid not in ((p ->> 'organization_id')::uuid, payments.platform_id()) then
    raise exception using errcode = 'P0G01', message = 'That account takes no payments of this organization.';
  end if;
end $$;

-- What a posting moved on the clearing account of a processor.
create or replace function payments.cleared(holder uuid, posting uuid, gateway text) returns bigint language sql stable security definer set search_path = '' as $$
  select coalesce(sum(e.amount_minor), 0)::bigint from payments.entries e
  join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and a.code = 'assets:processor:' || cleared.gateway
  where e.organization_id = holder and e.transaction_id = posting
$$;

-- The day of a fact in this book: when it happened, or today when that day is closed already.
create or replace function payments.open_day(holder uuid, wanted date) returns date language sql stable security definer set search_path = '' as $$
  select case when wanted > b.locked_through and wanted <= payments.today(holder) then wanted else payments.today(holder) end from payments.books b where b.organization_id = holder
$$;

-- The posting that a balance transaction belongs to, in the account holder's book; null while there is none.
create or replace function payments.posting_of(x payments.processor_transactions) returns uuid language sql stable security definer set search_path = '' as $$
  select t.id from payments.transactions t
  where t.organization_id = x.organization_id and t.group_id = case x.kind
      when 'payment' then (select o.group_id from ticketing.orders o where o.organization_id = x.merchant_organization_id and o.id = x.source_id)
      when 'refund' then (select r.group_id from ticketing.refunds r where r.organization_id = x.merchant_organization_id and r.id = x.source_id) end
  union all
  select t.id from payments.transactions t
  where x.kind in ('payment', 'refund') and t.organization_id = x.organization_id
    and t.idempotency_key in (case x.kind when 'payment' then 'card:' else 'booking-refunded:' end || x.source_id,
      x.merchant_organization_id || case x.kind when 'payment' then ':card:' else ':booking-refunded:' end || x.source_id)
  union all
  select t.id from payments.transactions t
  where x.kind in ('dispute', 'dispute_reversal') and t.organization_id = x.organization_id
    and t.idempotency_key in ('dispute:' || x.source_id || case x.kind when 'dispute' then ':opened' else ':won' end,
      x.merchant_organization_id || ':dispute:' || x.source_id || case x.kind when 'dispute' then ':opened' else ':won' end)
  union all
  select t.id from payments.transactions t
  where x.kind = 'payout' and t.organization_id = x.organization_id and t.processor_payout_id = x.processor_payout_id and t.kind = 'sweep'
    and not exists (select from payments.transactions r where r.organization_id = t.organization_id and r.reverses_id = t.id)
  limit 1
$$;

-- Tie balance transactions to their postings. Where the processor took another fee than was posted the difference is posted now: the
-- account holder bears it. A fee that belongs to nothing is an expense of its own.
create or replace function payments.tie_processor_transactions(holder uuid, only_gateway text, ids uuid[]) returns int
  language plpgsql volatile security definer set search_path = '' as $$
declare
  x payments.processor_transactions;
  posting uuid;
  off_by bigint;
  tied int := 0;
begin
  for x in
    select p.* from payments.processor_transactions p
    where p.organization_id = holder and p.gateway = only_gateway and p.id = any (ids) and p.transaction_id is null order by p.id for update
  loop
    if x.kind = 'fee' then
      posting := payments.post_for(holder, jsonb_build_object('kind', 'fee', 'currency', x.currency, 'key', 'fee:' || x.gateway || ':' || x.provider_id,
        'effective_on', payments.open_day(holder, x.occurred_at::date), 'memo', coalesce(nullif(x.description, ''), 'Processor fee ' || x.provider_id),
        'lines', payments.lines_of(array['expenses:processing-fees', 'assets:processor:' || x.gateway], array[-x.net_minor, x.net_minor])));
    else
      posting := payments.posting_of(x);
      continue when posting is null;
      off_by := payments.cleared(holder, posting, x.gateway) - x.net_minor;
      if off_by <> 0 and x.kind in ('payment', 'refund') then
        perform payments.post_for(holder, jsonb_build_object('kind', 'fee', 'currency', x.currency, 'key', 'fee-difference:' || x.gateway || ':' || x.provider_id,
          'effective_on', payments.open_day(holder, x.occurred_at::date), 'memo', 'Difference to the fee that was posted, ' || x.provider_id,
          'lines', payments.lines_of(array['expenses:processing-fees', 'assets:processor:' || x.gateway], array[off_by, -off_by])));
      end if;
    end if;
    update payments.processor_transactions p set transaction_id = posting where p.organization_id = holder and p.id = x.id;
    tied := tied + 1;
  end loop;
  return tied;
end $$;

-- Our id of what a balance transaction is about: the reference we gave, or for a dispute the one that has the processor's.
create or replace function payments.source_of(t jsonb, gateway text) returns uuid language sql stable security definer set search_path = '' as $$
  select case when t ->> 'kind' like 'dispute%' then (select d.id from payments.disputes d
      where d.organization_id::text = t ->> 'merchant' and d.gateway = source_of.gateway and d.provider_id = t ->> 'reference')
    when t ->> 'reference' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (t ->> 'reference')::uuid end
$$;

-- p: {holder, gateway, transactions: [{provider_id, kind, gross_minor, fee_minor, currency, occurred_at, available_on, merchant?, reference?, description?}], payout_id?}.
-- Answers how many were tied to a posting now. `payout_id` is ours: they are what that payout is made of.
create or replace function payments.note_processor_transactions(p jsonb) returns int language plpgsql volatile security definer set search_path = '' as $$
declare
  account_holder uuid := (p ->> 'holder')::uuid;
  seen uuid[];
begin
  perform gateway.require_worker();
  with told as (
    select distinct on (t ->> 'provider_id') t from jsonb_array_elements(coalesce(p -> 'transactions', '[]')) t
  ), kept as (
    insert into payments.processor_transactions as x (organization_id, gateway, provider_id, kind, gross_minor, fee_minor, net_minor, currency, occurred_at, available_on,
      merchant_organization_id, source_id, description, processor_payout_id)
    select account_holder, p ->> 'gateway', t ->> 'provider_id', (t ->> 'kind')::payments.processor_transaction_kind, (t ->> 'gross_minor')::bigint,
      (t ->> 'fee_minor')::bigint, (t ->> 'gross_minor')::bigint - (t ->> 'fee_minor')::bigint, t ->> 'currency', (t ->> 'occurred_at')::timestamptz,
      (t ->> 'available_on')::date, (select o.id from organizations.organizations o where o.id::text = t ->> 'merchant'),
      payments.source_of(t, p ->> 'gateway'),
      coalesce(t ->> 'description', ''), (p ->> 'payout_id')::uuid
    from told order by t ->> 'provider_id'
    on conflict on constraint one_transaction_a_provider_id do update set
      processor_payout_id = coalesce(excluded.processor_payout_id, x.processor_payout_id), available_on = excluded.available_on,
      merchant_organization_id = coalesce(x.merchant_organization_id, excluded.merchant_organization_id), source_id = coalesce(x.source_id, excluded.source_id)
    returning x.id
  )
  select array_agg(id) into seen from kept;
  return payments.tie_processor_transactions(account_holder, p ->> 'gateway', seen);
end $$;

-- p: {holder, gateway, provider_id, state, amount_minor, currency, arrival_on, statement_reference?, transaction_count?, failure?, transactions}.
-- Older news than what is known only fills in. Paid: the bank has it, the processor has not. Failed after that: the other way round.
create or replace function payments.processor_payout_news(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  org uuid := (p ->> 'holder')::uuid;
  o payments.processor_payouts;
  ranks constant text[] := array['pending', 'in_transit', 'paid', 'failed', 'cancelled'];
  news int := array_position(ranks, p ->> 'state');
  sweep uuid;
  clearing text := 'assets:processor:' || (p ->> 'gateway');
begin
  perform gateway.require_worker();
  if news is null then
    raise exception using errcode = 'P0G01', message = format('A payout cannot be %s.', p ->> 'state');
  end if;
  insert into payments.processor_payouts (organization_id, gateway, provider_id, state, amount_minor, currency, arrival_on, statement_reference, transaction_count)
  values (org, p ->> 'gateway', p ->> 'provider_id', (case when news > 2 then 'in_transit' else p ->> 'state' end)::payments.processor_payout_state,
    (p ->> 'amount_minor')::bigint, p ->> 'currency', (p ->> 'arrival_on')::date, coalesce(p ->> 'statement_reference', ''), (p ->> 'transaction_count')::int)
  on conflict on constraint one_payout_a_provider_id do nothing;
  select x.* into strict o from payments.processor_payouts x
  where x.organization_id = org and x.gateway = p ->> 'gateway' and x.provider_id = p ->> 'provider_id' for update;
  if (o.amount_minor, o.currency) is distinct from ((p ->> 'amount_minor')::bigint, (p ->> 'currency')::bpchar) then
    raise exception using errcode = 'P0G01', message = format('Payout %s was %s %s in minor units before, and is %s %s now.',
      o.provider_id, o.amount_minor, o.currency, p ->> 'amount_minor', p ->> 'currency');
  end if;
  if news > array_position(ranks, o.state::text) then
    update payments.processor_payouts x set state = (p ->> 'state')::payments.processor_payout_state, arrival_on = (p ->> 'arrival_on')::date,
      paid_at = case when p ->> 'state' = 'paid' then now() else x.paid_at end, failure = p ->> 'failure',
      statement_reference = coalesce(nullif(p ->> 'statement_reference', ''), x.statement_reference), transaction_count = coalesce((p ->> 'transaction_count')::int, x.transaction_count)
    where x.organization_id = org and x.id = o.id returning x.* into o;
    if o.state = 'paid' then
      perform payments.post_for(org, jsonb_build_object('kind', 'sweep', 'currency', o.currency, 'key', 'sweep:' || o.gateway || ':' || o.provider_id,
        'processor_payout_id', o.id, 'effective_on', payments.open_day(org, o.arrival_on), 'memo', trim('Payout from processor ' || o.statement_reference),
        'lines', payments.lines_of(array['assets:bank:main', clearing], array[o.amount_minor, -o.amount_minor])));
    elsif o.state = 'failed' then
      select t.id into sweep from payments.transactions t where t.organization_id = org and t.processor_payout_id = o.id and t.kind = 'sweep';
      if found then perform payments.reverse_for(org, sweep, 'The bank sent it back', 'sweep-failed:' || o.id); end if;
    end if;
    perform ticketing.note(org, 'payments.processor_payout_news', 'payments.processor_payouts', o.id, p - 'transactions');
  end if;
  perform payments.note_processor_transactions(jsonb_build_object('holder', org, 'gateway', o.gateway, 'payout_id', o.id, 'transactions', p -> 'transactions'));
  return jsonb_build_object('state', o.state, 'id', o.id);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['require_account_of(jsonb)', 'collector_of_order(uuid, uuid)', 'cleared(uuid, uuid, text)', 'open_day(uuid, date)', 'posting_of(payments.processor_transactions)', 'source_of(jsonb, text)',
    'tie_processor_transactions(uuid, text, uuid[])', 'note_processor_transactions(jsonb)', 'processor_payout_news(jsonb)'] loop
    execute format('alter function payments.%s owner to gr_flow', f);
    execute format('revoke execute on function payments.%s from public', f);
  end loop;
end $$;
grant execute on function payments.require_account_of(jsonb), payments.note_processor_transactions(jsonb), payments.processor_payout_news(jsonb) to authenticated;
grant execute on function payments.collector(uuid), payments.reverse_for(uuid, uuid, text, text, date), payments.lines_of(text[], bigint[]), payments.platform_id(),
  payments.balance_now(uuid, uuid) to gr_flow;
