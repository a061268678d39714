import "server-only";
import { bankTable, pain001 } from "#lib/payments/payouts/bank-file";
import { bankBatch } from "#lib/payments/payouts/desk";
import { readAtDesk } from "#lib/system/desk/screen";
import { isId } from "#lib/system/ids";

/** The file of a batch, for a platform administrator alone; the look is on record before the numbers are opened. */
export async function bankFileAnswer(id: string, format: string | null): Promise<Response> {
  const [batch] = isId(id)
    ? await readAtDesk({ what: "payouts", reason: `Bank file of batch ${id}` }, (tx) => bankBatch(tx, id))
    : [null];
  if (!batch || batch.transfers.length === 0)
    return Response.json({ message: "There is no such file." }, { status: 404 });
  const csv = format === "csv";
  return new Response(csv ? bankTable(batch) : pain001(batch), {
    headers: {
      "Content-Type": csv ? "text/csv; charset=utf-8" : "application/xml; charset=utf-8",
      "Content-Disposition": `attachment; filename="batch-${batch.number}.${csv ? "csv" : "xml"}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
