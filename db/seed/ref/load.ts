import type { Client } from "pg";
import { escapeIdentifier } from "pg";
import { rowsOf } from "#db/seed/ref/rows";
import { sources } from "#db/seed/ref/sources";

/**
 * Bring schema `ref` up to the committed facts, in a transaction of its own and one statement a table. Rows that did not
 * change are not touched; rows that left the facts stay, because money and documents may point at them.
 * `client` must be an administrator: row level security lets nobody else write here.
 */
export async function loadRef(client: Client): Promise<void> {
  await client.query("begin");
  try {
    for (const { table, key } of sources) {
      const rows = rowsOf(table);
      await client.query(upsert(table, key, Object.keys(rows[0] ?? {})), [JSON.stringify(rows)]);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

function upsert(table: string, key: string, columns: string[]) {
  const name = `ref.${escapeIdentifier(table)}`;
  const list = columns.map((c) => escapeIdentifier(c)).join(", ");
  const facts = columns.filter((c) => c !== key).map((c) => escapeIdentifier(c));
  const mine = facts.map((c) => `t.${c}`).join(", ");
  const theirs = facts.map((c) => `excluded.${c}`).join(", ");
  return `insert into ${name} as t (${list})
    select ${list} from jsonb_populate_recordset(null::${name}, $1::jsonb)
    on conflict (${escapeIdentifier(key)}) do update set (${facts.join(", ")}) = row(${theirs})
    where (${mine}) is distinct from (${theirs})`;
}
