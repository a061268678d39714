import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { ActButton } from "#components/events/plan-item";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { stopReminders } from "#lib/bookings/actions/reminders";
import { type Reminder, reminderKinds } from "#lib/bookings/rules/reminders";
import type { Tone } from "#lib/system/list";

type Props = {
  bookingId: string;
  zone: string;
  /** From `remindersOf` and `remindersStopped` of `lib/bookings/queries/reminders`. */
  reminders: readonly Reminder[];
  stopped: boolean;
  /** The customer has an e-mail address, and the reader may change the booking. */
  mayStop: boolean;
};

/** Who is reminded of a booking and when, and what became of it. */
export function RemindersPanel({ bookingId, zone, reminders, stopped, mayStop }: Props) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Reminders</CardTitle>
        {mayStop ? (
          <ActButton
            act={stopReminders}
            input={{ bookingId, stop: !stopped }}
            label={stopped ? "Remind the customer again" : "No reminders for the customer"}
            done={stopped ? "The customer is reminded again." : "The customer gets no more reminders of this station."}
          />
        ) : null}
      </CardHeader>
      <CardContent>
        {reminders.length === 0 ? (
          <p className="text-muted-foreground">Nobody is reminded: the time has passed, or the station sends none.</p>
        ) : (
          <ul aria-label="Reminders" className="divide-y">
            {reminders.map((one) => (
              <li
                key={`${one.kind} ${one.recipient} ${one.name} ${one.startsAt}`}
                className="grid gap-y-0.5 py-2 first:pt-0 last:pb-0"
              >
                <div className="flex items-start justify-between gap-3">
                  <p className="min-w-0 break-words font-medium">{one.name}</p>
                  <StateBadge state={one.outcome} {...outcomeOf(one)} />
                </div>
                <p className="break-words text-[0.8125rem] text-muted-foreground">
                  {one.recipient === "chef" ? "Chef" : "Customer"} · {reminderKinds[one.kind]} ·{" "}
                  <Time at={one.sentAt ?? one.dueAt} zone={zone} />
                </p>
                {one.address ? (
                  <p className="break-words text-[0.8125rem] text-muted-foreground">{one.address}</p>
                ) : null}
                {one.reason ? <p className="text-[0.8125rem]">{one.reason}</p> : null}
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

function outcomeOf({ outcome, letter }: Reminder): { label: string; tone: Tone } {
  if (letter === "failed") return { label: "Could not be delivered", tone: "danger" };
  if (letter === "delivered") return { label: "Delivered", tone: "success" };
  return {
    planned: { label: "Planned", tone: "neutral" as const },
    queued: { label: "On its way", tone: "info" as const },
    sent: { label: "Sent", tone: "success" as const },
    skipped: { label: "Skipped", tone: "warning" as const },
  }[outcome];
}
