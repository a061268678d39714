-- The ledger, part 4 of 7: what tickets mean in money. Called by ticketing's functions inside their own transaction,
-- after they have decided and locked. All amounts are minor units of the order's currency.

-- Half up, as invoices round.
create or replace function payments.share(amount_minor bigint, part numeric, whole numeric) returns bigint language sql immutable parallel safe as $$
  select case when whole = 0 then 0 else round(amount_minor * part / whole)::bigint end
$$;

-- The platform's fee on a sale of `net_minor` before tax: its share and its fixed part per ticket, never more than the sale.
create or replace function payments.platform_fee(organization uuid, net_minor bigint, tickets integer) returns bigint
language sql stable security definer set search_path = '' as $$
  select case when o.settlement = 'direct' then 0
    else least(payments.share(net_minor, o.platform_fee_ppm, 1000000) + o.platform_fee_fixed_minor * tickets, net_minor) end
  from organizations.organizations o where o.id = organization
$$;

-- Where a sale for an event is earned: at once, or kept as owed until the event has happened (`payments.recognise`).
create or replace function payments.earned_in(organization uuid, event uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if event is null
    or exists (select from events.events v where v.organization_id = organization and v.id = event and v.state in ('completed', 'archived')) then
    return 'income:tickets';
  end if;
  return 'liabilities:deferred:' || event;
end $$;

-- The documents of sales, one per book, in the order given. Where the platform collects, the buyer's money is the
-- platform's asset and what is left after fees and tax is owed to the organization, whose book mirrors it.
-- `taxes` [{account, amount_minor}] stand in place of `tax_code` where there is more than one; `asset` is where the organization itself put the
-- money (a cash drawer): the platform has no part in it. `recover_minor` is taken from what is owed to pay back an earlier shortfall.
create or replace function payments.sale_documents(sales jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
begin
  return (
  with given as materialized (
    select x.o, x.p, system.uuid7() as group_id, o.id as organization_id, o.settlement = 'platform' and not x.p ? 'asset' as collected, (select payments.platform_id()) as platform,
      (x.p ->> 'gross_minor')::bigint as gross, coalesce((x.p ->> 'tax_minor')::bigint, 0) as tax,
      coalesce((x.p ->> 'processing_fee_minor')::bigint, 0) as processing, coalesce((x.p ->> 'recover_minor')::bigint, 0) as recovered,
      coalesce(x.p ->> 'asset', 'assets:processor:' || (x.p ->> 'gateway')) as processor, 'liabilities:tax:' || coalesce(x.p ->> 'tax_code', 'sales') as tax_account,
      case when o.revenue_recognised = 'on_sale' then 'income:tickets' else payments.earned_in(o.id, (x.p ->> 'event_id')::uuid) end as earned,
      coalesce(x.p ->> 'effective_on', ((now() at time zone o.zone)::date)::text) as effective_on,
      o.settlement = 'direct' or o.processing_fee_bearer = 'organization' as bears,
      o.platform_fee_ppm, o.platform_fee_fixed_minor, (x.p ->> 'tickets')::int as tickets
    from jsonb_array_elements(sales) with ordinality x (p, o)
    join organizations.organizations o on o.id = (x.p ->> 'organization_id')::uuid
  ), borne as (
    select g.*, g.gross - g.tax as net, case when g.bears then least(g.processing, g.gross - g.tax) else 0 end as own_processing
    from given g
  ), fees as (
    select b.*, case when b.collected then least(
      payments.share(b.net, b.platform_fee_ppm, 1000000) + b.platform_fee_fixed_minor * b.tickets, b.net - b.own_processing) else 0 end as fee
    from borne b
  ), figures as (
    select f.*, f.net - f.fee - f.own_processing as owed from fees f
  ), lines as (
    select f.o, f.organization_id, f.organization_id as book, 1 as place,
      generate_series(1, 6) as line,
      unnest(array[case when f.collected then 'assets:wallet' else f.processor end, 'liabilities:payable:platform', 'expenses:platform-fees',
        'expenses:processing-fees', f.earned, f.tax_account]) as account,
      unnest(array[case when f.collected then f.owed - f.recovered else f.gross - f.processing end, f.recovered, f.fee,
        case when f.collected then f.own_processing else f.processing end, -f.net, case when f.collected or f.p ? 'taxes' then 0 else -f.tax end]) as amount_minor
    from figures f
    union all
    select f.o, f.organization_id, f.platform, 2, generate_series(1, 6),
      unnest(array[f.processor, 'expenses:processing-fees', 'liabilities:owed:' || f.organization_id, 'assets:receivable:' || f.organization_id,
        'income:platform-fees', f.tax_account]),
      unnest(array[f.gross - f.processing, f.processing - f.own_processing, f.recovered - f.owed, -f.recovered, -f.fee, case when f.p ? 'taxes' then 0 else -f.tax end])
    from figures f where f.collected
    union all
    select f.o, f.organization_id, case when f.collected then f.platform else f.organization_id end, case when f.collected then 2 else 1 end,
      6 + x.n::int, x.t ->> 'account', -(x.t ->> 'amount_minor')::bigint
    from figures f, jsonb_array_elements(f.p -> 'taxes') with ordinality x (t, n)
  )
  select jsonb_agg(jsonb_build_object(
      'organization_id', l.book, 'kind', 'sale', 'effective_on', f.effective_on, 'currency', f.p ->> 'currency', 'memo', coalesce(f.p ->> 'memo', ''),
      'key', case when l.place = 1 then f.p ->> 'key' else l.organization_id || ':' || (f.p ->> 'key') end,
      'order_id', case when l.place = 1 then f.p -> 'order_id' end, 'request', f.p - 'recover_minor',
      'group_id', f.group_id, 'group_size', case when f.collected then 2 else 1 end, 'lines', l.lines)
    order by l.o, l.place)
  from (
    select l.o, l.organization_id, l.book, l.place, jsonb_agg(jsonb_build_object('account', l.account, 'amount_minor', l.amount_minor) order by l.line) as lines
    from lines l where l.amount_minor <> 0 group by l.o, l.organization_id, l.book, l.place
  ) l join figures f on f.o = l.o);
end $$;

create or replace function payments.check_sale(p jsonb) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if coalesce((p ->> 'tax_minor')::bigint, 0) not between 0 and (p ->> 'gross_minor')::bigint - 1
    or coalesce((p ->> 'processing_fee_minor')::bigint, 0) < 0 or coalesce((p ->> 'tickets')::int, 0) < 1
    or (p ->> 'gross_minor')::bigint is null or coalesce(p ->> 'key', '') = '' or coalesce(p ->> 'gateway', p ->> 'asset', '') = '' or coalesce(p ->> 'currency', '') = '' then
    raise exception 'A sale needs a key, gateway, currency, tickets, and a tax smaller than its gross.' using errcode = 'P0G01';
  end if;
  if p ? 'taxes' and (select sum((t ->> 'amount_minor')::bigint) from jsonb_array_elements(p -> 'taxes') t) is distinct from (p ->> 'tax_minor')::bigint then
    raise exception 'The taxes of a sale add up to its tax.' using errcode = 'P0G01';
  end if;
  if not exists (select from payments.books b where b.organization_id = (p ->> 'organization_id')::uuid) then
    raise exception 'There is no book for this sale.' using errcode = 'P0G01';
  end if;
end $$;

-- One paid order. {organization_id, order_id, event_id, gross_minor, tax_minor, tax_code, processing_fee_minor, tickets,
-- currency, gateway | asset, key, taxes?, effective_on?, memo?}. Returns the group of its postings; null for a free order, which has none.
create or replace function payments.record_sale(p jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := (p ->> 'organization_id')::uuid;
  platform uuid := payments.platform_id();
  documents jsonb;
  posted record;
  shortfall_account uuid;
  recovered bigint;
begin
  if (p ->> 'gross_minor')::bigint = 0 then return null; end if;
  perform payments.check_sale(p);
  documents := payments.sale_documents(jsonb_build_array(p));
  select a.id into shortfall_account from payments.accounts a
  where a.organization_id = platform and a.code = 'assets:receivable:' || organization and a.currency = (p ->> 'currency')::char(3);
  if found and payments.balance_now(platform, shortfall_account) > 0 then
    -- What an earlier refund cost the platform comes back from the next sale. Locked in the order in which refunds lock.
    perform payments.enter_books(array[organization, platform]);
    perform payments.fold(platform, array[payments.account(platform, 'liabilities:owed:' || organization, p ->> 'currency'), shortfall_account]);
    select least(payments.balance_now(platform, shortfall_account), -(e ->> 'amount_minor')::bigint) into recovered
    from jsonb_array_elements(documents -> 1 -> 'lines') e where e ->> 'account' = 'liabilities:owed:' || organization;
    documents := payments.sale_documents(jsonb_build_array(p || jsonb_build_object('recover_minor', greatest(coalesce(recovered, 0), 0))));
  end if;
  posted := payments.post_documents(documents, system.uid());
  return (select t.group_id from payments.transactions t where t.organization_id = organization and t.id = posted.transaction_ids[1]);
end $$;

-- Thousands of sales in a few statements, through the same checks; for loading history. Recovers no shortfall.
-- Returns how many transactions were new: two a sale where the platform collects.
create or replace function payments.record_sales(sales jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  paid jsonb;
  documents jsonb;
  posted record;
begin
  select jsonb_agg(p order by o) into paid from jsonb_array_elements(sales) with ordinality x (p, o) where (p ->> 'gross_minor')::bigint is distinct from 0;
  if paid is null then return 0; end if;
  perform payments.check_sale(p) from jsonb_array_elements(paid) p;
  documents := payments.sale_documents(paid);
  posted := payments.post_documents(documents, null);
  return posted.fresh;
end $$;
