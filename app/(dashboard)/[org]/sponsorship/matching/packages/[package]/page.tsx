import { notFound } from "next/navigation";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { FreshnessLine } from "#components/sponsorship/matching/freshness";
import { MatchList } from "#components/sponsorship/matching/match-list";
import { Card } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { matchFreshness, packageMatches } from "#lib/sponsorship/matching/queries/matches";
import { packageFacts } from "#lib/sponsorship/queries/catalogue";

export const metadata = { title: "Who fits" };

export default async function PackageMatchesPage({
  params,
}: PageProps<"/[org]/sponsorship/matching/packages/[package]">) {
  const actor = await requireActor("sponsorship:read");
  const { org, package: id } = await params;
  const { zone } = await openOrganization();
  const { one, matches, freshness } = await read("sponsorship:read", async (tx) => ({
    one: await packageFacts(tx, id),
    matches: await packageMatches(tx, id),
    freshness: await matchFreshness(tx),
  }));
  if (!one) notFound();
  const mayWrite = can(actor, "sponsorship:write");
  return (
    <>
      <PageHeader
        title={`Who fits ${one.name}`}
        crumbs={[{ label: one.name }]}
        description={`${one.event}, ${formatMoney(one.priceMinor, one.currency)}. The thirty that fit best; what is not known counts neither for nor against.`}
        actions={
          <LinkButton href={`/${org}/sponsorship/packages/${id}`} variant="outline">
            The package
          </LinkButton>
        }
      />
      <FreshnessLine of={freshness} zone={zone} mayWrite={mayWrite} />
      {matches.length === 0 ? (
        <Card>
          <Empty
            title="Nobody to compare with"
            action={mayWrite ? <LinkButton href={`/${org}/sponsorship/sponsors/new`}>Add sponsor</LinkButton> : null}
          >
            Add sponsors and what they look for; then they are ranked here within a minute.
          </Empty>
        </Card>
      ) : (
        <MatchList matches={matches} slug={org} of="sponsors" mayWrite={mayWrite} />
      )}
    </>
  );
}
