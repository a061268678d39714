import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, check, foreignKey, index, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, within } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { byFunctions, ofEvent, plan } from "#db/schema/events/planned";
import { bytes } from "#db/schema/payments";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const postState = eventsSchema.enum("post_state", labels("post"));
export const commentState = eventsSchema.enum("comment_state", labels("comment"));
export const reactionKinds = ["like", "love", "laugh", "wow", "clap"] as const;

const person = (name: string) => uuid(name).references(() => userProfiles.userId);

/** News of an event in plain text: what was, what comes, thanks. */
export const eventPosts = eventsSchema.table(
  "event_posts",
  {
    ...ofEvent(),
    body: text("body").notNull(),
    state: postState("state").notNull().default("draft"),
    /** Whether people may write below it. */
    commentsOpen: boolean("comments_open").notNull().default(true),
    authorId: person("author_id").default(sql`system.uid()`),
    publishedAt: moment("published_at"),
    /** What it was before it was removed. */
    removedFrom: postState("removed_from"),
  },
  (t) => [
    check("body_length", sql`length(${t.body}) between 1 and 5000`),
    check("published_is_dated", sql`${t.state} not in ('published', 'archived') or ${t.publishedAt} is not null`),
    index().on(t.authorId),
    index().on(t.organizationId, t.eventId, t.publishedAt),
    ...plan(t),
  ],
);

const ofPost = (t: { organizationId: AnyPgColumn; postId: AnyPgColumn }) => [
  foreignKey({
    columns: [t.organizationId, t.postId],
    foreignColumns: [eventPosts.organizationId, eventPosts.id],
  }).onDelete("cascade"),
  index().on(t.organizationId, t.postId),
];

/** A picture of a post, drawn anew from its pixels. Its id is random, and its address is public: `/media/<id>`. */
export const postMedia = eventsSchema.table(
  "post_media",
  {
    ...ofEvent(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    postId: uuid("post_id").notNull(),
    /** What the picture shows, for those who do not see it. */
    alt: text("alt").notNull().default(""),
    contentType: text("content_type", { enum: ["image/webp"] }).notNull(),
    content: bytes("content").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
  },
  (t) => [
    check("picture_size", sql`octet_length(${t.content}) <= 2097152`),
    check("alt_length", sql`length(${t.alt}) <= 300`),
    ...ofPost(t),
    ...byFunctions(t),
  ],
);

/** A word with # before it in a post, in small letters; what `ref.hashtag_stoplist` has is not kept. */
export const postHashtags = eventsSchema.table(
  "post_hashtags",
  { ...ofEvent(), postId: uuid("post_id").notNull(), tag: text("tag").notNull() },
  (t) => [
    unique("one_tag_a_post").on(t.organizationId, t.postId, t.tag),
    index().on(t.organizationId, t.tag),
    ...ofPost(t),
    ...byFunctions(t),
  ],
);

/** What somebody wrote below a post, or in answer to another comment. Plain text; never deleted. */
export const eventComments = eventsSchema.table(
  "event_comments",
  {
    ...ofEvent(),
    postId: uuid("post_id").notNull(),
    parentId: uuid("parent_id"),
    depth: integer("depth").notNull().default(0),
    authorId: person("author_id").notNull(),
    body: text("body").notNull(),
    state: commentState("state").notNull().default("visible"),
    /** Why somebody has to decide. */
    heldFor: text("held_for", { enum: ["link", "rejected_before", "reported"] }),
    removedFrom: commentState("removed_from"),
    removedAt: moment("removed_at"),
  },
  (t) => [
    check("body_length", sql`length(${t.body}) between 1 and 2000`),
    check("not_too_deep", sql`${t.depth} between 0 and 4`),
    index().on(t.authorId),
    index().on(t.organizationId, t.state).where(sql`state = 'pending'`),
    ...ofPost(t),
    ...within(t, t.parentId, t),
    ...byFunctions(t),
  ],
);

type Said = { organizationId: AnyPgColumn; postId: AnyPgColumn; commentId: AnyPgColumn };
const ofEither = (t: Said) => [
  ...ofPost(t),
  foreignKey({
    columns: [t.organizationId, t.commentId],
    foreignColumns: [eventComments.organizationId, eventComments.id],
  }).onDelete("cascade"),
  index().on(t.organizationId, t.commentId),
  check("one_target", sql`(${t.postId} is null) <> (${t.commentId} is null)`),
];

/** One of a few signs that somebody left at a post or a comment; one each. */
export const reactions = eventsSchema.table(
  "reactions",
  {
    ...ofEvent(),
    postId: uuid("post_id"),
    commentId: uuid("comment_id"),
    userId: person("user_id").notNull(),
    kind: text("kind", { enum: reactionKinds }).notNull(),
  },
  (t) => [
    unique("one_sign_a_post").on(t.organizationId, t.postId, t.userId),
    unique("one_sign_a_comment").on(t.organizationId, t.commentId, t.userId),
    index().on(t.userId),
    ...ofEither(t),
    ...byFunctions(t),
  ],
);

/** Somebody of the organization is named with @ in a post or a comment, and is told once. */
export const mentions = eventsSchema.table(
  "mentions",
  {
    ...ofEvent(),
    postId: uuid("post_id"),
    commentId: uuid("comment_id"),
    userId: person("user_id").notNull(),
    toldAt: moment("told_at"),
  },
  (t) => [
    unique("named_once_in_a_post").on(t.organizationId, t.postId, t.userId),
    unique("named_once_in_a_comment").on(t.organizationId, t.commentId, t.userId),
    index().on(t.userId),
    ...ofEither(t),
    ...byFunctions(t),
  ],
);

/** Somebody says that a comment should not stand there. */
export const commentReports = eventsSchema.table(
  "comment_reports",
  {
    ...ofEvent(),
    commentId: uuid("comment_id").notNull(),
    reporterId: person("reporter_id").notNull(),
    reason: text("reason").notNull().default(""),
  },
  (t) => [
    unique("reported_once").on(t.organizationId, t.commentId, t.reporterId),
    check("reason_length", sql`length(${t.reason}) <= 500`),
    index().on(t.reporterId),
    ...within(t, t.commentId, eventComments),
    ...byFunctions(t),
  ],
);

/** What was decided about a comment, by whom and why. */
export const moderationDecisions = eventsSchema.table(
  "moderation_decisions",
  {
    ...ofEvent(),
    commentId: uuid("comment_id").notNull(),
    decision: text("decision", { enum: ["approved", "rejected"] }).notNull(),
    reason: text("reason").notNull().default(""),
    decidedBy: person("decided_by"),
  },
  (t) => [
    check("rejected_with_a_reason", sql`${t.decision} = 'approved' or length(btrim(${t.reason})) between 1 and 500`),
    index().on(t.decidedBy),
    ...within(t, t.commentId, eventComments),
    ...byFunctions(t),
  ],
);
