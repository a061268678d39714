import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageHeader } from "#components/shell/page-header";
import { PackageForm } from "#components/sponsorship/package-form";
import { Card, CardContent } from "#components/ui/card";
import { openOrganization, read, requireActor } from "#lib/session";
import { dropTemplate } from "#lib/sponsorship/actions";
import { eventChoices, templates } from "#lib/sponsorship/queries/catalogue";

export const metadata = { title: "New package" };

export default async function NewPackagePage({ params, searchParams }: PageProps<"/[org]/sponsorship/packages/new">) {
  await requireActor("sponsorship:write");
  const [{ org }, asked, { currency }] = [await params, await searchParams, await openOrganization()];
  const { events, kept } = await read("sponsorship:write", async (tx) => ({
    events: await eventChoices(tx),
    kept: await templates(tx),
  }));
  const from = kept.find(({ id }) => id === asked.template);
  return (
    <>
      <PageHeader
        title="New package"
        crumbs={[{ label: "New package" }]}
        actions={kept.map((one) => (
          <LinkButton key={one.id} href={`/${org}/sponsorship/packages/new?template=${one.id}`} variant="outline">
            From {one.name}
          </LinkButton>
        ))}
      />
      <Card className="max-w-4xl">
        <CardContent className="grid gap-4">
          <PackageForm key={from?.id ?? ""} slug={org} currency={currency} events={events} from={from} />
          {from ? (
            <FormButton
              label="Forget this template"
              title={`Forget ${from.name}?`}
              text="Packages that were made from it stay."
              verb="Forget"
              pendingVerb="One moment…"
              tone="destructive"
              action={dropTemplate}
              hidden={{ id: from.id }}
              done="Forgotten."
            />
          ) : null}
        </CardContent>
      </Card>
    </>
  );
}
