import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Time } from "#components/data/time";
import { bigButton, PublicFrame } from "#components/public/frame";
import { PriceLines } from "#components/public/price-lines";
import { QuoteForm } from "#components/public/quote-form";
import { Button } from "#components/ui/button";
import type { QuoteFacts } from "#lib/bookings/queries/visitors";
import { guestWords, ruleWords } from "#lib/bookings/rules/words";

const ended = {
  draft: "This quote is not ready yet.",
  declined: "You said no to this quote. Write to us if you change your mind.",
  expired: "This quote has run out. Ask us for a new one.",
  superseded: "There is a newer quote than this one. Ask us for its link.",
} as const;

/** A quote as its customer sees it: what, when, how much, and yes or no. */
export function QuotePage({ quote, token, bookingHref }: { quote: QuoteFacts; token: string; bookingHref?: string }) {
  const { seller, state, zone } = quote;
  return (
    <PublicFrame seller={seller} quiet>
      <div className="mx-auto grid max-w-3xl gap-6">
        <header className="grid gap-1">
          <h1 className="text-balance font-semibold text-2xl leading-8">Our quote for {quote.contactName}</h1>
          <p className="text-muted-foreground">
            {quote.number}, version {quote.version}
            {state === "sent" ? (
              <>
                , good until <Time at={quote.expiresAt} zone={zone} named />
              </>
            ) : null}
          </p>
        </header>
        {quote.message ? <p className="whitespace-pre-line">{quote.message}</p> : null}
        <section aria-label="What it is about" className="rounded-xl border bg-card p-4 shadow-xs">
          <Facts
            facts={[
              { label: "What", value: quote.service },
              { label: "When", value: <Time at={quote.startsAt} zone={zone} named /> },
              { label: "Guests", value: guestWords(quote.adults, quote.children) },
              { label: "Where", value: quote.address || null },
            ]}
          />
        </section>
        <PriceLines {...quote} />
        <ul className="list-disc pl-5 text-muted-foreground text-sm">
          {ruleWords(quote.cancellation).map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        {state === "sent" ? (
          <QuoteForm secret={token} terms={quote.terms} />
        ) : state === "accepted" ? (
          <Button asChild className={`${bigButton} justify-self-start`}>
            <Link href={`${bookingHref}`}>To your booking</Link>
          </Button>
        ) : (
          <p className="font-medium text-lg">{ended[state]}</p>
        )}
      </div>
    </PublicFrame>
  );
}
