import { visitorFile } from "#lib/payments/receivables/files";

/** The document of this link as PDF. */
export async function GET(_: Request, { params }: RouteContext<"/invoices/[token]/pdf">) {
  return visitorFile((await params).token);
}
