"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { notify } from "#components/shell/notify";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { DateTimeInput } from "#components/ui/date-time-input";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { dropBooking } from "#lib/bookings/actions/board";
import { type BoardResource, reassigned } from "#lib/bookings/rules/board";
import type { Problem } from "#lib/errors";
import { formatRange, toInstant, toLocal } from "#lib/time";
import { clock } from "./block.tsx";
import type { Ghost } from "./board-contract.tsx";

type Props = {
  slug: string;
  zone: string;
  ghost: Ghost;
  resources: BoardResource[];
  onChanged: () => void;
  onClose: () => void;
};
type Slot = { startsAt: string; resourceId: string; resource: string };

/** Where a booking goes, and why. Times that are free are offered; what is in the way of another one, the database says. */
export default function MoveDialog({ slug, zone, ghost, resources, onChanged, onClose }: Props) {
  const { booking } = ghost;
  const [when, setWhen] = useState(toLocal(new Date(ghost.startsAt), zone));
  const [who, setWho] = useState(ghost.to);
  const [reason, setReason] = useState("");
  const [anyway, setAnyway] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const day = when.slice(0, 10);
  const { data: slots, isPending } = useQuery({
    queryKey: ["slots", booking.id, day],
    queryFn: ({ signal }) => freeSlots(slug, booking.id, toInstant(`${day}T00:00`, zone), signal),
    enabled: day.length === 10,
  });
  const submit = async (form: FormEvent) => {
    form.preventDefault();
    if (when.length < 16) return setProblem(missingTime);
    setBusy(true);
    const answer = await dropBooking({
      bookingId: booking.id,
      startsAt: toInstant(when, zone).toISOString(),
      resourceIds: reassigned(booking.resourceIds, ghost.from, who),
      reason,
      anyway,
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    onChanged();
    notify("success", `${booking.number} was moved.`, {
      duration: 30_000,
      action: { label: "Undo", onClick: () => back(ghost, onChanged) },
    });
  };
  const offered = slots?.filter(({ resourceId }) => resourceId === who) ?? [];
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <DialogHeader>
            <DialogTitle>Move {booking.name}</DialogTitle>
            <DialogDescription>
              {booking.number} is {formatRange(new Date(booking.startsAt), new Date(booking.endsAt), zone)} with{" "}
              {resources.find(({ id }) => id === ghost.from)?.name}.
            </DialogDescription>
          </DialogHeader>
          {problem && !problem.fields?.reason ? (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{problem.message}</AlertTitle>
            </Alert>
          ) : null}
          <Field label="When" required>
            <DateTimeInput zone={zone} value={when} step={900} onChange={({ target }) => setWhen(target.value)} />
          </Field>
          <Field label="With" required>
            <NativeSelect value={who} onChange={({ target }) => setWho(target.value)}>
              {resources.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 font-medium">Free on that day</legend>
            {offered.length === 0 ? (
              <p className="text-muted-foreground">{isPending ? "Looking…" : "Nothing is free on that day."}</p>
            ) : (
              <div className="flex max-h-28 flex-wrap gap-1.5 overflow-y-auto p-0.5">
                {offered.map(({ startsAt }) => {
                  const local = toLocal(new Date(startsAt), zone);
                  return (
                    <Button
                      key={startsAt}
                      size="sm"
                      variant={local === when ? "secondary" : "outline"}
                      aria-pressed={local === when}
                      className="figures"
                      onClick={() => setWhen(local)}
                    >
                      {clock(startsAt, zone)}
                    </Button>
                  );
                })}
              </div>
            )}
          </fieldset>
          <Field label="Reason" required={booking.state !== "pending"} error={problem?.fields?.reason}>
            <Input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
          </Field>
          <Field label="Even outside working hours or during time off" inline>
            <Checkbox checked={anyway} onCheckedChange={(ticked) => setAnyway(ticked === true)} />
          </Field>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Leave it
            </Button>
            <Button type="submit" aria-disabled={busy}>
              {busy ? "Moving…" : "Move it"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

const missingTime: Problem = { code: "invalid", message: "Choose a time.", fields: { startsAt: ["Choose a time."] } };

async function freeSlots(slug: string, booking: string, from: Date, signal: AbortSignal): Promise<Slot[]> {
  const asked = new URLSearchParams({ booking, from: from.toISOString() });
  const answer = await fetch(`/api/${slug}/bookings/board/slots?${asked}`, { cache: "no-store", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return ((await answer.json()) as { slots: Slot[] }).slots;
}

/** Undo is a move like any other: it is refused when somebody took the time meanwhile, and says so. */
async function back({ booking }: Ghost, changed: () => void): Promise<void> {
  const answer = await dropBooking({
    bookingId: booking.id,
    startsAt: booking.startsAt,
    resourceIds: booking.resourceIds,
    reason: "Moved back",
    anyway: true,
  });
  if (answer.ok) changed();
  else await notify("error", answer.problem.message);
}
