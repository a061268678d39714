import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { bookingLink } from "#lib/bookings/link";
import { customerBooking, quotePage } from "#lib/bookings/queries/visitors";
import type { SendEmail } from "#lib/messaging/rules";
import { formatMoney } from "#lib/money";
import { formatMoment } from "#lib/time";

type Letter = z.input<typeof SendEmail>;
const words = {
  confirmed: { subject: "Your booking is confirmed", said: "it is confirmed: we look forward to seeing you." },
  moved: { subject: "Your booking has a new time", said: "your booking was moved. This is the new time." },
  cancelled: { subject: "Your booking was cancelled", said: "your booking will not happen." },
} as const;
export type Told = keyof typeof words;

/** What a customer is told when their booking changed; null when there is no address, or it changed again meanwhile. */
export async function bookingLetter(tx: TenantTx, bookingId: string, what: Told): Promise<Letter | null> {
  const found = await answer(tx, sql`bookings.letter_facts(${bookingId}::uuid)`);
  const booking = customerBooking.nullable().parse(found ?? null);
  if (!booking?.contactEmail || (what === "moved" ? "confirmed" : what) !== booking.state) return null;
  const { currency, totalMinor, paidMinor, backMinor } = booking;
  const open = totalMinor - paidMinor;
  const money =
    what === "cancelled"
      ? backMinor > 0n && `${formatMoney(backMinor, currency)} of what you paid is on its way back to you.`
      : open > 0n && `${formatMoney(paidMinor, currency)} are paid, ${formatMoney(open, currency)} are still open.`;
  const body = [`Hello ${booking.contactName},`, `${words[what].said} Your number is ${booking.number}.`, money || ""]
    .filter(Boolean)
    .join("\n\n");
  return {
    template: "event_update",
    to: booking.contactEmail,
    data: {
      ...occasion(booking),
      ...{ name: booking.contactName, subject: words[what].subject, body, link: bookingLink(booking.id) },
      action: "See your booking",
    },
  };
}

/** A quote by e-mail; null when the booking has no address. Read by whoever has just made it. */
export async function quoteLetter(
  tx: TenantTx,
  { secret, link }: { secret: string; link: string },
): Promise<Letter | null> {
  const quote = quotePage.nullable().parse((await answer(tx, sql`bookings.quote_page(${secret})`)) ?? null);
  if (!quote?.contactEmail) return null;
  const until = formatMoment(quote.expiresAt, quote.zone);
  const body = [
    `Hello ${quote.contactName},`,
    `here is our price for ${quote.service}: ${formatMoney(quote.totalMinor, quote.currency)}. It is good until ${until}.`,
    quote.message,
  ];
  return {
    template: "event_update",
    to: quote.contactEmail,
    data: {
      ...occasion(quote),
      ...{ name: quote.contactName, subject: `Our quote for ${quote.number}`, body: body.filter(Boolean).join("\n\n") },
      ...{ link, action: "See the quote" },
    },
  };
}

type Occasion = Pick<
  z.output<typeof customerBooking>,
  "seller" | "service" | "startsAt" | "endsAt" | "zone" | "address"
>;
const occasion = ({ seller, service, startsAt, endsAt, zone, address }: Occasion) => ({
  organization: {
    name: seller.name,
    accent: seller.accent,
    supportEmail: seller.supportEmail,
    logo: seller.logo?.startsWith("/media/") ? seller.logo : null,
  },
  event: {
    name: service,
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), zone, place: address || seller.place || null },
  },
});
