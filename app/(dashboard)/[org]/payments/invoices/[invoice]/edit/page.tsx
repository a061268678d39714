import { notFound, redirect } from "next/navigation";
import { InvoiceForm } from "#components/payments/receivables/invoice-form";
import { PageHeader } from "#components/shell/page-header";
import { regionChoices } from "#lib/identity/form";
import { draftChoices, draftValues, openedInvoice } from "#lib/payments/receivables/screens";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Edit draft" };

export default async function EditInvoicePage({ params }: PageProps<"/[org]/payments/invoices/[invoice]/edit">) {
  const { invoice: id } = await params;
  const { slug } = await openOrganization();
  const found = await read("payments:invoice", async (tx) => {
    const opened = await openedInvoice(tx, id);
    const kind = opened?.invoice.kind === "bill" ? "bill" : "invoice";
    return opened && ({ opened, kind, choices: await draftChoices(tx, kind), ...(await regionChoices(tx)) } as const);
  });
  if (!found) notFound();
  if (found.opened.invoice.state !== "draft") redirect(`/${slug}/payments/invoices/${id}`);
  return (
    <>
      <PageHeader title="Edit draft" crumbs={[{ label: "Draft" }]} />
      <InvoiceForm
        slug={slug}
        kind={found.kind}
        values={draftValues(found.opened)}
        countries={found.countries}
        {...found.choices}
      />
    </>
  );
}
