import { sql } from "drizzle-orm";
import { check, customType, foreignKey, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { bothParties, sponsorId, sponsorship } from "#db/schema/sponsorship/schema";
import { packageVariants, sponsors, sponsorshipPackages } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const proposalState = sponsorship.enum("proposal_state", labels("proposal"));
/** Who of the two parties. */
export const partySide = sponsorship.enum("party", ["organizer", "sponsor"]);

/** Talks of an organizer and a sponsor about one event. The sponsor sees it once it was sent. */
export const proposalThreads = sponsorship.table(
  "proposal_threads",
  {
    organizationId: organizationId(),
    id: id(),
    number: text("number").notNull(),
    sponsorId: sponsorId(),
    eventId: uuid("event_id").notNull(),
    packageId: uuid("package_id"),
    variantId: uuid("variant_id"),
    state: proposalState("state").notNull().default("draft"),
    title: text("title").notNull(),
    /** The parties and the event as they were called, for the side that cannot read the other's rows. */
    organizerName: text("organizer_name").notNull(),
    sponsorName: text("sponsor_name").notNull(),
    eventName: text("event_name").notNull(),
    /** The version that is on the table, and who may accept it. */
    version: integer("version").notNull().default(1),
    turn: partySide("turn").notNull().default("sponsor"),
    reason: text("reason").notNull().default(""),
    expiresAt: moment("expires_at").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_thread_number").on(t.organizationId, t.number),
    index().on(t.createdBy),
    index("proposal_threads_by_id").on(t.id),
    index().on(t.sponsorId),
    ...within(t, t.sponsorId, sponsors),
    ...within(t, t.eventId, events),
    ...within(t, t.packageId, sponsorshipPackages),
    ...within(t, t.variantId, packageVariants),
    ...bothParties(),
  ],
);

/**
 * What was offered, never changed once it was sent. `terms`: { taxPpm, taxCode, holdDays, autoApproveDays, milestones:
 * [{ title, amountMinor, dueOn }], deliverables: [{ title, description, dueOn, slaDays, milestone }] }; amounts as text.
 */
export const proposalVersions = sponsorship.table(
  "proposal_versions",
  {
    organizationId: organizationId(),
    id: id(),
    threadId: uuid("thread_id").notNull(),
    sponsorId: sponsorId(),
    n: integer("n").notNull(),
    side: partySide("side").notNull(),
    priceMinor: minor("price_minor").notNull(),
    currency: currency(),
    terms: jsonb("terms").notNull(),
    note: text("note").notNull().default(""),
    sentAt: moment("sent_at"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_version_a_number").on(t.organizationId, t.threadId, t.n),
    check("version_price", sql`${t.priceMinor} > 0`),
    index().on(t.createdBy),
    index().on(t.sponsorId),
    ...within(t, t.threadId, proposalThreads),
    foreignKey({ columns: [t.organizationId, t.sponsorId], foreignColumns: [sponsors.organizationId, sponsors.id] }),
    index().on(t.organizationId, t.sponsorId),
    ...bothParties(),
  ],
);

/** Files of both parties: attachments, deliverableProofs and evidence. Served as downloads only. */
export const sponsorFiles = sponsorship.table(
  "files",
  {
    organizationId: organizationId(),
    id: id(),
    sponsorId: sponsorId(),
    name: text("name").notNull(),
    contentType: text("content_type").notNull(),
    size: integer("size").notNull(),
    content: bytes("content").notNull(),
    uploadedBy: uuid("uploaded_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("file_size", sql`${t.size} = octet_length(${t.content}) and ${t.size} between 1 and 20971520`),
    index().on(t.uploadedBy),
    index().on(t.sponsorId),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);

/** What the parties write to each other; never changed. */
export const proposalMessages = sponsorship.table(
  "proposal_messages",
  {
    organizationId: organizationId(),
    id: id(),
    threadId: uuid("thread_id").notNull(),
    sponsorId: sponsorId(),
    side: partySide("side").notNull(),
    author: text("author").notNull(),
    body: text("body").notNull(),
    fileId: uuid("file_id"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.createdBy),
    index().on(t.sponsorId),
    ...within(t, t.threadId, proposalThreads),
    ...within(t, t.sponsorId, sponsors),
    ...within(t, t.fileId, sponsorFiles),
    ...bothParties(),
  ],
);
