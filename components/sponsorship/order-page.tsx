import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Deliverables } from "#components/sponsorship/deliverables";
import { Disputes } from "#components/sponsorship/disputes";
import { OrderActs, type OrderRights } from "#components/sponsorship/order-acts";
import { Statement } from "#components/sponsorship/statement";
import { Stepper } from "#components/sponsorship/stepper";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { refundSentByHand, resendRefund } from "#lib/sponsorship/actions";
import type { OrderFacts } from "#lib/sponsorship/queries/order";
import { orderStates, refundStates, sideWords } from "#lib/sponsorship/words";

type Props = {
  order: OrderFacts;
  slug: string;
  zone: string;
  asOf: Date;
  may: OrderRights & { books: boolean };
  payments: readonly { value: string; label: string }[];
};

const methods = { card: "Card", transfer: "Bank transfer", invoice: "Invoice" } as Record<string, string>;

/** An order as both parties see it: where it stands, its money, what was promised and shown, and what each may do. */
export function OrderPage({ order, slug, zone, asOf, may, payments }: Props) {
  const { side } = order;
  return (
    <>
      <PageHeader
        title={`${order.number}: ${order.title}`}
        badge={<StateBadge state={order.state} {...orderStates[order.state]} />}
        crumbs={[{ label: order.number }]}
        description={
          <p>
            {order.sponsorName} sponsors {order.eventName} of {order.organizerName}. You are the{" "}
            {sideWords[side].toLowerCase()}.
          </p>
        }
        actions={<OrderActs order={order} may={may} payments={payments} />}
      />
      <Stepper state={order.state} />
      {order.paying && order.state === "pending" ? (
        <Alert className="mb-4">
          <AlertTitle>A card payment is under way</AlertTitle>
          <p>The money is held as soon as the processor has confirmed it. Load the page again in a moment.</p>
        </Alert>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <Disputes order={order} slug={slug} zone={zone} maySplit={may.release} />
          <Deliverables
            order={order}
            slug={slug}
            zone={zone}
            may={{ deliver: side === "organizer" && may.write, judge: side === "sponsor" && may.take }}
          />
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <Standing order={order} slug={slug} />
          <Waiting order={order} slug={slug} zone={zone} />
          <Refunds order={order} may={may} zone={zone} />
        </div>
      </div>
      <div className="mt-4">
        <Statement order={order} slug={slug} zone={zone} mayOpenBooks={may.books} asOf={asOf} />
      </div>
    </>
  );
}

function Standing({ order, slug }: Pick<Props, "order" | "slug">) {
  const { currency } = order;
  const money = (minor: bigint) => (
    <TextLink href="#statement">
      <Money minor={minor} currency={currency} />
    </TextLink>
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>The money</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts
          facts={[
            { label: "Agreed", value: <Money minor={order.totalMinor} currency={currency} /> },
            ...(order.taxMinor > 0n
              ? [{ label: "of it tax", value: <Money minor={order.taxMinor} currency={currency} /> }]
              : []),
            { label: "Held", value: <strong className="font-semibold">{money(order.heldMinor)}</strong> },
            ...(order.frozenMinor > 0n ? [{ label: "of it frozen", value: money(order.frozenMinor) }] : []),
            { label: "Released", value: money(order.releasedMinor - order.returnedMinor) },
            { label: "Refunded", value: money(order.refundedMinor + order.returnedMinor) },
            { label: "Paid by", value: order.method ? methods[order.method] : null },
            ...(order.invoice
              ? [
                  {
                    label: "Invoice",
                    value: <InvoiceLine invoice={order.invoice} currency={currency} />,
                  },
                ]
              : []),
            {
              label: "Must leave by",
              value: order.mustLeaveBy ? <Day day={order.mustLeaveBy} /> : `${order.holdDays} days after it is paid`,
            },
            {
              label: "Agreed in",
              value: (
                <TextLink href={`/${slug}/sponsorship/proposals/${order.threadId}`}>
                  Version {String(order.version)}
                </TextLink>
              ),
            },
          ]}
        />
      </CardContent>
    </Card>
  );
}

function InvoiceLine({ invoice, currency }: { invoice: NonNullable<OrderFacts["invoice"]>; currency: string }) {
  return (
    <>
      <TextLink href={invoice.link}>{invoice.number}</TextLink>
      {invoice.openMinor > 0n && invoice.dueOn ? (
        <>
          , <Money minor={invoice.openMinor} currency={currency} /> open until <Day day={invoice.dueOn} />
        </>
      ) : null}
    </>
  );
}

const kinds = {
  release: "Release",
  refund: "Refund",
  return: "Refund after release",
  split: "Split of a dispute",
} as Record<string, string>;

function Waiting({ order, slug, zone }: Pick<Props, "order" | "slug" | "zone">) {
  if (order.requests.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Waits for a second person</CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-3">
          {order.requests.map((one) => (
            <li key={one.id}>
              <Link
                href={`/${slug}/organizations/requests/${one.id}` as Route}
                className="inline-block min-h-6 text-primary-text underline underline-offset-4"
              >
                {kinds[one.kind] ?? one.kind} of <Money minor={one.amountMinor} currency={order.currency} />
              </Link>
              <p className="text-[0.8125rem] text-muted-foreground">
                Asked by {one.mine ? "you" : one.asker}, <Time at={one.at} zone={zone} />. {one.reason}
              </p>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

function Refunds({ order, may, zone }: Pick<Props, "order" | "may" | "zone">) {
  if (order.refunds.length === 0) return null;
  const organizer = order.side === "organizer";
  return (
    <Card>
      <CardHeader>
        <CardTitle>Money back</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        {order.refunds.map((one) => (
          <div key={one.id} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              <Money minor={one.amountMinor} currency={order.currency} />, <Time at={one.at} zone={zone} show="day" />
            </span>
            <StateBadge state={one.state} {...refundStates[one.state]} />
            {one.failure ? <p className="basis-full text-destructive-text text-sm">{one.failure}</p> : null}
            {organizer && one.state !== "sent" && !one.byCard && may.verify ? (
              <FormButton
                label="It was sent"
                size="sm"
                title="Was the transfer made?"
                text="It leaves the books' way and waits for the bank's statement."
                verb="It was sent"
                pendingVerb="One moment…"
                action={refundSentByHand}
                hidden={{ id: one.id }}
                done="Noted."
              />
            ) : null}
            {organizer && one.state === "failed" && one.byCard && may.release ? (
              <FormButton
                label="Send again"
                size="sm"
                title="Ask the processor again?"
                verb="Send again"
                pendingVerb="One moment…"
                action={resendRefund}
                hidden={{ id: one.id }}
                done="It is on its way."
              />
            ) : null}
          </div>
        ))}
      </CardContent>
    </Card>
  );
}
