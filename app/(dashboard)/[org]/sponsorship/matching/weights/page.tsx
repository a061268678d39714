import { MatchingTabs } from "#components/sponsorship/matching/matching-tabs";
import { WeightsPage } from "#components/sponsorship/matching/weights-page";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { weightsHistory } from "#lib/sponsorship/matching/queries/settings";

export const metadata = { title: "What counts in matching" };

export default async function MatchingWeightsPage() {
  const actor = await requireActor("sponsorship:read");
  const { slug, zone } = await openOrganization();
  const history = await read("sponsorship:read", (tx) => weightsHistory(tx));
  return (
    <>
      <MatchingTabs
        slug={slug}
        current="weights"
        mayWrite={can(actor, "sponsorship:write")}
        description="What counts in a match, and how feedback moved it."
      />
      <WeightsPage
        history={history}
        zone={zone}
        mayWeigh={can(actor, "sponsorship:weights")}
        mayWrite={can(actor, "sponsorship:write")}
      />
    </>
  );
}
