import { admin } from "#db/given";

/** Every column of every table that holds any of these words, whatever its type can be read as. */
export async function whereIs(words: string[]): Promise<string[]> {
  const columns = await admin.query<{ name: string; column: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'ref', 'drizzle') and n.nspname not like 'pg\\_%'
      and format_type(a.atttypid, null) in ('text', 'character varying', 'jsonb', 'json', 'extensions.citext', 'text[]', 'character varying[]')`);
  const found: string[] = [];
  for (const { name, column } of columns.rows) {
    const { rows } = await admin.query(
      `select exists (select from ${name} where lower(${column}::text) like any ($1)) as there`,
      [words.map((word) => `%${word.toLowerCase()}%`)],
    );
    if (rows[0].there) found.push(`${name}.${column}`);
  }
  return found.sort();
}
