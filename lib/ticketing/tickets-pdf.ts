import "server-only";
import qrcode from "qrcode";
import { type Block, paper } from "#lib/payments/paper";
import type { OrderView } from "#lib/ticketing/rules";
import { formatRange, zoneWords } from "#lib/time";

/** The good tickets of an order as PDF, each with its QR; null when none is good any more. */
export async function ticketsPdf({
  number,
  organization,
  event,
  tickets,
  createdAt,
}: OrderView): Promise<Buffer | null> {
  const good = tickets.filter((one) => ["issued", "redeemed"].includes(one.state));
  if (good.length === 0) return null;
  const where = event.venue
    ? [event.venue.name, event.venue.address, event.venue.city].filter(Boolean).join(", ")
    : "Online";
  const blocks: Block[] = [];
  for (const [index, ticket] of good.entries()) {
    blocks.push(
      { kind: "heading", text: `Ticket ${index + 1} of ${good.length}: ${ticket.tier}` },
      {
        kind: "facts",
        facts: [
          ["Attendee", ticket.attendee],
          [
            "When",
            `${formatRange(event.startsAt, event.endsAt, event.zone)} (${zoneWords(event.startsAt, event.zone)})`,
          ],
          ["Where", where],
          ["Order", number],
        ],
      },
      {
        kind: "picture",
        image: await qrcode.toBuffer(ticket.code, { type: "png", errorCorrectionLevel: "M", margin: 4, width: 480 }),
        width: 170,
        caption: ticket.code,
      },
    );
  }
  return paper({
    title: `Tickets for ${event.name}`,
    organization: { name: organization.name, lines: organization.supportEmail ? [organization.supportEmail] : [] },
    currencies: [],
    zone: event.zone,
    madeAt: createdAt,
    blocks,
  });
}
