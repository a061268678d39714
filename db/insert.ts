import "server-only";
import { getTableColumns, type InferInsertModel, is, SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

type Values<T extends PgTable> = { [K in keyof InferInsertModel<T>]: InferInsertModel<T>[K] | SQL };

/**
 * INSERT that names only the columns it is given. Drizzle's own names all of them, and a request may not name those
 * that the database alone fills: identities, moments, states. Undefined values are left out.
 */
export function insertInto<T extends PgTable>(table: T, values: Values<T>): SQL {
  const columns = getTableColumns(table);
  const given = Object.entries(values).flatMap(([key, value]) => {
    const column = columns[key];
    return column && value !== undefined
      ? [{ name: sql.identifier(column.name), value: is(value, SQL) ? value : sql.param(value, column) }]
      : [];
  });
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  return sql`insert into ${table} (${list(given.map(({ name }) => sql`${name}`))}) values (${list(given.map(({ value }) => sql`${value}`))})`;
}
