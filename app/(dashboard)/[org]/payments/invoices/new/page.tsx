import { InvoiceForm } from "#components/payments/receivables/invoice-form";
import { TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { regionChoices } from "#lib/identity/form";
import { blankDraft, draftChoices } from "#lib/payments/receivables/screens";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "New invoice" };

export default async function NewInvoicePage({ searchParams }: PageProps<"/[org]/payments/invoices/new">) {
  const asked = await searchParams;
  const kind = asked.kind === "bill" ? "bill" : "invoice";
  const { slug, currency, id } = await openOrganization();
  const { choices, countries, values } = await read("payments:invoice", async (tx) => ({
    choices: await draftChoices(tx, kind),
    countries: (await regionChoices(tx)).countries,
    values: await blankDraft(tx, {
      ...{ kind, currency, organizationId: id },
      ...{ partyId: String(asked.party ?? ""), contractId: String(asked.contract ?? "") },
    }),
  }));
  const title = kind === "bill" ? "New bill" : "New invoice";
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: title }]}
        description={
          <>
            A draft: nothing is booked or sent yet. Whom it is for stands under{" "}
            <TextLink href={`/${slug}/payments/parties/new?kind=${kind === "bill" ? "vendor" : "customer"}`}>
              parties
            </TextLink>
            .
          </>
        }
      />
      <InvoiceForm slug={slug} kind={kind} values={values} countries={countries} {...choices} />
    </>
  );
}
