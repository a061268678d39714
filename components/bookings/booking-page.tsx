import type { Route } from "next";
import Link from "next/link";
import { BookingActs } from "#components/bookings/booking-acts";
import { BookingHistory } from "#components/bookings/booking-history";
import { BookingMoneyPanel } from "#components/bookings/booking-money";
import { BookingSteps } from "#components/bookings/booking-steps";
import { Panel } from "#components/bookings/panel";
import { QuotePanel } from "#components/bookings/quote-panel";
import { RemindersPanel } from "#components/bookings/reminders-panel";
import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import type { OpenedBooking } from "#lib/bookings/open";
import { bookingStates, guestWords, nextSteps } from "#lib/bookings/rules/words";

type Props = OpenedBooking & { slug: string; today: string; link: string; quoteLinks: readonly string[] };

/** A booking: how far it is, who and where, what it costs and what was paid, and everything that happened to it. */
export function BookingPage(props: Props) {
  const { booking, who, lines, money, quotes, history, actor, slug, today, link, quoteLinks, reminders, stopped } =
    props;
  const { currency, zone, state } = booking;
  const may = nextSteps(state, actor.permissions);
  const textLink = "underline underline-offset-4";
  return (
    <>
      <PageHeader
        title={booking.number}
        badge={<StateBadge state={state} {...bookingStates[state]} />}
        crumbs={[{ label: booking.number }]}
        description={`${booking.service} for ${booking.contactName}, ${booking.station}`}
        actions={<BookingActs {...actsOf(props, may, today)} />}
      />
      <BookingSteps state={state} />
      {booking.reason ? <p className="mb-5">{booking.reason}</p> : null}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-4">
          <Panel title="When and who">
            <Facts
              facts={[
                { label: "Begins", value: <Time at={booking.startsAt} zone={zone} named /> },
                { label: "Ends", value: <Time at={booking.endsAt} zone={zone} named /> },
                ...(booking.holdUntil && state === "pending"
                  ? [{ label: "Held until", value: <Time at={booking.holdUntil} zone={zone} named /> }]
                  : []),
                {
                  label: "Done by",
                  value: (
                    <ul className="flex flex-wrap gap-x-4 gap-y-1">
                      {who.map((one) => (
                        <li key={one.id} className="flex items-center gap-1.5">
                          <span aria-hidden className="size-3 rounded-full" style={{ backgroundColor: one.color }} />
                          <Link href={`/${slug}/bookings/resources/${one.id}` as Route} className={textLink}>
                            {one.name}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  ),
                },
                { label: "Guests", value: guestWords(booking.adults, booking.children) },
                { label: "Address", value: booking.address || null },
                { label: "Dietary notes", value: booking.dietaryNotes || null },
                { label: "Our notes", value: booking.notes || null },
              ]}
            />
          </Panel>
          <Panel title="Price">
            <ul className="grid gap-2">
              {lines.map((line) => (
                <li key={line.id} className="flex justify-between gap-4">
                  <span className="min-w-0 break-words">
                    {line.quantity > 1 ? `${line.quantity} × ` : ""}
                    {line.description}
                  </span>
                  <Money minor={line.amountMinor} currency={currency} />
                </li>
              ))}
              {booking.taxMinor > 0n ? (
                <li className="flex justify-between gap-4 text-muted-foreground">
                  <span>{booking.taxInclusive ? "Tax in it" : "Tax"}</span>
                  <Money minor={booking.taxMinor} currency={currency} />
                </li>
              ) : null}
              <li className="flex justify-between gap-4 border-t pt-2 font-semibold">
                <span>Total</span>
                <Money minor={booking.totalMinor} currency={currency} />
              </li>
            </ul>
          </Panel>
          <BookingMoneyPanel {...{ booking, money, slug, today }} permissions={actor.permissions} />
          <BookingHistory {...{ history, currency, zone }} />
        </div>
        <div className="grid min-w-0 gap-4">
          <Panel title="Customer">
            <Facts
              facts={[
                {
                  label: "Name",
                  value:
                    booking.customer?.id && actor.permissions.has("crm:read") ? (
                      <Link href={`/${slug}/crm/customers/${booking.customer.id}` as Route} className={textLink}>
                        {booking.contactName}
                      </Link>
                    ) : (
                      booking.contactName
                    ),
                },
                { label: "E-mail", value: booking.contactEmail },
                { label: "Phone", value: booking.contactPhone || null },
                {
                  label: "Terms",
                  value: booking.termsAcceptedAt ? (
                    <>
                      Version {booking.termsVersion}, <Time at={booking.termsAcceptedAt} zone={zone} />
                      {booking.termsAddress ? ` from ${booking.termsAddress}` : ""}
                    </>
                  ) : null,
                },
                { label: "Booked", value: <Time at={booking.createdAt} zone={zone} /> },
                { label: "Came by", value: sources[booking.source] },
              ]}
            />
            <p className="mt-3">
              <Link href={link as Route} prefetch={false} className={textLink}>
                The customer’s page
              </Link>
            </p>
          </Panel>
          <QuotePanel {...{ booking, quotes, quoteLinks, zone }} may={may.quote} />
          <RemindersPanel
            {...{ reminders, stopped, zone }}
            bookingId={booking.id}
            mayStop={Boolean(booking.contactEmail) && actor.permissions.has("bookings:write")}
          />
          {booking.seriesId || actor.permissions.has("bookings:write") ? (
            <p>
              <Link href={`/${slug}/bookings/${booking.id}/series` as Route} className={textLink}>
                {actor.permissions.has("bookings:write") ? "Repeat this booking" : "Its series"}
              </Link>
            </p>
          ) : null}
        </div>
      </div>
    </>
  );
}

const sources = {
  staff: "One of us",
  public: "The booking page",
  series: "A series",
  import: "An import",
  lead: "A lead",
};

function actsOf({ booking, money, slug, actor }: Props, may: ReturnType<typeof nextSteps>, today: string) {
  const { id, number, adults, children, currency, depositMinor, paidMinor, refundedMinor, totalMinor } = booking;
  return {
    ...{ id, slug, number, may, today, adults, children, currency, zone: booking.zone },
    startsAt: booking.startsAt.toISOString(),
    deposit: depositMinor.toString(),
    open: (totalMinor - paidMinor + refundedMinor).toString(),
    refundable: actor.permissions.has("bookings:refund") ? money.returnableMinor.toString() : "0",
    record: actor.permissions.has("payments:record") && !["cancelled", "no_show"].includes(booking.state),
    contact: {
      contactName: booking.contactName,
      contactEmail: booking.contactEmail ?? "",
      contactPhone: booking.contactPhone,
      address: booking.address,
      dietaryNotes: booking.dietaryNotes,
      notes: booking.notes,
    },
  };
}
