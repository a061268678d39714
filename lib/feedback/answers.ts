import "server-only";
import { type Actor, readAsTenant } from "#db/tenant";
import { visitorAddress } from "#lib/action";
import { problem, Refusal } from "#lib/errors";
import { pictureById } from "#lib/feedback/queries";
import { pictureRules } from "#lib/feedback/rules";
import { isSecret, pictureResponse, writeReview } from "#lib/feedback/visitor";
import { limitVisitor } from "#lib/ticketing/limits";

/**
 * `POST /api/public/reviews/<secret>`: the review form as multipart, with up to three `pictures`. Answers JSON to a
 * script, `{}` or `{ problem }`; a browser without scripts is sent back to the page.
 */
export async function receiveReview(request: Request, secret: string): Promise<Response> {
  const script = request.headers.get("accept")?.includes("application/json") ?? false;
  const back = (what: string) => new Response(null, { status: 303, headers: { Location: `/review/${secret}${what}` } });
  try {
    if (!isSecret(secret)) throw new Refusal("missing", "This link is not known here.");
    await limitVisitor("review", await visitorAddress());
    await writeReview(secret, await formOf(request));
    return script ? Response.json({}, { headers: unkept }) : back("");
  } catch (error) {
    const found = problem(error);
    if (!script)
      return back(`?wrong=${encodeURIComponent(Object.values(found.fields ?? {}).flat()[0] ?? found.message)}`);
    return Response.json({ problem: found }, { status: found.code === "failed" ? 500 : 422, headers: unkept });
  }
}

const unkept = { "Cache-Control": "private, no-store" };

/** A form of at most three pictures and a few words, from a page of ours. */
async function formOf(request: Request): Promise<FormData> {
  const origin = request.headers.get("origin");
  if (!origin || new URL(origin).host !== request.headers.get("host"))
    throw new Refusal("forbidden", "Send the form from its own page.");
  const largest = pictureRules.most * pictureRules.bytes + 65_536;
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= largest))
    throw new Refusal("invalid", "One field needs another look.", { pictures: ["Each picture has at most 8 MB."] });
  return request.formData().catch(() => {
    throw new Refusal("invalid", "That did not arrive whole. Try again.");
  });
}

/** A picture of a review for a colleague, whether or not visitors may see it. */
export const ownPictureAnswer = async (actor: Actor, id: string): Promise<Response> =>
  pictureResponse(id, await readAsTenant(actor, (tx) => pictureById(tx, id)));
