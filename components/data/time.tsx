import { cn } from "#components/ui/cn";
import { zoneName } from "#lib/time";

export type TimeProps = {
  /** An instant: a `Date`, or ISO 8601 with an offset. */
  at: Date | string;
  /** The IANA zone whose clocks are meant. */
  zone: string;
  show?: "moment" | "day";
  /** Writes the zone after the time; without it the zone stands in the tooltip. */
  named?: boolean;
  className?: string;
};

/** An instant on the clocks of a named zone. */
export function Time({ at, zone, show = "moment", named = false, className }: TimeProps) {
  const instant = new Date(at);
  const text = show === "day" ? formatter(zone, false).format(instant) : formatter(zone, true).format(instant);
  return (
    <time
      dateTime={instant.toISOString()}
      title={`${text}, ${zone}`}
      className={cn("figures whitespace-nowrap", className)}
      suppressHydrationWarning
    >
      {text}
      {named ? <span className="text-muted-foreground"> {zoneName(instant, zone)}</span> : null}
    </time>
  );
}

/** A calendar day, `YYYY-MM-DD`, which no zone can move. */
export function Day({ day, className }: { day: string; className?: string }) {
  return (
    <time dateTime={day} className={cn("figures whitespace-nowrap", className)} suppressHydrationWarning>
      {formatter("UTC", false).format(new Date(`${day.slice(0, 10)}T00:00:00Z`))}
    </time>
  );
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a hundred uses of it, and a list has hundreds of cells. */
function formatter(zone: string, clock: boolean): Intl.DateTimeFormat {
  const key = `${zone} ${clock}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    day: "numeric",
    month: "short",
    year: "numeric",
    ...(clock ? { hour: "numeric", minute: "2-digit" } : {}),
  });
  formatters.set(key, made);
  return made;
}
