import { reportAnswer } from "#lib/payments/reports/answer";

/** A report as a file: `?format=csv|xlsx|pdf&from=2026-10-01&to=2026-10-31&event=…`, days inclusive. */
export async function GET(request: Request, { params }: RouteContext<"/api/[org]/payments/reports/[report]">) {
  return reportAnswer((await params).report, new URL(request.url).searchParams);
}
