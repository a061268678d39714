import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicFrame } from "#components/public/frame";
import { Posts } from "#components/public/posts";
import { visitedPosts } from "#lib/events/wall";
import { visitedEvent } from "#lib/visit";

type Props = PageProps<"/e/[org]/[event]/posts">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, event: slug } = await params;
  const event = await visitedEvent(org, slug);
  return event ? { title: { absolute: `News of ${event.name}` } } : {};
}

export default async function EventNewsPage({ params, searchParams }: Props) {
  const { org, event: slug } = await params;
  const event = await visitedEvent(org, slug);
  if (!event) notFound();
  const { tag } = await searchParams;
  const word = typeof tag === "string" && /^[\p{L}\p{N}_]{2,50}$/u.test(tag) ? tag.toLowerCase() : null;
  return (
    <PublicFrame seller={event.organization}>
      <Posts
        path={`/e/${org}/${slug}`}
        event={event}
        posts={await visitedPosts(org, slug, word, 50)}
        tag={word}
        whole
      />
    </PublicFrame>
  );
}
