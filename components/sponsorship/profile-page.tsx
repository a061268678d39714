import { CheckboxField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { PageForm } from "#components/sponsorship/page-form";
import { ProfileForm } from "#components/sponsorship/profile-form";
import { SponsorLogoField } from "#components/sponsorship/sponsor-logo-field";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { hideProfile, publishProfile } from "#lib/sponsorship/actions";
import type { MyProfile } from "#lib/sponsorship/queries/profiles";
import { publicParts } from "#lib/sponsorship/rules/profile";

type Props = { mine: readonly MyProfile[]; chosen?: string; slug: string; currency: string };

/** What a sponsor says of itself: to its organizers all of it, to everybody what it agreed to. */
export function ProfilePage({ mine, chosen, slug, currency }: Props) {
  const key = (one: MyProfile) => one.sponsorId ?? "own";
  const one = mine.find((each) => key(each) === chosen) ?? mine.find((each) => each.sponsorId !== null) ?? mine[0];
  const others = mine.filter((each) => each !== one);
  return (
    <>
      <PageHeader
        title="Sponsor profile"
        description={
          one ? (
            <p>
              {one.name}, {one.organizers.length > 0 ? `read by ${one.organizers.join(", ")}` : "for whom you sponsor"}.
            </p>
          ) : (
            "Who you are as a sponsor."
          )
        }
        actions={others.map((other) => (
          <LinkButton
            key={key(other)}
            href={`/${slug}/sponsorship/profile?sponsor=${key(other)}`}
            variant="outline"
          >{`Profile of ${other.name}`}</LinkButton>
        ))}
      />
      {one ? (
        <div
          key={key(one)}
          className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]"
        >
          <Card>
            <CardHeader>
              <div>
                <CardTitle>Profile</CardTitle>
                <CardDescription>Your organizers see it when they prepare an offer to you.</CardDescription>
              </div>
            </CardHeader>
            <CardContent>
              <ProfileForm one={one} currency={currency} />
            </CardContent>
          </Card>
          <div className="grid gap-4">
            {one.profile ? (
              <>
                <Card>
                  <CardHeader>
                    <CardTitle>Logo</CardTitle>
                  </CardHeader>
                  <CardContent>
                    <SponsorLogoField src={one.profile.logo} sponsorId={one.sponsorId ?? undefined} />
                  </CardContent>
                </Card>
                <PublicCard one={one} />
              </>
            ) : null}
            {one.people.length > 0 ? (
              <Card>
                <CardHeader>
                  <div>
                    <CardTitle>Who acts for {one.name}</CardTitle>
                    <CardDescription>Ask the organizer to add somebody.</CardDescription>
                  </div>
                </CardHeader>
                <CardContent>
                  <ul className="grid gap-1">
                    {one.people.map((person) => (
                      <li key={person}>{person}</li>
                    ))}
                  </ul>
                </CardContent>
              </Card>
            ) : null}
          </div>
        </div>
      ) : (
        <Empty title="You sign in for no sponsor">
          When an organizer adds you as somebody of a sponsor, its profile is here.
        </Empty>
      )}
    </>
  );
}

function PublicCard({ one }: { one: MyProfile }) {
  const { profile } = one;
  if (!profile) return null;
  const hidden: Record<string, string> = one.sponsorId ? { sponsorId: one.sponsorId } : {};
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>Public page</CardTitle>
          <CardDescription>
            {profile.public
              ? "Anybody can read it. Name, sector and logo are always there."
              : "Nobody but your organizers reads the profile. Tax number and people are never public."}
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        {profile.public ? (
          <p className="flex flex-wrap gap-2">
            <LinkButton href={`/sponsoring${profile.public.path}`} variant="outline">
              Open the page
            </LinkButton>
            <FormButton
              label="Take it down"
              title="Take the public page down?"
              text="Nobody reads it any more, and organizers no longer name you among their sponsors."
              verb="Take it down"
              pendingVerb="One moment…"
              tone="destructive"
              action={hideProfile}
              hidden={hidden}
              done="It is not public any more."
            />
          </p>
        ) : null}
        <PageForm
          action={publishProfile}
          hidden={hidden}
          verb={profile.public ? "Change what is public" : "Publish"}
          done="Anybody can read it now."
        >
          <fieldset className="grid gap-2.5">
            <legend className="mb-2 font-medium text-sm">Public beside name, sector and logo</legend>
            {Object.entries(publicParts).map(([value, label]) => (
              <CheckboxField
                key={value}
                name="shows[]"
                value={value}
                label={label}
                defaultChecked={profile.public ? profile.shows.some((part) => part === value) : value === "about"}
              />
            ))}
          </fieldset>
          <CheckboxField name="agreed" label="I may agree to this for the sponsor, and do." required />
        </PageForm>
      </CardContent>
    </Card>
  );
}
