import { DataTable } from "#components/data/data-table";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { can } from "#lib/permissions";
import { requireActor } from "#lib/session";
import { orderViews, sponsorshipOrderList } from "#lib/sponsorship/lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Sponsorship orders" };

export default async function SponsorshipOrdersPage({ params, searchParams }: PageProps<"/[org]/sponsorship/orders">) {
  const actor = await requireActor("sponsorship:sponsor");
  const { org } = await params;
  const screen = await listScreen(sponsorshipOrderList, await searchParams, orderViews);
  const make = can(actor, "sponsorship:write") ? (
    <LinkButton href={`/${org}/sponsorship/proposals/new`}>New proposal</LinkButton>
  ) : null;
  return (
    <>
      <PageHeader
        title="Sponsorship orders"
        description="What was agreed, what is held for it, and what was delivered."
        actions={make}
      />
      <DataTable
        {...screen}
        label="Sponsorship orders"
        empty={
          <Empty title="No orders yet" action={make}>
            An accepted proposal becomes an order. Its money is held until it was delivered.
          </Empty>
        }
      />
    </>
  );
}
