import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { OfferedPackage } from "#lib/sponsorship/matching/queries/matches";
import { Bar, percent } from "./fits.tsx";

/** Every package that can be sold, with the three sponsors that fit best. */
export function MatchingOverview({
  packages,
  slug,
  mayWrite,
}: {
  packages: readonly OfferedPackage[];
  slug: string;
  mayWrite: boolean;
}) {
  if (packages.length === 0)
    return (
      <Card>
        <Empty
          title="No packages to match"
          action={mayWrite ? <LinkButton href={`/${slug}/sponsorship/packages/new`}>New package</LinkButton> : null}
        >
          Matching compares the packages of coming events with your sponsors.
        </Empty>
      </Card>
    );
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      {packages.map((one) => (
        <li key={one.id}>
          <Card className="h-full">
            <CardHeader>
              <div className="min-w-0">
                <CardTitle className="flex flex-wrap items-center gap-2">
                  <Link
                    href={`/${slug}/sponsorship/matching/packages/${one.id}` as Route}
                    prefetch={false}
                    className="break-words underline-offset-4 hover:underline"
                  >
                    {one.name}
                  </Link>
                  {one.state === "draft" ? <Badge>Draft</Badge> : null}
                </CardTitle>
                <CardDescription>
                  {one.event}, <Money minor={one.priceMinor} currency={one.currency} />, {one.left} left
                </CardDescription>
              </div>
              <Link
                href={`/${slug}/sponsorship/matching/packages/${one.id}` as Route}
                prefetch={false}
                aria-label={`All ${one.matches} matches of ${one.name}`}
                className="text-[0.8125rem] text-primary-text underline underline-offset-4"
              >
                All {one.matches}
              </Link>
            </CardHeader>
            <CardContent>
              {one.best.length === 0 ? (
                <p className="text-muted-foreground">Nobody was compared with it yet.</p>
              ) : (
                <ol className="grid gap-1.5">
                  {one.best.map((match) => (
                    <li key={match.name} className="grid grid-cols-[minmax(0,1fr)_6rem_3.5rem] items-baseline gap-x-3">
                      <span className="break-words">{match.name}</span>
                      <Bar part={match.score} />
                      <span className="figures text-right">{match.score === null ? "–" : percent(match.score)}</span>
                    </li>
                  ))}
                </ol>
              )}
            </CardContent>
          </Card>
        </li>
      ))}
    </ul>
  );
}
