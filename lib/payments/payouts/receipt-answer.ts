import "server-only";
import { readAsTenant } from "#db/tenant";
import { payoutById, payoutComposition } from "#lib/payments/payouts/queries";
import { receipt } from "#lib/payments/payouts/receipt";
import { apiActor, openOrganization } from "#lib/session";
import { isId } from "#lib/system/ids";

/** The receipt of a payout, for whoever may see it; 404 until it was approved, because nothing has moved before. */
export async function receiptAnswer(id: string): Promise<Response> {
  const actor = await apiActor("payments:read");
  if (actor instanceof Response) return actor;
  const found = isId(id)
    ? await readAsTenant(actor, async (tx) => ({
        payout: await payoutById(tx, id),
        composition: await payoutComposition(tx, id),
      }))
    : null;
  if (!found?.payout || !found.composition)
    return Response.json({ message: "There is no such receipt." }, { status: 404 });
  const { slug, ...organization } = await openOrganization();
  const pdf = await receipt(organization, found.payout, found.composition, new Date());
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${slug}-payout-${found.payout.number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
