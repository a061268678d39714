import { DataTable } from "#components/data/data-table";
import { PackageButton, SellButton, UseButton } from "#components/payments/credits-forms";
import { Packages } from "#components/payments/credits-page";
import { PlanningTabs } from "#components/payments/planning-tabs";
import { Empty } from "#components/shell/empty";
import { creditLotList, packagesScreen } from "#lib/payments/credits/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Credits" };

export default async function CreditsPage({ searchParams }: PageProps<"/[org]/payments/planning/credits">) {
  const actor = await requireActor("payments:read");
  const { slug, currency } = await openOrganization();
  const { packages, currencies } = await read("payments:read", packagesScreen);
  const screen = await listScreen(creditLotList, await searchParams);
  const [mayPlan, mayPost] = [can(actor, "payments:plan"), can(actor, "payments:post")];
  const actions = (
    <>
      {mayPlan ? <PackageButton currency={currency} currencies={currencies} /> : null}
      {mayPost ? <UseButton /> : null}
      {mayPost && packages.length > 0 ? <SellButton packages={packages} /> : null}
    </>
  );
  return (
    <>
      <PlanningTabs
        slug={slug}
        current="credits"
        description="Bought ahead, owed until they are used, earned when they are or when they run out."
        actions={actions}
      />
      <Packages packages={packages} mayPlan={mayPlan} />
      <DataTable
        {...screen}
        label="Credit lots"
        empty={<Empty title="No credits were sold yet">Sell a package, and its credits stand here.</Empty>}
      />
    </>
  );
}
