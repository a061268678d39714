import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgSchema, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { customers } from "#db/schema/crm/customers";
import { leads } from "#db/schema/crm/leads";
import { byMember } from "#db/schema/crm/owned";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { byFlow, bytes } from "#db/schema/payments-schema";
import { labels } from "#db/states";

export const feedback = pgSchema("feedback");

export const reviewState = feedback.enum("review_state", labels("review"));
export const reviewSource = feedback.enum("review_source", [
  "request",
  "website",
  "google_business",
  "facebook",
  "instagram",
  "yelp",
  "import",
  "other",
]);

const scoped = { read: "feedback:read", station: "station_id" } as const;

/** What a customer said about us, whatever the way it came: the one table of reviews. */
export const customerReviews = feedback.table(
  "customer_reviews",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    source: reviewSource("source").notNull(),
    rating: smallint("rating").notNull(),
    title: text("title").notNull().default(""),
    body: text("body").notNull().default(""),
    reviewer: text("reviewer").notNull(),
    customerId: uuid("customer_id"),
    bookingId: uuid("booking_id"),
    stationId: uuid("station_id"),
    state: reviewState("state").notNull().default("pending"),
    /** They said that it may be shown with their first name, and to which words they said it. */
    mayPublish: boolean("may_publish").notNull().default(false),
    permissionVersion: text("permission_version").notNull().default(""),
    permissionAt: moment("permission_at"),
    decidedBy: uuid("decided_by"),
    decidedAt: moment("decided_at"),
    rejectedReason: text("rejected_reason"),
    reply: text("reply").notNull().default(""),
    repliedBy: uuid("replied_by"),
    repliedAt: moment("replied_at"),
    /** Where it stands on another site, when it came from there. */
    externalUrl: text("external_url"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("rating_range", sql`${t.rating} between 1 and 5`),
    check("title_length", sql`length(${t.title}) <= 120`),
    check("body_length", sql`length(${t.body}) <= 4000`),
    check("reviewer_length", sql`length(${t.reviewer}) between 1 and 120`),
    check("reply_length", sql`length(${t.reply}) <= 2000`),
    check("rejected_says_why", sql`(${t.state} = 'rejected') = (${t.rejectedReason} is not null)`),
    check("decided_by_somebody", sql`(${t.state} = 'pending') = (${t.decidedAt} is null)`),
    index().on(t.organizationId, t.createdAt.desc().nullsFirst()),
    index().on(t.organizationId, t.state, t.createdAt.desc().nullsFirst()),
    ...within(t, t.customerId, customers),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.stationId, stations),
    ...byMember(t, t.decidedBy),
    ...byMember(t, t.repliedBy),
    ...ownedBy(scoped),
    byFlow(),
  ],
);

/** A picture that came with a review, drawn anew by this house. Shown to visitors only with a published testimonial. */
export const reviewImages = feedback.table(
  "review_images",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    reviewId: uuid("review_id").notNull(),
    stationId: uuid("station_id"),
    position: smallint("position").notNull(),
    width: smallint("width").notNull(),
    height: smallint("height").notNull(),
    content: bytes("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_place_a_review").on(t.organizationId, t.reviewId, t.position),
    check("three_at_most", sql`${t.position} between 1 and 3`),
    check("image_size", sql`octet_length(${t.content}) between 1 and 1048576`),
    ...within(t, t.reviewId, customerReviews),
    ...within(t, t.stationId, stations),
    ...ownedBy(scoped),
    byFlow(),
  ],
);

export const reviewRequestState = feedback.enum("review_request_state", labels("review_request"));

