import { pgSchema, uuid } from "drizzle-orm/pg-core";
import { ownedBy } from "#db/columns";
import { byFlow } from "#db/schema/payments-schema";

export const sponsorship = pgSchema("sponsorship");

/** The sponsor whose side may read the row too. */
export const sponsorId = () => uuid("sponsor_id").notNull();

/** Rows that only the organizer's people see; functions write them. */
export const organizers = () => [...ownedBy({ read: "sponsorship:read" }), byFlow()];

/**
 * Rows that both parties see: the organizer by permission, and the sponsor's people exactly those of their own sponsor.
 * The second policy, `sponsor`, is in `db/sql/72-sponsorship.sql`: it asks a function that is made after the tables.
 */
export const bothParties = organizers;
