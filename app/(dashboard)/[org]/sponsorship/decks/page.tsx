import { DeckDesk } from "#components/sponsorship/deck-desk";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { deckDesk } from "#lib/sponsorship/queries/decks";

export const metadata = { title: "Sponsor decks" };

export default async function DecksPage() {
  const actor = await requireActor("sponsorship:read");
  const { slug, name } = await openOrganization();
  const found = await read("sponsorship:read", deckDesk);
  return <DeckDesk {...found} slug={slug} house={name} mayWrite={can(actor, "sponsorship:write")} />;
}
