import { sql } from "drizzle-orm";
import { boolean, check, index, pgPolicy, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, moment } from "#db/columns";
import { bytes } from "#db/schema/payments-schema";
import { system } from "#db/schema/system";
import { userProfiles, users } from "#db/schema/users";

export const messaging = pgSchema("messaging");

const own = sql`user_id = (select system.uid())`;
const owned = [
  pgPolicy("read", { for: "select", to: authenticatedRole, using: own }),
  pgPolicy("insert", { for: "insert", to: authenticatedRole, withCheck: own }),
  pgPolicy("update", { for: "update", to: authenticatedRole, using: own, withCheck: own }),
];

/** What a person wants to be told about, and how; without a row the topic's own default counts. */
export const notificationPreferences = messaging.table(
  "notification_preferences",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    /** A topic of `lib/users/rules.ts`. */
    topic: text("topic").notNull(),
    channel: text("channel", { enum: ["email", "app"] }).notNull(),
    wanted: boolean("wanted").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.topic, t.channel] }), ...owned],
);

/** Whether a topic is told about when nobody chose; a copy of `lib/users/rules.ts`. `fixed` ones cannot be switched off. */
export const notificationDefaults = messaging.table(
  "notification_defaults",
  {
    topic: text("topic").notNull(),
    channel: text("channel", { enum: ["email", "app"] }).notNull(),
    wanted: boolean("wanted").notNull(),
    fixed: boolean("fixed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.topic, t.channel] }),
    pgPolicy("flow", { for: "select", to: "gr_flow", using: sql`true` }),
  ],
);

/** A picture that somebody uploaded, as this house re-encoded it. Its name is random and nobody can guess it. */
export const mediaAssets = system.table(
  "media_assets",
  {
    id: uuid("id").primaryKey().default(sql`gen_random_uuid()`),
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    kind: text("kind", { enum: ["avatar"] }).notNull(),
    contentType: text("content_type", { enum: ["image/png", "image/webp"] }).notNull(),
    content: bytes("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.userId),
    check("media_size", sql`octet_length(${t.content}) <= 262144`),
    ...owned.slice(0, 2),
    pgPolicy("remove", { for: "delete", to: authenticatedRole, using: own }),
  ],
);

/** Somebody asked to be forgotten. A fortnight to change their mind; then the worker erases them. */
export const erasures = users.table(
  "erasures",
  {
    id: uuid("id").primaryKey().default(sql`system.uuid7()`),
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    state: text("state", { enum: ["asked", "withdrawn", "done"] })
      .notNull()
      .default("asked"),
    askedAt: moment("asked_at").notNull().defaultNow(),
    dueAt: moment("due_at").notNull(),
    settledAt: moment("settled_at"),
  },
  (t) => [
    index().on(t.userId),
    check("erasure_state", sql`${t.state} in ('asked', 'withdrawn', 'done')`),
    pgPolicy("read", { for: "select", to: authenticatedRole, using: own }),
    pgPolicy("desk", { for: "select", to: authenticatedRole, using: sql`(select system.at_desk())` }),
    pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` }),
  ],
);
