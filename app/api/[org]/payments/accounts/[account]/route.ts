import { statementAnswer } from "#lib/payments/exports";

/** CSV of an account's statement: `?from=2026-10-01&to=2026-10-31`, days inclusive. */
export async function GET(request: Request, { params }: RouteContext<"/api/[org]/payments/accounts/[account]">) {
  return statementAnswer((await params).account, new URL(request.url).searchParams);
}
