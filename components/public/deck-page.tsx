import { CalendarDays, MapPin, Users } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DeckForm } from "#components/public/deck-form";
import { DeckJsonLd } from "#components/public/deck-json-ld";
import { DeckPackages } from "#components/public/deck-packages";
import { PublicFrame, textLink } from "#components/public/frame";
import { Paragraphs } from "#components/public/paragraphs";
import { Poster } from "#components/public/poster";
import { Share } from "#components/public/share";
import { Alert, AlertTitle } from "#components/ui/alert";
import { formatMoney } from "#lib/money";
import { enquiryConsentWords } from "#lib/sponsorship/rules/deck";
import type { PublicDeck } from "#lib/sponsorship/visitor";
import { formatDay, formatMoment, formatRange, zoneName } from "#lib/time";

type Props = { deck: PublicDeck; address: string };

/** What sponsors get, for how much, whom they reach and who was there before; and a form to ask for a proposal. */
export function DeckPage({ deck, address }: Props) {
  const { organization, event, packages } = deck;
  const what = event?.name ?? organization.name;
  return (
    <PublicFrame seller={organization}>
      <DeckJsonLd deck={deck} address={address} />
      {event?.over ? (
        <Alert variant="info" className="mb-4 text-base">
          <AlertTitle>This event is over</AlertTitle>
          <p>What was on offer is not any more. Ask {organization.name} about the next one.</p>
        </Alert>
      ) : null}
      <Poster
        seed={`${organization.slug} ${event?.slug ?? ""}`}
        over={event ? formatDay(event.startsAt, event.zone) : "For sponsors"}
        title={`Sponsor ${what}`}
      >
        {deck.headline || event?.summary || organization.tagline || null}
      </Poster>
      <div className="mt-6 grid items-start gap-8 md:mt-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-10">
        <div className="grid min-w-0 gap-8">
          <About deck={deck} address={address} />
          <Reach deck={deck} />
          {packages.length > 0 ? <DeckPackages packages={packages} heldName={deck.heldName} /> : null}
          <Events deck={deck} />
          <Partners deck={deck} />
        </div>
        {event?.over ? null : (
          <section
            id="ask"
            aria-labelledby="ask-title"
            className="scroll-mt-4 rounded-xl border bg-card p-4 shadow-xs sm:p-6 lg:sticky lg:top-6"
          >
            <h2 id="ask-title" className="font-semibold text-lg">
              Ask for a proposal
            </h2>
            <p className="mt-1 mb-4 text-muted-foreground">{organization.name} answers with an offer of your own.</p>
            <DeckForm
              org={organization.slug}
              event={event?.slug ?? ""}
              wishes={packages.flatMap((one) =>
                one.left > 0
                  ? [
                      { value: one.id, label: `${one.name}, ${formatMoney(one.priceMinor, one.currency)}` },
                      ...one.variants.map((kind) => ({
                        value: `${one.id}.${kind.id}`,
                        label: `${one.name}, ${kind.name}, ${formatMoney(kind.priceMinor, one.currency)}`,
                      })),
                    ]
                  : [],
              )}
              consent={enquiryConsentWords(organization.name)}
            />
          </section>
        )}
      </div>
    </PublicFrame>
  );
}

function About({ deck, address }: Props) {
  const { event, organization } = deck;
  return (
    <section aria-label="About it" className="grid gap-4">
      {event ? (
        <ul className="grid gap-2">
          <Fact icon={<CalendarDays aria-hidden className="size-5" />}>
            {formatRange(event.startsAt, event.endsAt, event.zone)}
          </Fact>
          {event.venue ? (
            <Fact icon={<MapPin aria-hidden className="size-5" />}>
              {[event.venue.name, event.venue.city].filter(Boolean).join(", ")}
            </Fact>
          ) : null}
          <Fact icon={<Users aria-hidden className="size-5" />}>
            <Link href={`/e/${organization.slug}/${event.slug}`} prefetch={false} className={textLink}>
              The event's page
            </Link>
          </Fact>
        </ul>
      ) : null}
      <Paragraphs text={deck.intro} />
      {deck.audience ? (
        <div className="grid gap-2">
          <h2 className="font-semibold text-lg">Who comes</h2>
          <Paragraphs text={deck.audience} />
        </div>
      ) : null}
      <div>
        <Share title={`Sponsor ${event?.name ?? organization.name}`} address={address} />
      </div>
    </section>
  );
}

