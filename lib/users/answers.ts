import "server-only";
import { problem, Refusal } from "#lib/errors";
import { exportMyData, saveAvatar } from "#lib/users/commands";
import { mediaAsset } from "#lib/users/queries";
import { picture } from "#lib/users/rules";
import { requireThisPerson } from "#lib/users/this-person";

/** What the routes of pictures and of a person's own data answer. */

/** `GET /media/<id>`: a picture of ours. Whatever a browser makes of it, it is no page and runs nothing. */
export async function mediaAnswer(id: string): Promise<Response> {
  const asset = await mediaAsset(id);
  if (!asset) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(asset.content), {
    headers: {
      "Content-Type": asset.contentType,
      "Content-Disposition": `attachment; filename="${id}.${asset.contentType.split("/")[1]}"`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}

/** `POST /api/account/avatar` with the picture's bytes as the body: `{ url }`, or the problem in words. */
export async function receiveAvatar(request: Request): Promise<Response> {
  const person = await requireThisPerson();
  try {
    const { url } = await saveAvatar(person, { bytes: await bytesOf(request) });
    return Response.json({ url }, { headers: unkept });
  } catch (error) {
    const found = problem(error);
    return Response.json({ problem: found }, { status: found.code === "failed" ? 500 : 422, headers: unkept });
  }
}

/** `POST /api/account/export`: everything about the person, as a file. */
export async function personalExport(): Promise<Response> {
  const data = await exportMyData(await requireThisPerson(), {});
  const day = new Date().toISOString().slice(0, 10);
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      ...unkept,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="my-data-${day}.json"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

const unkept = { "Cache-Control": "private, no-store" };

/** The body, read no further than it may be long. */
async function bytesOf(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.length;
    if (length > picture.bytes)
      throw new Refusal("invalid", "The picture was not taken.", {
        avatar: [`That is larger than 2 MB. ${picture.words} is needed.`],
      });
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
