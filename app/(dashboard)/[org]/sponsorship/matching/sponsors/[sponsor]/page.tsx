import { notFound } from "next/navigation";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageHeader } from "#components/shell/page-header";
import { FreshnessLine } from "#components/sponsorship/matching/freshness";
import { SponsorFits } from "#components/sponsorship/matching/sponsor-fits";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { matchFreshness, sponsorMatches } from "#lib/sponsorship/matching/queries/matches";
import { wishChoices, wishesOf } from "#lib/sponsorship/matching/queries/settings";
import { sponsorFacts } from "#lib/sponsorship/queries/catalogue";

export const metadata = { title: "What fits" };

export default async function SponsorMatchesPage({
  params,
}: PageProps<"/[org]/sponsorship/matching/sponsors/[sponsor]">) {
  const actor = await requireActor("sponsorship:read");
  const { org, sponsor: id } = await params;
  const { zone, currency } = await openOrganization();
  const { sponsor, freshness, ...shown } = await read("sponsorship:read", async (tx) => ({
    sponsor: await sponsorFacts(tx, id),
    matches: await sponsorMatches(tx, id),
    wishes: await wishesOf(tx, id),
    choices: await wishChoices(tx),
    freshness: await matchFreshness(tx),
  }));
  if (!sponsor) notFound();
  const mayWrite = can(actor, "sponsorship:write");
  return (
    <>
      <PageHeader
        title={`What fits ${sponsor.name}`}
        crumbs={[{ label: sponsor.name }]}
        description="Packages of coming events, best first; what is not known counts neither for nor against."
        actions={
          <LinkButton href={`/${org}/sponsorship/sponsors/${id}`} variant="outline">
            The sponsor
          </LinkButton>
        }
      />
      <FreshnessLine of={freshness} zone={zone} mayWrite={mayWrite} />
      <SponsorFits {...shown} slug={org} sponsorId={id} currency={currency} mayWrite={mayWrite} />
    </>
  );
}
