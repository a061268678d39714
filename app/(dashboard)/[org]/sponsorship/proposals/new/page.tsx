import { PageHeader } from "#components/shell/page-header";
import { ProposalForm } from "#components/sponsorship/proposal-form";
import { SponsorProfileCard } from "#components/sponsorship/sponsor-profile-card";
import { Card, CardContent } from "#components/ui/card";
import { openOrganization, read, requireActor } from "#lib/session";
import { proposalChoices } from "#lib/sponsorship/drafting";

export const metadata = { title: "New proposal" };

export default async function NewProposalPage({ params, searchParams }: PageProps<"/[org]/sponsorship/proposals/new">) {
  await requireActor("sponsorship:write");
  const [{ org }, asked, organization] = [await params, await searchParams, await openOrganization()];
  const { key, profile, ...choices } = await read("sponsorship:write", (tx) =>
    proposalChoices(tx, asked, organization),
  );
  return (
    <>
      <PageHeader
        title="New proposal"
        description="A draft is yours alone until you send it."
        crumbs={[{ label: "New proposal" }]}
      />
      <Card className="max-w-4xl">
        <CardContent>
          <ProposalForm key={key} slug={org} {...choices} />
        </CardContent>
      </Card>
      {profile ? (
        <div className="mt-4 max-w-4xl">
          <SponsorProfileCard profile={profile} />
        </div>
      ) : null}
    </>
  );
}
