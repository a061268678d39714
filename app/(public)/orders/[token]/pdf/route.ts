import { ticketsAnswer } from "#lib/ticketing/tickets-answer";

/** The tickets of this link as PDF. */
export async function GET(_: Request, { params }: RouteContext<"/orders/[token]/pdf">) {
  return ticketsAnswer((await params).token);
}
