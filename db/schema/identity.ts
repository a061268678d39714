import { sql } from "drizzle-orm";
import {
  char,
  check,
  index,
  jsonb,
  pgPolicy,
  pgSchema,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";

export const identity = pgSchema("identity");

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** `{ mon: [["09:00", "17:30"]] }`; a day that is missing is a day off, and `24:00` is midnight at the end of the day. */
export type OpeningHours = Partial<Record<(typeof weekdays)[number], [opens: string, closes: string][]>>;

const readable = pgPolicy("read", { for: "select", to: authenticatedRole, using: sql`true` });

/** Every permission with its words; a copy of `lib/permissions.ts` for the database and the matrix screen. */
export const permissions = identity.table(
  "permissions",
  { permission: text("permission").primaryKey(), words: text("words").notNull() },
  () => [readable],
);

/** What the built-in roles may do; the same for every organization, copied from `lib/permissions.ts`. */
export const builtinRolePermissions = identity.table(
  "builtin_role_permissions",
  {
    role: text("role").notNull(),
    permission: text("permission")
      .notNull()
      .references(() => permissions.permission, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.role, t.permission] }), index().on(t.permission), readable],
);

/** A role that an organization made for itself. */
export const roles = identity.table(
  "roles",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    /** Cannot be given any more; those who had it are history. */
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_role_name").on(t.organizationId, sql`lower(name)`).where(sql`archived_at is null`),
    index().on(t.organizationId, t.name),
    check("role_name_length", sql`length(${t.name}) between 1 and 60`),
    ...ownedBy({ read: "identity:read", shared: true }),
  ],
);

/** What an organization's own role may do. */
export const rolePermissions = identity.table(
  "role_permissions",
  {
    organizationId: organizationId(),
    id: id(),
    roleId: uuid("role_id").notNull(),
    permission: text("permission")
      .notNull()
      .references(() => permissions.permission, { onDelete: "cascade" }),
  },
  (t) => [
    tenantKey(t),
    unique("one_permission_a_role").on(t.organizationId, t.roleId, t.permission),
    index().on(t.permission),
    ...within(t, t.roleId, roles),
    ...ownedBy({ read: "identity:read", shared: true }),
  ],
);

/** A place from which an organization works: a kitchen, a studio, a box office. */
export const stations = identity.table(
  "stations",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    /** Street and number. */
    address: text("address").notNull().default(""),
    postalCode: text("postal_code").notNull().default(""),
    city: text("city").notNull().default(""),
    region: text("region").notNull().default(""),
    /** ISO 3166-1 alpha-2. */
    country: char("country", { length: 2 }),
    zone: text("zone").notNull(),
    /** By weekday, in the station's zone: when it opens and closes, once or several times a day. */
    openingHours: jsonb("opening_hours").$type<OpeningHours>().notNull().default({}),
    /** Closed for good: no event, no grant and no booking is made for it any more. */
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_station_slug").on(t.organizationId, t.slug),
    check("station_slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) <= 60`),
    check("station_name_length", sql`length(${t.name}) between 1 and 120`),
    ...ownedBy({ read: "organizations:read", write: "identity:stations", station: "id" }),
  ],
);

/** Who works at which station. */
export const stationUsers = identity.table(
  "station_users",
  {
    organizationId: organizationId(),
    id: id(),
    stationId: uuid("station_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_station_user").on(t.organizationId, t.stationId, t.userId),
    index().on(t.userId),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "identity:read", station: "station_id" }),
  ],
);

/**
 * A grant: this person has this role, for the whole organization, or for one station or one event of it, from and
 * until a date. Exactly one of `role` (built in) and `role_id` (the organization's own) is set.
 */
export const userRoles = identity.table(
  "user_roles",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    role: text("role"),
    roleId: uuid("role_id"),
    stationId: uuid("station_id"),
    eventId: uuid("event_id"),
    startsAt: moment("starts_at").notNull().defaultNow(),
    endsAt: moment("ends_at"),
    assignedBy: uuid("assigned_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("one_role", sql`num_nonnulls(${t.role}, ${t.roleId}) = 1`),
    check("one_scope", sql`num_nonnulls(${t.stationId}, ${t.eventId}) <= 1`),
    check("worker_is_nobody", sql`${t.role} is distinct from 'worker'`),
    index().on(t.organizationId, t.userId),
    index().on(t.userId, t.role),
    check("grant_dates", sql`${t.endsAt} is null or ${t.endsAt} >= ${t.startsAt}`),
    index().on(t.assignedBy),
    index().on(t.organizationId, t.eventId),
    ...within(t, t.roleId, roles),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "identity:read", station: "station_id", event: "event_id" }),
  ],
);
