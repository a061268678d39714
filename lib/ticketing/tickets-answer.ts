import "server-only";
import { ticketsPdf } from "#lib/ticketing/tickets-pdf";
import { visitedOrder } from "#lib/visit";

/** The tickets of the order with this token as a file to keep. */
export async function ticketsAnswer(token: string): Promise<Response> {
  const order = await visitedOrder(token);
  const file = order && (await ticketsPdf(order));
  if (!file) return new Response("There is no ticket here.", { status: 404 });
  return new Response(new Uint8Array(file), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="tickets-${order.number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
