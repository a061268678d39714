import Link from "next/link";
import { FeedbackForm } from "#components/public/feedback-form";
import { PublicFrame, textLink } from "#components/public/frame";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { refuseFeedback } from "#lib/events/actions/visitor";
import type { AskedPage } from "#lib/events/queries/feedback";
import { formatMoment, formatRange, zoneWords } from "#lib/time";

/** How was it? Whoever has the link answers for each ticket of their letter, and may change it while answers are taken. */
export function FeedbackFormPage({ token, page }: { token: string; page: AskedPage }) {
  const { organization, event, open, places } = page;
  return (
    <PublicFrame seller={organization} quiet>
      <div className="mx-auto grid max-w-xl gap-5">
        <div>
          <h1 className="font-semibold text-2xl tracking-tight">How was {event.name}?</h1>
          <p className="figures text-muted-foreground text-sm">
            {formatRange(event.startsAt, event.endsAt, event.zone)} ({zoneWords(event.startsAt, event.zone)})
          </p>
        </div>
        {page.intro ? <p className="whitespace-pre-line">{page.intro}</p> : null}
        {places.length > 1 ? <Places token={token} page={page} /> : null}
        {open ? (
          <FeedbackForm key={page.place} token={token} page={page} />
        ) : (
          <Alert variant="info" className="text-base">
            <AlertTitle>Answers are no longer taken</AlertTitle>
            <p>{page.answered ? "What you said is with the organizer. Thank you." : "Thank you all the same."}</p>
          </Alert>
        )}
        {open && page.closesAt ? (
          <p className="text-muted-foreground text-sm">
            You can change your answers until {formatMoment(page.closesAt, event.zone)} (
            {zoneWords(page.closesAt, event.zone)}).
          </p>
        ) : null}
        <form action={refuseFeedback}>
          <input type="hidden" name="token" value={token} />
          <Button type="submit" variant="link" className="h-11 px-0 text-muted-foreground text-sm">
            Do not ask me again after events of {organization.name}
          </Button>
        </form>
      </div>
    </PublicFrame>
  );
}

/** The tickets of the letter: one set of answers each. */
function Places({ token, page: { places, place } }: { token: string; page: AskedPage }) {
  return (
    <nav aria-label="Tickets" className="grid gap-1 rounded-xl border bg-card p-4">
      <p className="font-medium">You hold {places.length} tickets. Each may say how it was.</p>
      <ul className="grid">
        {places.map((one) => (
          <li key={one.place}>
            <Link
              href={`/feedback/${token}?ticket=${one.place}`}
              prefetch={false}
              aria-current={one.place === place ? "page" : undefined}
              className={`${textLink} inline-flex min-h-11 items-center gap-2 aria-[current=page]:font-semibold aria-[current=page]:no-underline`}
            >
              {one.name || `Ticket ${one.place}`}, {one.tier}
              {one.answered ? " (answered)" : ""}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
