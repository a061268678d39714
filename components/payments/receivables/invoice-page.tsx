import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { DocumentLines } from "#components/payments/receivables/document";
import { InvoiceActs } from "#components/payments/receivables/invoice-acts";
import { TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { transactionHref } from "#lib/payments/addresses";
import type { OpenedInvoice } from "#lib/payments/receivables/screens";
import { documentWords, invoiceStates, methodWords, reminderWords } from "#lib/payments/receivables/words";

type Props = OpenedInvoice & {
  slug: string;
  zone: string;
  today: string;
  link: string;
  may: { write: boolean; writeOff: boolean };
};

/** A document: what it says, what settled it, what it did to the books, and what can be done next. */
export function InvoicePage(props: Props) {
  const { invoice, row, settlements, creditNotes, reminders, postings, slug, zone, link } = props;
  const title = invoice.number ?? `Draft ${documentWords[invoice.kind].toLowerCase()}`;
  const state = invoiceStates[invoice.state];
  const { currency } = invoice;
  return (
    <>
      <PageHeader
        title={title}
        badge={<StateBadge state={invoice.state} {...state} />}
        crumbs={[{ label: title }]}
        description={`${documentWords[invoice.kind]} ${invoice.kind === "bill" ? "from" : "to"} ${invoice.party.name}`}
        actions={
          <>
            {invoice.number ? (
              <Button variant="outline" asChild>
                <a href={`/api/${slug}/payments/invoices/${invoice.id}`}>PDF</a>
              </Button>
            ) : null}
            <InvoiceActs {...props} />
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-4">
          <Card className="overflow-hidden">
            <DocumentLines invoice={invoice} />
          </Card>
          {settlements.length > 0 ? (
            <Panel title="What settled it">
              <ul className="grid gap-2">
                {settlements.map((one) => (
                  <li key={one.id} className="flex flex-wrap justify-between gap-x-4">
                    <span className="min-w-0 break-words">
                      <Day day={one.effectiveOn} /> · {settledBy(slug, one)}
                    </span>
                    <Money minor={one.amountMinor} currency={currency} />
                  </li>
                ))}
                <li className="flex justify-between gap-4 border-t pt-2 font-semibold">
                  <span>Open</span>
                  <Money minor={invoice.openMinor} currency={currency} />
                </li>
              </ul>
            </Panel>
          ) : null}
          {postings.length > 0 ? (
            <Panel title="In the books">
              <ul className="grid gap-2">
                {postings.map((one) => (
                  <li key={one.id}>
                    <Day day={one.effectiveOn} /> ·{" "}
                    <TextLink href={transactionHref(slug, one.id)}>{one.memo || one.kind}</TextLink>
                  </li>
                ))}
              </ul>
            </Panel>
          ) : null}
        </div>
        <div className="grid min-w-0 gap-4">
          <Panel title="About it">
            <Facts
              facts={[
                {
                  label: invoice.kind === "bill" ? "From" : "To",
                  value: <TextLink href={`/${slug}/payments/parties/${row.partyId}`}>{invoice.party.name}</TextLink>,
                },
                { label: "E-mail", value: invoice.party.email },
                { label: "Issued", value: invoice.issuedOn ? <Day day={invoice.issuedOn} /> : null },
                { label: "Due", value: invoice.dueOn ? <Day day={invoice.dueOn} /> : null },
                ...(invoice.kind === "credit_note" || !invoice.number
                  ? []
                  : [{ label: "Open", value: <Money minor={invoice.openMinor} currency={currency} /> }]),
                { label: "Reference", value: invoice.reference || null },
                { label: "Taxed in", value: [row.country, row.region].filter(Boolean).join("-") },
                ...(props.contract
                  ? [
                      {
                        label: "Contract",
                        value: (
                          <TextLink href={`/${slug}/events/${props.contract.eventId}/contracts`}>
                            {props.contract.subject}
                          </TextLink>
                        ),
                      },
                    ]
                  : []),
                ...(row.creditsId
                  ? [
                      {
                        label: "Takes back",
                        value: (
                          <TextLink href={`/${slug}/payments/invoices/${row.creditsId}`}>{invoice.reference}</TextLink>
                        ),
                      },
                    ]
                  : []),
                { label: "Sent", value: row.sentAt ? <Time at={row.sentAt} zone={zone} /> : null },
                { label: "Note", value: invoice.note || null },
              ]}
            />
          </Panel>
          {invoice.number && invoice.kind !== "bill" ? (
            <Panel title="The customer's page">
              <p className="text-muted-foreground">
                Whoever has this link sees the document{invoice.openMinor > 0n ? " and can pay it by card" : ""}.
              </p>
              <p className="mt-2">
                <Link href={link as Route} prefetch={false} className="underline underline-offset-4">
                  Open the page
                </Link>
              </p>
            </Panel>
          ) : null}
          {creditNotes.length + reminders.length > 0 ? (
            <Panel title="Since then">
              <ul className="grid gap-2">
                {creditNotes.map((one) => (
                  <li key={one.id}>
                    <TextLink href={`/${slug}/payments/invoices/${one.id}`}>{one.number ?? ""}</TextLink> took back{" "}
                    <Money minor={one.totalMinor} currency={currency} />
                  </li>
                ))}
                {reminders.map((one) => (
                  <li key={one.kind}>
                    Reminder “{reminderWords[one.kind]}” <Time at={one.sentAt} zone={zone} />
                  </li>
                ))}
              </ul>
            </Panel>
          ) : null}
        </div>
      </div>
    </>
  );
}

function Panel({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}

function settledBy(slug: string, one: Props["settlements"][number]) {
  if (one.manualPaymentId) {
    const words = `${one.method ? methodWords[one.method] : "Payment"} of ${one.payer}`;
    return (
      <>
        {one.reversesId ? "Taken back: " : ""}
        <TextLink href={`/${slug}/payments/manual/${one.manualPaymentId}`}>{words}</TextLink>
      </>
    );
  }
  if (one.creditNoteId)
    return <TextLink href={`/${slug}/payments/invoices/${one.creditNoteId}`}>Credit note: {one.reason}</TextLink>;
  return one.kind === "card" ? "Paid by card" : `Written off: ${one.reason}`;
}
