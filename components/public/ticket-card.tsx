import { Badge } from "#components/ui/badge";
import type { OrderView } from "#lib/ticketing/rules";
import { formatRange, zoneWords } from "#lib/time";

export type TicketCardProps = {
  ticket: OrderView["tickets"][number] & { qr: string | null };
  event: OrderView["event"];
  seller: string;
  place: number;
  of: number;
};

/** One ticket as it is shown at the door, on a screen or on paper. The code stands in words for when nothing scans. */
export function TicketCard({ ticket, event, seller, place, of }: TicketCardProps) {
  const where = event.venue
    ? [event.venue.name, event.venue.address, event.venue.city].filter(Boolean).join(", ")
    : "Online";
  return (
    <article
      aria-label={`Ticket ${place} of ${of}`}
      className="flex flex-col overflow-hidden rounded-xl border bg-card shadow-xs sm:flex-row print:flex-row"
    >
      <div className="grid grow content-between gap-5 border-primary border-t-4 p-5 sm:border-t-0 sm:border-l-4 print:border-t-0 print:border-l-4">
        <div>
          <p className="text-muted-foreground text-sm">{seller}</p>
          <p className="break-words font-semibold text-xl leading-7">{event.name}</p>
          <p className="figures mt-1">{formatRange(event.startsAt, event.endsAt, event.zone)}</p>
          <p className="text-muted-foreground text-sm">{zoneWords(event.startsAt, event.zone)}</p>
          <p className="mt-1 text-muted-foreground">{where}</p>
        </div>
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
          <div>
            <p className="font-semibold">{ticket.tier}</p>
            {ticket.seat ? <p className="font-semibold text-lg">{ticket.seat}</p> : null}
            <p>{ticket.attendee}</p>
          </div>
          <p className="figures text-muted-foreground text-sm">
            {place} of {of}
          </p>
        </div>
      </div>
      <div className="grid shrink-0 place-content-center justify-items-center gap-2 border-dashed p-5 max-sm:border-t sm:w-60 sm:border-l print:w-60 print:border-t-0 print:border-l">
        {ticket.qr ? (
          // biome-ignore lint/performance/noImgElement: a picture made for this page, with nothing to optimize
          <img
            src={ticket.qr}
            alt={`QR code of ticket ${ticket.code}`}
            width={184}
            height={184}
            className="size-46 rounded-md bg-white"
          />
        ) : (
          <Badge variant="neutral" className="h-7 px-3 text-sm">
            {stateWords[ticket.state] ?? "No longer valid"}
          </Badge>
        )}
        <p
          className={`max-w-44 text-center font-mono text-xs ${ticket.qr ? "" : "text-muted-foreground line-through"}`}
        >
          {ticket.code.slice(0, 13)}
          <wbr />
          {ticket.code.slice(13)}
        </p>
        {ticket.state === "redeemed" ? <Badge variant="info">Checked in</Badge> : null}
      </div>
    </article>
  );
}

const stateWords: Record<string, string> = {
  refunded: "Refunded",
  cancelled: "Cancelled",
  transferred: "Passed on",
};
