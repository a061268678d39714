import type { ReactNode } from "react";
import { type Fact, Facts } from "#components/data/facts";
import { Day, Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { ReverseButton } from "#components/payments/reverse-dialog";
import { type TransactionLine, TransactionLines } from "#components/payments/transaction-lines";
import { type BankLine, bankLinks, documentLinks, sourceLinks } from "#components/payments/transaction-source";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { orderHref, transactionHref } from "#lib/payments/addresses";
import type { SourceDocuments } from "#lib/payments/queries/source";
import { transactionKinds } from "#lib/payments/rules";

export type TransactionPageProps = {
  organization: { slug: string; name: string; zone: string; isPlatform: boolean };
  today: string;
  mayPost: boolean;
  transaction: {
    id: string;
    kind: keyof typeof transactionKinds;
    effectiveOn: string;
    postedAt: Date;
    memo: string;
    idempotencyKey: string;
    groupId: string | null;
    groupSize: number | null;
    orderId: string | null;
    payoutId: string | null;
    reversesId: string | null;
    disputeId: string | null;
    processorPayoutId: string | null;
    createdBy: string | null;
    author: string | null;
    reversedById?: string;
    lines: readonly TransactionLine[];
  };
  order?: { id: string; number: string; buyer: string; eventId: string; eventName: string };
  /** What it is reported under and, of an exchange, its rate. */
  facts: {
    event?: { id: string; name: string };
    station?: { id: string; name: string };
    exchange?: ExchangeFacts;
    /** The split that set money aside, and the lots whose credits it is about. */
    split?: { id: string; name: string };
    lots: readonly { id: string; holder: string }[];
    bankLines: readonly BankLine[];
    documents: SourceDocuments;
  };
  seal?: { n: bigint; hash: string; sealedAt: Date };
  children?: ReactNode;
};

type ExchangeFacts = {
  soldMinor: bigint;
  soldCurrency: string;
  boughtMinor: bigint;
  boughtCurrency: string;
  rate: string;
  rateSource: string;
  rateOn: string;
};

/** One business fact in the book: what was posted, where it comes from, and how it is kept from being changed. */
export function TransactionPage(props: TransactionPageProps) {
  const { organization, today, mayPost, transaction, order, children } = props;
  const { slug } = organization;
  const kind = transactionKinds[transaction.kind];
  const title = transaction.memo || (order ? `${kind} of order ${order.number}` : kind);
  const reversible = mayPost && ["manual", "exchange"].includes(transaction.kind) && !transaction.reversedById;
  return (
    <>
      <PageHeader
        title={title}
        badge={
          <>
            <Badge>{kind}</Badge>
            {transaction.reversedById ? <Badge variant="warning">Reversed</Badge> : null}
          </>
        }
        crumbs={[{ label: title }]}
        description={
          <p>
            {organization.name} · dated <Day day={transaction.effectiveOn} />, by the calendar of{" "}
            {organization.zone.replaceAll("_", " ")}
          </p>
        }
        actions={reversible ? <ReverseButton slug={slug} transactionId={transaction.id} today={today} /> : null}
      />
      <div className="grid items-start gap-4 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <TransactionLines slug={slug} lines={transaction.lines} />
          {children}
        </div>
        <div className="grid min-w-0 gap-4">
          <Panel title="Where it comes from" facts={sourceOf(props)} />
          <Panel title="How it is kept" facts={keptOf(props)} />
        </div>
      </div>
    </>
  );
}

function Panel({ title, facts }: { title: string; facts: readonly Fact[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts facts={facts} />
      </CardContent>
    </Card>
  );
}

function sourceOf({ organization, transaction, order, facts }: TransactionPageProps): Fact[] {
  const { slug, isPlatform } = organization;
  const { orderId, reversesId, reversedById, groupSize, createdBy, author } = transaction;
  return [
    ...(order
      ? [
          {
            label: "Order",
            value: (
              <>
                <TextLink href={orderHref(slug, order.id)}>{order.number}</TextLink> of {order.buyer}
              </>
            ),
          },
          {
            label: "Event",
            value: <TextLink href={`/${slug}/events/${order.eventId}`}>{order.eventName}</TextLink>,
          },
        ]
      : orderId
        ? [{ label: "Order", value: "An order that your role may not open" }]
        : []),
    ...(facts.event && !order
      ? [{ label: "Event", value: <TextLink href={`/${slug}/events/${facts.event.id}`}>{facts.event.name}</TextLink> }]
      : []),
    ...(facts.station
      ? [
          {
            label: "Station",
            value: <TextLink href={`/${slug}/identity/stations/${facts.station.id}`}>{facts.station.name}</TextLink>,
          },
        ]
      : []),
    ...(facts.exchange ? exchangeFacts(facts.exchange) : []),
    ...documentLinks(slug, facts.documents),
    ...sourceLinks(slug, transaction, facts),
    ...bankLinks(slug, facts.bankLines),
    ...(reversesId
      ? [{ label: "Reverses", value: <TextLink href={transactionHref(slug, reversesId)}>The first entry</TextLink> }]
      : []),
    ...(reversedById
      ? [
          {
            label: "Reversed by",
            value: <TextLink href={transactionHref(slug, reversedById)}>The opposite entry</TextLink>,
          },
        ]
      : []),
    ...(groupSize && groupSize > 1
      ? [
          {
            label: "Other book",
            value: isPlatform
              ? "Mirrored in the organization's book, posted in the same moment"
              : "Mirrored in the platform's book, posted in the same moment",
          },
        ]
      : []),
    { label: "Recorded by", value: createdBy ? (author ?? "Somebody who has left") : "Automatic" },
  ];
}

function exchangeFacts(exchange: ExchangeFacts): Fact[] {
  const { soldMinor, soldCurrency, boughtMinor, boughtCurrency, rate, rateSource, rateOn } = exchange;
  return [
    {
      label: "Exchanged",
      value: `${formatMoney(soldMinor, soldCurrency)} into ${formatMoney(boughtMinor, boughtCurrency)}`,
    },
    {
      label: "Rate",
      value: (
        <>
          1 {soldCurrency} = {rate.replace(/\.?0+$/, "")} {boughtCurrency}, {rateSource}, <Day day={rateOn} />
        </>
      ),
    },
  ];
}

function keptOf({ organization, transaction, seal }: TransactionPageProps): Fact[] {
  const mono = (text: string) => <code className="break-all font-mono text-xs">{text}</code>;
  return [
    { label: "Recorded", value: <Time at={transaction.postedAt} zone={organization.zone} named /> },
    { label: "Key", value: mono(transaction.idempotencyKey) },
    { label: "Transaction", value: mono(transaction.id) },
    ...(seal
      ? [
          {
            label: `Seal ${seal.n.toLocaleString("en")}`,
            value: (
              <>
                {mono(seal.hash)}
                <span className="block text-[0.8125rem] text-muted-foreground">
                  <Time at={seal.sealedAt} zone={organization.zone} named />
                </span>
              </>
            ),
          },
        ]
      : [{ label: "Seal", value: "Not yet; new entries are sealed every minute" }]),
  ];
}
