import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  pgPolicy,
  pgSchema,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, currency, id, moment, organizationId, tenantKey } from "#db/columns";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const organizations_ = pgSchema("organizations");

export const organizationState = organizations_.enum("organization_state", labels("organization"));
export const membershipState = organizations_.enum("membership_state", labels("membership"));

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
    /** A path of this site; the picture was made anew when it was uploaded. */
    logoUrl: text("logo_url"),
    /** The host name of its own site, such as `tickets.example.com`. */
    domain: text("domain").unique("one_domain"),
    /** What the platform switched on for it; the platform alone changes it. */
    tier: text("tier", { enum: ["starter", "growth", "enterprise"] })
      .notNull()
      .default("starter"),
    /** ISO 3166-1 alpha-2 codes of the countries in which it works. */
    operatingRegions: text("operating_regions").array().notNull().default(sql`'{}'`),
    crossBorderEnabled: boolean("cross_border_enabled").notNull().default(false),
    /** Where its data must lie; null when it does not matter. */
    dataResidencyRegion: text("data_residency_region", { enum: ["eu", "uk", "us", "ca", "apac"] }),
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
    /** When ticket sales count as income: when sold, or when the event has happened (until then they are owed). */
    revenueRecognised: text("revenue_recognised", { enum: ["on_sale", "after_event"] })
      .notNull()
      .default("on_sale"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("one_platform").on(t.isPlatform, t.id),
    check("slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) between 2 and 60`),
    check("accent_form", sql`${t.accent} ~ '^#[0-9a-f]{6}$'`),
    check("logo_of_this_site", sql`${t.logoUrl} is null or ${t.logoUrl} ~ '^/[^/\\\\]'`),
    check(
      "domain_form",
      sql`${t.domain} is null or ${t.domain} ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$' and length(${t.domain}) <= 253`,
    ),
    check("rates", sql`${t.platformFeePpm} between 0 and 1000000 and ${t.taxRatePpm} between 0 and 1000000`),
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql`id = (select system.org_id()) or (select system.at_desk())`,
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
    stateAt: moment("state_at").notNull().defaultNow(),
    /** Why they were suspended or removed here, as they were told. */
    stateReason: text("state_reason"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_membership").on(t.organizationId, t.userId),
    index().on(t.userId),
    // Whoever may see the people, without those who still wait; oneself; and the people of one's own stations and events.
    pgPolicy("read", {
      for: "select",
      to: authenticatedRole,
      using: sql`organization_id = (select system.org_id()) and (
        (select system.can('organizations:read')) and (state <> 'pending' or (select system.can('identity:approve')))
        or user_id = (select system.uid())
        or user_id in (select r.user_id from identity.user_roles r))`,
    }),
  ],
);

/** First segments of addresses that no organization can have as its slug; a copy of `lib/identity/paths.ts`. */
export const reservedSlugs = organizations_.table("reserved_slugs", { slug: text("slug").primaryKey() }, () => [
  pgPolicy("flow", { for: "select", to: "gr_flow", using: sql`true` }),
]);
