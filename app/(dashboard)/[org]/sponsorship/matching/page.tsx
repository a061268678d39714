import { FreshnessLine } from "#components/sponsorship/matching/freshness";
import { MatchingTabs } from "#components/sponsorship/matching/matching-tabs";
import { MatchingOverview } from "#components/sponsorship/matching/overview";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { matchFreshness, offeredWithMatches } from "#lib/sponsorship/matching/queries/matches";

export const metadata = { title: "Matching" };

export default async function MatchingPage() {
  const actor = await requireActor("sponsorship:read");
  const { slug, zone } = await openOrganization();
  const { packages, freshness } = await read("sponsorship:read", async (tx) => ({
    packages: await offeredWithMatches(tx),
    freshness: await matchFreshness(tx),
  }));
  const mayWrite = can(actor, "sponsorship:write");
  return (
    <>
      <MatchingTabs
        slug={slug}
        current="fits"
        mayWrite={mayWrite}
        description="Which sponsors fit which packages, and why."
      />
      <FreshnessLine of={freshness} zone={zone} mayWrite={mayWrite} />
      <MatchingOverview packages={packages} slug={slug} mayWrite={mayWrite} />
    </>
  );
}
