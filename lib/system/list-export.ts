import "server-only";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { csvOf } from "#lib/system/csv";
import { type ListRow, parseListState } from "#lib/system/list";
import { everyRow, type ListDefinition, type ListScope, spreadList } from "#lib/system/list-query";
import { xlsxOf } from "#lib/system/xlsx";

/** The rows that the screen shows, all of them. */
export function exportStream(
  actor: Actor,
  list: ListDefinition,
  search: URLSearchParams,
  scope: ListScope,
): ReadableStream<Uint8Array> {
  const state = parseListState(list.spec, search);
  return textStream(actor, async function* (tx) {
    const { list: whole, columns } = await spreadList(tx, list, state, scope);
    yield* csvOf(columns, everyRow(tx, whole, state, scope), scope.zone);
  });
}

/** The same as a spreadsheet, which is made in memory: null for more rows than that allows. */
export function exportSheet(actor: Actor, list: ListDefinition, search: URLSearchParams, scope: ListScope) {
  const state = parseListState(list.spec, search);
  return asTenant(
    actor,
    async (tx) => {
      const rows: ListRow[] = [];
      const { list: whole, columns } = await spreadList(tx, list, state, scope);
      for await (const row of everyRow(tx, whole, state, scope)) {
        rows.push(row);
        if (rows.length > 50_000) return null;
      }
      const facts = [
        ["Zone", scope.zone],
        ["As of", new Date().toISOString()],
      ] as const;
      return xlsxOf({ name: list.name, facts, columns, rows, zone: scope.zone });
    },
    "snapshot",
  );
}

/** Text as it is made, streamed from one snapshot of the database. */
export function textStream(actor: Actor, pieces: (tx: TenantTx) => AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const write = async () => {
    await asTenant(
      actor,
      async (tx) => {
        let chunk = "";
        for await (const text of pieces(tx)) {
          chunk += text;
          if (chunk.length < 32_768) continue;
          await writer.write(encoder.encode(chunk));
          chunk = "";
        }
        await writer.write(encoder.encode(chunk));
      },
      "snapshot",
    );
    await writer.close();
  };
  // The answer has begun when this fails, so the file ends without its last line: that is how a reader knows.
  write().catch((error) => writer.abort(error).catch(() => {}));
  return readable;
}
