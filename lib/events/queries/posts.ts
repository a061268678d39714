import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { eventPosts } from "#db/schema/events/posts";
import type { PublicTx, TenantTx } from "#db/tenant";

/** The posts of an event, newest first, with what came of each. */
export const postsOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: eventPosts.id,
      body: eventPosts.body,
      state: eventPosts.state,
      commentsOpen: eventPosts.commentsOpen,
      createdAt: eventPosts.createdAt,
      publishedAt: eventPosts.publishedAt,
      author: sql<
        string | null
      >`(select coalesce(nullif(p.name, ''), p.email) from users.user_profiles p where p.user_id = ${eventPosts.authorId})`,
      pictures: sql<
        { id: string; alt: string }[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'alt', m.alt) order by m.created_at, m.id), '[]'::jsonb) from events.post_media m where m.organization_id = event_posts.organization_id and m.post_id = event_posts.id)`,
      tags: sql<
        string[]
      >`array(select h.tag from events.post_hashtags h where h.organization_id = event_posts.organization_id and h.post_id = event_posts.id order by h.tag)`,
      comments: sql<number>`(select count(*)::int from events.event_comments c where c.organization_id = event_posts.organization_id and c.post_id = event_posts.id and c.state = 'visible')`,
      waiting: sql<number>`(select count(*)::int from events.event_comments c where c.organization_id = event_posts.organization_id and c.post_id = event_posts.id and c.state = 'pending')`,
      reactions: sql<number>`(select count(*)::int from events.reactions r where r.organization_id = event_posts.organization_id and r.post_id = event_posts.id)`,
    })
    .from(eventPosts)
    .where(eq(eventPosts.eventId, eventId))
    .orderBy(desc(eventPosts.id));

/** What waits for a decision, oldest first; how many is beside the place in the navigation. */
export const waitingComments = sql`(select count(*) from events.event_comments c where c.organization_id = (select system.org_id()) and c.state = 'pending')`;

const moment = z.coerce.date();
const Held = z.object({
  id: z.uuid(),
  body: z.string(),
  state: z.enum(["pending", "visible", "rejected", "removed"]),
  held_for: z.enum(["link", "rejected_before", "reported"]).nullable(),
  created_at: moment,
  author: z.string(),
  event_id: z.uuid(),
  event: z.string(),
  zone: z.string(),
  post: z.string(),
  reports: z.array(z.string()),
  decision: z.string().nullable(),
  reason: z.string().nullable(),
  decided_by: z.string().nullable(),
});
export type Held = z.output<typeof Held>;

/** Comments of all events: those that wait, oldest first, or those that were decided, newest first. */
export async function moderationQueue(tx: TenantTx, which: "waiting" | "decided", limit = 100): Promise<Held[]> {
  const { rows } = await tx.execute(
    sql`select c.id, c.body, c.state, c.held_for, c.created_at, coalesce(events.comment_author(c.id), 'Somebody') as author,
          e.id as event_id, e.name as event, e.zone, left(p.body, 120) as post,
          array(select r.reason from events.comment_reports r where r.organization_id = c.organization_id and r.comment_id = c.id order by r.created_at) as reports,
          d.decision, d.reason, (select coalesce(nullif(x.name, ''), x.email) from users.user_profiles x where x.user_id = d.decided_by) as decided_by
        from events.event_comments c
        join events.event_posts p on p.organization_id = c.organization_id and p.id = c.post_id
        join events.events e on e.organization_id = c.organization_id and e.id = c.event_id
        left join lateral (select m.* from events.moderation_decisions m where m.organization_id = c.organization_id and m.comment_id = c.id order by m.id desc limit 1) d on true
        where c.organization_id = (select system.org_id())
          and (case when ${which} = 'waiting' then c.state = 'pending' else d.id is not null and c.state <> 'pending' end)
        order by case when ${which} = 'waiting' then c.id end, d.id desc limit ${limit}`,
  );
  return z.array(Held).parse(rows);
}

const Signs = z.object({ counts: z.record(z.string(), z.number()), mine: z.string().nullable() });
const Post = z.object({
  id: z.uuid(),
  body: z.string(),
  publishedAt: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
  commentsOpen: z.boolean(),
  pictures: z.array(z.object({ id: z.uuid(), alt: z.string(), width: z.number(), height: z.number() })),
  tags: z.array(z.string()),
  comments: z.number(),
  signs: Signs,
});
export type Post = z.output<typeof Post>;
const Comment = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  depth: z.number(),
  createdAt: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
  state: z.enum(["visible", "pending", "rejected", "removed"]),
  own: z.boolean(),
  member: z.boolean(),
  author: z.string().nullable(),
  body: z.string().nullable(),
  signs: Signs,
});
export type Comment = z.output<typeof Comment>;
const PostPage = Post.extend({ said: z.array(Comment) });
export type PostPage = z.output<typeof PostPage>;
type Place = { org: string; event: string };

/** The newest posts of an event as everybody sees them. Called as a visitor, or as the person who is signed in. */
export async function publicPosts(tx: PublicTx | TenantTx, { org, event }: Place, tag: string | null, most: number) {
  const { rows } = await tx.execute<{ posts: unknown }>(
    sql`select events.public_posts(${org}, ${event}, ${tag}, ${most}::int) as posts`,
  );
  return z.array(Post).parse(rows[0]?.posts);
}

/** One post with everything below it; null when it is not there. */
export async function publicPost(
  tx: PublicTx | TenantTx,
  { org, event }: Place,
  post: string,
): Promise<PostPage | null> {
  const { rows } = await tx.execute<{ page: unknown }>(
    sql`select events.public_post(${org}, ${event}, ${post}::uuid) as page`,
  );
  return rows[0]?.page ? PostPage.parse(rows[0].page) : null;
}
