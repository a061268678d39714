import { SellingPage } from "#components/ticketing/selling-page";
import { openEvent } from "#lib/events/open";
import { tiersOf } from "#lib/events/queries";
import { can } from "#lib/permissions";
import { read } from "#lib/session";
import { codesOf, countryChoices, guestsOf, questionsOf, termsOf, waitlistOf } from "#lib/ticketing/queries/selling";

export const metadata = { title: "How an event sells" };

export default async function EventSellingPage({ params }: PageProps<"/[org]/events/[event]/selling">) {
  const { org, event: id } = await params;
  const { actor, event } = await openEvent(id);
  const found = await read("ticketing:read", async (tx) => ({
    tiers: await tiersOf(tx, id),
    codes: await codesOf(tx, id),
    guests: await guestsOf(tx, id),
    questions: await questionsOf(tx, id),
    terms: await termsOf(tx, id),
    line: await waitlistOf(tx, id),
    countries: await countryChoices(tx),
  }));
  const may = event.state !== "archived" && can(actor, "ticketing:write");
  return <SellingPage slug={org} event={event} may={may} {...found} />;
}
