import { orderReceipt } from "#lib/ticketing/receipt";

/** The receipt of an order as PDF. */
export async function GET(_request: Request, { params }: RouteContext<"/api/[org]/ticketing/orders/[order]/receipt">) {
  return orderReceipt((await params).order);
}
