import { CircleCheck, Hourglass } from "lucide-react";
import { Day } from "#components/data/time";
import { DocumentLines } from "#components/payments/receivables/document";
import { bigButton, PublicFrame } from "#components/public/frame";
import { PayInvoice } from "#components/public/pay-invoice";
import { Watch } from "#components/public/watch";
import { Button } from "#components/ui/button";
import { formatMoney } from "#lib/money";
import { documentWords, type InvoiceFacts } from "#lib/payments/receivables/words";

/** What a customer sees of an invoice: how it stands, how to pay it, and the whole of it. */
export function InvoicePage({ invoice, token }: { invoice: InvoiceFacts; token: string }) {
  const { organization, party, currency, openMinor } = invoice;
  const seller = { ...organization, logo: organization.logoUrl };
  return (
    <PublicFrame seller={seller} quiet>
      <div className="mx-auto grid max-w-3xl gap-6">
        <header className="grid gap-1">
          <h1 className="font-semibold text-2xl leading-8">
            {documentWords[invoice.kind]} {invoice.number}
          </h1>
          <p className="text-muted-foreground">
            From {organization.name} to {party.name}
            {invoice.issuedOn ? (
              <>
                , <Day day={invoice.issuedOn} />
              </>
            ) : null}
          </p>
        </header>
        <div aria-live="polite">
          <Standing invoice={invoice} token={token} />
        </div>
        <section aria-label="Lines" className="overflow-hidden rounded-xl border bg-card shadow-xs">
          <DocumentLines invoice={invoice} />
          {invoice.note ? (
            <p className="whitespace-pre-line break-words border-t p-4 text-muted-foreground">{invoice.note}</p>
          ) : null}
        </section>
        <Button asChild variant="outline" className={`${bigButton} justify-self-start`}>
          <a href={`/invoices/${token}/pdf`}>Keep it as PDF</a>
        </Button>
        {openMinor > 0n ? (
          <p className="text-muted-foreground text-sm">
            You can also transfer {formatMoney(openMinor, currency)}; write {invoice.number} in the reference.
          </p>
        ) : null}
      </div>
    </PublicFrame>
  );
}

function Standing({ invoice, token }: { invoice: InvoiceFacts; token: string }) {
  const { state, openMinor, currency, dueOn, kind, paying } = invoice;
  if (kind === "credit_note") return <p>This takes back {invoice.reference}. There is nothing to pay.</p>;
  if (state === "paid")
    return (
      <p className="flex items-center gap-2 font-medium text-success-text">
        <CircleCheck aria-hidden className="size-5 shrink-0" />
        Paid. Thank you.
      </p>
    );
  if (openMinor === 0n) return <p>This was taken back. There is nothing to pay.</p>;
  return (
    <div className="grid gap-3">
      <p>
        <strong className="figures font-semibold text-xl">{formatMoney(openMinor, currency)}</strong> to pay
        {dueOn ? (
          <>
            {" "}
            by <Day day={dueOn} />
          </>
        ) : null}
      </p>
      {paying ? (
        <p className="flex items-center gap-2 text-muted-foreground">
          <Hourglass aria-hidden className="size-4 shrink-0" />A card payment was begun. This page says so as soon as it
          has arrived.
          <Watch every={3} />
        </p>
      ) : null}
      <PayInvoice secret={token} />
    </div>
  );
}
