import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, text, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { moment } from "#db/columns";
import { system } from "#db/schema/system";

const atDesk = pgPolicy("desk", { for: "select", to: authenticatedRole, using: sql`(select system.at_desk())` });
const byFlow = pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` });

/**
 * What broke, one row for each kind of failure. The platform's own: messages are kept without the values in them, so
 * that no organization's data and nobody's name gets in here.
 */
export const errorLogs = system.table(
  "error_logs",
  {
    id: uuid("id").primaryKey().default(sql`system.uuid7()`),
    /** SHA-256 of the source, the message without values and the top of the stack. */
    fingerprint: text("fingerprint").notNull().unique(),
    source: text("source", { enum: ["web", "worker", "browser"] }).notNull(),
    message: text("message").notNull(),
    stack: text("stack").notNull().default(""),
    seen: integer("seen").notNull().default(1),
    firstAt: moment("first_at").notNull().defaultNow(),
    lastAt: moment("last_at").notNull().defaultNow(),
    /** `open` again when it is seen after it was resolved; what is ignored stays so. */
    state: text("state", { enum: ["open", "resolved", "ignored"] })
      .notNull()
      .default("open"),
    settledBy: uuid("settled_by"),
    settledAt: moment("settled_at"),
  },
  (t) => [
    check("error_state", sql`${t.state} in ('open', 'resolved', 'ignored')`),
    check("error_source", sql`${t.source} in ('web', 'worker', 'browser')`),
    index().on(t.state, t.lastAt.desc().nullsFirst()),
    atDesk,
    byFlow,
  ],
);

/** Each time that it broke: the id that the person at the screen was shown leads to what broke. Kept for 90 days. */
export const errorSightings = system.table(
  "error_sightings",
  {
    /** What the screen said: `Tell us 1a2b3c4d`. Not unique for ever, so it is not the key. */
    shownId: text("shown_id").notNull(),
    id: uuid("id").primaryKey().default(sql`system.uuid7()`),
    errorId: uuid("error_id")
      .notNull()
      .references(() => errorLogs.id, { onDelete: "cascade" }),
    at: moment("created_at").notNull().defaultNow(),
    /** The slug in the address, if there was one, and the request. Neither is checked. */
    organization: text("organization"),
    requestId: text("request_id"),
    path: text("path"),
  },
  (t) => [
    index().on(t.shownId),
    index().on(t.requestId),
    index().on(t.errorId, t.at.desc().nullsFirst()),
    atDesk,
    byFlow,
  ],
);
