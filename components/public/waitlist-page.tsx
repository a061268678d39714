import Link from "next/link";
import { bigButton, PublicFrame } from "#components/public/frame";
import { Button } from "#components/ui/button";
import { leaveWaitlist } from "#lib/ticketing/actions/visitor";
import type { WaitlistPlace } from "#lib/ticketing/queries/shop";
import { formatRange, zoneWords } from "#lib/time";

/** A visitor's place in line for tickets that are gone. */
export function WaitlistPage({ token, place }: { token: string; place: WaitlistPlace }) {
  const { organization, event } = place;
  const [title, text] = wordsOf(place);
  return (
    <PublicFrame seller={organization} quiet>
      <div className="mx-auto grid max-w-xl gap-5">
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        <p>{text}</p>
        <section aria-label="What you wait for" className="rounded-xl border bg-card p-4 shadow-xs sm:p-5">
          <p className="font-semibold">{event.name}</p>
          <p className="figures text-muted-foreground text-sm">
            {formatRange(event.startsAt, event.endsAt, event.zone)} ({zoneWords(event.startsAt, event.zone)})
          </p>
          <p className="mt-2">
            {place.quantity} × {place.tier}
          </p>
        </section>
        {place.state === "waiting" ? (
          <form action={leaveWaitlist} className="grid">
            <input type="hidden" name="token" value={token} />
            <Button type="submit" variant="outline" className={bigButton}>
              Leave the waitlist
            </Button>
          </form>
        ) : null}
        <Button asChild variant={place.state === "waiting" ? "ghost" : "outline"} className={bigButton}>
          <Link href={`/e/${organization.slug}/${event.slug}`} prefetch={false}>
            See the event
          </Link>
        </Button>
      </div>
    </PublicFrame>
  );
}

function wordsOf({ state, before }: WaitlistPlace): [string, string] {
  const ahead =
    before === 0 ? "You are first in line." : before === 1 ? "One is ahead of you." : `${before} are ahead of you.`;
  const words: Record<WaitlistPlace["state"], [string, string]> = {
    waiting: [
      "You are on the waitlist",
      `${ahead} As soon as it is your turn, we write to you and keep the tickets for you.`,
    ],
    offered: ["It is your turn", "Tickets are kept for you. The link to them is in our last e-mail."],
    bought: ["You have your tickets", "They are in your mailbox."],
    lapsed: ["The offer has ended", "The tickets went to the next in line. You can join the waitlist again."],
    left: ["You left the waitlist", "You will hear nothing more about it."],
    closed: ["The waitlist is closed", "No more tickets come back for this event."],
  };
  return words[state];
}
