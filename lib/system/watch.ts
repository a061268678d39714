import "server-only";
import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { TenantTx } from "#db/tenant";
import { changesBetween } from "#lib/system/changes";

/**
 * Keep an eye on one row: `watch(table, id)` before it is changed or removed, `watch.made(table, id)` after it was
 * inserted, so that the audit line can say what became of it.
 */
export type Watch = ((table: PgTable, id: string) => Promise<void>) & { made: (table: PgTable, id: string) => void };

type Fields = Record<string, unknown> | null;
type Seen = {
  subject?: string;
  subjectId?: string;
  changes?: Record<string, [unknown, unknown]>;
  stationId?: string | null;
};

/**
 * A watch for one transaction. `seen` reads the row again and says field by field what is different. The first row
 * watched is the line's subject; only columns that the person may read are looked at, so a secret never gets there.
 */
export function watching(tx: TenantTx): { watch: Watch; seen: () => Promise<Seen> } {
  let watched: { table: PgTable; id: string; before: Fields } | undefined;

  const watch = async (table: PgTable, id: string) => {
    watched ??= { table, id, before: await fieldsOf(tx, table, id) };
  };
  const made = (table: PgTable, id: string) => {
    watched ??= { table, id, before: null };
  };
  const seen = async (): Promise<Seen> => {
    if (!watched) return {};
    const { table, id, before } = watched;
    const after = await fieldsOf(tx, table, id);
    const station = (after ?? before)?.station_id;
    return {
      subject: nameOf(table),
      subjectId: id,
      changes: changesBetween(before, after),
      stationId: typeof station === "string" ? station : null,
    };
  };
  return { watch: Object.assign(watch, { made }), seen };
}

async function fieldsOf(tx: TenantTx, table: PgTable, id: string): Promise<Fields> {
  const columns = await readableColumns(tx, nameOf(table));
  const key = columns.includes("id") ? "id" : "user_id";
  const list = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  const { rows } = await tx.execute<{ fields: Record<string, unknown> }>(
    sql`select to_jsonb(t) as fields from (select ${list} from ${table} where ${sql.identifier(key)} = ${id}::uuid) t`,
  );
  return rows[0]?.fields ?? null;
}

function nameOf(table: PgTable): string {
  const { schema, name } = getTableConfig(table);
  return `${schema}.${name}`;
}

const known = new Map<string, string[]>();

async function readableColumns(tx: TenantTx, name: string): Promise<string[]> {
  const found = known.get(name);
  if (found) return found;
  const { rows } = await tx.execute<{ columns: string[] }>(sql`
    select array_agg(a.attname::text order by a.attnum) as columns from pg_catalog.pg_attribute a
    where a.attrelid = ${name}::regclass and a.attnum > 0 and not a.attisdropped
      and a.attname <> 'organization_id' and a.atttypid <> 'bytea'::regtype
      and pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')`);
  const columns = rows[0]?.columns ?? [];
  known.set(name, columns);
  return columns;
}
