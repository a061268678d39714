import { LinkButton } from "#components/payments/payouts/link-button";
import { MatchingTabs } from "#components/sponsorship/matching/matching-tabs";
import { WishesForm } from "#components/sponsorship/matching/wishes-form";
import { Card, CardContent } from "#components/ui/card";
import { openOrganization, read, requireActor } from "#lib/session";
import { wishChoices, wishesOf } from "#lib/sponsorship/matching/queries/settings";

export const metadata = { title: "Being found as a sponsor" };

export default async function MatchingProfilePage() {
  await requireActor("sponsorship:write");
  const { slug, currency } = await openOrganization();
  const { wishes, choices } = await read("sponsorship:write", async (tx) => ({
    wishes: await wishesOf(tx),
    choices: await wishChoices(tx),
  }));
  return (
    <>
      <MatchingTabs
        slug={slug}
        current="profile"
        mayWrite
        description="When you sponsor events of others: what you look for, and whether organizers here may find you."
        actions={
          <LinkButton href={`/${slug}/sponsorship/profile`} variant="outline">
            What you say of yourself
          </LinkButton>
        }
      />
      <Card className="max-w-3xl">
        <CardContent>
          <WishesForm {...choices} wishes={wishes} currency={currency} />
        </CardContent>
      </Card>
    </>
  );
}
