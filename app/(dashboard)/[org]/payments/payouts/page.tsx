import { DataTable } from "#components/data/data-table";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { newPayoutHref, payoutSettingsHref } from "#lib/payments/payouts/addresses";
import { payoutList, payoutViews } from "#lib/payments/payouts/lists";
import { can } from "#lib/permissions";
import { openOrganization, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Payouts" };

export default async function PayoutsPage({ searchParams }: PageProps<"/[org]/payments/payouts">) {
  const actor = await requireActor("payments:read");
  const { slug, currency, isPlatform } = await openOrganization();
  const screen = await listScreen(payoutList, await searchParams, payoutViews);
  return (
    <>
      <PageHeader
        title="Payouts"
        description="Money on its way from the wallet to your bank: asked for, approved by somebody else, sent, arrived."
        actions={
          <>
            <LinkButton variant="outline" href={payoutSettingsHref(slug)}>
              Accounts and schedule
            </LinkButton>
            {can(actor, "payments:payout") && !isPlatform ? (
              <LinkButton href={newPayoutHref(slug, currency)}>Request payout</LinkButton>
            ) : null}
          </>
        }
      />
      <DataTable
        {...screen}
        label="Payouts"
        empty={<Empty title="No payout yet">Once there is money in the wallet, it can be paid out to your bank.</Empty>}
      />
    </>
  );
}
