import { RiskPage, riskFilters } from "#components/events/risk-page";
import { openEvent, shownOf } from "#lib/events/open";
import { risksOf } from "#lib/events/queries/planning";
import { memberChoices } from "#lib/events/queries/program";
import { read } from "#lib/session";

export const metadata = { title: "Risks of an event" };

export default async function RisksPage({ params, searchParams }: PageProps<"/[org]/events/[event]/risks">) {
  const { org, event: id } = await params;
  const { actor, event, may } = await openEvent(id);
  const { risks, people } = await read("events:read", async (tx) => ({
    risks: await risksOf(tx, id),
    people: await memberChoices(tx),
  }));
  const shown = shownOf((await searchParams).show, riskFilters);
  const path = `/${org}/events/${id}/risks`;
  return <RiskPage {...{ path, event, risks, people, shown, may }} permissions={actor.permissions} />;
}
