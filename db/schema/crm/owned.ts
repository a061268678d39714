import { sql } from "drizzle-orm";
import { type AnyPgColumn, foreignKey, index, pgPolicy, pgSchema, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, organizationId, tenantKey, within } from "#db/columns";
import { orgMemberships } from "#db/schema/organizations";
import { byFlow } from "#db/schema/payments-schema";

export const crm = pgSchema("crm");

type Row = { organizationId: AnyPgColumn; id: AnyPgColumn };

const mine = "organization_id = (select system.org_id())";

/**
 * Customers are everybody's who may see them anywhere, and of those stations that dealt with them: whoever works for
 * one station sees and changes its customers, also those that another station has as well.
 */
export function ofStations(read: "crm:read", write: "crm:write") {
  const allowed = (permission: string) =>
    sql.raw(
      `${mine} and ((select system.can('${permission}')) or station_ids && (select system.station_ids('${permission}'))::uuid[])`,
    );
  return [
    pgPolicy("read", { for: "select", to: authenticatedRole, using: allowed(read) }),
    pgPolicy("update", { for: "update", to: authenticatedRole, using: allowed(write), withCheck: allowed(write) }),
    byFlow(),
  ];
}

/** What is kept about a customer: who sees the customer sees it, who may change the customer may add to it. */
export function ofCustomer(t: Row & { customerId: AnyPgColumn }, customers: Row, remove = false) {
  const seen = (permission: string) =>
    sql.raw(
      `${mine} and ((select system.can('${permission}')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('${permission}'))::uuid[]))`,
    );
  return [
    tenantKey(t),
    ...within(t, t.customerId, customers),
    pgPolicy("read", { for: "select", to: authenticatedRole, using: seen("crm:read") }),
    pgPolicy("insert", { for: "insert", to: authenticatedRole, withCheck: seen("crm:write") }),
    ...(remove ? [pgPolicy("delete", { for: "delete", to: authenticatedRole, using: seen("crm:write") })] : []),
    byFlow(),
  ];
}

/** Who it falls to, or who did it: a member of the organization, and no id of anybody else. */
export const byMember = (t: Row, column: AnyPgColumn) => [
  foreignKey({
    columns: [t.organizationId, column],
    foreignColumns: [orgMemberships.organizationId, orgMemberships.userId],
  }),
  index().on(t.organizationId, column),
];

/** What every line about a customer begins with. */
export const aboutCustomer = () => ({
  organizationId: organizationId(),
  id: id(),
  customerId: uuid("customer_id").notNull(),
  createdAt: createdAt(),
});
