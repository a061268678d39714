import "server-only";
import { notFound } from "next/navigation";
import { readAsTenant } from "#db/tenant";
import { paper } from "#lib/payments/paper";
import { apiActor } from "#lib/session";
import { resultsFacts } from "#lib/sponsorship/queries/results";
import { resultsOf } from "#lib/sponsorship/results";
import { resultsPaper } from "#lib/sponsorship/results-paper";
import { readDeal } from "#lib/sponsorship/screens";

/** The results of one sponsor, for the organizer's people who may look and for the sponsor's own; 404 for everybody else. */
export async function resultsScreen(sponsor: string) {
  const { found, organization, may } = await readDeal((tx) => resultsFacts(tx, sponsor));
  if (!found) notFound();
  return { slug: organization.slug, results: resultsOf(found), madeAt: new Date(), mayManage: may.write };
}

/** `GET /api/<org>/sponsorship/results/<sponsor>`: the same as PDF, for the two parties; or 401, 404. */
export async function resultsFile(sponsor: string): Promise<Response> {
  const actor = await apiActor("organizations:read");
  if (actor instanceof Response) return actor;
  const found = await readAsTenant(actor, (tx) => resultsFacts(tx, sponsor));
  if (!found) return Response.json({ message: "There is nothing here." }, { status: 404 });
  const name = found.sponsor
    .normalize("NFKD")
    .replace(/[^\w]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
  return new Response(new Uint8Array(await paper(resultsPaper(resultsOf(found), new Date()))), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="results-${name || "sponsor"}-${found.today}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
