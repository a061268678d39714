import { notFound } from "next/navigation";
import { DeckEditor } from "#components/sponsorship/deck-editor";
import { env } from "#lib/env";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { deckFacts } from "#lib/sponsorship/queries/decks";

export const metadata = { title: "Sponsor deck" };

export default async function OneDeckPage({ params }: PageProps<"/[org]/sponsorship/decks/[deck]">) {
  const actor = await requireActor("sponsorship:read");
  const { deck: id } = await params;
  const { slug, name, zone } = await openOrganization();
  const deck = await read("sponsorship:read", (tx) => deckFacts(tx, id));
  if (!deck) notFound();
  const address = `${env().origin}/sponsoring${deck.path}`;
  return (
    <DeckEditor
      deck={deck}
      slug={slug}
      house={name}
      zone={zone}
      address={address}
      mayWrite={can(actor, "sponsorship:write")}
    />
  );
}
