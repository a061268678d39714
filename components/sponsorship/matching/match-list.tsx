import type { Route } from "next";
import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { MatchFacts } from "#lib/sponsorship/matching/queries/matches";
import { Fits, Score } from "./fits.tsx";
import { MatchActs } from "./match-acts.tsx";

type Props = {
  matches: readonly MatchFacts[];
  slug: string;
  /** What is ranked: sponsors for a package, or packages for a sponsor. */
  of: "sponsors" | "packages";
  mayWrite: boolean;
};

/** Matches, best first, each with why. The first three are unfolded. */
export function MatchList({ matches, slug, of, mayWrite }: Props) {
  return (
    <ol className="grid gap-3">
      {matches.map((match, place) => (
        <li key={match.id}>
          <Card>
            <CardHeader className="flex-nowrap">
              <div className="min-w-0">
                <CardTitle className="flex flex-wrap items-center gap-2">
                  <span className="figures text-muted-foreground">{place + 1}</span>
                  <Name match={match} slug={slug} of={of} />
                  <Marks match={match} />
                </CardTitle>
                <p className="break-words text-[0.8125rem] text-muted-foreground">
                  {of === "packages" ? match.event : match.industry || match.about.slice(0, 120)}
                </p>
              </div>
              <Score score={match.score} knownPpm={match.knownPpm} />
            </CardHeader>
            <CardContent className="grid gap-3">
              <details open={place < 3}>
                <summary className="min-h-6 w-fit cursor-pointer text-[0.8125rem] text-muted-foreground">
                  Why {of === "packages" ? match.package : match.name}
                </summary>
                <div className="mt-2">
                  <Fits fits={match.fits} />
                </div>
              </details>
              {match.said ? (
                <p className="break-words text-[0.8125rem]">
                  You said: {match.said === "good" ? "good fit" : "not a fit"}
                  {match.reason ? `, “${match.reason}”` : ""}.
                </p>
              ) : null}
              {mayWrite ? (
                <MatchActs match={match} slug={slug} name={of === "packages" ? match.package : match.name} />
              ) : null}
            </CardContent>
          </Card>
        </li>
      ))}
    </ol>
  );
}

function Name({ match, slug, of }: { match: MatchFacts; slug: string; of: Props["of"] }) {
  const href =
    of === "packages"
      ? `/${slug}/sponsorship/matching/packages/${match.packageId}`
      : match.sponsorId
        ? `/${slug}/sponsorship/matching/sponsors/${match.sponsorId}`
        : null;
  const name = of === "packages" ? match.package : match.name;
  if (!href) return <span className="min-w-0 break-words">{name}</span>;
  return (
    <Link href={href as Route} prefetch={false} className="min-w-0 break-words underline-offset-4 hover:underline">
      {name}
    </Link>
  );
}

function Marks({ match }: { match: MatchFacts }) {
  return (
    <>
      {match.guestId ? <Badge variant="info">Lets itself be found</Badge> : null}
      {match.proposed ? <Badge variant="primary">Proposed</Badge> : null}
      {match.said ? (
        <Badge variant={match.said === "good" ? "success" : "danger"}>
          {match.said === "good" ? "Good fit" : "Not a fit"}
        </Badge>
      ) : null}
      {match.stale ? <Badge variant="warning">Out of date</Badge> : null}
    </>
  );
}
