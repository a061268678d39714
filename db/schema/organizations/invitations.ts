import { sql } from "drizzle-orm";
import { check, index, integer, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { roles, stations } from "#db/schema/identity";
import { organizations, organizations_ } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const invitationState = organizations_.enum("invitation_state", labels("invitation"));

/** Somebody is asked to join, with the role that they will have. The link in the e-mail is the only way to accept. */
export const orgInvitations = organizations_.table(
  "org_invitations",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    email: text("email").notNull(),
    role: text("role"),
    roleId: uuid("role_id"),
    stationId: uuid("station_id"),
    /** The foreign key is added in `db/sql/23-invitations.sql`, because events come after this. */
    eventId: uuid("event_id"),
    /** When the role will end; null for one that stays. */
    grantEndsAt: moment("grant_ends_at"),
    state: invitationState("state").notNull().default("invited"),
    /** SHA-256 of the token in the link. */
    tokenHash: text("token_hash").notNull().unique(),
    expiresAt: moment("expires_at").notNull(),
    invitedBy: uuid("invited_by")
      .notNull()
      .references(() => userProfiles.userId),
    resent: integer("resent").notNull().default(0),
    sentAt: moment("sent_at").notNull().defaultNow(),
    acceptedBy: uuid("accepted_by").references(() => userProfiles.userId),
    acceptedAt: moment("accepted_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("one_role", sql`num_nonnulls(${t.role}, ${t.roleId}) = 1`),
    check("one_scope", sql`num_nonnulls(${t.stationId}, ${t.eventId}) <= 1`),
    check("email_form", sql`${t.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(${t.email}) <= 254`),
    uniqueIndex("one_open_invitation").on(t.organizationId, sql`lower(email)`).where(sql`state = 'invited'`),
    index().on(t.organizationId, t.createdAt, t.id),
    index().on(t.organizationId, t.eventId),
    index().on(t.invitedBy),
    index().on(t.acceptedBy),
    ...within(t, t.roleId, roles),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "identity:read", station: "station_id", event: "event_id" }),
  ],
);
