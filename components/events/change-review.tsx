"use client";

import { CheckboxField, SubmitButton } from "#components/data/fields";
import type { Review } from "#lib/events/rules/series";

/** What a change would do, before it is done: each event, what else moves, and who would be told. */
export function ChangeReview({ review }: { review: Review }) {
  const { events, notes, holders } = review;
  const shown = events.slice(0, 12);
  return (
    <section aria-label="What will change" className="grid gap-3 rounded-lg border border-primary bg-card p-4">
      <h2 className="font-semibold">What will change</h2>
      <ul className="grid gap-2">
        {shown.map((event) => (
          <li key={event.id} className="grid gap-0.5">
            <span className="font-medium">{event.name}</span>
            {event.before === event.after ? (
              <span className="text-muted-foreground">{event.after}, as before</span>
            ) : (
              <span>
                <del className="text-muted-foreground">{event.before}</del>{" "}
                <ins className="no-underline">{event.after}</ins>
              </span>
            )}
          </li>
        ))}
      </ul>
      {events.length > shown.length ? <p>And {events.length - shown.length} more.</p> : null}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {holders > 0 ? (
        <CheckboxField
          name="tell"
          defaultChecked
          label={`Write to the ${holders === 1 ? "one person who holds a ticket" : `${holders} people who hold tickets`}`}
          hint="One e-mail each, with the new time or place. Their tickets stay good."
        />
      ) : (
        <p className="text-muted-foreground">Nobody holds a ticket that this would surprise.</p>
      )}
      <SubmitButton name="confirmed" value="yes" className="justify-self-start" pendingLabel="Saving…">
        Save {events.length > 1 ? `these ${events.length} events` : "changes"}
      </SubmitButton>
    </section>
  );
}
