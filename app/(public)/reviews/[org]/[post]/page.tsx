import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Day } from "#components/data/time";
import { Stars } from "#components/feedback/stars";
import { PublicFrame } from "#components/public/frame";
import { shownPost } from "#lib/feedback/visitor";

export async function generateMetadata({ params }: PageProps<"/reviews/[org]/[post]">): Promise<Metadata> {
  const { org, post } = await params;
  const shown = await shownPost(org, post);
  return shown ? { title: { absolute: `${shown.title} – ${shown.organization.name}` } } : {};
}

export default async function StoryPage({ params }: PageProps<"/reviews/[org]/[post]">) {
  const { org, post } = await params;
  const shown = await shownPost(org, post);
  if (!shown) notFound();
  return (
    <PublicFrame seller={shown.organization}>
      <article className="mx-auto grid max-w-2xl gap-4">
        <h1 className="font-semibold text-3xl tracking-tight">{shown.title}</h1>
        <p className="flex flex-wrap gap-x-3 text-muted-foreground">
          <Day day={shown.on} />
          {shown.rating ? <Stars rating={shown.rating} /> : null}
        </p>
        <div className="whitespace-pre-line break-words text-lg leading-8">{shown.body}</div>
      </article>
    </PublicFrame>
  );
}
