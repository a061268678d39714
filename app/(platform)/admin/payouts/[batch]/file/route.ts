import { bankFileAnswer } from "#lib/payments/payouts/file-answer";

/** `?format=xml` is ISO 20022 pain.001.001.09, `?format=csv` a table of the same transfers. */
export async function GET(request: Request, { params }: RouteContext<"/admin/payouts/[batch]/file">) {
  return bankFileAnswer((await params).batch, new URL(request.url).searchParams.get("format"));
}
