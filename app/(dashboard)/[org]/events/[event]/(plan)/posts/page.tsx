import { PostsPage } from "#components/events/posts-page";
import { openEvent } from "#lib/events/open";
import { postsOf } from "#lib/events/queries/posts";
import { videoOf } from "#lib/events/queries/videos";
import { can } from "#lib/permissions";
import { read } from "#lib/session";

export const metadata = { title: "Posts" };

export default async function EventPostsPage({ params }: PageProps<"/[org]/events/[event]/posts">) {
  const { org, event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const [posts, video] = await read("events:read", async (tx) => [await postsOf(tx, id), await videoOf(tx, id)]);
  return (
    <PostsPage
      slug={org}
      event={event}
      posts={posts}
      video={video}
      may={{ write: may.plan, moderate: can(actor, "events:moderate") }}
    />
  );
}
