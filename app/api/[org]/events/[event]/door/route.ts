import { doorAnswer } from "#lib/ticketing/door-answers";

/** How many are in; with `?q=` also whose ticket it may be. */
export async function GET(request: Request, { params }: RouteContext<"/api/[org]/events/[event]/door">) {
  return doorAnswer((await params).event, new URL(request.url).searchParams.get("q"));
}
