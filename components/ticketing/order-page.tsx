import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { HandMoney, type HandMoneyProps } from "#components/ticketing/hand-money";
import { OrderActs } from "#components/ticketing/order-acts";
import { OrderLines, type OrderLinesProps } from "#components/ticketing/order-lines";
import { RefundButton } from "#components/ticketing/refund-dialog";
import { type TicketRow, TicketRows } from "#components/ticketing/ticket-rows";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { saleMethods } from "#lib/ticketing/rules/selling";

export type OrderPageProps = {
  slug: string;
  /** Made with the page: what is sent twice from it is one. */
  stamp: string;
  zone: string;
  may: { refund: boolean; books: boolean; correct: boolean; record: boolean };
  order: OrderLinesProps["order"] & {
    id: string;
    number: string;
    state: string;
    buyerName: string;
    buyerEmail: string;
    channel: string;
    method: keyof typeof saleMethods | null;
    answers: { label: string; answer: string }[];
    gateway: string | null;
    paymentRef: string | null;
    groupId: string | null;
    failure: string | null;
    eventId: string;
    eventName: string;
    eventStartsAt: Date;
    eventZone: string;
    refundableMinor: bigint;
    /** Where a refund can leave from, when no gateway sends it. */
    sources: { code: string; name: string }[];
    handMoney?: HandMoneyProps["money"];
    tickets: TicketRow[];
    timeline: { at: Date; what: string; detail?: string; amountMinor?: bigint }[];
  };
  children?: React.ReactNode;
};

const channels: Record<string, string> = { online: "Online", door: "At the door", manual: "By hand" };

/** One order for the people who serve its buyer. */
export function OrderPage({ slug, stamp, zone, may, order, children }: OrderPageProps) {
  return (
    <>
      <PageHeader
        title={`Order ${order.number}`}
        badge={<StateBadge state={order.state} />}
        crumbs={[{ label: order.number }]}
        actions={
          <>
            <OrderActs order={order} may={may} stamp={stamp} sources={order.sources} />
            {may.refund && order.refundableMinor > 0n ? (
              <RefundButton
                orderId={order.id}
                left={order.refundableMinor}
                currency={order.currency}
                buyer={order.buyerName}
                sources={order.sources}
              />
            ) : null}
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {order.state === "refund_due" ? (
            <Alert variant="destructive">
              <AlertTitle>Paid after the tickets were gone</AlertTitle>
              <AlertDescription>The buyer's money is on its way back. Nobody has to do anything.</AlertDescription>
            </Alert>
          ) : null}
          {order.failure && !order.groupId ? (
            <Alert>
              <AlertTitle>The last payment did not go through</AlertTitle>
              <AlertDescription>{order.failure}</AlertDescription>
            </Alert>
          ) : null}
          <OrderLines order={order} />
          <TicketRows tickets={order.tickets} zone={zone} editable={may.correct} />
          {children}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {order.handMoney ? (
            <HandMoney slug={slug} order={order} money={order.handMoney} mayRecord={may.record} />
          ) : null}
          <Card>
            <CardHeader>
              <CardTitle>Buyer and event</CardTitle>
            </CardHeader>
            <CardContent>
              <Facts
                facts={[
                  { label: "Buyer", value: order.buyerName },
                  { label: "E-mail", value: order.buyerEmail },
                  {
                    label: "Event",
                    value: (
                      <Link
                        className="text-primary-text underline underline-offset-4"
                        href={`/${slug}/events/${order.eventId}` as Route}
                      >
                        {order.eventName}
                      </Link>
                    ),
                  },
                  { label: "Starts", value: <Time at={order.eventStartsAt} zone={order.eventZone} named /> },
                  { label: "Sold", value: channels[order.channel] ?? order.channel },
                  {
                    label: "Payment",
                    value: order.method
                      ? saleMethods[order.method]
                      : order.paymentRef
                        ? `${order.gateway}: ${order.paymentRef}`
                        : null,
                  },
                  ...order.answers.map(({ label, answer }) => ({ label, value: answer })),
                  {
                    label: "Receipt",
                    value: order.groupId ? (
                      <a
                        className="text-primary-text underline underline-offset-4"
                        href={`/api/${slug}/ticketing/orders/${order.id}/receipt`}
                      >
                        PDF
                      </a>
                    ) : null,
                  },
                  ...(may.books && order.groupId
                    ? [
                        {
                          label: "Books",
                          value: (
                            <Link
                              className="text-primary-text underline underline-offset-4"
                              href={`/${slug}/payments/journal?f.order=${order.number}` as Route}
                            >
                              Entries of this order
                            </Link>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            </CardContent>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Timeline</CardTitle>
            </CardHeader>
            <CardContent>
              <ol className="grid gap-3">
                {order.timeline.map((line) => (
                  <li key={`${line.what} ${line.at.toISOString()} ${line.detail ?? ""}`} className="grid gap-0.5">
                    <p className="flex flex-wrap justify-between gap-x-3">
                      <span className="font-medium">{line.what}</span>
                      {line.amountMinor === undefined ? null : (
                        <Money minor={line.amountMinor} currency={order.currency} />
                      )}
                    </p>
                    <p className="text-[0.8125rem] text-muted-foreground">
                      <Time at={line.at} zone={zone} named />
                      {line.detail ? ` · ${line.detail}` : null}
                    </p>
                  </li>
                ))}
              </ol>
            </CardContent>
          </Card>
        </div>
      </div>
    </>
  );
}
