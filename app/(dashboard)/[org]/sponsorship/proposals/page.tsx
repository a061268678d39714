import { DataTable } from "#components/data/data-table";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { proposalList, proposalViews } from "#lib/sponsorship/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Proposals" };

export default async function ProposalsPage({ params, searchParams }: PageProps<"/[org]/sponsorship/proposals">) {
  const actor = await requireActor("sponsorship:sponsor");
  const { org } = await params;
  const screen = await listScreen(proposalList, await searchParams, proposalViews);
  const make = can(actor, "sponsorship:write") ? (
    <LinkButton href={`/${org}/sponsorship/proposals/new`}>New proposal</LinkButton>
  ) : null;
  return (
    <>
      <PageHeader
        title="Proposals"
        description="Talks of organizers and sponsors: versions, answers, and whose turn it is."
        actions={make}
      />
      <DataTable
        {...screen}
        label="Proposals"
        empty={
          <Empty title="No proposals yet" action={make}>
            Offers to sponsors, and those that were made to you, appear here.
          </Empty>
        }
      />
    </>
  );
}
