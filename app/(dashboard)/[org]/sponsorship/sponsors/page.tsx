import { DataTable } from "#components/data/data-table";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { sponsorList } from "#lib/sponsorship/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Sponsors" };

export default async function SponsorsPage({ params, searchParams }: PageProps<"/[org]/sponsorship/sponsors">) {
  const actor = await requireActor("sponsorship:read");
  const { org } = await params;
  const screen = await listScreen(sponsorList, await searchParams);
  const make = can(actor, "sponsorship:write") ? (
    <LinkButton href={`/${org}/sponsorship/sponsors/new`}>Add sponsor</LinkButton>
  ) : null;
  return (
    <>
      <PageHeader title="Sponsors" description="Who gives money, and who signs in for them." actions={make} />
      <DataTable
        {...screen}
        label="Sponsors"
        empty={
          <Empty title="No sponsors yet" action={make}>
            Add who gives money to your events; then propose them a package.
          </Empty>
        }
      />
    </>
  );
}
