-- The ledger, part 5 of 7: money back. {organization_id, order_id, amount_minor, tax_minor?, currency, gateway, key, reason}.
-- The buyer gets `amount_minor`; the processor keeps its fee; the platform returns its fee in proportion; the rest leaves
-- what is owed to the organization, and where that is not enough the organization owes the platform the difference.
-- Tax and fee are cumulative, what is due on all refunds so far less what was returned before: how a refund is split
-- does not change what it costs. Returns the group of its postings. `source` is where the money leaves from when it is not the processor's
-- account: a lost dispute (`dispute_id`) took it from `assets:disputes` before.
create or replace function payments.record_refund(p jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := (p ->> 'organization_id')::uuid;
  ordered uuid := (p ->> 'order_id')::uuid;
  amount bigint := (p ->> 'amount_minor')::bigint;
  sale payments.transactions;
  earlier payments.transactions;
  collected boolean;
  platform uuid := payments.platform_id();
  f record;
  tax bigint;
  net bigint;
  fee_back bigint;
  from_wallet bigint;
  short bigint;
  head jsonb;
  documents jsonb;
  tax_accounts text[];
  tax_parts bigint[];
  earned text := 'income:tickets';
  source text := coalesce(p ->> 'source', 'assets:processor:' || (p ->> 'gateway'));
begin
  perform pg_advisory_xact_lock(hashtextextended('payments.refund:' || ordered::text, 0));
  select * into earlier from payments.transactions t where t.organization_id = organization and t.idempotency_key = p ->> 'key';
  if found then
    if earlier.request_hash <> sha256(convert_to(p::text, 'UTF8')) then
      raise exception 'This refund was sent before with other figures. Reload the order and look at what was refunded.' using errcode = 'P0S01';
    end if;
    return earlier.group_id;
  end if;

  select * into sale from payments.transactions t
  where t.organization_id = organization and t.order_id = ordered and t.kind = 'sale'
    and not exists (select from payments.transactions r where r.organization_id = organization and r.reverses_id = t.id);
  if not found then
    raise exception 'Nothing was paid for this order.' using errcode = 'P0G01';
  end if;
  collected := sale.group_size = 2;

  -- What was sold and what was returned before, from the entries themselves.
  select
    coalesce(-sum(e.amount_minor) filter (where t.kind = 'sale' and (a.code = 'income:tickets' or a.code like 'liabilities:deferred:%')), 0)::bigint as sold_net,
    coalesce(-sum(e.amount_minor) filter (where t.kind = 'sale' and a.code like 'liabilities:tax:%'), 0)::bigint as sold_tax,
    coalesce(sum(e.amount_minor) filter (where t.kind = 'sale' and a.code = 'expenses:platform-fees'), 0)::bigint as sold_fee,
    coalesce(sum(e.amount_minor) filter (where t.kind = 'refund' and (a.code = 'income:tickets' or a.code like 'liabilities:deferred:%')), 0)::bigint as back_net,
    coalesce(sum(e.amount_minor) filter (where t.kind = 'refund' and a.code like 'liabilities:tax:%'), 0)::bigint as back_tax,
    coalesce(-sum(e.amount_minor) filter (where t.kind = 'refund' and a.code = 'expenses:platform-fees'), 0)::bigint as back_fee,
    max(a.code) filter (where t.kind = 'sale' and a.code like 'liabilities:deferred:%') as deferred_account
  into f
  from payments.transactions own
  join payments.transactions t on t.group_id = own.group_id
  join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
  join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
  where own.organization_id = organization and own.order_id = ordered and own.kind in ('sale', 'refund')
    and not exists (select from payments.transactions r where r.organization_id = organization and r.reverses_id = own.id);

  if amount is null or amount < 1 or f.back_net + f.back_tax + amount > f.sold_net + f.sold_tax then
    raise exception 'That is more than is left of what was paid.' using errcode = 'P0G01';
  end if;
  tax := coalesce((p ->> 'tax_minor')::bigint,
    least(payments.share(f.back_net + f.back_tax + amount, f.sold_tax, f.sold_net + f.sold_tax) - f.back_tax, amount - 1));
  net := amount - tax;
  if tax < 0 or net < 1 or f.back_tax + tax > f.sold_tax or f.back_net + net > f.sold_net then
    raise exception 'The tax in this refund does not fit what was paid. Refund a larger part at once.' using errcode = 'P0G01';
  end if;
  -- What was kept until the event has happened leaves from there; once it has, what was earned is given back.
  if f.deferred_account is not null and not exists (select from events.events v where v.organization_id = organization
      and v.id = sale.event_id and v.state in ('completed', 'archived')) then
    earned := f.deferred_account;
  end if;
  -- Each tax gets its part of what goes back, so that all parts together are the tax, and all refunds together the sale's.
  select array_agg(x.code order by x.code), array_agg(x.upto - lag_upto order by x.code) into tax_accounts, tax_parts from (
    select w.code, w.upto, coalesce(lag(w.upto) over (order by w.code), 0) as lag_upto from (
      select y.code, payments.share(f.back_tax + tax, sum(y.sold) over (order by y.code), nullif(f.sold_tax, 0))
        - payments.share(f.back_tax, sum(y.sold) over (order by y.code), nullif(f.sold_tax, 0)) as upto
      from (select a.code, -sum(e.amount_minor) as sold from payments.transactions own
        join payments.transactions t on t.group_id = own.group_id
        join payments.entries e on e.organization_id = t.organization_id and e.transaction_id = t.id
        join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id and a.code like 'liabilities:tax:%'
        where own.organization_id = organization and own.id = sale.id group by a.code) y) w) x;
  fee_back := payments.share(f.sold_fee, f.back_net + net, f.sold_net) - f.back_fee;

  head := jsonb_build_object('kind', 'refund', 'currency', p ->> 'currency', 'memo', coalesce(p ->> 'reason', ''), 'request', p,
    'effective_on', coalesce(p ->> 'effective_on', payments.today(organization)::text));
  if collected then
    perform payments.enter_books(array[organization, platform]);
    perform payments.fold(platform, array[payments.account(platform, 'liabilities:owed:' || organization, p ->> 'currency'),
      payments.account(platform, 'assets:receivable:' || organization, p ->> 'currency')]);
    from_wallet := greatest(least(net - fee_back,
      payments.balance_now(platform, payments.account(platform, 'liabilities:owed:' || organization, p ->> 'currency'))), 0);
    short := net - fee_back - from_wallet;
    documents := jsonb_build_array(
      head || jsonb_build_object('organization_id', organization, 'order_id', ordered, 'dispute_id', p -> 'dispute_id', 'key', p ->> 'key', 'lines', payments.lines_of(
        array[earned, 'expenses:platform-fees', 'assets:wallet', 'liabilities:payable:platform'],
        array[net, -fee_back, -from_wallet, -short])),
      head || jsonb_build_object('organization_id', platform, 'key', organization || ':' || (p ->> 'key'), 'lines', payments.lines_of(
        array['liabilities:owed:' || organization, 'assets:receivable:' || organization, 'income:platform-fees', source] || tax_accounts,
        array[from_wallet, short, fee_back, -amount] || tax_parts)));
  else
    documents := jsonb_build_array(
      head || jsonb_build_object('organization_id', organization, 'order_id', ordered, 'dispute_id', p -> 'dispute_id', 'key', p ->> 'key', 'lines', payments.lines_of(
        array[earned, source] || tax_accounts, array[net, -amount] || tax_parts)));
  end if;
  return payments.post_group(documents);
end $$;

-- Lines of a document, zeros left out.
create or replace function payments.lines_of(codes text[], amounts bigint[]) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_agg(jsonb_build_object('account', x.code, 'amount_minor', x.amount) order by x.o)
  from unnest(codes, amounts) with ordinality x (code, amount, o) where x.amount <> 0
$$;
