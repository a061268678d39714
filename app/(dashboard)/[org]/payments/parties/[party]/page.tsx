import { notFound } from "next/navigation";
import { DataTable } from "#components/data/data-table";
import { Facts } from "#components/data/facts";
import { PartyForm } from "#components/payments/receivables/party-form";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { regionChoices } from "#lib/identity/form";
import { documentsOf } from "#lib/payments/receivables/lists";
import { partyOf } from "#lib/payments/receivables/queries";
import { partyKinds } from "#lib/payments/receivables/words";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Party" };

export default async function OnePartyPage({ params, searchParams }: PageProps<"/[org]/payments/parties/[party]">) {
  const { party: id } = await params;
  const actor = await requireActor("payments:read");
  const { slug } = await openOrganization();
  const found = await read("payments:read", async (tx) => ({
    party: isId(id) ? await partyOf(tx, id) : undefined,
    countries: (await regionChoices(tx)).countries,
  }));
  const { party, countries } = found;
  if (!party) notFound();
  const screen = await listScreen(documentsOf(id), await searchParams);
  return (
    <>
      <PageHeader title={party.name} description={partyKinds[party.kind]} crumbs={[{ label: party.name }]} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <DataTable
          {...screen}
          exportHref={undefined}
          label="Documents"
          empty={<Empty title="No documents yet">Invoices and bills of this party appear here.</Empty>}
        />
        {can(actor, "payments:invoice") ? (
          <PartyForm slug={slug} countries={countries} country={party.country} party={party} />
        ) : (
          <Facts
            facts={[
              { label: "E-mail", value: party.email },
              { label: "Address", value: party.address || null },
            ]}
          />
        )}
      </div>
    </>
  );
}
