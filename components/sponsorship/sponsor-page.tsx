import type { ReactNode } from "react";
import { LongTextField, SelectField, TextField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageHeader } from "#components/shell/page-header";
import { PageForm } from "#components/sponsorship/page-form";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { addMember, archiveSponsor, removeMember, saveSponsor } from "#lib/sponsorship/actions";
import type { SponsorFacts } from "#lib/sponsorship/queries/catalogue";

type Choice = { value: string; label: string };
type Props = {
  sponsor: SponsorFacts;
  slug: string;
  people: readonly Choice[];
  parties: readonly Choice[];
  mayWrite: boolean;
  children: ReactNode;
};

/** Who a sponsor is, who signs in for it, and what it ordered. */
export function SponsorPage({ sponsor, slug, people, parties, mayWrite, children }: Props) {
  const others = people.filter((one) => !sponsor.members.some((member) => one.label.endsWith(`(${member.email})`)));
  return (
    <>
      <PageHeader
        title={sponsor.name}
        description={<p>{sponsor.industry || "Sponsor"}</p>}
        crumbs={[{ label: sponsor.name }]}
        actions={
          <>
            <LinkButton href={`/${slug}/sponsorship/results/${sponsor.id}`} variant="outline">
              Results
            </LinkButton>
            <LinkButton href={`/${slug}/sponsorship/matching/sponsors/${sponsor.id}`} variant="outline">
              What fits
            </LinkButton>
            {mayWrite ? (
              <>
                <FormButton
                  label="Archive"
                  title={`Archive ${sponsor.name}?`}
                  text="Open talks end. It is refused while an order of theirs is open."
                  verb="Archive"
                  pendingVerb="One moment…"
                  tone="destructive"
                  action={archiveSponsor}
                  hidden={{ id: sponsor.id }}
                  done="Archived."
                />
                <LinkButton href={`/${slug}/sponsorship/proposals/new?sponsor=${sponsor.id}`}>New proposal</LinkButton>
              </>
            ) : null}
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">{children}</div>
        <div className="grid gap-4">
          <Card>
            <CardHeader>
              <div>
                <CardTitle>Who signs in for them</CardTitle>
                <CardDescription>
                  {sponsor.ownOrganization
                    ? "They have an organization of their own here and see their side there."
                    : "People with the role Sponsor. They see this sponsor's side and nothing else."}
                </CardDescription>
              </div>
            </CardHeader>
            <CardContent className="grid gap-3">
              <ul className="grid gap-2">
                {sponsor.members.map((one) => (
                  <li key={one.id} className="flex flex-wrap items-center justify-between gap-2">
                    <span className="min-w-0 break-words">{one.name}</span>
                    {mayWrite ? (
                      <FormButton
                        label="Remove"
                        name={`Remove ${one.name}`}
                        size="sm"
                        variant="ghost"
                        title={`Remove ${one.name}?`}
                        text="They do not see this sponsor's side any more."
                        verb="Remove"
                        pendingVerb="One moment…"
                        tone="destructive"
                        action={removeMember}
                        hidden={{ id: one.id }}
                        done="Removed."
                      />
                    ) : null}
                  </li>
                ))}
              </ul>
              {mayWrite && others.length > 0 ? (
                <PageForm
                  action={addMember}
                  hidden={{ sponsorId: sponsor.id }}
                  verb="Add"
                  done="They see this sponsor's side now."
                >
                  <SelectField name="userId" label="Person" required options={others} />
                </PageForm>
              ) : null}
              {mayWrite ? (
                <LinkButton href={`/${slug}/identity/invitations`} variant="outline">
                  Invite somebody
                </LinkButton>
              ) : null}
            </CardContent>
          </Card>
          {mayWrite ? (
            <Card>
              <CardHeader>
                <CardTitle>Profile</CardTitle>
              </CardHeader>
              <CardContent>
                <SponsorForm sponsor={sponsor} slug={slug} parties={parties} />
              </CardContent>
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

export function SponsorForm({
  sponsor,
  slug,
  parties,
}: {
  sponsor?: SponsorFacts;
  slug: string;
  parties: readonly Choice[];
}) {
  return (
    <PageForm
      action={saveSponsor}
      hidden={sponsor ? { id: sponsor.id } : {}}
      verb={sponsor ? "Save" : "Add sponsor"}
      done="Saved."
      to={sponsor ? undefined : `/${slug}/sponsorship/sponsors/:id`}
    >
      <TextField name="name" label="Name" required maxLength={120} defaultValue={sponsor?.name} />
      <TextField name="industry" label="Industry" maxLength={80} defaultValue={sponsor?.industry} />
      <TextField name="email" label="E-mail" type="email" defaultValue={sponsor?.email} />
      <TextField name="website" label="Website" type="url" placeholder="https://" defaultValue={sponsor?.website} />
      <LongTextField name="profile" label="About them" rows={4} maxLength={2000} defaultValue={sponsor?.profile} />
      <SelectField
        name="partyId"
        label="Invoiced as"
        options={[{ value: "", label: "Nobody yet" }, ...parties]}
        defaultValue={sponsor?.partyId ?? ""}
      />
      {sponsor?.ownOrganization ? null : (
        <TextField
          name="slug"
          label="Their own organization's address"
          hint="When they work here themselves: they see their side there."
        />
      )}
    </PageForm>
  );
}