const Fact = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li className="flex min-w-0 items-center gap-3 [&>svg]:shrink-0 [&>svg]:text-primary-text">
    {icon}
    <span className="min-w-0 break-words">{children}</span>
  </li>
);

function Reach({ deck: { reach, event, organization } }: { deck: PublicDeck }) {
  const figures = [
    { label: "visits of the pages", n: reach?.views },
    { label: "different visitors", n: reach?.visitors },
    { label: "tickets", n: reach?.tickets },
  ].filter((one): one is { label: string; n: number } => typeof one.n === "number");
  if (!reach || figures.length === 0) return null;
  return (
    <section aria-labelledby="reach-title">
      <h2 id="reach-title" className="font-semibold text-lg">
        Whom you reach
      </h2>
      <dl className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-3">
        {figures.map(({ label, n }) => (
          <div key={label} className="flex flex-col-reverse rounded-xl border bg-card p-4">
            <dt className="text-muted-foreground text-sm">{label}</dt>
            <dd className="figures font-semibold text-2xl">{n.toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-muted-foreground text-sm">
        {event ? `Of ${event.name}` : `Of all events of ${organization.name}`} in the last twelve months. Visits are
        those of people who agreed to be counted
        {reach.asOf
          ? `, as of ${formatMoment(reach.asOf, organization.zone)} ${zoneName(reach.asOf, organization.zone)}`
          : ""}
        .
      </p>
    </section>
  );
}

function Events({ deck: { event, decks, organization } }: { deck: PublicDeck }) {
  if (event) return null;
  return (
    <section aria-labelledby="decks-title" className="grid gap-3">
      <h2 id="decks-title" className="font-semibold text-lg">
        Events that look for sponsors
      </h2>
      {decks.length === 0 ? (
        <p className="text-muted-foreground">None at the moment. Ask what is planned.</p>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2">
          {decks.map((one) => (
            <li key={one.event} className="rounded-xl border bg-card p-4">
              <Link
                href={`/sponsoring/${organization.slug}/${one.event}`}
                prefetch={false}
                className={`${textLink} inline-block min-h-6 font-medium`}
              >
                {one.name}
              </Link>
              <p className="text-muted-foreground text-sm">
                {[formatRange(one.startsAt, one.endsAt, one.zone), one.city].filter(Boolean).join(" · ")}
              </p>
              <p className="text-muted-foreground text-sm">
                {one.offered === 1 ? "1 package" : `${one.offered} packages`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Partners({ deck: { partners } }: { deck: PublicDeck }) {
  if (partners.length === 0) return null;
  return (
    <section aria-labelledby="partners-title">
      <h2 id="partners-title" className="font-semibold text-lg">
        Who sponsored before
      </h2>
      <ul className="mt-3 grid gap-3 sm:grid-cols-2">
        {partners.map((one) => (
          <li key={`${one.org} ${one.slug}`} className="flex min-w-0 items-center gap-3 rounded-xl border bg-card p-3">
            {one.logo ? (
              <span className="grid h-12 w-20 shrink-0 place-content-center rounded-md bg-white p-1">
                {/* biome-ignore lint/performance/noImgElement: a picture of our own of a few kilobytes */}
                <img src={one.logo} alt="" className="max-h-10 max-w-18 object-contain" />
              </span>
            ) : null}
            <div className="min-w-0">
              <Link
                href={`/sponsoring/${one.org}/by/${one.slug}`}
                prefetch={false}
                className={`${textLink} inline-block min-h-6 break-words font-medium`}
              >
                {one.name}
              </Link>
              <p className="break-words text-muted-foreground text-sm">{one.events.join(", ")}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
