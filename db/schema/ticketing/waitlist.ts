import { sql } from "drizzle-orm";
import { check, index, integer, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { checkoutSessions, ticketing, ticketTiers } from "#db/schema/ticketing";
import { labels } from "#db/states";

export const waitlistState = ticketing.enum("waitlist_state", labels("waitlist"));

/** Somebody who waits for tickets that are gone. First come, first offered; an offer is a checkout that holds them for hours. */
export const waitlistEntries = ticketing.table(
  "waitlist_entries",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    tierId: uuid("tier_id").notNull(),
    state: waitlistState("state").notNull().default("waiting"),
    name: text("name").notNull(),
    email: text("email").notNull(),
    quantity: integer("quantity").notNull(),
    /** SHA-256 of the token in their link. */
    tokenHash: text("token_hash").notNull().unique(),
    checkoutId: uuid("checkout_id"),
    offeredAt: moment("offered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_place_in_line")
      .on(t.organizationId, t.tierId, sql`lower(email)`)
      .where(sql`state in ('waiting', 'offered')`),
    index("waitlist_in_turn").on(t.organizationId, t.tierId, t.id).where(sql`state = 'waiting'`),
    check("something_wanted", sql`${t.quantity} between 1 and 20`),
    ...within(t, t.eventId, events),
    ...within(t, t.tierId, ticketTiers),
    ...within(t, t.checkoutId, checkoutSessions),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);
