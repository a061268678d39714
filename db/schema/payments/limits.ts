import { sql } from "drizzle-orm";
import { char, check, date, index, pgPolicy, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { permissions, roles } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { payments } from "#db/schema/payments";
import { userProfiles } from "#db/schema/users";

/** What `payments.check_limit` knows; a copy for people is `lib/payments/limits/rules.ts`. */
export const limitedActs = [
  "refund",
  "release",
  "payout",
  "write_off",
  "manual_payment",
  "reopen_period",
  "fx",
  "credits",
] as const;

export const flow = () => pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` });

/**
 * Who may do an act that moves money, and up to how much, at once and on one day. An act without a live row is limited
 * by its permission alone; with one, whoever matches no row may not do it at all. Whoever matches several has the
 * largest of each.
 */
export const actLimits = payments.table(
  "act_limits",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    act: text("act", { enum: limitedActs }).notNull(),
    /** Exactly one of the three says who: a built-in role, the organization's own role, or whoever holds a permission. */
    role: text("role"),
    roleId: uuid("role_id"),
    permission: text("permission").references(() => permissions.permission),
    /** The currency of the amounts; every currency when there is no amount. */
    currency: char("currency", { length: 3 }),
    /** At most so much in one act; any amount when null. */
    actMinor: minor("act_minor"),
    /** At most so much on one day of the organization, by one person; any amount when null. */
    dayMinor: minor("day_minor"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    tenantKey(t),
    check("one_holder", sql`num_nonnulls(${t.role}, ${t.roleId}, ${t.permission}) = 1`),
    check("limit_has_currency", sql`(${t.currency} is null) = (${t.actMinor} is null and ${t.dayMinor} is null)`),
    check("limit_positive", sql`coalesce(${t.actMinor}, 0) >= 0 and coalesce(${t.dayMinor}, 0) >= 0`),
    uniqueIndex("one_limit_a_holder")
      .on(t.organizationId, t.act, sql`coalesce(role, role_id::text, permission)`, sql`coalesce(currency, '')`)
      .where(sql`archived_at is null`),
    index().on(t.permission),
    index().on(t.createdBy),
    ...within(t, t.roleId, roles),
    ...ownedBy({ read: "organizations:read" }),
    flow(),
  ],
);

/** What somebody did of a limited act, so that the limit of a day counts. Never changed. */
export const actUses = payments.table(
  "act_uses",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    act: text("act", { enum: limitedActs }).notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => userProfiles.userId),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    /** The calendar day of the organization. */
    usedOn: date("used_on").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.organizationId, t.personId, t.act, t.usedOn),
    index().on(t.personId),
    ...ownedBy({ read: "system:audit" }),
    flow(),
  ],
);
