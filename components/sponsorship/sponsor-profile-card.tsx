import { Facts } from "#components/data/facts";
import { LinkButton } from "#components/payments/payouts/link-button";
import { budgetWords } from "#components/public/sponsor-page";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { SponsorProfile } from "#lib/sponsorship/queries/profiles";

/** What a sponsor says of itself, for whoever prepares an offer to it; nothing where it has said nothing. */
export function SponsorProfileCard({ profile }: { profile: SponsorProfile | null }) {
  if (!profile) return null;
  const facts = [
    { label: "Sector", value: profile.sector },
    { label: "Wants to reach", value: profile.audience },
    { label: "Looks for", value: profile.looksFor },
    { label: "Regions", value: profile.regions.join(", ") },
    { label: "Budget a sponsorship", value: budgetWords(profile) },
    { label: "Website", value: profile.website },
    { label: "Tax number", value: profile.taxId },
  ].filter(({ value }) => value);
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>In their own words</CardTitle>
          <CardDescription>{profile.name} keeps this profile itself.</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        {profile.logo ? (
          <span className="grid h-16 w-40 place-content-center rounded-lg border bg-white p-1">
            {/* biome-ignore lint/performance/noImgElement: a picture of our own of a few kilobytes */}
            <img src={profile.logo} alt="" className="max-h-14 max-w-36 object-contain" />
          </span>
        ) : null}
        {profile.about ? <p className="max-w-prose whitespace-pre-line break-words">{profile.about}</p> : null}
        <Facts facts={facts} />
        {profile.public ? (
          <p>
            <LinkButton href={`/sponsoring${profile.public.path}`} variant="outline">
              Their public page
            </LinkButton>
          </p>
        ) : null}
      </CardContent>
    </Card>
  );
}
