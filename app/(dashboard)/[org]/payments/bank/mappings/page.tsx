import { BankMappingForm } from "#components/payments/bank-mapping-form";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent } from "#components/ui/card";
import { bankMappings } from "#lib/payments/bank/queries/files";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Table mappings" };

export default async function MappingsPage({ searchParams }: PageProps<"/[org]/payments/bank/mappings">) {
  await requireActor("payments:reconcile");
  const { slug } = await openOrganization();
  const mappings = await read("payments:read", bankMappings);
  const asked = (await searchParams).edit;
  const edited = mappings.find(({ id }) => id === asked);
  return (
    <>
      <PageHeader
        title="Table mappings"
        description="How to read the tables (CSV) of a bank: which column is which, and how days and amounts are written."
      />
      <Card className="max-w-3xl">
        <CardContent>
          <BankMappingForm key={edited?.id} slug={slug} mappings={mappings} edited={edited} />
        </CardContent>
      </Card>
    </>
  );
}
