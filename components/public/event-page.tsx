import { CalendarDays, CalendarPlus, MapPin, Ticket, Users, Video } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { About } from "#components/public/about";
import { CodeForm } from "#components/public/code-form";
import { EventVideo } from "#components/public/event-video";
import { closedWords, offerOf, taxWords } from "#components/public/event-words";
import { bigButton, PublicFrame, textLink } from "#components/public/frame";
import { Guide } from "#components/public/guide";
import { EventJsonLd } from "#components/public/json-ld";
import { OwnTime } from "#components/public/own-time";
import { Poster } from "#components/public/poster";
import { Posts } from "#components/public/posts";
import { Share } from "#components/public/share";
import { SponsorLink } from "#components/public/sponsor-link";
import { TicketForm } from "#components/public/ticket-form";
import { WaitlistForm } from "#components/public/waitlist-form";
import { asWanted } from "#components/public/wanted";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import type { PublicEvent } from "#lib/events/queries";
import type { PublicGuide } from "#lib/events/queries/guide";
import type { Post } from "#lib/events/queries/posts";
import type { PublicVideo } from "#lib/events/queries/videos";
import type { SeatMap, Shop } from "#lib/ticketing/queries/shop";
import type { CheckoutView } from "#lib/ticketing/rules";
import { formatDay, formatRange, zoneWords } from "#lib/time";

export type EventPageProps = {
  event: PublicEvent;
  /** What may be chosen, with the code of the address or without. */
  shop: Shop;
  /** Empty for an event without seats. */
  seats: SeatMap;
  /** The whole address of this page. */
  address: string;
  /** Numbers of tickets to begin with. */
  wanted: Record<string, number>;
  /** What this visitor holds of this event already. */
  hold?: CheckoutView & { token: string };
  /** The visitor has just given tickets back. */
  returned: boolean;
  /** What guests from elsewhere should know. */
  guide: PublicGuide;
  /** The newest posts. */
  news: Post[];
  video: PublicVideo | null;
  /** The address of its deck for sponsors, while something is on offer. */
  deck: string | null;
};

export function EventPage(props: EventPageProps) {
  const { event, shop, seats, address, wanted, hold, returned, guide, news, video, deck } = props;
  const closed = closedWords(event);
  return (
    <PublicFrame seller={event.organization} counts={{ page: "event", event: event.slug }}>
      <EventJsonLd event={event} address={address} />
      {closed ? (
        <Alert
          variant={
            event.state === "completed" || event.state === "published" || event.state === "live" ? "info" : "warning"
          }
          className="mb-4 text-base"
        >
          <AlertTitle>{closed.title}</AlertTitle>
          <p>{closed.text}</p>
        </Alert>
      ) : null}
      <Poster seed={event.id} over={formatDay(event.startsAt, event.zone)} title={event.name}>
        {event.summary || null}
      </Poster>
      <div className="mt-6 grid items-start gap-6 md:mt-8 md:grid-cols-[minmax(0,1fr)_22rem] md:grid-rows-[auto_1fr] md:gap-8 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-10">
        <Facts event={event} address={address} deck={deck} />
        <section
          id="tickets"
          aria-labelledby="tickets-title"
          className="scroll-mt-4 rounded-xl border bg-card shadow-xs md:sticky md:top-6 md:row-span-2"
        >
          <h2 id="tickets-title" className="border-b px-4 py-3.5 font-semibold text-lg sm:px-5">
            Tickets
          </h2>
          {returned ? <Note>Your tickets went back. You can choose again.</Note> : null}
          {hold ? <Held hold={hold} /> : null}
          {closed ? <Closed event={event} /> : <Offers {...{ event, shop, seats, wanted, hold }} />}
        </section>
        <div className="grid gap-6">
          <About text={event.description} name={event.name} />
          {video ? <EventVideo video={video} poster={`${new URL(address).pathname}/picture.png`} /> : null}
          <Guide entries={guide} />
          <Posts path={new URL(address).pathname} event={event} posts={news} />
        </div>
      </div>
    </PublicFrame>
  );
}

