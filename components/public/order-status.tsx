import { CircleAlert, CircleCheck, Hourglass, Undo2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "#components/data/time";
import { bigButton } from "#components/public/frame";
import { OrderPoll } from "#components/public/order-poll";
import { Button } from "#components/ui/button";
import { formatMoney } from "#lib/money";
import type { OrderView } from "#lib/ticketing/rules";

type Props = { token: string; order: OrderView; checkout?: string };

/** How an order stands, in one sentence of a headline and one of what happens next. */
export function OrderStatus(props: Props) {
  // The element stays while what is in it changes, so that screen readers hear of the change.
  return <div aria-live="polite">{standing(props)}</div>;
}

function standing(props: Props) {
  const { state } = props.order;
  if (state === "pending") return props.order.byHand ? <ByHand {...props} /> : <Pending {...props} />;
  if (state === "failed" || state === "expired") return <Failed {...props} />;
  if (state === "paid") return <Paid {...props} />;
  return <Returned {...props} />;
}

function Pending({ token, order }: Props) {
  return (
    <Headline icon={<Hourglass />} tone="info" title="Waiting for your bank">
      <p>
        Your payment of {amount(order, order.totalMinor)} is on its way. This page shows your tickets as soon as the
        bank has answered, and we send them to {order.buyerEmail}. Do not pay again.
      </p>
      <OrderPoll token={token} />
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
    </Headline>
  );
}

function ByHand({ order }: Props) {
  if (!order.byHand) return null;
  const { missingMinor, until, words } = order.byHand;
  return (
    <Headline icon={<Hourglass />} tone="info" title="Waiting for your payment">
      <p>
        Please pay {amount(order, missingMinor)} and give <strong>{order.number}</strong> as the reference. Your tickets
        are set aside until <Time at={until} zone={order.event.zone} named />, and yours once the money has arrived.
      </p>
      {words ? <p className="mt-2 whitespace-pre-line">{words}</p> : null}
    </Headline>
  );
}

function Paid({ order }: Props) {
  const many = order.quantity !== 1;
  return (
    <Headline icon={<CircleCheck />} tone="success" title={many ? "Your tickets" : "Your ticket"}>
      <p>
        Thank you, {order.buyerName}. We have sent {many ? "them" : "it"} to {order.buyerEmail} as well; show{" "}
        {many ? "one for each person" : "it"} at the door.
      </p>
    </Headline>
  );
}

function Failed({ order, checkout }: Props) {
  const { organization, event } = order;
  return (
    <Headline icon={<CircleAlert />} tone="destructive" title="Not paid">
      <p>
        {order.failure ??
          (order.state === "expired" ? "The payment was not made in time." : "The payment did not go through.")}{" "}
        {checkout ? "Your tickets are still held." : "Nothing was charged, and the tickets went back on sale."}
      </p>
      <Button asChild className={`${bigButton} mt-4`}>
        {checkout ? (
          <Link href={`/checkout/${checkout}`} prefetch={false}>
            Try again
          </Link>
        ) : (
          <Link href={`/e/${organization.slug}/${event.slug}#tickets`} prefetch={false}>
            Choose tickets again
          </Link>
        )}
      </Button>
    </Headline>
  );
}

/** Money that goes back, or went. A refund takes days on its way; the page says which of the two it is. */
function Returned({ order }: Props) {
  const { state, refundedMinor, totalMinor, refunds } = order;
  const due = refunds.filter((one) => one.state === "requested").reduce((sum, one) => sum + one.amountMinor, 0n);
  const onTheWay = due > 0n ? ` ${amount(order, due)} more is on its way.` : "";
  if (state === "refund_due") {
    return (
      <Headline icon={<Undo2 />} tone="warning" title="Your money is on its way back">
        <p>
          {order.failure ?? "The tickets were gone when your payment arrived."} You get all of{" "}
          {amount(order, totalMinor)} back; banks take a few days. There is nothing for you to do.
        </p>
      </Headline>
    );
  }
  if (state === "refunded") {
    return (
      <Headline icon={<Undo2 />} tone="info" title="Refunded">
        <p>
          {refundedMinor > 0n
            ? `We have sent ${amount(order, refundedMinor)} back to the card that paid; banks take a few days to show it.`
            : "These tickets were taken back."}{" "}
          The tickets are no longer valid.
        </p>
      </Headline>
    );
  }
  return (
    <Headline icon={<Undo2 />} tone="info" title="Refunded in part">
      <p>
        {amount(order, refundedMinor)} of {amount(order, totalMinor)} went back to the card that paid.{onTheWay} The
        tickets below that show a code are still good.
      </p>
    </Headline>
  );
}

const amount = (order: OrderView, minor: bigint) => formatMoney(minor, order.currency);

const tones = {
  success: "bg-success-soft text-success-text",
  info: "bg-info-soft text-info-text",
  warning: "bg-warning-soft text-warning-text",
  destructive: "bg-destructive-soft text-destructive-text",
};

function Headline({
  icon,
  tone,
  title,
  children,
}: {
  icon: ReactNode;
  tone: keyof typeof tones;
  title: string;
  children: ReactNode;
}) {
  return (
    <div data-print="hide" className="flex items-start gap-4">
      <span
        aria-hidden
        className={`grid size-11 shrink-0 place-content-center rounded-full [&_svg]:size-6 ${tones[tone]}`}
      >
        {icon}
      </span>
      <div className="min-w-0 break-words">
        <h1 className="font-semibold text-2xl leading-9 tracking-tight">{title}</h1>
        {children}
      </div>
    </div>
  );
}
