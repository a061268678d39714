-- The ledger, part 3 of 7: posting. `payments.post_documents` is the only code that writes transactions and entries.
--
-- A document: {organization_id, key, kind, effective_on, currency, memo?, order_id?, invoice_id?, manual_payment_id?,
-- card_payment_id?, booking_id?, event_id?, station_id?, dispute_id?, processor_payout_id?, payout_id?, bank_line_id?, reverses_id?, group_id?, group_size?,
-- request?, lines: [{account: code, currency?, amount_minor}]}; debit positive, credit negative.
-- Event and station are what it is reported under: those of its order, or the event's station, unless it names its own.
-- `request` is what a replay must repeat; without it, the whole document.

-- Post documents of any books, in one statement each for headers and lines. A key that was used before answers with the
-- transaction it made then; the same key with another request is refused. Returns one id per document, in order.
create or replace function payments.post_documents(documents jsonb, author uuid, out transaction_ids uuid[], out fresh integer)
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  wanted int := jsonb_array_length(documents);
  is_new boolean[];
  missing record;
  guarded record;
  l record;
begin
  perform payments.enter_books((select array_agg(distinct (d ->> 'organization_id')::uuid) from jsonb_array_elements(documents) d));

  with d as (
    select x.o, x.d, (x.d ->> 'organization_id')::uuid as organization_id, x.d ->> 'key' as key,
      sha256(convert_to(coalesce(x.d -> 'request', x.d - 'group_id' - 'group_size')::text, 'UTF8')) as request_hash
    from jsonb_array_elements(documents) with ordinality x (d, o)
  ), made as (
    insert into payments.transactions (organization_id, kind, effective_on, line_count, memo, idempotency_key, request_hash,
      group_id, group_size, invoice_id, manual_payment_id, card_payment_id, order_id, event_id, station_id, dispute_id, processor_payout_id, payout_id, bank_line_id,
      reverses_id, split_run_id, credit_lot_id, credit_spend_id, booking_id, created_by)
    select d.organization_id, (d.d ->> 'kind')::payments.transaction_kind, (d.d ->> 'effective_on')::date,
      jsonb_array_length(d.d -> 'lines'), coalesce(d.d ->> 'memo', ''), d.key, d.request_hash,
      (d.d ->> 'group_id')::uuid, (d.d ->> 'group_size')::smallint, (d.d ->> 'invoice_id')::uuid,
      (d.d ->> 'manual_payment_id')::uuid, (d.d ->> 'card_payment_id')::uuid, (d.d ->> 'order_id')::uuid,
      coalesce((d.d ->> 'event_id')::uuid, o.event_id),
      coalesce((d.d ->> 'station_id')::uuid, o.station_id, (select v.station_id from events.events v
        where v.organization_id = d.organization_id and v.id = coalesce((d.d ->> 'event_id')::uuid, o.event_id))),
      (d.d ->> 'dispute_id')::uuid, (d.d ->> 'processor_payout_id')::uuid, (d.d ->> 'payout_id')::uuid, (d.d ->> 'bank_line_id')::uuid, (d.d ->> 'reverses_id')::uuid,
      (d.d ->> 'split_run_id')::uuid, (d.d ->> 'credit_lot_id')::uuid, (d.d ->> 'credit_spend_id')::uuid, (d.d ->> 'booking_id')::uuid, author
    from d left join lateral (
      select o.event_id, o.station_id from ticketing.orders o
      where o.organization_id = d.organization_id and o.id = (d.d ->> 'order_id')::uuid limit 1
    ) o on true
    order by d.o
    on conflict (organization_id, idempotency_key) do nothing
    returning transactions.organization_id, transactions.id, transactions.idempotency_key
  )
  select array_agg(made.id order by d.o), array_agg(made.id is not null order by d.o), count(made.id)
  into transaction_ids, is_new, fresh
  from d left join made on made.organization_id = d.organization_id and made.idempotency_key = d.key;

  if fresh < wanted then
    select array_agg(coalesce(transaction_ids[x.o], t.id) order by x.o) into transaction_ids
    from jsonb_array_elements(documents) with ordinality x (d, o)
    left join payments.transactions t on t.organization_id = (x.d ->> 'organization_id')::uuid and t.idempotency_key = x.d ->> 'key'
      and t.request_hash = sha256(convert_to(coalesce(x.d -> 'request', x.d - 'group_id' - 'group_size')::text, 'UTF8'));
    if array_position(transaction_ids, null) is not null then
      raise exception 'This was sent before with other figures. Reload the page and look at what was posted.' using errcode = 'P0S01';
    end if;
    if fresh = 0 then return; end if;
  end if;

  for attempt in 1 .. 2 loop
    select array_agg(x.organization_id) as organizations, array_agg(x.transaction_id) as transactions, array_agg(x.line) as lines,
      array_agg(a.id) as accounts, array_agg(x.currency) as currencies, array_agg(x.amount_minor) as amounts,
      array_agg(x.effective_on) as dates, bool_or(a.id is null) as incomplete,
      bool_or(a.floor_minor is not null and a.stripes > 1 and a.normal * x.amount_minor < 0) as draining
    into l
    from (
      select transaction_ids[d.o] as transaction_id, (d.d ->> 'organization_id')::uuid as organization_id,
        (d.d ->> 'effective_on')::date as effective_on, e.line, e.e ->> 'account' as code,
        coalesce(e.e ->> 'currency', d.d ->> 'currency')::char(3) as currency, (e.e ->> 'amount_minor')::bigint as amount_minor
      from jsonb_array_elements(documents) with ordinality d (d, o)
      cross join lateral jsonb_array_elements(d.d -> 'lines') with ordinality e (e, line)
      where is_new[d.o]
    ) x
    left join lateral (
      select a.id, a.floor_minor, a.stripes, a.normal from payments.accounts a
      where a.organization_id = x.organization_id and a.code = x.code and a.currency = x.currency limit 1
    ) a on true;
    exit when not l.incomplete;
    for missing in
      select distinct (d ->> 'organization_id')::uuid as organization_id, e ->> 'account' as code, coalesce(e ->> 'currency', d ->> 'currency') as currency
      from jsonb_array_elements(documents) d, jsonb_array_elements(d -> 'lines') e order by 1, 2, 3
    loop
      perform payments.account(missing.organization_id, missing.code, missing.currency);
    end loop;
  end loop;

  if l.draining then
    for guarded in
      select a.organization_id, array_agg(distinct a.id order by a.id) as ids
      from unnest(l.organizations, l.accounts, l.amounts) x (organization_id, account_id, amount_minor)
      join payments.accounts a on a.organization_id = x.organization_id and a.id = x.account_id
      where a.floor_minor is not null and a.stripes > 1 and a.normal * x.amount_minor < 0
      group by a.organization_id order by a.organization_id
    loop
      perform payments.fold(guarded.organization_id, guarded.ids);
    end loop;
  end if;

  insert into payments.entries (organization_id, transaction_id, line, account_id, currency, amount_minor, effective_on)
  select * from unnest(l.organizations, l.transactions, l.lines, l.accounts, l.currencies, l.amounts, l.dates);
