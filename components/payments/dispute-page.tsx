import type { ReactNode } from "react";
import { type Fact, Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { DisputeAnswer } from "#components/payments/dispute-answer";
import { DisputeFiles } from "#components/payments/dispute-files";
import { TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { orderHref, transactionHref } from "#lib/payments/addresses";
import type { DisputeFacts } from "#lib/payments/processor/queries";
import { disputeReason, disputeStates, gatewayName } from "#lib/payments/processor/rules";

type Props = {
  dispute: DisputeFacts;
  slug: string;
  zone: string;
  may: { answer: boolean; seeOrder: boolean; seeBooking: boolean };
  children?: ReactNode;
};

const tones = { open: "warning", contested: "info", accepted: "neutral", won: "success", lost: "danger" } as const;

/** A dispute: what the bank says, by when to answer, the answer with its files, and what it did to the books. */
export function DisputePage({ dispute, slug, zone, may, children }: Props) {
  const { state } = dispute;
  const title = `Dispute of ${dispute.paid.what} ${dispute.paid.number}`;
  return (
    <>
      <PageHeader
        title={title}
        badge={<StateBadge state={state} label={disputeStates[state]} tone={tones[state]} />}
        crumbs={[{ label: title }]}
        description={<p>The buyer's bank says: {disputeReason(dispute.reason)}.</p>}
        actions={
          dispute.gateway === "test" ? (
            <Button variant="outline" asChild>
              <a href={`/pay/disputes/${dispute.providerId}`}>Open at the test gateway</a>
            </Button>
          ) : null
        }
      />
      <Standing dispute={dispute} zone={zone} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-4">
          <Card>
            <CardHeader>
              <CardTitle>{state === "open" ? "Your answer" : "What was answered"}</CardTitle>
            </CardHeader>
            <CardContent className="grid gap-5">
              <DisputeFiles slug={slug} dispute={dispute} mayChange={may.answer && state === "open"} />
              {may.answer && state === "open" ? <DisputeAnswer disputeId={dispute.id} /> : <Said dispute={dispute} />}
            </CardContent>
          </Card>
          {children}
        </div>
        <Card>
          <CardHeader>
            <CardTitle>The dispute</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts facts={factsOf({ dispute, slug, zone, may })} />
          </CardContent>
        </Card>
      </div>
    </>
  );
}

function Standing({ dispute, zone }: Pick<Props, "dispute" | "zone">) {
  const { state, failure, respondUntil } = dispute;
  if (state === "open")
    return (
      <Alert variant="warning" className="mb-4">
        <AlertTitle>
          {respondUntil ? (
            <>
              Answer by <Time at={respondUntil} zone={zone} named />
            </>
          ) : (
            "It waits for an answer"
          )}
        </AlertTitle>
        {failure ? <p>The processor did not take the last answer: {failure}</p> : null}
        <p>Without an answer the money is lost. An answer can be given once.</p>
      </Alert>
    );
  return null;
}

function paidHref(slug: string, { what, id }: DisputeFacts["paid"], may: Props["may"]): string | undefined {
  if (what === "booking") return may.seeBooking ? `/${slug}/bookings/${id}` : undefined;
  if (what === "invoice") return `/${slug}/payments/invoices/${id}`;
  return may.seeOrder ? orderHref(slug, id) : undefined;
}

function Said({ dispute }: Pick<Props, "dispute">) {
  if (dispute.evidence) return <p className="max-w-prose whitespace-pre-wrap">{dispute.evidence}</p>;
  return (
    <p className="text-muted-foreground">
      {dispute.state === "open"
        ? "Nothing yet. Finance answers."
        : dispute.state === "accepted" || (dispute.state === "lost" && dispute.answeredAt)
          ? "It was accepted: the buyer keeps the money."
          : "Nothing was answered here."}
    </p>
  );
}

function factsOf({ dispute, slug, zone, may }: Omit<Props, "children">): Fact[] {
  const { currency, postings, paid } = dispute;
  const href = paidHref(slug, paid, may);
  return [
    { label: "Disputed", value: <Money minor={dispute.amountMinor} currency={currency} /> },
    { label: "Fee", value: <Money minor={dispute.feeMinor} currency={currency} /> },
    {
      label: { order: "Order", booking: "Booking", invoice: "Invoice" }[paid.what],
      value: (
        <>
          {href ? <TextLink href={href}>{paid.number}</TextLink> : paid.number} of {paid.payer}
        </>
      ),
    },
    { label: "Processor", value: gatewayName(dispute.gateway) },
    { label: "Opened", value: <Time at={dispute.openedAt} zone={zone} named /> },
    ...(dispute.answeredAt
      ? [
          {
            label: "Answered",
            value: (
              <>
                <Time at={dispute.answeredAt} zone={zone} />, {dispute.answeredBy ?? "somebody who has left"}
              </>
            ),
          },
        ]
      : []),
    ...(dispute.closedAt ? [{ label: "Decided", value: <Time at={dispute.closedAt} zone={zone} named /> }] : []),
    {
      label: "In your book",
      value: postings.length
        ? postings.map((one) => (
            <span key={one.id} className="block">
              <TextLink href={transactionHref(slug, one.id)}>{one.memo}</TextLink>, <Day day={one.effectiveOn} />
            </span>
          ))
        : "Nothing: the platform carries it until it is decided",
    },
  ];
}
