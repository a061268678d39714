import { notFound } from "next/navigation";
import { InvoicePage } from "#components/payments/receivables/invoice-page";
import { invoiceLink } from "#lib/payments/receivables/link";
import { openedInvoice } from "#lib/payments/receivables/screens";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Invoice" };

export default async function OneInvoicePage({ params }: PageProps<"/[org]/payments/invoices/[invoice]">) {
  const { invoice: id } = await params;
  const actor = await requireActor("payments:read");
  const { slug, zone } = await openOrganization();
  const opened = await read("payments:read", (tx) => openedInvoice(tx, id));
  if (!opened) notFound();
  return (
    <InvoicePage
      {...opened}
      slug={slug}
      zone={zone}
      today={dayIn(new Date(), zone)}
      link={invoiceLink(id)}
      may={{ write: can(actor, "payments:invoice"), writeOff: can(actor, "payments:write_off") }}
    />
  );
}
