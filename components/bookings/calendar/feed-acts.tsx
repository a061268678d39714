"use client";

import { FeedActs } from "#components/events/feeds/feed-acts";
import { renewBookingFeed, revokeBookingFeed } from "#lib/bookings/actions/calendar";

/** A new address for a feed of bookings, or its end. */
export const BookingFeedActs = (feed: { id: string; name: string }) => (
  <FeedActs {...feed} onRenew={renewBookingFeed} onRevoke={revokeBookingFeed} />
);
