import type { Client, Pool } from "pg";

/**
 * What the database became, read from its catalog: tables with their columns, policies, triggers and grants, and
 * functions with who may run them. `db/MAP.md` is this text, committed, so that a review sees what a change did;
 * a test compares. Write it anew with `node --conditions=react-server db/map.ts > db/MAP.md` (DATABASE_URL set).
 */
export async function mapOf(client: Client | Pool): Promise<string> {
  const tables = (await client.query<TableRow>(tablesSql)).rows;
  const functions = (await client.query<{ line: string; schema: string }>(functionsSql)).rows;
  const schemas = [...new Set(tables.map((table) => table.schema))];
  const parts = ["# What the database is\n\nMade from the catalog by `db/map.ts`; a test refuses a difference.\n"];
  for (const schema of schemas) {
    parts.push(`## ${schema}\n`);
    for (const table of tables.filter((one) => one.schema === schema)) parts.push(section(table));
    const own = functions.filter((one) => one.schema === schema).map((one) => one.line);
    if (own.length) parts.push(`### Functions of ${schema}\n\n${own.join("\n")}\n`);
  }
  return parts.join("\n");
}

type TableRow = { schema: string; name: string; columns: string; policies: string; triggers: string; grants: string };

function section({ schema, name, columns, policies, triggers, grants }: TableRow): string {
  const lines = [`### ${schema}.${name}\n`, columns];
  if (policies) lines.push(`\nPolicies:\n${policies}`);
  if (triggers) lines.push(`\nTriggers: ${triggers}`);
  if (grants) lines.push(`\nGrants: ${grants}`);
  return `${lines.join("\n")}\n`;
}

const ours = "pg_catalog.pg_get_userbyid(n.nspowner) = 'gr_owner'";

const tablesSql = `
  select n.nspname as schema, c.relname as name,
    (select string_agg(format('- %s %s%s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), case when a.attnotnull then '' else ' null' end), e'\\n' order by a.attnum)
     from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select string_agg(format('- %s %s to %s%s%s', p.polname,
        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        (select string_agg(r.rolname, ', ' order by r.rolname) from pg_catalog.pg_roles r where r.oid = any (p.polroles)),
        coalesce(' using ' || pg_catalog.pg_get_expr(p.polqual, p.polrelid), ''),
        coalesce(' check ' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')), e'\\n' order by p.polname, p.polcmd)
     from pg_catalog.pg_policy p where p.polrelid = c.oid) as policies,
    (select string_agg(format('%s (%s)', t.tgname, t.tgfoid::regproc), ', ' order by t.tgname) from pg_catalog.pg_trigger t
     where t.tgrelid = c.oid and not t.tgisinternal) as triggers,
    (select string_agg(g.line, '; ' order by g.line) from (
       select format('%s %s', grantee, string_agg(privilege, ', ' order by privilege)) as line from (
         select pg_catalog.pg_get_userbyid(a.grantee) as grantee, lower(a.privilege_type) as privilege
         from pg_catalog.aclexplode(c.relacl) a where a.grantee <> c.relowner
         union all
         select pg_catalog.pg_get_userbyid(x.grantee), format('%s (%s)', lower(x.privilege_type), string_agg(k.attname, ', ' order by k.attnum))
         from pg_catalog.pg_attribute k cross join lateral pg_catalog.aclexplode(k.attacl) x
         where k.attrelid = c.oid and k.attacl is not null group by 1, x.privilege_type) every_grant group by grantee) g) as grants
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
  order by 1, 2`;

const functionsSql = `
  select n.nspname as schema, format('- %s(%s)%s%s', p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid),
    case when p.prosecdef then ' as ' || pg_catalog.pg_get_userbyid(p.proowner) else '' end,
    coalesce(' for ' || (select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname) from pg_catalog.aclexplode(p.proacl) a
      left join pg_catalog.pg_roles r on r.oid = a.grantee where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner), '')) as line
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where (${ours} or n.nspname = 'public') and not exists (select from pg_catalog.pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by 1, 2`;

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replace(/^.*(?=db\/)/, ""))) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  process.stdout.write(await mapOf(client));
  await client.end();
}
