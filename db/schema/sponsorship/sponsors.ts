import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { organizations } from "#db/schema/organizations";
import { parties } from "#db/schema/payments-manual";
import { bothParties, organizers, sponsorId, sponsorship } from "#db/schema/sponsorship/schema";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const packageState = sponsorship.enum("package_state", labels("sponsorship_package"));

/** Who gives money. Belongs to the organizer; may be tied to the sponsor's own organization, which then sees its side. */
export const sponsors = sponsorship.table(
  "sponsors",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    industry: text("industry").notNull().default(""),
    website: text("website").notNull().default(""),
    email: text("email").notNull().default(""),
    profile: text("profile").notNull().default(""),
    /** Whom invoices are written to, and whose bank transfers fund orders. */
    partyId: uuid("party_id"),
    sponsorOrganizationId: uuid("sponsor_organization_id").references(() => organizations.id),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("two_organizations", sql`${t.sponsorOrganizationId} <> ${t.organizationId}`),
    uniqueIndex("one_sponsor_name").on(t.organizationId, sql`lower(name)`).where(sql`archived_at is null`),
    unique("one_sponsor_an_organization").on(t.organizationId, t.sponsorOrganizationId),
    index().on(t.sponsorOrganizationId),
    ...within(t, t.partyId, parties),
    ...bothParties(),
  ],
);

/** People of a sponsor who sign in at the organizer's, with the role sponsor, and see that sponsor's side. */
export const sponsorMembers = sponsorship.table(
  "sponsor_members",
  {
    organizationId: organizationId(),
    id: id(),
    sponsorId: sponsorId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("member_once").on(t.organizationId, t.sponsorId, t.userId),
    index().on(t.userId),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

/** What is sold to sponsors of an event. How many are left is what is offered less what was ordered. `terms` as in proposals. */
export const sponsorshipPackages = sponsorship.table(
  "sponsorship_packages",
  {
    organizationId: organizationId(),
    id: id(),
    eventId: uuid("event_id").notNull(),
    state: packageState("state").notNull().default("draft"),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    priceMinor: minor("price_minor").notNull(),
    currency: currency(),
    quantity: integer("quantity").notNull(),
    terms: jsonb("terms").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("package_price", sql`${t.priceMinor} > 0 and ${t.quantity} > 0`),
    uniqueIndex("one_package_name").on(t.organizationId, t.eventId, sql`lower(name)`).where(sql`state <> 'archived'`),
    ...within(t, t.eventId, events),
    ...organizers(),
  ],
);

/** The same package with something more or less, at its own price; it takes from the same quantity. */
export const packageVariants = sponsorship.table(
  "package_variants",
  {
    organizationId: organizationId(),
    id: id(),
    packageId: uuid("package_id").notNull(),
    name: text("name").notNull(),
    priceMinor: minor("price_minor").notNull(),
    position: smallint("position").notNull(),
  },
  (t) => [
    tenantKey(t),
    check("variant_price", sql`${t.priceMinor} > 0`),
    uniqueIndex("one_variant_name").on(t.organizationId, t.packageId, sql`lower(name)`),
    ...within(t, t.packageId, sponsorshipPackages),
    ...organizers(),
  ],
);

/** What sponsorshipPackages are made from. */
export const packageTemplates = sponsorship.table(
  "package_templates",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    priceMinor: minor("price_minor").notNull(),
    currency: currency(),
    quantity: integer("quantity").notNull(),
    terms: jsonb("terms").notNull(),
    createdAt: createdAt(),
  },
  (t) => [tenantKey(t), uniqueIndex("one_template_name").on(t.organizationId, sql`lower(name)`), ...organizers()],
);
