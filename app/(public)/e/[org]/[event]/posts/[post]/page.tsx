import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WallPage } from "#components/public/wall-page";
import { visitedPost } from "#lib/events/wall";
import { currentPerson } from "#lib/session";
import { visitedEvent } from "#lib/visit";

type Props = PageProps<"/e/[org]/[event]/posts/[post]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, event: slug, post } = await params;
  const [event, found] = [await visitedEvent(org, slug), await visitedPost(org, slug, post)];
  if (!event || !found) return {};
  return {
    title: { absolute: `${found.body.slice(0, 60)} · ${event.name}` },
    description: found.body.slice(0, 200),
    robots: event.visibility === "public" ? undefined : { index: false },
  };
}

export default async function PostOfEventPage({ params }: Props) {
  const { org, event: slug, post: id } = await params;
  const [event, post] = [await visitedEvent(org, slug), await visitedPost(org, slug, id)];
  if (!event || !post) notFound();
  return (
    <WallPage place={{ org, event: slug, post: id }} event={event} post={post} known={Boolean(await currentPerson())} />
  );
}
