import { exportAnswer } from "#lib/system/list-answer";

/** CSV of a list exactly as its screen shows it: the same filters, sort and columns. */
export async function GET(request: Request, { params }: RouteContext<"/api/[org]/export/[list]">) {
  return exportAnswer((await params).list, new URL(request.url).searchParams);
}
