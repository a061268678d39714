-- Every ledger function belongs to `gr_ledger` and to nobody else until it is granted here.
do $$
declare
  f record;
begin
  for f in
    select p.oid::regprocedure as signature, p.prokind from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace where n.nspname = 'payments'
  loop
    execute format('alter %s %s owner to gr_ledger', case f.prokind when 'a' then 'aggregate' else 'function' end, f.signature);
    execute format('revoke execute on %s %s from public', 'function', f.signature);
  end loop;
end $$;

-- People, as the permissions inside allow.
grant execute on function payments.post(jsonb), payments.reverse(uuid, text, text), payments.close_period(date, text),
  payments.verify(uuid), payments.verify_chain(uuid), payments.account_balances(date), payments.wallet(),
  payments.statement(uuid, date, date, date, uuid, smallint, integer) to authenticated;
-- The functions of other domains, which decide first and post last.
grant execute on function payments.open_book(uuid, text), payments.account(uuid, text, text), payments.platform_fee(uuid, bigint, integer),
  payments.record_sale(jsonb), payments.record_sales(jsonb), payments.record_refund(jsonb), payments.post_for(uuid, jsonb),
  payments.post_group(jsonb), payments.today(uuid) to gr_flow;
-- The worker, every minute and every night.
grant execute on function payments.seal(integer), payments.verify(uuid), payments.verify_chain(uuid) to gr_worker;
