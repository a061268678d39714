import { sql } from "drizzle-orm";
import { boolean, check, index, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, tenantKey, within } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { bytes } from "#db/schema/payments-schema";
import { organizers, sponsorship } from "#db/schema/sponsorship/schema";
import { sponsors } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";

/**
 * What a sponsor says of itself. Without `sponsor_id` it is the organization's own, for every organizer that it sponsors;
 * with one it is kept at the organizer's by the people who sign in for that sponsor. Organizers read it, tax number
 * included, because they write the invoices; visitors read `sponsor_public_profiles` only.
 */
export const sponsorProfiles = sponsorship.table(
  "sponsor_profiles",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    sponsorId: uuid("sponsor_id"),
    name: text("name").notNull(),
    sector: text("sector").notNull().default(""),
    about: text("about").notNull().default(""),
    audience: text("audience").notNull().default(""),
    regions: text("regions").array().notNull().default(sql`'{}'`),
    /** What they spend on one sponsorship, from and to; null is not said. */
    budgetLeastMinor: minor("budget_least_minor"),
    budgetMostMinor: minor("budget_most_minor"),
    currency: currency(),
    website: text("website").notNull().default(""),
    looksFor: text("looks_for").notNull().default(""),
    taxId: text("tax_id").notNull().default(""),
    logoId: uuid("logo_id"),
    /** What of it was agreed to be public: names of fields, as `publicParts` in `lib/sponsorship/rules/profile.ts`. */
    shows: text("shows").array().notNull().default(sql`'{}'`),
    updatedBy: uuid("updated_by").references(() => userProfiles.userId),
    updatedAt: moment("updated_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_sponsor_profile").on(t.organizationId, t.sponsorId).nullsNotDistinct(),
    check("budget_in_order", sql`${t.budgetLeastMinor} >= 0 and ${t.budgetMostMinor} >= ${t.budgetLeastMinor}`),
    index().on(t.updatedBy),
    ...within(t, t.sponsorId, sponsors),
    ...organizers(),
  ],
);

/** What of a profile anybody may read: a copy of just that, made when somebody of the sponsor agreed, and gone when they no longer do. */
export const sponsorPublicProfiles = sponsorship.table(
  "sponsor_public_profiles",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    profileId: uuid("profile_id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    sector: text("sector").notNull().default(""),
    about: text("about").notNull().default(""),
    audience: text("audience").notNull().default(""),
    regions: text("regions").array().notNull().default(sql`'{}'`),
    budgetLeastMinor: minor("budget_least_minor"),
    budgetMostMinor: minor("budget_most_minor"),
    currency: currency(),
    website: text("website").notNull().default(""),
    looksFor: text("looks_for").notNull().default(""),
    logoId: uuid("logo_id"),
    /** Whether organizers may name them among who sponsored before, and their page say where. */
    showsSponsorships: boolean("shows_sponsorships").notNull().default(false),
    consentVersion: text("consent_version").notNull(),
    consentedBy: uuid("consented_by").references(() => userProfiles.userId),
    consentedAt: moment("consented_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_public_profile").on(t.organizationId, t.profileId),
    unique("one_public_slug").on(t.organizationId, t.slug),
    check("public_slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    index().on(t.consentedBy),
    ...within(t, t.profileId, sponsorProfiles),
    ...organizers(),
  ],
);

/** A sponsor's logo as this house drew it anew. Its id is random, and its address is public: `/media/<id>`. */
export const sponsorLogos = sponsorship.table(
  "sponsor_logos",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    profileId: uuid("profile_id").notNull(),
    contentType: text("content_type", { enum: ["image/png"] }).notNull(),
    content: bytes("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("sponsor_logo_size", sql`octet_length(${t.content}) <= 524288`),
    ...within(t, t.profileId, sponsorProfiles),
    ...organizers(),
  ],
);

/** How a house calls held money. "Escrow" stands here only when somebody confirmed that a licensed agent holds it. */
export const sponsorshipSettings = sponsorship.table(
  "settings",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    heldName: text("held_name").notNull().default("Held funds"),
    escrowConfirmedBy: uuid("escrow_confirmed_by").references(() => userProfiles.userId),
    escrowConfirmedAt: moment("escrow_confirmed_at"),
    escrowAgent: text("escrow_agent").notNull().default(""),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_sponsorship_setting").on(t.organizationId),
    check(
      "escrow_is_confirmed",
      sql`${t.heldName} !~* 'escrow' or (${t.escrowConfirmedAt} is not null and ${t.escrowAgent} <> '')`,
    ),
    index().on(t.escrowConfirmedBy),
    ...organizers(),
  ],
);
