import { invoiceFile } from "#lib/payments/receivables/files";

/** An invoice, bill or credit note as PDF. */
export async function GET(_: Request, { params }: RouteContext<"/api/[org]/payments/invoices/[invoice]">) {
  return invoiceFile((await params).invoice);
}
