import { PublicFrame } from "#components/public/frame";
import { Print } from "#components/public/print";
import { Badge } from "#components/ui/badge";
import type { TicketView } from "#lib/ticketing/rules/serving";
import { formatRange, zoneWords } from "#lib/time";

const words: Record<string, string> = {
  redeemed: "Checked in",
  transferred: "Passed on: this code admits nobody any more",
  refunded: "Refunded: this code admits nobody any more",
  cancelled: "Cancelled: this code admits nobody any more",
};

/** One ticket at the size of a card: for a pocket on paper, and for a phone held out at the door. */
export function WalletTicket({ ticket, qr }: { ticket: TicketView; qr: string | null }) {
  const { event, organization } = ticket;
  const where = event.venue ? [event.venue.name, event.venue.city].filter(Boolean).join(", ") : "Online";
  return (
    <PublicFrame seller={organization} quiet>
      <div className="mx-auto grid max-w-[22rem] gap-4">
        <h1 className="sr-only">Ticket for {event.name}</h1>
        <article className="grid justify-items-center gap-2 break-inside-avoid rounded-xl border border-t-4 border-t-primary bg-card p-5 text-center shadow-xs print:w-[54mm] print:p-2 print:text-xs">
          <p className="break-words font-semibold text-lg print:text-sm">{event.name}</p>
          <p className="figures">{formatRange(event.startsAt, event.endsAt, event.zone)}</p>
          <p className="text-muted-foreground text-sm">
            {zoneWords(event.startsAt, event.zone)} · {where}
          </p>
          {qr ? (
            // biome-ignore lint/performance/noImgElement: a picture made for this page, with nothing to optimize
            <img
              src={qr}
              alt={`QR code of ticket ${ticket.code}`}
              width={260}
              height={260}
              className="rounded-md bg-white print:size-[40mm]"
            />
          ) : null}
          <p className="font-semibold">{ticket.attendee}</p>
          <p>
            {ticket.tier}
            {ticket.seat ? `, ${ticket.seat}` : ""}
          </p>
          {words[ticket.state] ? <Badge variant={qr ? "info" : "danger"}>{words[ticket.state]}</Badge> : null}
          <p className={`max-w-44 break-all font-mono text-xs ${qr ? "" : "line-through"}`}>{ticket.code}</p>
        </article>
        <div data-print="hide" className="flex justify-center">
          <Print />
        </div>
      </div>
    </PublicFrame>
  );
}
