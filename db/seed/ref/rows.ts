import { readFileSync } from "node:fs";
import { type RefTable, sources } from "#db/seed/ref/sources";

export type Row = Record<string, string | null>;

/** The committed rows of a table of schema `ref`: tab-separated, headed by column names, an empty cell is null. */
export function rowsOf(table: RefTable): Row[] {
  const { asOf, source } = publication(table);
  const [head = "", ...lines] = readFileSync(new URL(`./${table}.tsv`, import.meta.url), "utf8")
    .replace(/\n$/, "")
    .split("\n");
  const columns = head.split("\t");
  return lines.map((line, at) => {
    const cells = line.split("\t");
    if (cells.length !== columns.length)
      throw new Error(`${table}.tsv, line ${at + 2}: ${columns.length} cells expected.`);
    const row = Object.fromEntries(columns.map((column, i) => [column, cells[i] || (column === "region" ? "" : null)]));
    return { source, ...row, as_of: asOf };
  });
}

function publication(table: RefTable) {
  const found = sources.find((s) => s.table === table);
  if (!found) throw new Error(`No source is recorded for ref.${table}.`);
  return found;
}
