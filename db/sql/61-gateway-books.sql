-- Money that came for tickets that were gone: in the books from the moment it arrives until it is back with the buyer.
-- It belongs to whoever holds the processor's account: the platform, or an organization that settles directly.

-- The book that holds the processor's account for this organization's sales.
create or replace function payments.collector(organization uuid) returns uuid language sql stable security definer set search_path = '' as $$
  select case when o.settlement = 'platform' then payments.platform_id() else o.id end from organizations.organizations o where o.id = collector.organization
$$;

-- The processor's fee is the collector's loss: the buyer gets everything back.
create or replace function payments.record_unfulfilled(organization uuid, order_id uuid, number text, gateway text, gross_minor bigint, fee_minor bigint, currency text)
  returns uuid language sql volatile security definer set search_path = '' as $$
  select payments.post_group(jsonb_build_array(jsonb_build_object(
    'organization_id', payments.collector(record_unfulfilled.organization), 'kind', 'refund', 'currency', record_unfulfilled.currency,
    'effective_on', payments.today(record_unfulfilled.organization), 'key', 'unfulfilled:' || record_unfulfilled.order_id,
    'memo', 'Order ' || number || ': paid after the tickets were gone',
    'lines', payments.lines_of(array['assets:processor:' || gateway, 'expenses:processing-fees', 'liabilities:refunds-in-transit'],
      array[gross_minor - fee_minor, fee_minor, -gross_minor]))))
$$;

create or replace function payments.settle_unfulfilled(organization uuid, order_id uuid, number text, gateway text, amount_minor bigint, currency text)
  returns uuid language sql volatile security definer set search_path = '' as $$
  select payments.post_group(jsonb_build_array(jsonb_build_object(
    'organization_id', payments.collector(settle_unfulfilled.organization), 'kind', 'refund', 'currency', settle_unfulfilled.currency,
    'effective_on', payments.today(settle_unfulfilled.organization), 'key', 'unfulfilled-refund:' || settle_unfulfilled.order_id,
    'memo', 'Order ' || number || ': money back, the tickets were gone',
    'lines', payments.lines_of(array['liabilities:refunds-in-transit', 'assets:processor:' || gateway], array[amount_minor, -amount_minor]))))
$$;

-- The platform's fee on a sale, from its entries.
create or replace function payments.fee_of(organization uuid, sale_group uuid) returns bigint language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return (
    select coalesce(sum(e.amount_minor), 0)::bigint
    from payments.transactions t
    join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id)
    join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id) and a.code = 'expenses:platform-fees'
    where t.organization_id = fee_of.organization and t.group_id = fee_of.sale_group);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['collector(uuid)', 'record_unfulfilled(uuid, uuid, text, text, bigint, bigint, text)',
    'settle_unfulfilled(uuid, uuid, text, text, bigint, text)', 'fee_of(uuid, uuid)'] loop
    execute format('alter function payments.%s owner to gr_ledger', f);
    execute format('revoke execute on function payments.%s from public', f);
    execute format('grant execute on function payments.%s to gr_flow', f);
  end loop;
end $$;
