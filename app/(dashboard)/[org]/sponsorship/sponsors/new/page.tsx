import { PageHeader } from "#components/shell/page-header";
import { SponsorForm } from "#components/sponsorship/sponsor-page";
import { Card, CardContent } from "#components/ui/card";
import { partyChoices } from "#lib/payments/receivables/queries";
import { read, requireActor } from "#lib/session";

export const metadata = { title: "New sponsor" };

export default async function NewSponsorPage({ params }: PageProps<"/[org]/sponsorship/sponsors/new">) {
  await requireActor("sponsorship:write");
  const { org } = await params;
  const parties = await read("sponsorship:write", partyChoices);
  return (
    <>
      <PageHeader title="New sponsor" crumbs={[{ label: "New sponsor" }]} />
      <Card className="max-w-xl">
        <CardContent>
          <SponsorForm slug={org} parties={parties.map(({ id, name }) => ({ value: id, label: name }))} />
        </CardContent>
      </Card>
    </>
  );
}
