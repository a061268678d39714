import { DataTable } from "#components/data/data-table";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { packageList } from "#lib/sponsorship/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Packages" };

export default async function PackagesPage({ params, searchParams }: PageProps<"/[org]/sponsorship/packages">) {
  const actor = await requireActor("sponsorship:read");
  const { org } = await params;
  const screen = await listScreen(packageList, await searchParams);
  const make = can(actor, "sponsorship:write") ? (
    <LinkButton href={`/${org}/sponsorship/packages/new`}>New package</LinkButton>
  ) : null;
  return (
    <>
      <PageHeader
        title="Packages"
        description="What sponsors of an event can buy; how many are left follows from the orders."
        actions={make}
      />
      <DataTable
        {...screen}
        label="Packages"
        empty={
          <Empty title="No packages yet" action={make}>
            Say what a sponsor of an event gets, when, and for how much.
          </Empty>
        }
      />
    </>
  );
}
