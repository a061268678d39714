import { DataTable } from "#components/data/data-table";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { campaignList } from "#lib/campaigns/lists";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Campaigns" };

export default async function CampaignsPage({ params, searchParams }: PageProps<"/[org]/campaigns">) {
  const actor = await requireActor("campaigns:read");
  const { org } = await params;
  const screen = await listScreen(campaignList, await searchParams);
  const make = can(actor, "campaigns:write") ? (
    <LinkButton href={`/${org}/campaigns/new`}>New campaign</LinkButton>
  ) : null;
  return (
    <>
      <PageHeader
        title="Campaigns"
        description="What is done to be found, the links it goes by, and what it brought."
        actions={make}
      />
      <DataTable
        {...screen}
        label="Campaigns"
        empty={
          <Empty title="No campaigns yet" action={make}>
            Make one for a newsletter, a poster or an advertisement, and see which of them sells.
          </Empty>
        }
      />
    </>
  );
}
