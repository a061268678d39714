import type { Route } from "next";
import Link from "next/link";
import { Panel } from "#components/bookings/panel";
import { OfferDialog } from "#components/bookings/price-dialog";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import type { OpenedBooking } from "#lib/bookings/open";
import { quoteStates } from "#lib/bookings/rules/words";

type Props = Pick<OpenedBooking, "booking" | "quotes"> & { quoteLinks: readonly string[]; zone: string; may: boolean };

/** Every version that was offered, with its link. */
export function QuotePanel({ booking, quotes, quoteLinks, zone, may }: Props) {
  if (!may && quotes.length === 0) return null;
  const { id, adults, children, currency, depositMinor } = booking;
  return (
    <Panel title="Quotes">
      <div className="grid gap-4">
        {quotes.length === 0 ? (
          <p className="text-muted-foreground">Offer a price, and the customer accepts it by link.</p>
        ) : (
          <ul className="grid gap-3">
            {quotes.map((quote, place) => (
              <li key={quote.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <span>
                  <Link href={quoteLinks[place] as Route} prefetch={false} className="underline underline-offset-4">
                    Version {quote.version}
                  </Link>{" "}
                  <span className="text-muted-foreground">
                    until <Time at={quote.expiresAt} zone={zone} show="day" />
                  </span>
                </span>
                <span className="flex items-center gap-3">
                  <StateBadge state={quote.state} {...quoteStates[quote.state]} />
                  <Money minor={quote.totalMinor} currency={currency} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {may ? (
          <OfferDialog
            {...{ id, adults, children, currency }}
            deposit={depositMinor.toString()}
            mail={booking.contactEmail}
          />
        ) : null}
      </div>
    </Panel>
  );
}
