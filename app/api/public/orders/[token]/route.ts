import { visitedOrder } from "#lib/visit";

const headers = { "Cache-Control": "private, no-store" };

/** How an order stands, for the page that waits for its payment. */
export async function GET(_: Request, { params }: RouteContext<"/api/public/orders/[token]">) {
  const order = await visitedOrder((await params).token);
  if (!order) return Response.json({ message: "There is no such order." }, { status: 404, headers });
  return Response.json({ state: order.state, tickets: order.tickets.length }, { headers });
}
