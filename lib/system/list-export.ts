import "server-only";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { csvOf } from "#lib/system/csv";
import { parseListState, shownColumns } from "#lib/system/list";
import { everyRow, type ListDefinition, type ListScope } from "#lib/system/list-query";

/** The rows that the screen shows, all of them. */
export function exportStream(
  actor: Actor,
  list: ListDefinition,
  search: URLSearchParams,
  scope: ListScope,
): ReadableStream<Uint8Array> {
  const state = parseListState(list.spec, search);
  const columns = shownColumns(list.spec, state);
  return textStream(actor, (tx) => csvOf(columns, everyRow(tx, list, state, scope), scope.zone));
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
