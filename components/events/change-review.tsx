"use client";

import { CheckboxField, SelectField, SubmitButton } from "#components/data/fields";
import { saleMoves } from "#lib/events/rules";
import type { Review } from "#lib/events/rules/series";

/** What a change would do, before it is done: each event, what else moves, and who would be told. */
export function ChangeReview({ review }: { review: Review }) {
  const { events, notes, sales, holders } = review;
  const shown = events.slice(0, 12);
  return (
    <section aria-label="What will change" className="grid gap-3 rounded-lg border border-primary bg-card p-4">
      <h2 className="font-semibold">What will change</h2>
      <ul className="grid gap-2" aria-label="Events">
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
      {sales ? <Sales sales={sales} /> : null}
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

const choices = Object.entries(saleMoves).map(([value, label]) => ({ value, label }));

/** When tickets would be sold, and the choice to leave that as it is. */
function Sales({ sales: { tiers, events, windows } }: { sales: NonNullable<Review["sales"]> }) {
  const others = tiers - windows.length;
  return (
    <div className="grid gap-2">
      <SelectField
        name="sales"
        label="When tickets are sold"
        required
        hint="By the same time, on the wall clock. A sale that has begun keeps its beginning, one that has ended stays ended."
        options={choices}
        defaultValue="move"
      />
      <ul className="grid gap-2" aria-label="Tickets">
        {windows.slice(0, 8).map(({ tier, before, after }) => (
          <li key={tier} className="grid gap-0.5">
            <span className="font-medium">{tier}</span>
            <span>
              <del className="text-muted-foreground">{before}</del> <ins className="no-underline">{after}</ins>
            </span>
          </li>
        ))}
      </ul>
      {others > 0 ? (
        <p>
          {windows.length > 0 ? "And " : ""}
          {others} more of {events - (windows.length > 0 ? 1 : 0)} other events, in the same way.
        </p>
      ) : null}
    </div>
  );
}
