import "server-only";
import { sql } from "drizzle-orm";
import { reviewSources } from "#lib/feedback/rules";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

export const reviewStates: readonly ListOption[] = [
  { value: "pending", label: "Pending", tone: "warning" },
  { value: "approved", label: "Approved", tone: "success" },
  { value: "rejected", label: "Rejected", tone: "danger" },
];
export const postStates: readonly ListOption[] = [
  { value: "draft", label: "Draft", tone: "neutral" },
  { value: "published", label: "Published", tone: "success" },
  { value: "archived", label: "Archived", tone: "neutral" },
];
const sources = Object.entries(reviewSources).map(([value, label]) => ({ value, label }));
const stars: ListOption[] = [5, 4, 3, 2, 1].map((n) => ({ value: String(n), label: "★".repeat(n) }));

const reviewSpec = {
  searches: "names and words",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "reviewer", label: "Reviewer", kind: "text", sortable: true, filter: "text" },
    { key: "rating", label: "Stars", kind: "badge", filter: "enum", promoted: true, options: stars },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: reviewStates },
    { key: "words", label: "Words", kind: "text", filter: "text" },
    { key: "mayPublish", label: "May be shown", kind: "text" },
    { key: "source", label: "Source", kind: "badge", filter: "enum", options: sources },
    { key: "station", label: "Station", kind: "text", filter: "text", promoted: true },
    { key: "createdAt", label: "Came", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "reply", label: "Our answer", kind: "text", filter: "text", hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** Every review, wherever it was written. */
export const reviewList: ListDefinition = {
  name: "feedback.reviews",
  needs: "feedback:read",
  spec: reviewSpec,
  from: sql`feedback.customer_reviews r left join identity.stations s on s.organization_id = r.organization_id and s.id = r.station_id`,
  id: sql`r.id`,
  values: {
    reviewer: { sql: sql`r.reviewer`, type: "text" },
    rating: { sql: sql`r.rating::text`, type: "text" },
    state: { sql: sql`r.state`, type: "text" },
    words: { sql: sql`left(concat_ws(': ', nullif(r.title, ''), nullif(r.body, '')), 140)`, type: "text" },
    mayPublish: { sql: sql`(case when r.may_publish then 'yes' else 'no' end)`, type: "text" },
    source: { sql: sql`r.source`, type: "text" },
    station: { sql: sql`s.name`, type: "text" },
    createdAt: { sql: sql`r.created_at`, type: "timestamptz" },
    reply: { sql: sql`r.reply`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`r.reviewer ilike ${like} or r.title ilike ${like} or r.body ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/feedback/reviews/${row.id}`,
};

export const reviewViews: View[] = [
  { id: "pending", name: "To decide", scope: "system", search: "f.state=pending&sort=createdAt" },
  { id: "approved", name: "Approved", scope: "system", search: "f.state=approved" },
  { id: "low", name: "One to three stars", scope: "system", search: "f.rating=3,2,1" },
];

const postSpec = {
  searches: "titles",
  defaultSort: { key: "updatedAt", descending: true },
  columns: [
    { key: "title", label: "Post", kind: "text", sortable: true, filter: "text" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: postStates },
    { key: "approved", label: "Approved", kind: "text" },
    { key: "author", label: "Written by", kind: "text", filter: "text" },
    { key: "updatedAt", label: "Changed", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "publishedAt", label: "Published", kind: "datetime", filter: "date-range" },
  ],
} satisfies ListSpec;

export const postList: ListDefinition = {
  name: "feedback.posts",
  needs: "feedback:read",
  spec: postSpec,
  from: sql`feedback.review_blog_posts b left join users.user_profiles u on u.user_id = b.created_by`,
  id: sql`b.id`,
  values: {
    title: { sql: sql`b.title`, type: "text" },
    state: { sql: sql`b.state`, type: "text" },
    approved: {
      sql: sql`(case when (select a.decision from feedback.review_post_approvals a where a.organization_id = b.organization_id and a.post_id = b.id and a.version = b.version and a.decision in ('approved', 'changes_wanted') order by a.id desc limit 1) = 'approved' then 'yes' else 'not yet' end)`,
      type: "text",
    },
    author: { sql: sql`coalesce(nullif(u.name, ''), u.email)`, type: "text" },
    updatedAt: { sql: sql`b.updated_at`, type: "timestamptz" },
    publishedAt: { sql: sql`b.published_at`, type: "timestamptz" },
  },
  search: (words) => sql`b.title ilike ${`%${escapeLike(words)}%`}`,
  href: (row, { slug }) => `/${slug}/feedback/posts/${row.id}`,
};
