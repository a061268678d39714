import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { QuotePage } from "#components/public/quote-page";
import { bookingLink } from "#lib/bookings/link";
import { visitedQuote } from "#lib/bookings/visitor";

export const metadata: Metadata = {
  title: { absolute: "Your quote" },
  robots: { index: false },
  referrer: "same-origin",
};

export default async function QuoteOfLinkPage({ params }: PageProps<"/bookings/quote/[token]">) {
  const { token } = await params;
  const quote = await visitedQuote(token);
  if (!quote) notFound();
  return (
    <QuotePage
      quote={quote}
      token={token}
      bookingHref={quote.state === "accepted" ? bookingLink(quote.bookingId) : undefined}
    />
  );
}
