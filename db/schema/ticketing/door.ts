import { sql } from "drizzle-orm";
import { check, index, integer, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { stationId, ticketing, tickets, ticketTiers } from "#db/schema/ticketing";
import { userProfiles } from "#db/schema/users";

/** A way into an event. Without tiers of its own it admits every ticket; one that is closed stays for its scans. */
export const gates = ticketing.table(
  "gates",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    stationId: stationId(),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    closedAt: moment("closed_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_gate_name").on(t.organizationId, t.eventId, sql`lower(${t.name})`).where(sql`closed_at is null`),
    check("gate_name_length", sql`length(${t.name}) between 1 and 60`),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);

/** A gate admits this tier, and no tier that it does not name. */
export const gateTiers = ticketing.table(
  "gate_tiers",
  {
    organizationId: organizationId(),
    id: id(),
    gateId: uuid("gate_id").notNull(),
    tierId: uuid("tier_id").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_tier_a_gate").on(t.organizationId, t.gateId, t.tierId),
    ...within(t, t.gateId, gates),
    ...within(t, t.tierId, ticketTiers),
    ...ownedBy({ read: "ticketing:read" }),
  ],
);

export const scanOutcomes = ["verified", "repeated", "refused", "undone"] as const;

/**
 * What a door was shown and what the server answered, in the order in which it was asked. Never changed: a mistaken
 * scan is undone by another row. A scan made without a connection keeps the device's own moment in `scanned_at`.
 */
export const scanLogs = ticketing.table(
  "scan_logs",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    stationId: stationId(),
    gateId: uuid("gate_id"),
    /** None when no ticket has the code. */
    ticketId: uuid("ticket_id"),
    outcome: text("outcome", { enum: scanOutcomes }).notNull(),
    /** What the door was told. */
    words: text("words").notNull(),
    /** The scan that admitted before, or that this row takes back. */
    earlierId: uuid("earlier_id"),
    /** Made by the device with the scan: sent again, it is the same scan. */
    key: text("key").notNull(),
    device: text("device"),
    scannedBy: uuid("scanned_by").references(() => userProfiles.userId),
    scannedAt: moment("scanned_at").notNull(),
    /** When the server heard of it. */
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_scan_a_key").on(t.organizationId, t.key),
    check("outcome_known", sql`${t.outcome} in ('verified', 'repeated', 'refused', 'undone')`),
    index().on(t.organizationId, t.eventId, t.createdAt),
    index().on(t.scannedBy),
    ...within(t, t.gateId, gates),
    ...within(t, t.ticketId, tickets),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...within(t, t.earlierId, { organizationId: t.organizationId, id: t.id }),
    ...ownedBy({ read: "ticketing:read", station: "station_id", event: "event_id" }),
  ],
);
