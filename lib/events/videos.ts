import "server-only";
import { asPublic } from "#db/tenant";
import { videoFile, videoPart } from "#lib/events/queries/videos";
import { type Range, rangeOf } from "#lib/events/rules/videos";
import { isId } from "#lib/system/ids";
import { partSize } from "#lib/system/rules";

/** `GET /media/video/<id>`: the video, or the bytes of it that a player asks for (206); one part in memory at a time. */
export async function videoAnswer(request: Request, id: string): Promise<Response> {
  const file = isId(id) ? await asPublic((tx) => videoFile(tx, id)) : undefined;
  if (!file) return new Response(null, { status: 404 });
  const { byteSize, type } = file;
  const range = rangeOf(request.headers.get("range"), byteSize);
  if (range === "none") return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${byteSize}` } });
  const { from, to } = range ?? { from: 0, to: byteSize - 1 };
  return new Response(bytesOf(id, { from, to }), {
    status: range ? 206 : 200,
    headers: {
      ...(range ? { "Content-Range": `bytes ${from}-${to}/${byteSize}` } : {}),
      "Accept-Ranges": "bytes",
      "Content-Length": String(to - from + 1),
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${id}.${type.split("/")[1]}"`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}

function bytesOf(id: string, { from, to }: Range): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        const n = Math.floor(at / partSize);
        const part = await asPublic((tx) => videoPart(tx, id, n));
        if (!part) return stream.error(new Error("The video was removed."));
        const wanted = part.subarray(at - n * partSize, to + 1 - n * partSize);
        stream.enqueue(new Uint8Array(wanted));
        at += wanted.length;
        if (at > to) stream.close();
      },
    },
    // Nothing is read before somebody takes it.
    { highWaterMark: 0 },
  );
}
