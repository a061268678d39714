import "server-only";
import { stringify } from "csv-stringify/sync";
import { sql } from "drizzle-orm";
import { readAsTenant } from "#db/tenant";
import { apiActor } from "#lib/session";
import { inert } from "#lib/system/csv";
import { isId } from "#lib/system/ids";
import { importById, importProgress, troubledRows } from "#lib/system/imports/queries";
import { importFields } from "#lib/system/imports/rules";
import { answer, receivePartOf } from "#lib/system/parts";

/**
 * What the route of an import answers. A file was announced by `startImport` and comes in parts of a mebibyte, so that
 * no process holds more of it; it is read after `finishUpload`. Those two leave the lines in the audit log.
 */
export const receiveImportPart = (request: Request, importId: string): Promise<Response> =>
  receivePartOf(request, {
    needs: "system:import",
    last: 24,
    known: isId(importId),
    keep: (tx, n, content) => tx.execute(sql`select system.add_import_part(${importId}::uuid, ${n}, ${content})`),
  });

/** How far the worker is; with `?errors=csv` the rows that need a look, as a table. */
export async function importAnswer(request: Request, importId: string): Promise<Response> {
  const actor = await apiActor("system:import");
  if (actor instanceof Response) return actor;
  if (!isId(importId)) return nothing();
  if (new URL(request.url).searchParams.get("errors") === null) {
    const found = await readAsTenant(actor, (tx) => importProgress(tx, importId));
    return found ? answer(found, 200) : nothing();
  }
  return readAsTenant(actor, async (tx) => {
    const found = await importById(tx, importId);
    if (!found) return nothing();
    const rows = await troubledRows(tx, importId, 200_000);
    const columns = found.columns.map(({ name }) => name);
    const labels = new Map(importFields[found.kind].map(({ key, label }) => [key, label]));
    const table = rows.flatMap(({ at, state, data, errors }) =>
      errors.map(({ column, message }) => [
        String(at),
        state,
        found.mapping[column] ?? labels.get(column) ?? column,
        message,
        ...columns.map((name) => data[name] ?? ""),
      ]),
    );
    const text = stringify(
      [["Row", "State", "Column", "What is wrong", ...columns], ...table].map((row) => row.map(inert)),
      {
        record_delimiter: "windows",
      },
    );
    return new Response(`\uFEFF${text}`, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="import-errors.csv"',
        "Cache-Control": "private, no-store",
      },
    });
  });
}

const nothing = () => answer({ message: "There is nothing here." }, 404);
