import { CalendarPlus, CircleCheck, Hourglass } from "lucide-react";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Time } from "#components/data/time";
import { CancelBooking, PayBooking } from "#components/public/booking-acts";
import { bigButton, PublicFrame, textLink } from "#components/public/frame";
import { PriceLines } from "#components/public/price-lines";
import { Watch } from "#components/public/watch";
import { Button } from "#components/ui/button";
import type { CustomerBooking } from "#lib/bookings/queries/visitors";
import { guestWords, ruleWords } from "#lib/bookings/rules/words";
import { formatMoney } from "#lib/money";

type Props = { booking: CustomerBooking; token: string };

/** What a customer sees of their booking: how it stands, what is to pay, all of it, and how to cancel it. */
export function CustomerBookingPage({ booking, token }: Props) {
  const { seller, number, service, startsAt, zone, adults, children, address, dietaryNotes, state } = booking;
  return (
    <PublicFrame seller={seller} quiet>
      <div className="mx-auto grid max-w-3xl gap-6">
        <header className="grid gap-1">
          <h1 className="text-balance font-semibold text-2xl leading-8">{service}</h1>
          <p className="text-muted-foreground">
            {number} at {seller.station}
          </p>
        </header>
        <div aria-live="polite" className="grid gap-3">
          <Standing booking={booking} token={token} />
        </div>
        <section aria-label="Your booking" className="rounded-xl border bg-card p-4 shadow-xs">
          <Facts
            facts={[
              { label: "When", value: <Time at={startsAt} zone={zone} named /> },
              { label: "Guests", value: guestWords(adults, children) },
              { label: "Where", value: address || null },
              { label: "With", value: booking.chefs.join(", ") || null },
              { label: "You told us", value: dietaryNotes || null },
              { label: "For", value: [booking.contactName, booking.contactEmail].filter(Boolean).join(", ") },
            ]}
          />
        </section>
        <PriceLines {...booking} />
        {["confirmed", "in_progress"].includes(state) ? (
          <Button asChild variant="outline" className={`${bigButton} justify-self-start`}>
            <a href={`/bookings/${token}/calendar.ics`}>
              <CalendarPlus aria-hidden /> Add to your calendar
            </a>
          </Button>
        ) : null}
        {booking.cancellable ? (
          <section aria-labelledby="cancel" className="grid gap-3 border-t pt-6">
            <h2 id="cancel" className="font-semibold text-lg">
              Can’t make it?
            </h2>
            <ul className="list-disc pl-5 text-muted-foreground text-sm">
              {ruleWords(booking.cancellation).map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            <CancelBooking
              secret={token}
              expectedMinor={booking.consequence.refundMinor.toString()}
              consequence={consequenceWords(booking)}
            />
          </section>
        ) : null}
      </div>
    </PublicFrame>
  );
}

function consequenceWords({ consequence, paidMinor, currency }: CustomerBooking): string {
  const { refundMinor, keptMinor } = consequence;
  if (paidMinor === 0n) return "You have paid nothing yet, and cancelling costs nothing.";
  if (keptMinor === 0n) return `You get all of it back: ${formatMoney(refundMinor, currency)}.`;
  if (refundMinor === 0n) return `Of the ${formatMoney(paidMinor, currency)} that you paid, nothing is given back.`;
  return `You get ${formatMoney(refundMinor, currency)} back; ${formatMoney(keptMinor, currency)} are kept.`;
}

function Standing({ booking, token }: Props) {
  const { state, currency, totalMinor, depositMinor, paidMinor, backMinor, seller, expired } = booking;
  if (state === "cancelled" || state === "no_show")
    return (
      <>
        <p className="font-medium text-lg">
          {expired ? "The time was held for a while, and that has passed." : "This booking was cancelled."}
        </p>
        {backMinor > 0n ? <p>{formatMoney(backMinor, currency)} are on their way back to you.</p> : null}
        <p>
          <Link href={`/book/${seller.slug}/${seller.stationSlug}`} className={textLink}>
            Book another time
          </Link>
        </p>
      </>
    );
  const open = totalMinor - paidMinor;
  const due = depositMinor - paidMinor;
  return (
    <>
      {state === "pending" ? (
        <p className="flex items-center gap-2 font-medium text-lg">
          <Hourglass aria-hidden className="size-5 shrink-0" />
          {due > 0n ? `Held for you: ${formatMoney(due, currency)} confirm it` : "We will confirm it soon."}
        </p>
      ) : (
        <p className="flex items-center gap-2 font-medium text-lg text-success-text">
          <CircleCheck aria-hidden className="size-5 shrink-0" />
          {state === "completed" ? "It has happened. Thank you." : "Confirmed."}
        </p>
      )}
      {state === "pending" && booking.holdUntil && due > 0n ? (
        <p className="text-muted-foreground">
          Until <Time at={booking.holdUntil} zone={booking.zone} named />. After that the time is free again.
        </p>
      ) : null}
      {booking.paying && open > 0n ? (
        <p className="flex items-center gap-2 text-muted-foreground">
          A card payment was begun. This page says so as soon as it has arrived.
          <Watch every={3} />
        </p>
      ) : null}
      {state === "pending" && due > 0n ? <PayBooking secret={token} part="deposit" label="Pay the deposit" /> : null}
      {state !== "pending" && open > 0n ? (
        <>
          <p>
            <strong className="figures font-semibold">{formatMoney(open, currency)}</strong> of{" "}
            {formatMoney(totalMinor, currency)} are still open.
          </p>
          <PayBooking secret={token} part="balance" label={`Pay ${formatMoney(open, currency)} by card`} />
          {booking.payingByHand ? (
            <p className="whitespace-pre-line text-muted-foreground text-sm">
              Or by hand, with {booking.number} in the note:{"\n"}
              {booking.payingByHand}
            </p>
          ) : null}
        </>
      ) : null}
    </>
  );
}
