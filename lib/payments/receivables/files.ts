import "server-only";
import { notFound } from "next/navigation";
import { readAsTenant } from "#db/tenant";
import { origin } from "#lib/gateway/test-gateway";
import { invoiceLink } from "#lib/payments/receivables/link";
import { invoicePaper } from "#lib/payments/receivables/paper";
import { invoiceOf } from "#lib/payments/receivables/queries";
import { visitedInvoice } from "#lib/payments/receivables/visitor";
import type { InvoiceFacts } from "#lib/payments/receivables/words";
import { apiActor } from "#lib/session";

/** The PDF of a document for people of the organization; or 401, 403 or 404. */
export async function invoiceFile(id: string): Promise<Response> {
  const actor = await apiActor("payments:read");
  if (actor instanceof Response) return actor;
  const invoice = /^[0-9a-f-]{36}$/.test(id) ? await readAsTenant(actor, (tx) => invoiceOf(tx, id)) : null;
  return invoice?.number ? pdf(invoice) : Response.json({ message: "There is nothing here." }, { status: 404 });
}

/** The same for whoever has its link. */
export async function visitorFile(secret: string): Promise<Response> {
  const invoice = await visitedInvoice(secret);
  if (!invoice) notFound();
  return pdf(invoice);
}

async function pdf(invoice: InvoiceFacts): Promise<Response> {
  const link = invoice.kind === "invoice" ? `${origin()}${invoiceLink(invoice.id)}` : null;
  return new Response(new Uint8Array(await invoicePaper(invoice, link)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${invoice.number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
