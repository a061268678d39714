import { notFound } from "next/navigation";
import { PostPage } from "#components/feedback/post-page";
import { postById } from "#lib/feedback/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Post" };

export default async function OnePostPage({ params }: PageProps<"/[org]/feedback/posts/[post]">) {
  const { org, post: id } = await params;
  const actor = await requireActor("feedback:read");
  const { zone } = await openOrganization();
  const post = await read("feedback:read", (tx) => postById(tx, id));
  if (!post) notFound();
  const may = { moderate: can(actor, "feedback:moderate"), publish: can(actor, "feedback:publish") };
  return <PostPage slug={org} zone={zone} post={post} may={may} />;
}
