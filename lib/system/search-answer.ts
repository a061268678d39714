import "server-only";
import { readAsTenant } from "#db/tenant";
import { apiActor, openOrganization } from "#lib/session";
import { found } from "#lib/system/search";

export async function searchAnswer(words: string): Promise<Response> {
  const actor = await apiActor();
  if (actor instanceof Response) return actor;
  const { slug } = await openOrganization();
  const results = await readAsTenant(actor, (tx) => found(tx, actor, slug, words));
  return Response.json({ results }, { headers: { "Cache-Control": "private, no-store" } });
}
