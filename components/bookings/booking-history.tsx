import { Panel } from "#components/bookings/panel";
import { Time } from "#components/data/time";
import type { OpenedBooking } from "#lib/bookings/open";
import { type BookingState, bookingStates } from "#lib/bookings/rules/words";
import { formatMoney } from "#lib/money";
import { formatMoment } from "#lib/time";

type Props = { history: OpenedBooking["history"]; currency: string; zone: string };
type Said = Record<string, unknown>;

/** Everything that happened to it, by whom and why, newest first. */
export function BookingHistory({ history, currency, zone }: Props) {
  return (
    <Panel title="History">
      <ol className="grid gap-3">
        {history.map((one) => (
          <li key={one.id}>
            <p>{words(one.kind, one.before as Said, one.after as Said, currency, zone)}</p>
            <p className="text-muted-foreground text-sm">
              <Time at={one.at} zone={zone} /> {one.by ? `by ${one.by}` : ""}
              {one.reason ? ` · ${one.reason}` : ""}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function words(kind: string, before: Said, after: Said, currency: string, zone: string): string {
  const money = (value: unknown) => formatMoney(BigInt(String(value ?? 0)), currency);
  const at = (value: unknown) => (value ? formatMoment(new Date(String(value)), zone) : "");
  const people = (value: unknown) => (Array.isArray(value) ? value.join(", ") : "");
  switch (kind) {
    case "booked":
      return `Booked for ${at(after.startsAt)} with ${people(after.resources)}, ${money(after.totalMinor)}`;
    case "state":
      return `${bookingStates[after.state as BookingState]?.label ?? ""}, before that ${(bookingStates[before.state as BookingState]?.label ?? "").toLowerCase()}`;
    case "moved":
      return before.startsAt === after.startsAt
        ? `Now with ${people(after.resources)} instead of ${people(before.resources)}`
        : `Moved from ${at(before.startsAt)} to ${at(after.startsAt)}, with ${people(after.resources)}`;
    case "price":
      return `Price ${money(after.totalMinor)} instead of ${money(before.totalMinor)}`;
    case "quote":
      return `Quote ${String(after.version)} ${String(after.state)}${after.totalMinor ? `, ${money(after.totalMinor)}` : ""}`;
    case "payment":
      return String(after.amountMinor).startsWith("-")
        ? `${money(String(after.amountMinor).slice(1))} taken back`
        : `${money(after.amountMinor)} paid`;
    case "refund":
      return after.failed
        ? `${money(String(after.amountMinor).slice(1))} did not go back`
        : `${money(after.amountMinor)} given back`;
    case "dispute":
      return after.state === "opened"
        ? `${money(after.amountMinor)} disputed by their bank`
        : `Dispute over ${money(after.amountMinor)} ${String(after.state)}`;
    default:
      return "Changed what was said about it";
  }
}
