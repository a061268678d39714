import { sql } from "drizzle-orm";
import { char, check, index, pgPolicy, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, moment } from "#db/columns";
import { labels } from "#db/states";

export const users = pgSchema("users");

export const profileState = users.enum("profile_state", labels("profile"));

/** A person, across organizations. The credentials are the auth server's; `user_id` is its `auth.users.id`. */
export const userProfiles = users.table(
  "user_profiles",
  {
    userId: uuid("user_id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull().default(""),
    avatarUrl: text("avatar_url"),
    locale: text("locale").notNull().default("en"),
    /** IANA zone in which this person wants times shown; the organization's when null. */
    zone: text("zone"),
    countryCode: char("country_code", { length: 2 }),
    state: profileState("state").notNull().default("pending_approval"),
    stateReason: text("state_reason"),
    stateAt: moment("state_at").notNull().defaultNow(),
    /** The organization whose decision the state is; the platform's when null. Only they take it back. */
    stateOrganizationId: uuid("state_organization_id"),
    /** The organization that they asked to join when they signed up. */
    requestedOrganizationId: uuid("requested_organization_id"),
    approvedBy: uuid("approved_by"),
    approvedAt: moment("approved_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("user_profiles_email").on(sql`lower(${t.email})`),
    index().on(t.requestedOrganizationId),
    index().on(t.stateOrganizationId),
    check("name_length", sql`length(${t.name}) <= 120`),
    // People see themselves, those they share the open organization with, and the platform's desk everybody.
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql`user_id = (select system.uid()) or (select system.at_desk()) or ((select system.org_id()) is not null and user_id in (select m.user_id from organizations.org_memberships m))`,
    }),
    pgPolicy("update", {
      for: "update",
      to: authenticatedRole,
      using: sql`user_id = (select system.uid())`,
      withCheck: sql`user_id = (select system.uid())`,
    }),
  ],
);