end $$;

-- Post one document for an organization: the door of functions that have decided already.
create or replace function payments.post_for(organization uuid, document jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  return (payments.post_documents(
    jsonb_build_array(jsonb_build_object('effective_on', payments.today(organization)) || document || jsonb_build_object('organization_id', organization)),
    system.uid())).transaction_ids[1];
end $$;

-- The same fact in several books, together or not at all. Returns the group.
create or replace function payments.post_group(documents jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  made uuid := system.uuid7();
  posted record;
begin
  select * into posted from payments.post_documents(
    (select jsonb_agg(d || jsonb_build_object('group_id', made, 'group_size', jsonb_array_length(documents)) order by o)
     from jsonb_array_elements(documents) with ordinality x (d, o)),
    system.uid());
  if posted.fresh > 0 then return made; end if;
  return (
    select t.group_id from payments.transactions t
    where t.organization_id = (documents -> 0 ->> 'organization_id')::uuid and t.id = posted.transaction_ids[1]);
end $$;

-- The door for people: a manual journal entry in their own book. {key, effective_on?, currency, memo, event_id?, station_id?, lines}
create or replace function payments.post(document jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  context jsonb := system.context();
  organization uuid := (context ->> 'org')::uuid;
begin
  if not system.can('payments:post') then
    raise exception 'You may not post to the books.' using errcode = '42501';
  end if;
  if coalesce(document ->> 'key', '') = '' or jsonb_typeof(document -> 'lines') is distinct from 'array' then
    raise exception 'A journal entry needs a key and lines.' using errcode = 'P0G01';
  end if;
  if jsonb_array_length(document -> 'lines') not between 2 and 500 then
    raise exception 'A journal entry has 2 to 500 lines.' using errcode = 'P0G01';
  end if;
  return (payments.post_documents(jsonb_build_array(jsonb_build_object(
    'organization_id', organization,
    'kind', 'manual',
    'key', 'manual:' || (document ->> 'key'),
    'effective_on', coalesce((document ->> 'effective_on')::date, payments.today(organization)),
    'currency', coalesce(document ->> 'currency', (select b.currency from payments.books b where b.organization_id = organization)),
    'memo', document ->> 'memo',
    'event_id', document ->> 'event_id',
    'station_id', document ->> 'station_id',
    'request', document,
    'lines', document -> 'lines')), (context ->> 'sub')::uuid)).transaction_ids[1];
end $$;

-- Post the opposite of a transaction and of everything in its group, dated in an open period. Each can be reversed once.
create or replace function payments.reverse_for(organization uuid, target uuid, reason text, key text, dated date default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  original payments.transactions;
  documents jsonb;
  made uuid := system.uuid7();
  posted record;
begin
  select * into original from payments.transactions t where t.organization_id = organization and t.id = target;
  if not found then
    raise exception 'That transaction is not in this book.' using errcode = 'P0002';
  end if;
  if original.kind = 'reversal' then
    raise exception 'This is a reversal itself. Post the entry again instead.' using errcode = 'P0G01';
  end if;
  select jsonb_agg(jsonb_build_object(
      'organization_id', t.organization_id, 'kind', 'reversal', 'reverses_id', t.id,
      'key', 'reverse:' || t.id, 'effective_on', coalesce(dated, payments.today(organization)), 'memo', reason, 'order_id', t.order_id,
      'invoice_id', t.invoice_id, 'manual_payment_id', t.manual_payment_id, 'card_payment_id', t.card_payment_id, 'event_id', t.event_id, 'station_id', t.station_id,
      'payout_id', t.payout_id, 'bank_line_id', t.bank_line_id, 'booking_id', t.booking_id,
      'request', jsonb_build_object('key', key, 'reverses_id', t.id, 'memo', reason),
      'lines', (
        select jsonb_agg(jsonb_build_object('account', a.code, 'currency', e.currency, 'amount_minor', -e.amount_minor) order by e.line)
        from payments.entries e join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
        where e.organization_id = t.organization_id and e.transaction_id = t.id))
      || case when t.group_id is null then '{}' else jsonb_build_object('group_id', made, 'group_size', t.group_size) end
      order by t.organization_id = organization desc)
  into documents
  from payments.transactions t
  where (original.group_id is null and t.organization_id = organization and t.id = target)
    or (original.group_id is not null and t.group_id = original.group_id);
  select * into posted from payments.post_documents(documents, system.uid());
  return posted.transaction_ids[1];
exception when sqlstate 'P0S01' then
  raise exception 'This was reversed already.' using errcode = 'P0S01';
end $$;

-- The same for people, for entries that people made: a sale is undone by refunding its order.
create or replace function payments.reverse(transaction_id uuid, reason text, key text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := system.org_id();
  kind payments.transaction_kind;
begin
  if not system.can('payments:post') then
    raise exception 'You may not post to the books.' using errcode = '42501';
  end if;
  select t.kind into kind from payments.transactions t where t.organization_id = organization and t.id = reverse.transaction_id;
  if not found then
    raise exception 'That transaction is not in your book.' using errcode = 'P0002';
  end if;
  if kind not in ('manual', 'exchange') then
    raise exception 'Only manual entries are reversed here. A sale is undone by refunding its order.' using errcode = 'P0G01';
  end if;
  return payments.reverse_for(organization, reverse.transaction_id, reason, key);
end $$;
