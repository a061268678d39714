import "server-only";
import { z } from "zod";
import { type Actor, readAsTenant } from "#db/tenant";
import { problem, Refusal } from "#lib/errors";
import { uploadFile } from "#lib/events/commands/planning";
import { addPicture } from "#lib/events/commands/posts";
import { largestFile } from "#lib/events/files";
import { newestFile } from "#lib/events/queries/planning";
import { apiActor } from "#lib/session";

/** `GET /api/<org>/events/documents/<document>`: its newest file, to be kept and never shown as a page of ours. */
export async function fileAnswer(document: string): Promise<Response> {
  const actor = await apiActor("events:read");
  if (actor instanceof Response) return actor;
  const file = z.uuid().safeParse(document).success
    ? await readAsTenant(actor, (tx) => newestFile(tx, document))
    : undefined;
  if (!file) return Response.json({ message: "There is nothing here." }, { status: 404, headers: unkept });
  return new Response(new Uint8Array(file.content), {
    headers: {
      ...unkept,
      "Content-Type": file.contentType,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  });
}

/** `POST` there with the file's bytes as the body and its name in the address: `{ id }`, or the problem in words. */
export const receiveFile = (request: Request, document: string) =>
  received(request, (actor, bytes, asked) => uploadFile(actor, { id: document, name: asked.get("name") ?? "", bytes }));

/** `POST /api/<org>/events/posts/<post>` with a picture's bytes as the body and `alt` in the address: `{ id }`, or the problem. */
export const receivePicture = (request: Request, post: string) =>
  received(request, (actor, bytes, asked) => addPicture(actor, { postId: post, alt: asked.get("alt") ?? "", bytes }));

type Take = (actor: Actor, bytes: Uint8Array, asked: URLSearchParams) => Promise<{ id: string }>;

/** Bytes from a page of ours, by whoever plans events. */
async function received(request: Request, take: Take): Promise<Response> {
  const actor = await apiActor("events:write");
  if (actor instanceof Response) return actor;
  const site = request.headers.get("sec-fetch-site");
  if (site && site !== "same-origin")
    return Response.json({ message: "Not from here." }, { status: 403, headers: unkept });
  try {
    const made = await take(actor, await bytesOf(request), new URL(request.url).searchParams);
    return Response.json(made, { headers: unkept });
  } catch (error) {
    const found = problem(error);
    const status = { failed: 500, missing: 404, forbidden: 403 }[found.code as string] ?? 422;
    return Response.json({ problem: found }, { status, headers: unkept });
  }
}

const unkept = { "Cache-Control": "private, no-store" };

/** The body, read no further than it may be long. */
async function bytesOf(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.length;
    if (length > largestFile)
      throw new Refusal("invalid", "The file was not taken.", { file: ["That is larger than 10 MB."] });
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
