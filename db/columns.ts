import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  char,
  foreignKey,
  index,
  pgPolicy,
  primaryKey,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import type { Permission } from "#lib/permissions";

/** The tenant. Every table of an organization has it, first in its key and in every index. */
export const organizationId = () => uuid("organization_id").notNull();
/** A UUIDv7: ordered by time, so rows that belong together lie together. */
export const id = () => uuid("id").notNull().default(sql`system.uuid7()`);
/** Money in minor units of the row's currency (ISO 4217 decides how many make one). */
export const minor = (name: `${string}_minor`) => bigint(name, { mode: "bigint" });
/** An ISO 4217 code; the foreign key to `ref.currencies` is added for every such column in `90-seal.sql`. */
export const currency = (name = "currency") => char(name, { length: 3 }).notNull();
/** A moment. The zone in which it is shown is the organization's, the station's or the viewer's. */
export const moment = (name: `${string}_at` | `${string}_until`) => timestamp(name, { withTimezone: true });
export const createdAt = () => moment("created_at").notNull().defaultNow();

type Tenant = { organizationId: AnyPgColumn; id: AnyPgColumn };

/** The key of a tenant table: the organization leads, so that the schema can be sharded by it. */
export const tenantKey = (t: Tenant) => primaryKey({ columns: [t.organizationId, t.id] });

/** A foreign key inside the tenant, with its index: no row can point into another organization. */
export function within(t: Tenant, column: AnyPgColumn, target: Tenant) {
  return [
    foreignKey({
      columns: [t.organizationId, column],
      foreignColumns: [target.organizationId, target.id],
    }),
    index().on(t.organizationId, column),
  ];
}

const mine = "organization_id = (select system.org_id())";
const may = (permission: Permission) => `(select system.can('${permission}'))`;

type Access = {
  /** Who in the organization sees the rows. */
  read: Permission;
  /** Who may insert and update; without it nobody writes except through functions. */
  write?: Permission;
  /** Who may delete; most rows are archived or reversed instead. */
  remove?: Permission;
  /** The column that ties a row to a station; people whose grant is for one station see and write only its rows. */
  station?: "station_id" | "id";
  /** The column that ties a row to an event, for people whose grant is for one event. */
  event?: "event_id" | "id";
  /** Rows that everybody with a grant for one station or event reads as well, such as venues and roles. */
  shared?: true;
};

/**
 * The one tenant rule, as one policy per command: a row is visible to, and writable by, the organization that
 * owns it, to people with the permission. Grants are given by column in `db/sql`.
 */
export function ownedBy({ read, write, remove, station, event, shared }: Access) {
  const allowed = (permission: Permission) => {
    const ways = [may(permission)];
    if (station) ways.push(`${station} = any ((select system.station_ids('${permission}'))::uuid[])`);
    if (event) ways.push(`${event} = any ((select system.event_ids('${permission}'))::uuid[])`);
    return ways.length === 1 ? sql.raw(`${mine} and ${ways[0]}`) : sql.raw(`${mine} and (${ways.join(" or ")})`);
  };
  const readable = shared ? sql.raw(`${mine} and (select system.has('${read}'))`) : allowed(read);
  const policies = [pgPolicy("read", { for: "select", to: authenticatedRole, using: readable })];
  if (write) {
    policies.push(
      pgPolicy("insert", { for: "insert", to: authenticatedRole, withCheck: allowed(write) }),
      pgPolicy("update", {
        for: "update",
        to: authenticatedRole,
        using: allowed(write),
        withCheck: allowed(write),
      }),
    );
  }
  if (remove) policies.push(pgPolicy("delete", { for: "delete", to: authenticatedRole, using: allowed(remove) }));
  return policies;
}
