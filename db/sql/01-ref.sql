-- Schema ref: read by everybody, written by set-up alone. Applied after the migrations; safe to apply again.

grant usage on schema ref to anon, authenticated, gr_worker, gr_ledger, gr_flow, gr_definer, gr_rollup;

do $$
declare
  t regclass;
begin
  for t in select c.oid from pg_catalog.pg_class c where c.relnamespace = 'ref'::regnamespace and c.relkind = 'r' loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('revoke all on %s from public', t);
    execute format('grant select on %s to anon, authenticated, gr_worker, gr_ledger, gr_flow, gr_definer, gr_rollup', t);
    -- The policy of anon and authenticated is in the migrations; these are the roles a request never becomes.
    execute format('drop policy if exists read_within on %s', t);
    execute format('create policy read_within on %s for select to gr_worker, gr_ledger, gr_flow, gr_definer, gr_rollup using (true)', t);
  end loop;
end $$;

-- Two general rates of one tax on one day would make an invoice ambiguous. Deferred, so that one load may close a rate and open the next.
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conname = 'tax_rates_one_a_day' and conrelid = 'ref.tax_rates'::regclass) then
    alter table ref.tax_rates add constraint tax_rates_one_a_day
      exclude using gist (country_code with =, region with =, tax with =, daterange(valid_from, valid_to, '[]') with &&)
      deferrable initially deferred;
  end if;
end $$;
