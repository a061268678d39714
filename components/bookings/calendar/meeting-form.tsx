"use client";

import { useActionState, useState } from "react";
import { ActionForm, LongTextField, SubmitButton, TextField } from "#components/data/fields";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import type { FormState } from "#lib/action";
import { bookMeeting } from "#lib/bookings/actions/meeting";

type Props = { org: string; meeting: string; zone: string; slots: string[] };
const begin: FormState = { done: false };

/** A time and a name. What was typed stays when the time was taken meanwhile. */
export function MeetingForm({ org, meeting, zone, slots }: Props) {
  const [state, send] = useActionState(bookMeeting, begin);
  const [key] = useState(() => crypto.randomUUID());
  const booked = state.result as { number: string; startsAt: string } | undefined;
  if (state.done && booked)
    return (
      <Alert variant="success" role="status" className="text-base">
        <AlertTitle>You have an appointment</AlertTitle>
        <AlertDescription>
          {dayWords(booked.startsAt, zone)}, {clockWords(booked.startsAt, zone)}. Number {booked.number}. We wrote to
          you as well.
        </AlertDescription>
      </Alert>
    );
  const days = Map.groupBy(slots, (slot) => dayWords(slot, zone));
  return (
    <ActionForm action={send} state={state} className="grid gap-5">
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="meeting" value={meeting} />
      <input type="hidden" name="key" value={key} suppressHydrationWarning />
      <input name="website" tabIndex={-1} autoComplete="off" aria-hidden className="hidden" />
      {slots.length === 0 ? (
        <p className="rounded-lg border bg-card p-4">Nothing is free in these two weeks. Look at later days.</p>
      ) : (
        <fieldset className="grid gap-2" aria-invalid={state.problem?.fields?.startsAt ? true : undefined}>
          <legend className="mb-2 font-medium">When</legend>
          {[...days].map(([day, times], n) => (
            <details key={day} open={n === 0} className="rounded-lg border bg-card px-3">
              <summary className="flex min-h-11 cursor-pointer flex-wrap items-center justify-between gap-x-4">
                <span className="font-medium">{day}</span>
                <span className="text-muted-foreground text-sm">
                  {times.length === 1 ? "one time" : `${times.length} times`}
                </span>
              </summary>
              <div className="flex flex-wrap gap-2 pt-1 pb-3">
                {times.map((time) => (
                  <label
                    key={`${time} ${state.values?.startsAt === time}`}
                    className="figures cursor-pointer rounded-md border bg-card px-3 py-2 has-checked:border-primary has-checked:bg-primary-soft has-checked:text-primary-text has-focus-visible:outline-2"
                  >
                    <input
                      type="radio"
                      name="startsAt"
                      value={time}
                      defaultChecked={state.values?.startsAt === time}
                      className="sr-only"
                    />
                    {clockWords(time, zone)}
                  </label>
                ))}
              </div>
            </details>
          ))}
        </fieldset>
      )}
      <TextField name="name" label="Your name" required autoComplete="name" maxLength={120} />
      <TextField name="email" label="E-mail" type="email" required autoComplete="email" maxLength={254} />
      <TextField name="phone" label="Phone" type="tel" autoComplete="tel" maxLength={40} />
      <LongTextField name="topic" label="What is it about?" rows={3} maxLength={2000} />
      <SubmitButton size="lg" className="justify-self-start" pendingLabel="Booking…">
        Book the appointment
      </SubmitButton>
    </ActionForm>
  );
}

const dayWords = (moment: string, zone: string) =>
  new Intl.DateTimeFormat("en", { timeZone: zone, weekday: "long", day: "numeric", month: "long" }).format(
    new Date(moment),
  );
const clockWords = (moment: string, zone: string) =>
  new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    new Date(moment),
  );
