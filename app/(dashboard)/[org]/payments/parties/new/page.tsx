import { PartyForm } from "#components/payments/receivables/party-form";
import { PageHeader } from "#components/shell/page-header";
import { regionChoices } from "#lib/identity/form";
import { countryOf } from "#lib/payments/receivables/screens";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "New party" };

export default async function NewPartyPage({ searchParams }: PageProps<"/[org]/payments/parties/new">) {
  const { kind } = await searchParams;
  const { slug, id } = await openOrganization();
  const { countries, country } = await read("payments:invoice", async (tx) => ({
    ...(await regionChoices(tx)),
    country: await countryOf(tx, id),
  }));
  return (
    <>
      <PageHeader
        title="New party"
        description="Whom you invoice, or who sends you bills."
        crumbs={[{ label: "New party" }]}
      />
      <PartyForm
        slug={slug}
        countries={countries}
        country={country}
        kind={kind === "vendor" || kind === "sponsor" ? kind : "customer"}
      />
    </>
  );
}
