-- Rules that hold for every table, applied last and from the catalog, so that a new table joins by itself.

do $$
declare
  tenant_table record;
  money_column record;
  zoned_table regclass;
begin
  -- The owner, too, is subject to the policies.
  for tenant_table in
    select c.oid::regclass as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relrowsecurity and not c.relforcerowsecurity
      and pg_catalog.pg_get_userbyid(n.nspowner) = 'gr_owner'
  loop
    execute format('alter table %s force row level security', tenant_table.name);
  end loop;

  -- Money names a currency that exists.
  for money_column in
    select a.attrelid::regclass as table_name, a.attname as column_name, format('%s_exists', a.attname) as constraint_name
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class k on k.oid = a.attrelid and k.relkind in ('r', 'p') and not k.relispartition
    join pg_catalog.pg_namespace n on n.oid = k.relnamespace and pg_catalog.pg_get_userbyid(n.nspowner) = 'gr_owner'
    where a.attname in ('currency', 'default_currency') and not a.attisdropped and n.nspname not in ('ref', 'gateway')
      and (n.nspname, k.relname) <> ('payments', 'entries')
      and not exists (select from pg_catalog.pg_constraint f where f.conrelid = k.oid and f.conname = format('%s_exists', a.attname))
  loop
    execute format('alter table %s add constraint %I foreign key (%I) references ref.currencies (code)',
      money_column.table_name, money_column.constraint_name, money_column.column_name);
  end loop;

  -- A wall clock names a zone that exists, or nothing could be shown on it.
  for zoned_table in
    select a.attrelid::regclass from pg_catalog.pg_attribute a
    join pg_catalog.pg_class k on k.oid = a.attrelid and k.relkind in ('r', 'p') and not k.relispartition
    join pg_catalog.pg_namespace n on n.oid = k.relnamespace and pg_catalog.pg_get_userbyid(n.nspowner) = 'gr_owner'
    where a.attname = 'zone' and a.atttypid = 'text'::regtype and not a.attisdropped
  loop
    execute format('create or replace trigger known_zone before insert or update of zone on %s for each row when (new.zone is not null) execute function system.check_zone()', zoned_table);
  end loop;
end $$;
