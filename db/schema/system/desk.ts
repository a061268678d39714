import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgPolicy, text, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { id, moment, organizationId, ownedBy, tenantKey } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { system } from "#db/schema/system";
import { userProfiles } from "#db/schema/users";

/** Each worker that runs or ran: it says so every ten seconds. */
export const workers = system.table(
  "workers",
  {
    name: text("name").primaryKey(),
    startedAt: moment("started_at").notNull().defaultNow(),
    beatAt: moment("beat_at").notNull().defaultNow(),
    stoppedAt: moment("stopped_at"),
    running: integer("running").notNull().default(0),
  },
  () => [
    pgPolicy("worker", { for: "all", to: ["gr_worker", "gr_flow"], using: sql`true`, withCheck: sql`true` }),
    pgPolicy("desk", { for: "select", to: authenticatedRole, using: sql`(select system.at_desk())` }),
  ],
);

/** What the nightly look at one organization's books, stock and audit log found. Kept for 90 days. */
export const integrityRuns = system.table(
  "integrity_runs",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    at: moment("created_at").notNull().defaultNow(),
    /** `books.<check>` of `payments.verify`, `stock`, `audit`. */
    check: text("check").notNull(),
    ok: boolean("ok").notNull(),
    detail: text("detail").notNull(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.organizationId, t.check, t.at.desc().nullsFirst()),
    ...ownedBy({ read: "payments:read" }),
    pgPolicy("desk", {
      for: "select",
      to: authenticatedRole,
      using: sql`(select system.at_desk())`,
    }),
  ],
);

/**
 * A platform administrator looking through the eyes of an organization or of one of its people: for a reason, for an
 * hour at most, in one session, and without writing unless it says so. Its people see in their audit log that it was.
 */
export const impersonations = system.table(
  "impersonations",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    adminId: uuid("admin_id")
      .notNull()
      .references(() => userProfiles.userId),
    /** Whose rights count; the organization's administrators' when null. */
    targetUserId: uuid("target_user_id").references(() => userProfiles.userId),
    reason: text("reason").notNull(),
    writable: boolean("writable").notNull().default(false),
    /** The auth server's session in which it was begun: it holds in no other. */
    sessionId: text("session_id"),
    startedAt: moment("started_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    tenantKey(t),
    check("an_hour_at_most", sql`${t.expiresAt} <= ${t.startedAt} + interval '60 minutes'`),
    check("a_reason", sql`length(btrim(${t.reason})) between 10 and 500`),
    index().on(t.adminId, t.endedAt),
    index().on(t.targetUserId),
    ...ownedBy({ read: "system:audit" }),
    pgPolicy("desk", { for: "select", to: authenticatedRole, using: sql`(select system.at_desk())` }),
  ],
);

/** How much each tier has room for; a copy of `lib/system/desk/rules.ts`. Null is without a limit. */
export const tierLimits = system.table(
  "tier_limits",
  {
    tier: text("tier").primaryKey(),
    words: text("words").notNull(),
    members: integer("members"),
    stations: integer("stations"),
    eventsAtOnce: integer("events_at_once"),
  },
  () => [pgPolicy("flow", { for: "select", to: "gr_flow", using: sql`true` })],
);