function Facts({ event, address, deck }: { event: PublicEvent; address: string; deck: string | null }) {
  const { venue, format, startsAt, endsAt, zone } = event;
  const query = venue ? encodeURIComponent([venue.name, venue.address, venue.city].filter(Boolean).join(", ")) : "";
  return (
    <section aria-label="When and where" className="grid gap-4">
      <Fact icon={<CalendarDays />}>
        <span className="figures block font-medium">{formatRange(startsAt, endsAt, zone)}</span>
        <span className="figures block text-muted-foreground text-sm">
          {zoneWords(startsAt, zone)}
          <OwnTime at={startsAt.toISOString()} zone={zone} />
        </span>
      </Fact>
      {venue ? (
        <Fact icon={<MapPin />}>
          <span className="block font-medium">{venue.name}</span>
          <span className="block text-muted-foreground text-sm">
            {[venue.address, venue.city].filter(Boolean).join(", ")}
            {" · "}
            <a
              href={`https://www.openstreetmap.org/search?query=${query}`}
              target="_blank"
              rel="noreferrer"
              className={textLink}
            >
              Map
            </a>
          </span>
        </Fact>
      ) : null}
      {format === "in_person" ? null : (
        <Fact icon={<Video />}>
          <span className="block font-medium">{format === "online" ? "Online" : "Online as well"}</span>
          <span className="block text-muted-foreground text-sm">The link comes with your tickets.</span>
        </Fact>
      )}
      <Fact icon={<Users />}>
        <span className="block font-medium">{event.organization.name}</span>
        <span className="block text-muted-foreground text-sm">
          {event.organization.tagline ? `${event.organization.tagline} · ` : ""}
          <Link href={`/e/${event.organization.slug}`} prefetch={false} className={textLink}>
            All events
          </Link>
        </span>
      </Fact>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" className="h-11 max-md:h-11 px-4">
          <a href={`/e/${event.organization.slug}/${event.slug}/calendar.ics`} download>
            <CalendarPlus aria-hidden />
            Add to calendar
          </a>
        </Button>
        <Share title={event.name} address={address} />
        <SponsorLink deck={deck} />
      </div>
    </section>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-3.5">
      <span
        aria-hidden
        className="grid size-10 shrink-0 place-content-center rounded-lg border bg-card text-primary-text [&_svg]:size-5"
      >
        {icon}
      </span>
      <div className="min-w-0 self-center break-words">{children}</div>
    </div>
  );
}

function Offers({
  event,
  shop,
  seats,
  wanted,
  hold,
}: Pick<EventPageProps, "event" | "shop" | "seats" | "wanted" | "hold">) {
  // What waits for a payment cannot be chosen again; what only waits for details can.
  const mine = hold?.state === "open" ? asWanted(hold.items) : {};
  const tiers = shop.tiers.map((tier) => offerOf(tier, event, mine[tier.id], shop.waitlist));
  const waiting = tiers.filter((tier) => tier.waits);
  const asked = Object.keys(wanted).length > 0 ? wanted : mine;
  const [only] = tiers;
  const fallback = tiers.length === 1 && only && only.most > 0 ? { [only.id]: only.least } : {};
  const start = Object.keys(asked).length > 0 ? asked : fallback;
  const fitting = tiers.map((tier) => [tier.id, Math.min(start[tier.id] ?? 0, tier.most)] as const);
  return (
    <>
      <CodeForm shop={shop} />
      <TicketForm
        key={JSON.stringify([start, shop.code])}
        org={event.organization.slug}
        event={event.slug}
        currency={event.currency}
        code={shop.code && !shop.code.problem ? shop.code.typed : ""}
        tax={taxWords(shop.taxes)}
        tiers={tiers}
        seats={seats}
        start={Object.fromEntries(fitting)}
        again={hold?.state === "open"}
      />
      {waiting.length > 0 ? (
        <WaitlistForm
          org={event.organization.slug}
          event={event.slug}
          tiers={waiting.map(({ id, name }) => ({ id, name }))}
        />
      ) : null}
    </>
  );
}

function Held({ hold }: { hold: CheckoutView & { token: string } }) {
  const count = hold.quantity === 1 ? "1 ticket is" : `${hold.quantity} tickets are`;
  return (
    <Note>
      <span className="flex flex-wrap items-center justify-between gap-3">
        {count} held for you.
        <Button asChild className="h-11 max-md:h-11 px-4">
          <Link href={`/checkout/${hold.token}`} prefetch={false}>
            Continue to checkout
          </Link>
        </Button>
      </span>
    </Note>
  );
}

const Note = ({ children }: { children: ReactNode }) => (
  <div role="status" className="border-b bg-info-soft px-4 py-3 sm:px-5">
    {children}
  </div>
);

function Closed({ event }: { event: PublicEvent }) {
  return (
    <div className="grid justify-items-center gap-3 px-5 py-8 text-center text-muted-foreground">
      <Ticket aria-hidden className="size-6" />
      <p>There are no tickets to buy.</p>
      <Button asChild variant="outline" className={bigButton}>
        <Link href={`/e/${event.organization.slug}`} prefetch={false}>
          Other events by {event.organization.name}
        </Link>
      </Button>
    </div>
  );
}
