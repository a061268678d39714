import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { ReadinessCard } from "#components/events/readiness-card";
import { type Tier, TierTable } from "#components/events/tier-table";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { Readiness } from "#lib/events/queries/readiness";
import { eventFormats, eventVisibilities } from "#lib/events/rules";
import { stateWords } from "#lib/events/rules/moves";

type Sales = {
  quota: number;
  sold: number;
  held: number;
  left: number;
  orders: number;
  paidMinor: bigint;
  refundedMinor: bigint;
  checkedIn: number;
};
export type EventPageProps = {
  slug: string;
  event: {
    id: string;
    slug: string;
    name: string;
    summary: string;
    state: string;
    categoryName: string;
    visibility: keyof typeof eventVisibilities;
    format: keyof typeof eventFormats;
    capacity: number;
    startsAt: Date;
    endsAt: Date;
    zone: string;
    currency: string;
    venueName: string | null;
    venueCity: string | null;
    seriesId: string | null;
  };
  tiers: Tier[];
  sales: Sales | null;
  readiness: Readiness;
  custom: { label: string; kind: string; value: string }[];
  may: { tiers: boolean };
  children?: React.ReactNode;
};

/** One event for the people who run it. */
export function EventPage({ slug, event, tiers, sales, readiness, custom, may, children }: EventPageProps) {
  return (
    <div className="grid gap-4">
      {sales ? (
        <Figures>
          <Figure
            label="Tickets sold"
            value={`${sales.sold.toLocaleString("en")} of ${sales.quota.toLocaleString("en")}`}
            href={`/${slug}/ticketing/attendees?f.event=${encodeURIComponent(event.name)}`}
          />
          <Figure
            label="Paid by buyers"
            value={<Money minor={sales.paidMinor - sales.refundedMinor} currency={event.currency} />}
            href={`/${slug}/ticketing/orders?f.event=${encodeURIComponent(event.name)}`}
          />
          <Figure
            label="Orders"
            value={sales.orders.toLocaleString("en")}
            href={`/${slug}/ticketing/orders?f.event=${encodeURIComponent(event.name)}`}
          />
          <Figure
            label="Checked in"
            value={`${sales.checkedIn.toLocaleString("en")} of ${sales.sold.toLocaleString("en")}`}
            href={`/${slug}/ticketing/attendees?f.event=${encodeURIComponent(event.name)}&f.state=redeemed`}
          />
        </Figures>
      ) : null}
      <ReadinessCard base={`/${slug}/events/${event.id}`} readiness={readiness} />
      <TierTable event={event} tiers={tiers} editable={may.tiers} />
      <Card>
        <CardHeader>
          <CardTitle>Details</CardTitle>
        </CardHeader>
        <CardContent>
          <Facts
            facts={[
              { label: "Starts", value: <Time at={event.startsAt} zone={event.zone} named /> },
              { label: "Ends", value: <Time at={event.endsAt} zone={event.zone} named /> },
              { label: "Venue", value: event.venueName ? `${event.venueName}, ${event.venueCity}` : null },
              { label: "Category", value: event.categoryName },
              { label: "Format", value: eventFormats[event.format] },
              { label: "Who can find it", value: eventVisibilities[event.visibility] },
              ...(event.seriesId
                ? [
                    {
                      label: "Series",
                      value: (
                        <Link
                          className="text-primary-text underline underline-offset-4"
                          href={`/${slug}/events/series/${event.seriesId}` as Route}
                        >
                          Every event of it
                        </Link>
                      ),
                    },
                  ]
                : []),
              ...custom.map(({ label, kind, value }) => ({
                label,
                value: kind === "link" ? <CustomLink href={value} /> : kind === "yes_no" ? stateWords(value) : value,
              })),
              { label: "Capacity", value: event.capacity.toLocaleString("en") },
              { label: "Address", value: `/e/${slug}/${event.slug}` },
            ]}
          />
        </CardContent>
      </Card>
      {children}
    </div>
  );
}

function CustomLink({ href }: { href: string }) {
  return (
    <a className="text-primary-text underline underline-offset-4" href={href} rel="noreferrer noopener" target="_blank">
      {href.replace(/^https:\/\//, "")}
    </a>
  );
}
