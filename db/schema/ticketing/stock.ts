import { sql } from "drizzle-orm";
import { check, integer, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { checkoutSessions, orders, ticketing, ticketTiers } from "#db/schema/ticketing";

/** The append-only log of stock: every ticket held, released, sold or returned. Stock is the sum of it. */
export const inventoryOperations = ticketing.table(
  "inventory_operations",
  {
    organizationId: organizationId(),
    id: id(),
    tierId: uuid("tier_id").notNull(),
    kind: text("kind", { enum: ["hold", "release", "sell", "return"] }).notNull(),
    quantity: integer("quantity").notNull(),
    checkoutId: uuid("checkout_id"),
    orderId: uuid("order_id"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("something_moved", sql`${t.quantity} > 0`),
    ...within(t, t.tierId, ticketTiers),
    ...within(t, t.checkoutId, checkoutSessions),
    ...within(t, t.orderId, orders),
    ...ownedBy({ read: "ticketing:read" }),
  ],
);
