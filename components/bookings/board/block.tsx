import { cn } from "#components/ui/cn";
import { at, type BoardBooking, boardStateWords } from "#lib/bookings/rules/board";
import type { BlockHandlers } from "./board-contract.tsx";

export const blockTones: Record<BoardBooking["state"], string> = {
  pending: "border-dashed border-warning-text bg-warning-soft text-warning-text",
  confirmed: "border-info bg-info-soft text-info-text",
  in_progress: "border-success bg-success-soft text-success-text",
  completed: "border-input bg-secondary text-secondary-foreground",
  cancelled: "border-destructive bg-destructive-soft text-destructive-text line-through",
  no_show: "border-destructive bg-destructive-soft text-destructive-text",
};

const clocks = new Map<string, Intl.DateTimeFormat>();
export function clock(moment: string | number, zone: string): string {
  const made =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  clocks.set(zone, made);
  return made.format(at(moment));
}

export function stateWords({ state, holdUntil }: BoardBooking, zone: string): string {
  return state === "pending" && holdUntil ? `Held until ${clock(holdUntil, zone)}` : boardStateWords[state];
}

type Props = {
  booking: BoardBooking;
  zone: string;
  color: string;
  className?: string;
  style?: React.CSSProperties;
  lifted?: boolean;
  /** Two lines instead of three. */
  brief?: boolean;
  handlers: BlockHandlers;
};

/** A booking on the board: whose it is, when, and its state in words as well as by colour. */
export function Block({ booking, zone, color, className, style, lifted, brief, handlers }: Props) {
  const when = `${clock(booking.startsAt, zone)}–${clock(booking.endsAt, zone)}`;
  const words = stateWords(booking, zone);
  return (
    <button
      type="button"
      data-booking={booking.id}
      className={cn(
        "min-h-6 cursor-pointer touch-pan-x touch-pan-y select-none overflow-hidden rounded-md border px-1.5 py-0.5 text-left text-xs leading-4 shadow-xs",
        blockTones[booking.state],
        lifted && "opacity-40",
        className,
      )}
      style={{ borderLeftWidth: 4, borderLeftStyle: "solid", borderLeftColor: color, ...style }}
      {...handlers}
    >
      <span className="sr-only">{booking.number}, </span>
      {brief ? (
        <>
          <span className="block truncate">
            <span className="figures">{clock(booking.startsAt, zone)}</span> <strong>{booking.name}</strong>
          </span>
          <span className="block truncate">{words}</span>
        </>
      ) : (
        <>
          <span className="block truncate font-semibold">{booking.name}</span>
          <span className="figures block truncate">
            {when} · {booking.guests}
            <span className="sr-only"> guests</span>
          </span>
          <span className="block truncate">
            {words} · {booking.service}
          </span>
        </>
      )}
    </button>
  );
}