/** Asking a customer for a review, once for each occasion. Why it was not sent is kept as well. */
export const reviewRequests = feedback.table(
  "review_requests",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    customerId: uuid("customer_id").notNull(),
    leadId: uuid("lead_id"),
    bookingId: uuid("booking_id"),
    stationId: uuid("station_id"),
    /** What it is about, in words for the letter: `Hibachi at home on 12 June`. */
    occasion: text("occasion").notNull().default(""),
    state: reviewRequestState("state").notNull().default("waiting"),
    skippedReason: text("skipped_reason"),
    /** SHA-256 of the secret in the customer's link. */
    tokenHash: text("token_hash"),
    sentAt: moment("sent_at"),
    expiresAt: moment("expires_at"),
    reviewId: uuid("review_id"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.tokenHash),
    unique("one_review_a_request").on(t.organizationId, t.reviewId),
    unique("one_request_a_lead").on(t.organizationId, t.leadId),
    unique("one_request_a_booking").on(t.organizationId, t.bookingId),
    check("skipped_says_why", sql`(${t.state} = 'skipped') = (${t.skippedReason} is not null)`),
    check("occasion_length", sql`length(${t.occasion}) <= 200`),
    ...within(t, t.customerId, customers),
    ...within(t, t.leadId, leads),
    ...within(t, t.bookingId, bookings),
    ...within(t, t.stationId, stations),
    ...within(t, t.reviewId, customerReviews),
    ...ownedBy(scoped),
    byFlow(),
  ],
);

export const testimonialState = feedback.enum("testimonial_state", labels("testimonial"));

/** Words of an approved review that are shown to visitors, because whoever wrote them said so. */
export const customerTestimonials = feedback.table(
  "customer_testimonials",
  {
    organizationId: organizationId(),
    id: id(),
    reviewId: uuid("review_id").notNull(),
    customerId: uuid("customer_id"),
    stationId: uuid("station_id"),
    quote: text("quote").notNull(),
    author: text("author").notNull(),
    position: integer("position").notNull().default(0),
    state: testimonialState("state").notNull().default("published"),
    publishedBy: uuid("published_by"),
    publishedAt: moment("published_at").notNull().defaultNow(),
    withdrawnAt: moment("withdrawn_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_testimonial_a_review").on(t.organizationId, t.reviewId),
    check("quote_length", sql`length(${t.quote}) between 1 and 600`),
    check("author_length", sql`length(${t.author}) between 1 and 120`),
    ...within(t, t.reviewId, customerReviews),
    ...within(t, t.customerId, customers),
    ...within(t, t.stationId, stations),
    ...byMember(t, t.publishedBy),
    ...ownedBy(scoped),
    byFlow(),
  ],
);

export const reviewPostState = feedback.enum("review_post_state", labels("review_post"));

/** An article of the organization that began with a review. */
export const reviewBlogPosts = feedback.table(
  "review_blog_posts",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    reviewId: uuid("review_id"),
    stationId: uuid("station_id"),
    slug: text("slug").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    state: reviewPostState("state").notNull().default("draft"),
    /** Grows with every change of its words; an approval is of one version. */
    version: integer("version").notNull().default(1),
    publishedAt: moment("published_at"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_post_slug").on(t.organizationId, t.slug),
    check("post_slug_form", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) <= 120`),
    check("title_length", sql`length(${t.title}) between 1 and 160`),
    check("body_length", sql`length(${t.body}) between 1 and 20000`),
    check("published_has_a_date", sql`${t.state} <> 'published' or ${t.publishedAt} is not null`),
    ...within(t, t.reviewId, customerReviews),
    ...within(t, t.stationId, stations),
    ...byMember(t, t.createdBy),
    ...ownedBy(scoped),
    byFlow(),
  ],
);

/** Who decided what about which version of a post. Only added to. */
export const reviewPostApprovals = feedback.table(
  "review_post_approvals",
  {
    organizationId: organizationId(),
    id: id(),
    postId: uuid("post_id").notNull(),
    stationId: uuid("station_id"),
    version: integer("version").notNull(),
    decision: text("decision", {
      enum: ["approved", "changes_wanted", "published", "archived", "reopened"],
    }).notNull(),
    note: text("note").notNull().default(""),
    decidedBy: uuid("decided_by"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("decision_known", sql`${t.decision} in ('approved', 'changes_wanted', 'published', 'archived', 'reopened')`),
    check("note_length", sql`length(${t.note}) <= 1000`),
    ...within(t, t.postId, reviewBlogPosts),
    ...within(t, t.stationId, stations),
    ...byMember(t, t.decidedBy),
    ...ownedBy(scoped),
    byFlow(),
  ],
);
