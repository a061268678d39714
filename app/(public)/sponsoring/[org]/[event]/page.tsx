import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeckPage } from "#components/public/deck-page";
import { env } from "#lib/env";
import { visitedDeck } from "#lib/sponsorship/visitor";

type Props = PageProps<"/sponsoring/[org]/[event]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, event } = await params;
  const deck = await visitedDeck(org, event);
  if (!deck?.event) return {};
  const title = `Sponsor ${deck.event.name} · ${deck.organization.name}`;
  const description = deck.headline || `What sponsors of ${deck.event.name} get, and for how much.`;
  return {
    title: { absolute: title },
    description,
    alternates: { canonical: `/sponsoring/${org}/${event}` },
    openGraph: { type: "website", title, description, siteName: deck.organization.name },
    robots: deck.event.visibility === "public" ? undefined : { index: false },
  };
}

/** A deck that is not published, of an event that visitors may not see, or of nobody: 404. */
export default async function EventDeckPage({ params }: Props) {
  const { org, event } = await params;
  const deck = await visitedDeck(org, event);
  if (!deck) notFound();
  return <DeckPage deck={deck} address={`${env().origin}/sponsoring/${org}/${event}`} />;
}
