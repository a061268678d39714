import { exportAnswer } from "#lib/events/exports";

/** The event and its programme as files. */
export async function GET(request: Request, { params }: RouteContext<"/api/[org]/events/[event]/export">) {
  const { org, event } = await params;
  return exportAnswer(request, org, event);
}
