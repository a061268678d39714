import { TalentTab } from "#components/events/talent-page";
import { openEvent } from "#lib/events/open";
import { castingsOf } from "#lib/events/queries/planning";
import { talentChoices } from "#lib/events/queries/registry";
import { read } from "#lib/session";

export const metadata = { title: "Talent of an event" };

export default async function EventTalentPage({ params }: PageProps<"/[org]/events/[event]/talent">) {
  const { org, event: eventId } = await params;
  const { actor, may } = await openEvent(eventId);
  const { castings, talent } = await read("events:read", async (tx) => ({
    castings: await castingsOf(tx, eventId),
    talent: await talentChoices(tx),
  }));
  return <TalentTab {...{ eventId, castings, talent }} slug={org} permissions={actor.permissions} may={may.plan} />;
}
