import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { MatchFacts } from "#lib/sponsorship/matching/queries/matches";
import type { WishChoices, Wishes } from "#lib/sponsorship/matching/queries/settings";
import { MatchList } from "./match-list.tsx";
import { WishesForm } from "./wishes-form.tsx";

type Props = {
  matches: readonly MatchFacts[];
  wishes: Wishes | null;
  choices: WishChoices;
  slug: string;
  sponsorId: string;
  currency: string;
  mayWrite: boolean;
};

/** Packages for one sponsor, and what is known of what it looks for. */
export function SponsorFits({ matches, wishes, choices, slug, sponsorId, currency, mayWrite }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
      {matches.length === 0 ? (
        <Card>
          <Empty
            title="Nothing to compare with"
            action={mayWrite ? <LinkButton href={`/${slug}/sponsorship/packages/new`}>New package</LinkButton> : null}
          >
            {wishes?.matchable === false
              ? "They are kept out of matching: see what they look for."
              : "Packages of coming events are ranked here within a minute of being made."}
          </Empty>
        </Card>
      ) : (
        <MatchList matches={matches} slug={slug} of="packages" mayWrite={mayWrite} />
      )}
      {mayWrite ? (
        <Card>
          <CardHeader>
            <div>
              <CardTitle>What they look for</CardTitle>
              <CardDescription>For your house alone. Leave empty what you do not know.</CardDescription>
            </div>
          </CardHeader>
          <CardContent>
            <WishesForm {...choices} wishes={wishes} currency={currency} sponsorId={sponsorId} />
          </CardContent>
        </Card>
      ) : null}
    </div>
  );
}
