import { sql } from "drizzle-orm";
import { bigint, check, index, integer, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, tenantKey, within } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { payments, readable } from "#db/schema/payments";
import { userProfiles } from "#db/schema/users";

/** Credits for sale: so many for a price, good for so many days. */
export const creditPackages = payments.table(
  "credit_packages",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    credits: bigint("credits", { mode: "bigint" }).notNull(),
    priceMinor: minor("price_minor").notNull(),
    currency: currency(),
    /** From the purchase on; for ever when null. */
    validDays: integer("valid_days"),
    createdAt: createdAt(),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_package_name").on(t.organizationId, sql`lower(name)`).where(sql`archived_at is null`),
    check("package_sizes", sql`${t.credits} between 1 and 1000000000 and ${t.priceMinor} >= 0`),
    check("package_days", sql`${t.validDays} between 1 and 3660`),
    ...readable(),
  ],
);

/**
 * Credits that somebody bought at once. What was paid is owed (`liabilities:credits`) and earned as they are used: after k
 * of n credits the k-th part of the price, rounded down, so that the last credit earns what is left.
 */
export const creditLots = payments.table(
  "credit_lots",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    packageId: uuid("package_id").notNull(),
    /** Whose credits these are, as the organization calls them. */
    holder: text("holder").notNull(),
    key: text("key").notNull(),
    granted: bigint("granted", { mode: "bigint" }).notNull(),
    remaining: bigint("remaining", { mode: "bigint" }).notNull(),
    priceMinor: minor("price_minor").notNull(),
    /** How much of the price was earned so far, by use or because the rest ran out. */
    earnedMinor: minor("earned_minor").notNull().default(sql`0`),
    currency: currency(),
    expiresAt: moment("expires_at"),
    expiredAt: moment("expired_at"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_lot_a_key").on(t.organizationId, t.key),
    check("lot_never_below_zero", sql`${t.remaining} between 0 and ${t.granted}`),
    check("lot_earned", sql`${t.earnedMinor} between 0 and ${t.priceMinor}`),
    check("holder_length", sql`length(${t.holder}) between 1 and 120`),
    index("lots_to_use")
      .on(t.organizationId, t.expiresAt, t.createdAt)
      .where(sql`remaining > 0 and expired_at is null`),
    index().on(t.createdBy),
    ...within(t, t.packageId, creditPackages),
    ...readable(),
  ],
);

/** Credits were used for something: once per key, over as many lots as it takes. */
export const creditSpends = payments.table(
  "credit_spends",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    key: text("key").notNull(),
    credits: bigint("credits", { mode: "bigint" }).notNull(),
    purpose: text("purpose").notNull(),
    /** Only lots of this holder; of anybody when null. */
    holder: text("holder"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_spend_a_key").on(t.organizationId, t.key),
    check("spend_positive", sql`${t.credits} > 0`),
    index().on(t.createdBy),
    ...readable(),
  ],
);

/** What happened to a lot; credits in are positive. Never changed. */
export const creditMoves = payments.table(
  "credit_moves",
  {
    organizationId: organizationId(),
    id: id(),
    lotId: uuid("lot_id").notNull(),
    kind: text("kind", { enum: ["purchase", "spend", "expiry"] }).notNull(),
    spendId: uuid("spend_id"),
    credits: bigint("credits", { mode: "bigint" }).notNull(),
    /** What it earned, in the lot's currency. */
    earnedMinor: minor("earned_minor").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("spend_is_named", sql`(${t.kind} = 'spend') = (${t.spendId} is not null)`),
    ...within(t, t.lotId, creditLots),
    ...within(t, t.spendId, creditSpends),
    ...readable(),
  ],
);
