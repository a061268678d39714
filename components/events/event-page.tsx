import { ExternalLink, Pencil } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { EventMoves } from "#components/events/event-moves";
import { type Tier, TierTable } from "#components/events/tier-table";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { eventFormats, eventVisibilities } from "#lib/events/rules";

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
  };
  tiers: Tier[];
  sales: Sales | null;
  next: string[];
  may: { write: boolean; tiers: boolean };
  children?: React.ReactNode;
};

const visible = ["published", "live", "postponed", "completed", "cancelled"];

/** One event for the people who run it. */
export function EventPage({ slug, event, tiers, sales, next, may, children }: EventPageProps) {
  const open = visible.includes(event.state) && event.visibility !== "private";
  return (
    <>
      <PageHeader
        title={event.name}
        badge={<StateBadge state={event.state} />}
        description={event.summary || undefined}
        crumbs={[{ label: event.name }]}
        actions={
          <>
            {open ? (
              <Button variant="outline" asChild>
                <Link href={`/e/${slug}/${event.slug}` as Route} target="_blank">
                  <ExternalLink aria-hidden /> Public page
                </Link>
              </Button>
            ) : null}
            {may.write ? (
              <Button variant="outline" asChild>
                <Link href={`/${slug}/events/${event.id}/edit` as Route}>
                  <Pencil aria-hidden /> Edit
                </Link>
              </Button>
            ) : null}
            <EventMoves id={event.id} name={event.name} next={next} />
          </>
        }
      />
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
                { label: "Capacity", value: event.capacity.toLocaleString("en") },
                { label: "Address", value: `/e/${slug}/${event.slug}` },
              ]}
            />
          </CardContent>
        </Card>
        {children}
      </div>
    </>
  );
}
