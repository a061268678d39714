import type { Client } from "pg";

/** A column's type and what a row has in it. */
export type Columns<T> = Record<string, readonly [type: string, of: (row: T) => unknown]>;

const most = 4000;

/** Insert rows in few statements, each column as one array. Table and column names are the seed's own constants. */
export async function insertRows<T>(client: Client, table: string, columns: Columns<T>, rows: readonly T[]) {
  const names = Object.keys(columns);
  const types = Object.values(columns).map(([type], index) => `$${index + 1}::${type}[]`);
  const statement = `insert into ${table} (${names.join(", ")}) select * from unnest(${types.join(", ")})`;
  for (const part of parts(rows, most)) {
    const values = Object.values(columns).map(([, of]) => part.map(of));
    const { rowCount } = await client.query(statement, values);
    if (rowCount !== part.length) throw new Error(`${table}: ${rowCount} of ${part.length} rows were inserted.`);
  }
}

export function parts<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
