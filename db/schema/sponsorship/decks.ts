import { sql } from "drizzle-orm";
import { boolean, check, index, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { organizations } from "#db/schema/organizations";
import { proposalThreads } from "#db/schema/sponsorship/proposals";
import { organizers, sponsorship } from "#db/schema/sponsorship/schema";
import { packageVariants, sponsors, sponsorshipPackages } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const enquiryState = sponsorship.enum("enquiry_state", labels("sponsor_enquiry"));

/** The public page of an event for sponsors; without an event it is the house's own. Its packages are those on offer. */
export const sponsorDecks = sponsorship.table(
  "decks",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    eventId: uuid("event_id"),
    headline: text("headline").notNull().default(""),
    intro: text("intro").notNull().default(""),
    /** Who comes, in the organizer's words. */
    audience: text("audience").notNull().default(""),
    /** Whether visitors see how many people the house reaches, and who sponsored it before. */
    showsReach: boolean("shows_reach").notNull().default(true),
    showsPartners: boolean("shows_partners").notNull().default(true),
    publishedAt: moment("published_at"),
    updatedAt: moment("updated_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_deck_an_event").on(t.organizationId, t.eventId).nullsNotDistinct(),
    ...within(t, t.eventId, events),
    ...organizers(),
  ],
);

/** Somebody without an account asks for a proposal. Answered by a proposal to a sponsor, or set aside with a reason. */
export const sponsorEnquiries = sponsorship.table(
  "enquiries",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    eventId: uuid("event_id"),
    packageId: uuid("package_id"),
    variantId: uuid("variant_id"),
    state: enquiryState("state").notNull().default("new"),
    name: text("name").notNull(),
    company: text("company").notNull(),
    email: text("email").notNull(),
    phone: text("phone").notNull().default(""),
    website: text("website").notNull().default(""),
    message: text("message").notNull().default(""),
    /** Which wording of the consent they agreed to, and from which address. */
    consentVersion: text("consent_version").notNull(),
    address: text("address").notNull().default(""),
    sponsorId: uuid("sponsor_id"),
    threadId: uuid("thread_id"),
    reason: text("reason").notNull().default(""),
    decidedBy: uuid("decided_by").references(() => userProfiles.userId),
    decidedAt: moment("decided_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("answered_to_somebody", sql`${t.state} <> 'answered' or ${t.sponsorId} is not null`),
    index().on(t.decidedBy),
    index("enquiries_new").on(t.organizationId).where(sql`state = 'new'`),
    ...within(t, t.eventId, events),
    ...within(t, t.packageId, sponsorshipPackages),
    ...within(t, t.variantId, packageVariants),
    ...within(t, t.sponsorId, sponsors),
    ...within(t, t.threadId, proposalThreads),
    ...organizers(),
  ],
);
