import { sql } from "drizzle-orm";
import { boolean, check, index, integer, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { checkoutSessions, orders, ticketing, ticketTiers } from "#db/schema/ticketing";

const selling = { read: "ticketing:read", write: "ticketing:write" } as const;

/**
 * A word that makes tickets cheaper, shows hidden ones, or both. `used` is a cache of `promo_uses`, kept in the same
 * transaction; the check that it never exceeds `most_uses` is what lets exactly one buyer have the last use.
 */
export const promoCodes = ticketing.table(
  "promo_codes",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    /** In capitals, so that people may type it as they like. */
    code: text("code").notNull(),
    kind: text("kind", { enum: ["percent", "fixed", "unlock"] }).notNull(),
    /** 2500 is 25 %. */
    basisPoints: integer("basis_points"),
    /** Shows hidden tickets as well. */
    unlocks: boolean("unlocks").notNull().default(false),
    mostUses: integer("most_uses"),
    mostPerBuyer: integer("most_per_buyer"),
    used: integer("used").notNull().default(0),
    startsAt: moment("starts_at"),
    endsAt: moment("ends_at"),
    archived: boolean("archived").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_code_an_event").on(t.organizationId, t.eventId, t.code),
    check("code_form", sql`${t.code} ~ '^[A-Z0-9][A-Z0-9_-]{2,31}$'`),
    check("never_overused", sql`${t.used} >= 0 and (${t.mostUses} is null or ${t.used} <= ${t.mostUses})`),
    check("percent_of_something", sql`(${t.kind} = 'percent') = (${t.basisPoints} is not null)`),
    check("percent_in_range", sql`${t.basisPoints} between 1 and 10000`),
    check("limits_positive", sql`${t.mostUses} >= 1 and ${t.mostPerBuyer} >= 1`),
    check("code_window", sql`${t.endsAt} > ${t.startsAt}`),
    ...within(t, t.eventId, events),
    ...ownedBy({ ...selling, event: "event_id" }),
  ],
);

/** What a code of a fixed amount takes off an order, in each currency. */
export const promoAmounts = ticketing.table(
  "promo_amounts",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    codeId: uuid("code_id").notNull(),
    currency: currency(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_amount_a_currency").on(t.organizationId, t.codeId, t.currency),
    check("something_off", sql`${t.amountMinor} > 0`),
    ...within(t, t.codeId, promoCodes),
    ...within(t, t.eventId, events),
    ...ownedBy({ ...selling, remove: "ticketing:write", event: "event_id" }),
  ],
);

/** The tickets that a code is for; without any it is for all of its event. */
export const promoTiers = ticketing.table(
  "promo_tiers",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    codeId: uuid("code_id").notNull(),
    tierId: uuid("tier_id").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_tier_a_code").on(t.organizationId, t.codeId, t.tierId),
    ...within(t, t.codeId, promoCodes),
    ...within(t, t.tierId, ticketTiers),
    ...within(t, t.eventId, events),
    ...ownedBy({ ...selling, remove: "ticketing:write", event: "event_id" }),
  ],
);

/** A checkout that took a use of a code; one that is given back is released. */
export const promoUses = ticketing.table(
  "promo_uses",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    codeId: uuid("code_id").notNull(),
    checkoutId: uuid("checkout_id"),
    orderId: uuid("order_id"),
    /** Small letters; known once the buyer said who they are. */
    buyerEmail: text("buyer_email"),
    releasedAt: moment("released_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_use_a_checkout").on(t.organizationId, t.checkoutId).where(sql`checkout_id is not null`),
    index().on(t.organizationId, t.codeId, t.buyerEmail),
    ...within(t, t.codeId, promoCodes),
    ...within(t, t.eventId, events),
    ...within(t, t.checkoutId, checkoutSessions),
    ...within(t, t.orderId, orders),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);

/** Tickets for a named guest, free of charge, had with a code that works once. Only the code's SHA-256 is kept. */
export const guestCodes = ticketing.table(
  "guest_codes",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    tierId: uuid("tier_id").notNull(),
    codeHash: text("code_hash").notNull().unique(),
    /** Its last four letters, to tell guests apart on the phone. */
    ending: text("ending").notNull(),
    guestName: text("guest_name").notNull(),
    guestEmail: text("guest_email").notNull().default(""),
    quantity: integer("quantity").notNull().default(1),
    checkoutId: uuid("checkout_id"),
    orderId: uuid("order_id"),
    usedAt: moment("used_at"),
    revokedAt: moment("revoked_at"),
    expiresAt: moment("expires_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("guests", sql`${t.quantity} between 1 and 20`),
    check("guest_named", sql`length(${t.guestName}) between 1 and 120`),
    ...within(t, t.eventId, events),
    ...within(t, t.tierId, ticketTiers),
    ...within(t, t.checkoutId, checkoutSessions),
    ...within(t, t.orderId, orders),
    ...ownedBy({ read: "ticketing:read", event: "event_id" }),
  ],
);
