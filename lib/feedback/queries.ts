import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";

/** Reads of reviews, testimonials and posts. Row security says whose; moments come as ISO 8601 with an offset. */
const Review = z.object({
  id: z.uuid(),
  source: z.string(),
  rating: z.number(),
  title: z.string(),
  body: z.string(),
  reviewer: z.string(),
  state: z.enum(["pending", "approved", "rejected"]),
  customerId: z.string().nullable(),
  customer: z.string().nullable(),
  station: z.string().nullable(),
  mayPublish: z.boolean(),
  permissionVersion: z.string(),
  permissionAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  rejectedReason: z.string().nullable(),
  reply: z.string(),
  repliedBy: z.string().nullable(),
  repliedAt: z.string().nullable(),
  externalUrl: z.string().nullable(),
  createdAt: z.string(),
  occasion: z.string().nullable(),
  pictures: z.array(z.object({ id: z.uuid(), width: z.number(), height: z.number() })),
  testimonial: z
    .object({
      id: z.uuid(),
      quote: z.string(),
      author: z.string(),
      state: z.enum(["published", "withdrawn"]),
      at: z.string(),
    })
    .nullable(),
  posts: z.array(z.object({ id: z.uuid(), title: z.string(), state: z.string() })),
});
export type Review = z.output<typeof Review>;

const who = (column: string) =>
  sql.raw(`(select coalesce(nullif(u.name, ''), u.email) from users.user_profiles u where u.user_id = ${column})`);

export async function reviewById(tx: TenantTx, id: string): Promise<Review | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', r.id, 'source', r.source, 'rating', r.rating, 'title', r.title, 'body', r.body, 'reviewer', r.reviewer, 'state', r.state,
      'customerId', r.customer_id, 'customer', c.name, 'station', s.name, 'mayPublish', r.may_publish, 'permissionVersion', r.permission_version, 'permissionAt', r.permission_at,
      'decidedBy', ${who("r.decided_by")}, 'decidedAt', r.decided_at, 'rejectedReason', r.rejected_reason, 'reply', r.reply, 'repliedBy', ${who("r.replied_by")}, 'repliedAt', r.replied_at,
      'externalUrl', r.external_url, 'createdAt', r.created_at,
      'occasion', (select q.occasion from feedback.review_requests q where q.organization_id = r.organization_id and q.review_id = r.id),
      'pictures', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'width', i.width, 'height', i.height) order by i.position) from feedback.review_images i where i.organization_id = r.organization_id and i.review_id = r.id), '[]'),
      'testimonial', (select jsonb_build_object('id', t.id, 'quote', t.quote, 'author', t.author, 'state', t.state, 'at', t.published_at) from feedback.customer_testimonials t where t.organization_id = r.organization_id and t.review_id = r.id),
      'posts', coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'title', b.title, 'state', b.state) order by b.id desc) from feedback.review_blog_posts b where b.organization_id = r.organization_id and b.review_id = r.id), '[]'))
    from feedback.customer_reviews r
    left join crm.customers c on c.organization_id = r.organization_id and c.id = r.customer_id
    left join identity.stations s on s.organization_id = r.organization_id and s.id = r.station_id
    where r.id = ${id}::uuid)`,
  );
  return Review.nullable().parse(found ?? null);
}

/** A picture of a review, for those who may read it. */
export async function pictureById(tx: TenantTx, id: string): Promise<unknown> {
  return z.uuid().safeParse(id).success
    ? answer(tx, sql`(select i.content from feedback.review_images i where i.id = ${id}::uuid)`)
    : null;
}

const Post = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  body: z.string(),
  state: z.enum(["draft", "published", "archived"]),
  version: z.number(),
  reviewId: z.string().nullable(),
  reviewer: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: z.string().nullable(),
  updatedAt: z.string(),
  log: z.array(
    z.object({
      id: z.uuid(),
      decision: z.enum(["approved", "changes_wanted", "published", "archived", "reopened"]),
      version: z.number(),
      note: z.string(),
      by: z.string().nullable(),
      at: z.string(),
    }),
  ),
});
export type Post = z.output<typeof Post>;

export async function postById(tx: TenantTx, id: string): Promise<Post | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', b.id, 'slug', b.slug, 'title', b.title, 'body', b.body, 'state', b.state, 'version', b.version, 'reviewId', b.review_id, 'reviewer', r.reviewer,
      'author', ${who("b.created_by")}, 'publishedAt', b.published_at, 'updatedAt', b.updated_at,
      'log', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'decision', a.decision, 'version', a.version, 'note', a.note, 'by', ${who("a.decided_by")}, 'at', a.created_at) order by a.id desc)
        from feedback.review_post_approvals a where a.organization_id = b.organization_id and a.post_id = b.id), '[]'))
    from feedback.review_blog_posts b left join feedback.customer_reviews r on r.organization_id = b.organization_id and r.id = b.review_id
    where b.id = ${id}::uuid)`,
  );
  return Post.nullable().parse(found ?? null);
}

/** How many reviews wait for a decision, for the number beside their place. */
export const pendingReviews = sql`(select count(*)::int from feedback.customer_reviews r where r.organization_id = system.org_id() and r.state = 'pending')`;
