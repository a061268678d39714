import "server-only";
import type Stripe from "stripe";
import type { Account } from "#lib/gateway/account";
import type { BalanceTransaction, DisputeEvent, GatewayEvent, OrderEvent, PayoutEvent } from "#lib/gateway/gateway";
import { currencyOf, dayOf, idOf, momentOf } from "#lib/gateway/stripe/client";

type At = { stripe: Stripe; account: Account };

/** Ask Stripe for what its webhook did not carry: the fee, whose order a dispute is about, what a payout is made of. */
export async function completed(event: GatewayEvent, at: At): Promise<GatewayEvent> {
  switch (event.kind) {
    case "payment.succeeded":
      return withFee(event, at);
    case "refund.succeeded":
      return withRefund(event, at);
    case "dispute.changed":
      return withOrder(event, at);
    case "payout.changed":
      return withTransactions(event, at);
    default:
      return "orderId" in event && event.orderId ? { ...event, organizationId: await sellerOf(event, at) } : event;
  }
}

async function withFee<E extends OrderEvent & { kind: "payment.succeeded" }>(event: E, { stripe }: At): Promise<E> {
  const session = await stripe.checkout.sessions.retrieve(event.paymentRef, {
    expand: ["payment_intent.latest_charge.balance_transaction"],
  });
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const charge = typeof intent?.latest_charge === "object" ? intent.latest_charge : null;
  const balance = typeof charge?.balance_transaction === "object" ? charge.balance_transaction : null;
  const merchant = session.metadata?.organization ?? event.organizationId;
  return {
    ...event,
    organizationId: merchant,
    feeMinor: BigInt(balance?.fee ?? 0),
    transactions: balance ? [transactionOf(balance, { merchant, reference: event.orderId })] : [],
    mirror: withObjects(event, intent && intentMirror(intent), balance && balanceMirror(balance)),
  };
}

async function withRefund<E extends OrderEvent & { kind: "refund.succeeded" }>(event: E, { stripe }: At): Promise<E> {
  const refund = await stripe.refunds.retrieve(event.refundRef, { expand: ["balance_transaction"] });
  const balance = typeof refund.balance_transaction === "object" ? refund.balance_transaction : null;
  const merchant = refund.metadata?.organization ?? event.organizationId;
  return {
    ...event,
    organizationId: merchant,
    transactions: balance ? [transactionOf(balance, { merchant, reference: event.refundId })] : [],
    mirror: withObjects(event, objectMirror("refund", refund, refund.status ?? ""), balance && balanceMirror(balance)),
  };
}

async function withOrder(event: DisputeEvent, { stripe, account }: At): Promise<GatewayEvent> {
  const dispute = await stripe.disputes.retrieve(event.dispute.providerId);
  const intent = await stripe.paymentIntents.retrieve(event.paymentRef);
  const { organization, order } = intent.metadata;
  const mirror = withObjects(event, objectMirror("dispute", dispute, dispute.status), intentMirror(intent));
  if (!organization || !order)
    return { ...event, mirror, kind: "nothing", type: "dispute of a payment from elsewhere" };
  const sessions = await stripe.checkout.sessions.list({ payment_intent: intent.id, limit: 1 });
  const transactions = dispute.balance_transactions.map((one) =>
    transactionOf(one, { merchant: organization, reference: dispute.id }),
  );
  return {
    ...event,
    organizationId: organization,
    holder: account.holder,
    orderId: order,
    paymentRef: sessions.data[0]?.id ?? "",
    transactions,
    mirror,
  };
}

async function withTransactions(event: PayoutEvent, { stripe }: At): Promise<PayoutEvent> {
  const payout = await stripe.payouts.retrieve(event.payout.providerId);
  const parts: Stripe.BalanceTransaction[] = [];
  for await (const one of stripe.balanceTransactions.list({ payout: payout.id, limit: 100, expand: ["data.source"] })) {
    parts.push(one);
  }
  return {
    ...event,
    payout: { ...event.payout, transactionCount: parts.filter(({ type }) => type !== "payout").length },
    transactions: parts.map((one) => transactionOf(one, belongings(one))),
    mirror: withObjects(event, objectMirror("payout", payout, payout.status), ...parts.map(balanceMirror)),
  };
}

/** A refund that failed, a payment that came to nothing: who sold is in what Stripe keeps with it. */
async function sellerOf(event: OrderEvent | DisputeEvent, { stripe }: At): Promise<string> {
  if (event.kind === "refund.failed") {
    const made = event.mirror?.objects[0] as { data?: { data?: { object?: Stripe.Refund } } } | undefined;
    return made?.data?.data?.object?.metadata?.organization ?? event.organizationId;
  }
  const session = await stripe.checkout.sessions.retrieve(event.paymentRef);
  return session.metadata?.organization ?? event.organizationId;
}

/** Whose, and of what, as the source's own metadata says. */
function belongings({ source }: Stripe.BalanceTransaction): { merchant?: string; reference?: string } {
  if (!source || typeof source === "string") return {};
  const metadata = "metadata" in source ? (source.metadata ?? {}) : {};
  const reference = source.object === "dispute" ? source.id : (metadata.refund ?? metadata.order);
  return { merchant: metadata.organization, reference };
}

/** Stripe's reporting categories, in our few words. */
const kinds: Record<string, BalanceTransaction["kind"]> = {
  charge: "payment",
  refund: "refund",
  dispute: "dispute",
  dispute_reversal: "dispute_reversal",
  fee: "fee",
  network_cost: "fee",
  payout: "payout",
  payout_reversal: "payout_reversal",
};

function transactionOf(
  one: Stripe.BalanceTransaction,
  about: { merchant?: string; reference?: string },
): BalanceTransaction {
  const kind = kinds[one.reporting_category] ?? "adjustment";
  return {
    providerId: one.id,
    kind,
    grossMinor: BigInt(one.amount),
    feeMinor: BigInt(one.fee),
    currency: currencyOf(one.currency),
    occurredAt: momentOf(one.created),
    availableOn: dayOf(one.available_on),
    description: one.description ?? "",
    ...about,
  };
}

type Mirrored = { id: string; object: string; created: number; currency: string; amount: number };
const objectMirror = (kind: string, one: Mirrored & { livemode?: boolean }, status: string) => ({
  kind,
  stripe_id: one.id,
  livemode: one.livemode,
  made_at: momentOf(one.created),
  status,
  amount_minor: String(one.amount),
  currency: currencyOf(one.currency),
  data: one,
});
const intentMirror = (one: Stripe.PaymentIntent) => objectMirror("payment_intent", one, one.status);
const balanceMirror = (one: Stripe.BalanceTransaction) =>
  objectMirror("balance_transaction", { ...one, source: idOf(one.source) } as Mirrored, one.status);

/** The mode of an object that does not say it itself is that of its event. */
function withObjects(event: GatewayEvent, ...more: (Record<string, unknown> | null | undefined)[]) {
  if (!event.mirror) return;
  const [first] = event.mirror.objects;
  const objects = more.flatMap((one) => (one ? [{ ...one, livemode: one.livemode ?? first?.livemode ?? false }] : []));
  return { ...event.mirror, objects: [...event.mirror.objects, ...objects] };
}
