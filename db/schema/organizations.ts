import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, integer, pgPolicy, pgSchema, text, unique, uuid } from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, currency, id, organizationId, ownedBy, tenantKey } from "#db/columns";
import { userProfiles } from "#db/schema/users";

export const organizations_ = pgSchema("organizations");

export const organizationState = organizations_.enum("organization_state", ["active", "archived"]);
export const membershipState = organizations_.enum("membership_state", ["active", "suspended", "removed"]);

/** A tenant: an event or booking business, or the platform itself, which keeps a book like everybody else. */
export const organizations = organizations_.table(
  "organizations",
  {
    id: uuid("id").primaryKey().default(sql`system.uuid7()`),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    tagline: text("tagline").notNull().default(""),
    isPlatform: boolean("is_platform").notNull().default(false),
    state: organizationState("state").notNull().default("active"),
    country: char("country", { length: 2 }).notNull(),
    defaultCurrency: currency("default_currency"),
    /** IANA zone: the organization's calendar day. */
    zone: text("zone").notNull(),
    /** Accent colour of its public pages, `#rrggbb`. */
    accent: text("accent").notNull().default("#0f766e"),
    supportEmail: text("support_email"),
    /** `platform`: the platform collects and pays out. `direct`: it has its own processor account. */
    settlement: text("settlement", { enum: ["platform", "direct"] })
      .notNull()
      .default("platform"),
    /** The platform's share of a sale before tax, in parts per million, and a fixed part per ticket. */
    platformFeePpm: integer("platform_fee_ppm").notNull().default(25_000),
    platformFeeFixedMinor: bigint("platform_fee_fixed_minor", { mode: "bigint" }).notNull().default(sql`50`),
    processingFeeBearer: text("processing_fee_bearer", { enum: ["platform", "organization"] })
      .notNull()
      .default("organization"),
    /** Sales tax or VAT on tickets, parts per million, contained in the price or added to it. */
    taxRatePpm: integer("tax_rate_ppm").notNull().default(0),
    taxInclusive: boolean("tax_inclusive").notNull().default(true),
    taxCode: text("tax_code"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("one_platform").on(t.isPlatform, t.id),
    check("slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) between 2 and 60`),
    check("accent_form", sql`${t.accent} ~ '^#[0-9a-f]{6}$'`),
    check("rates", sql`${t.platformFeePpm} between 0 and 1000000 and ${t.taxRatePpm} between 0 and 1000000`),
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql`id = (select system.org_id()) or (select system.is_platform_admin())`,
    }),
    pgPolicy("update", {
      for: "update",
      to: authenticatedRole,
      using: sql`id = (select system.org_id()) and (select system.can('organizations:write'))`,
      withCheck: sql`id = (select system.org_id()) and (select system.can('organizations:write'))`,
    }),
  ],
);

/** Who belongs to which organization. What they may do there is in `identity.user_roles`. */
export const orgMemberships = organizations_.table(
  "org_memberships",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    state: membershipState("state").notNull().default("active"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_membership").on(t.organizationId, t.userId),
    ...ownedBy({ read: "organizations:read" }),
  ],
);
