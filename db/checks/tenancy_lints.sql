-- Catalog lints for a tenant-safe schema (PostgreSQL 15+), read only. `db/tenancy.test.ts` binds :schemas, :app_login and
-- :tenant_col and refuses any row with level ERROR.
begin read only;
set local search_path = '';
with cfg as (
  select string_to_array(replace(:schemas,' ',''), ',') as schemas, :app_login::text as login, :tenant_col::text as tcol
), r(role) as (select rolname from pg_catalog.pg_roles where rolname in ('anon','authenticated')),
rel as (
  select c.oid, c.relname, n.nspname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relispartition, c.reloptions, o.rolname as owner,
         (o.rolsuper or o.rolbypassrls) as owner_bypass, format('%I.%I', n.nspname, c.relname) as fq,
         (select a.attnum from pg_catalog.pg_attribute a, cfg where a.attrelid = c.oid and a.attname = cfg.tcol and not a.attisdropped) as tcol_num
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_roles o on o.oid = c.relowner, cfg
  where n.nspname = any(cfg.schemas) and c.relkind in ('r','p','v','m','S','f')
), pol as (
  select rel.*, p.polname, p.polcmd, p.polpermissive, p.polroles,
         pg_catalog.pg_get_expr(p.polqual, p.polrelid) as q, pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as wc
  from pg_catalog.pg_policy p join rel on rel.oid = p.polrelid
), fn as (
  select p.oid, n.nspname, p.proname, p.prosecdef, p.proconfig, o.rolname as owner, (o.rolsuper or o.rolbypassrls) as owner_bypass,
         format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) as fq,
         exists (select 1 from pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a where a.grantee = 0 and a.privilege_type = 'EXECUTE') as pub
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace join pg_catalog.pg_roles o on o.oid = p.proowner
  where n.nspname not in ('pg_catalog','information_schema','auth','storage','realtime','extensions','graphql','graphql_public','vault','pgsodium','net','cron','supabase_functions','supabase_migrations','pgbouncer') and n.nspname not like 'pg\_%'
    and not exists (select 1 from pg_catalog.pg_depend d where d.objid = p.oid and d.deptype = 'e')
)
select * from (
  select 'L01_rls_off' as lint, 'ERROR' as level, fq as object, 'reachable by '||string_agg(distinct r.role, ',')||' with row security off' as detail
    from rel, r where relkind in ('r','p','f') and not relrowsecurity
     and (pg_catalog.has_table_privilege(r.role, oid, 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE') or pg_catalog.has_any_column_privilege(r.role, oid, 'SELECT,INSERT,UPDATE')) group by fq
  union all select 'L02_rls_not_forced', 'ERROR', fq, 'owner '||owner||' is not subject to the policies' from rel where relkind in ('r','p') and not relforcerowsecurity and (relrowsecurity or tcol_num is not null)
  union all select 'L03_policy_helper_not_in_initplan', 'ERROR', fq||' / '||polname, e from pol, lateral (select regexp_replace(coalesce(q,'')||' '||coalesce(wc,''), '\( ?SELECT [^()]*\([^()]*\)[^()]*\)', '', 'g') as e) x
     where e ~ '\m[a-z_]+\.[a-z_0-9]+\(' or e ~ 'current_setting\('
  union all select 'L04_policy_to_public', 'WARN', fq||' / '||polname, 'policy names no role, so it also applies to owners, workers and future roles' from pol where polroles = array[0::oid]
  union all select 'L05_write_policy_ignores_tenant', 'ERROR', fq||' / '||polname, coalesce(wc, q, 'none') from pol, cfg where tcol_num is not null and polcmd in ('a','w','*') and polpermissive
     and coalesce(wc, q, '') !~ cfg.tcol and exists (select 1 from r, pg_catalog.pg_roles pr where pr.rolname = r.role and (pr.oid = any(polroles) or polroles = array[0::oid]))
  union all select 'L06_tenant_column_updatable', 'ERROR', fq, r.role from rel, r where relkind in ('r','p') and tcol_num is not null and pg_catalog.has_column_privilege(r.role, oid, tcol_num, 'UPDATE')
  union all select 'L07_fk_without_tenant', 'ERROR', a.fq||' / '||con.conname, 'references '||b.fq||' without the tenant column: existence oracle and cross-tenant link'
     from pg_catalog.pg_constraint con join rel a on a.oid = con.conrelid join rel b on b.oid = con.confrelid
     where con.contype = 'f' and con.conparentid = 0 and a.tcol_num is not null and b.tcol_num is not null and not (a.tcol_num = any(con.conkey) and b.tcol_num = any(con.confkey))
  union all select 'L08_unique_without_tenant', 'WARN', fq||' / '||ic.relname, 'unique across tenants: existence oracle unless the value is a random id' from rel join pg_catalog.pg_index i on i.indrelid = rel.oid join pg_catalog.pg_class ic on ic.oid = i.indexrelid
     where rel.relkind in ('r','p') and not rel.relispartition and tcol_num is not null and i.indisunique and not (tcol_num = any(i.indkey::int2[]))
       and not (i.indnkeyatts = 1 and exists (select 1 from pg_catalog.pg_attribute a where a.attrelid = rel.oid and a.attnum = i.indkey[0] and a.atttypid = 'pg_catalog.uuid'::regtype))
  union all select 'L09_tenant_not_indexed', 'ERROR', fq, 'no index leads with the tenant column' from rel where relkind in ('r','p') and tcol_num is not null and relrowsecurity
     and not exists (select 1 from pg_catalog.pg_index i where i.indrelid = rel.oid and i.indkey[0] = rel.tcol_num and i.indpred is null)
  union all select 'L10_truncate_references_trigger', 'ERROR', fq, r.role from rel, r where relkind in ('r','p') and pg_catalog.has_table_privilege(r.role, oid, 'TRUNCATE,REFERENCES,TRIGGER')
  union all select 'L11_matview_readable', 'ERROR', fq, r.role from rel, r where relkind = 'm' and (pg_catalog.has_table_privilege(r.role, oid, 'SELECT') or pg_catalog.has_any_column_privilege(r.role, oid, 'SELECT'))
  union all select 'L12_view_not_invoker', 'ERROR', fq, 'owner '||owner||coalesce(' '||reloptions::text,'') from rel where relkind = 'v'
     and exists (select 1 from r where pg_catalog.has_table_privilege(r.role, rel.oid, 'SELECT')) and not coalesce(lower(reloptions::text)::text[] && array['security_invoker=on','security_invoker=true','security_invoker=1','security_invoker=yes'], false)
     and not (coalesce(lower(reloptions::text)::text[] && array['security_barrier=true','security_barrier=on','security_barrier=1'], false) and not owner_bypass)
  union all select 'L13_definer_function', 'ERROR', fq, concat_ws('; ', case when pub then 'EXECUTE by PUBLIC' end, case when owner_bypass then 'owner '||owner||' bypasses row security' end, case when not coalesce(proconfig @> array['search_path=""'], false) then 'search_path is not empty' end)
     from fn where prosecdef and (pub or owner_bypass or not coalesce(proconfig @> array['search_path=""'], false))
  union all select 'L14_function_public_execute', 'WARN', fq, 'EXECUTE by PUBLIC' from fn where pub and not prosecdef
  union all select 'L15_app_login', 'ERROR', l.rolname, concat_ws('; ', case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end, case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end, case when rolreplication then 'replication' end)
     from pg_catalog.pg_roles l, cfg where l.rolname = cfg.login and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  union all select 'L15_app_login_membership', 'ERROR', g.rolname, 'login is member'||case when m.inherit_option then ', inherits' else '' end from pg_catalog.pg_auth_members m join pg_catalog.pg_roles l on l.oid = m.member join pg_catalog.pg_roles g on g.oid = m.roleid, cfg
     where l.rolname = cfg.login and (g.rolname not in ('anon','authenticated') or m.inherit_option or m.admin_option)
  union all select 'L15_app_login_direct_grant', 'ERROR', rel.fq, cfg.login from rel, cfg where exists (select 1 from pg_catalog.pg_roles l where l.rolname = cfg.login) and relkind <> 'S' and pg_catalog.has_table_privilege(cfg.login, rel.oid, 'SELECT,INSERT,UPDATE,DELETE')
  union all select 'L16_database_public', 'ERROR', d.datname, a.privilege_type||' to PUBLIC' from pg_catalog.pg_database d, lateral pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a where d.datname = current_database() and a.grantee = 0 and a.privilege_type in ('TEMPORARY','CREATE')
  union all select 'L16_schema_create', 'ERROR', n.nspname, coalesce(g.rolname,'PUBLIC') from pg_catalog.pg_namespace n cross join lateral pg_catalog.aclexplode(n.nspacl) a left join pg_catalog.pg_roles g on g.oid = a.grantee, cfg where a.privilege_type = 'CREATE' and (a.grantee = 0 or g.rolname in ('anon','authenticated', cfg.login))
  union all select distinct 'L17_default_acl', 'ERROR', coalesce(n.nspname,'(all schemas)')||' '||d.defaclobjtype::text, 'future objects are granted to '||coalesce(g.rolname,'PUBLIC') from pg_catalog.pg_default_acl d left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace cross join lateral pg_catalog.aclexplode(d.defaclacl) a left join pg_catalog.pg_roles g on g.oid = a.grantee
     where (a.grantee = 0 or g.rolname in ('anon','authenticated')) and d.defaclobjtype in ('r','S','f')
  union all select 'L18_sequence_readable', 'ERROR', fq, r.role from rel, r where relkind = 'S' and pg_catalog.has_sequence_privilege(r.role, oid, 'SELECT,USAGE,UPDATE')
  union all select 'L19_tenant_nullable', 'ERROR', fq, 'tenant column may be null' from rel join pg_catalog.pg_attribute a on a.attrelid = rel.oid and a.attnum = rel.tcol_num where relkind in ('r','p') and not a.attnotnull
  union all select 'L20_partition_granted', 'ERROR', fq, r.role||' can read a partition past its parent''s policies' from rel, r where relispartition and pg_catalog.has_table_privilege(r.role, oid, 'SELECT,INSERT,UPDATE,DELETE')
) z order by level, lint, object;
rollback;
