import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgSchema, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";

export const identity = pgSchema("identity");

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
    createdAt: createdAt(),
  },
  (t) => [tenantKey(t), unique("one_role_name").on(t.organizationId, t.name), ...ownedBy({ read: "identity:read" })],
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
    ...ownedBy({ read: "identity:read" }),
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
    address: text("address").notNull().default(""),
    zone: text("zone").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_station_slug").on(t.organizationId, t.slug),
    ...ownedBy({ read: "organizations:read", write: "identity:stations" }),
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
    ...ownedBy({ read: "identity:read" }),
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
    index().on(t.assignedBy),
    ...within(t, t.roleId, roles),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "identity:read" }),
  ],
);
