import "server-only";
import type Stripe from "stripe";
import type { Account } from "#lib/gateway/account";
import type { GatewayEvent } from "#lib/gateway/gateway";
import { currencyOf, dayOf, idOf, momentOf } from "#lib/gateway/stripe/client";

/** The events that a webhook endpoint of ours asks Stripe for. */
export const wantedEvents = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "payout.created",
  "payout.updated",
  "payout.paid",
  "payout.failed",
  "payout.canceled",
] as const satisfies Stripe.WebhookEndpointCreateParams.EnabledEvent[];

/**
 * What an event of Stripe's means here, as far as its body says. `completed` adds the rest. Throws for an event made
 * with keys of the other kind: test money never reaches the books of live money.
 */
export function eventOf(event: Stripe.Event, account: Account): GatewayEvent {
  if (event.livemode !== (account.gateway === "stripe")) throw new Error("This event is of the other mode.");
  const common = {
    id: event.id,
    organizationId: account.holder,
    holder: account.holder,
    mirror: { accountId: account.accountId, objects: [mirrorOfEvent(event)] },
  };
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
    case "checkout.session.expired":
      return sessionEvent(event.type, event.data.object, common);
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return refundEvent(event.data.object, common);
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
      return disputeEvent(event.data.object, common);
    case "payout.created":
    case "payout.updated":
    case "payout.paid":
    case "payout.failed":
    case "payout.canceled":
      return payoutEvent(event.data.object, common);
    default:
      return { ...common, kind: "nothing", type: event.type };
  }
}

type Common = Pick<GatewayEvent, "id" | "organizationId" | "holder" | "mirror">;

function sessionEvent(type: string, session: Stripe.Checkout.Session, common: Common): GatewayEvent {
  const { organization, order } = session.metadata ?? {};
  // A payment of that account which did not begin here.
  if (!organization || !order) return { ...common, kind: "nothing", type };
  const about = { ...common, orderId: order, paymentRef: session.id };
  if (type.endsWith("expired")) return { ...about, kind: "payment.failed", reason: "It was not paid in time." };
  if (type.endsWith("failed"))
    return { ...about, kind: "payment.failed", reason: "The bank did not pay. Try another way to pay." };
  if (session.payment_status !== "paid") return { ...about, kind: "payment.processing" };
  const amountMinor = BigInt(session.amount_total ?? 0);
  return {
    ...about,
    kind: "payment.succeeded",
    amountMinor,
    currency: currencyOf(session.currency ?? ""),
    feeMinor: 0n,
  };
}

function refundEvent(refund: Stripe.Refund, common: Common): GatewayEvent {
  const { order = "", refund: ours } = refund.metadata ?? {};
  // Refunded by hand in Stripe's own screens: a person posts it.
  if (!ours) return { ...common, kind: "nothing", type: "refund" };
  const about = { ...common, orderId: order, paymentRef: "", refundId: ours };
  if (refund.status === "succeeded")
    return { ...about, kind: "refund.succeeded", refundRef: refund.id, amountMinor: BigInt(refund.amount) };
  if (refund.status === "failed" || refund.status === "canceled")
    return {
      ...about,
      kind: "refund.failed",
      reason: `Stripe could not send it: ${refund.failure_reason ?? refund.status}.`,
    };
  return { ...common, kind: "nothing", type: `refund ${refund.status}` };
}

const disputeStates: Partial<Record<Stripe.Dispute.Status, "open" | "contested" | "won" | "lost">> = {
  needs_response: "open",
  under_review: "contested",
  won: "won",
  lost: "lost",
};

function disputeEvent(dispute: Stripe.Dispute, common: Common): GatewayEvent {
  const state = disputeStates[dispute.status];
  // An inquiry takes no money; if it becomes a dispute, Stripe says so.
  if (!state) return { ...common, kind: "nothing", type: `dispute ${dispute.status}` };
  const taken = dispute.balance_transactions.filter(({ amount }) => amount < 0);
  const back = dispute.balance_transactions.filter(({ amount }) => amount > 0);
  const fees = (some: Stripe.BalanceTransaction[]) => BigInt(some.reduce((sum, { fee }) => sum + fee, 0));
  return {
    ...common,
    kind: "dispute.changed",
    orderId: "",
    paymentRef: idOf(dispute.payment_intent) ?? "",
    dispute: {
      providerId: dispute.id,
      state,
      amountMinor: BigInt(dispute.amount),
      feeMinor: fees(taken),
      feeBackMinor: -fees(back),
      currency: currencyOf(dispute.currency),
      reason: dispute.reason,
      openedAt: momentOf(dispute.created),
      respondUntil: dispute.evidence_details.due_by ? momentOf(dispute.evidence_details.due_by) : null,
    },
  };
}

function payoutEvent(payout: Stripe.Payout, common: Common): GatewayEvent {
  const state = payout.status === "canceled" ? "cancelled" : payout.status;
  return {
    ...common,
    kind: "payout.changed",
    payout: {
      providerId: payout.id,
      state: state as "pending",
      amountMinor: BigInt(payout.amount),
      currency: currencyOf(payout.currency),
      arrivalOn: dayOf(payout.arrival_date),
      statementReference: payout.statement_descriptor ?? "",
      transactionCount: null,
      failure: payout.failure_message,
    },
  };
}

const mirrorOfEvent = (event: Stripe.Event) => ({
  kind: "event",
  stripe_id: event.id,
  livemode: event.livemode,
  made_at: momentOf(event.created),
  type: event.type,
  data: event,
});
