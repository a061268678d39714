import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeckPage } from "#components/public/deck-page";
import { env } from "#lib/env";
import { visitedDeck } from "#lib/sponsorship/visitor";

type Props = PageProps<"/sponsoring/[org]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org } = await params;
  const deck = await visitedDeck(org, null);
  if (!deck) return {};
  const title = `Sponsor ${deck.organization.name}`;
  const description = deck.headline || `What sponsors of ${deck.organization.name} get, and for how much.`;
  return { title: { absolute: title }, description, alternates: { canonical: `/sponsoring/${org}` } };
}

export default async function HouseDeckPage({ params }: Props) {
  const { org } = await params;
  const deck = await visitedDeck(org, null);
  if (!deck) notFound();
  return <DeckPage deck={deck} address={`${env().origin}/sponsoring/${org}`} />;
}
