import type { Metadata } from "next";
import { EventPage } from "#components/public/event-page";
import { wantedIn } from "#components/public/wanted";
import { env } from "#lib/env";
import { visitedPosts } from "#lib/events/wall";
import { deckAddress } from "#lib/sponsorship/visitor";
import { heldHere } from "#lib/ticketing/keepsakes";
import { movedOrNotFound, visitedCheckout, visitedEvent, visitedGuide, visitedShop, visitedVideo } from "#lib/visit";

type Props = PageProps<"/e/[org]/[event]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, event: slug } = await params;
  const event = await visitedEvent(org, slug);
  if (!event) return {};
  const title = `${event.name} · ${event.organization.name}`;
  const description = event.summary || `Dates, place and tickets for ${event.name}.`;
  const url = `/e/${org}/${slug}`;
  const images = [{ url: `${url}/picture.png`, width: 1200, height: 630, alt: title }];
  return {
    title: { absolute: title },
    description,
    alternates: { canonical: url },
    openGraph: { type: "website", title, description, url, siteName: event.organization.name, images },
    twitter: { card: "summary_large_image", title, description, images },
    robots: event.visibility === "public" ? undefined : { index: false },
  };
}

/** A draft, a private event and an unknown address look the same: 404. */
export default async function PublicEventPage({ params, searchParams }: Props) {
  const { org, event: slug } = await params;
  const event = (await visitedEvent(org, slug)) ?? (await movedOrNotFound(org, `/${slug}`));
  const { tickets, returned, code } = await searchParams;
  const typed = typeof code === "string" && code.trim() ? code.trim().slice(0, 64) : null;
  const { shop, seats } = await visitedShop(org, slug, typed);
  const token = await heldHere();
  const held = token ? await visitedCheckout(token) : null;
  const hold = token && held && ["open", "paying"].includes(held.state) ? { token, ...held } : undefined;
  return (
    <EventPage
      event={event}
      shop={shop}
      seats={seats}
      address={`${env().origin}/e/${org}/${slug}`}
      wanted={wantedIn(tickets)}
      hold={hold}
      returned={returned !== undefined && !hold}
      guide={await visitedGuide(org, slug)}
      news={await visitedPosts(org, slug, null, 3)}
      video={await visitedVideo(org, slug)}
      deck={await deckAddress(org, slug)}
    />
  );
}
