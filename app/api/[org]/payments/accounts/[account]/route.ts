import { statementAnswer } from "#lib/payments/exports";
import { statementFile } from "#lib/payments/reports/answer";

/** An account's statement, as CSV or in `?format=`: `?from=2026-10-01&to=2026-10-31`, days inclusive. */
export async function GET(request: Request, { params }: RouteContext<"/api/[org]/payments/accounts/[account]">) {
  const [{ account }, search] = [await params, new URL(request.url).searchParams];
  return search.has("format") ? statementFile(account, search) : statementAnswer(account, search);
}
