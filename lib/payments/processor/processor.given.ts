import assert from "node:assert/strict";
import { buy, type OpenShop, work } from "#lib/gateway/gateway.given";
import { sign } from "#lib/gateway/standard-webhooks";
import { webhookSecret } from "#lib/gateway/test-gateway";
import { balances } from "#lib/payments/books.given";
import { asVisitor, row, type Shop } from "#lib/ticketing/ticketing.given";

/** What tests of disputes start from: cards whose bank disputes, and webhooks as the gateway would sign them. */
export const cards = {
  good: "4242 4242 4242 4242",
  disputed: "4000 0000 0000 2685",
  half: "4000 0000 0000 1976",
  dearer: "4000 0000 0000 0077",
};

type Dispute = { id: string; state: string; provider_id: string; amount: string; fee: string; failure: string | null };
export const disputeOf = (orderId: string) =>
  row<Dispute>(
    `select id, state, provider_id, amount_minor::text as amount, fee_minor::text as fee, failure
     from payments.disputes where order_id = $1`,
    [orderId],
  );
export const decide = (providerId: string, outcome: "won" | "lost") =>
  asVisitor("select gateway.decide_dispute($1, $2) as answer", [providerId, outcome]);
/** Buy with a card whose bank disputes, and let the news of it arrive. */
export async function disputeAt(web: OpenShop, at: Shop, card = cards.disputed) {
  const bought = await buy(web, at, card);
  await work(at.org.id);
  const before = await balances(at.org);
  await work(at.org.id, 30);
  return { ...bought, before };
}

/** A signed webhook about a dispute, as if the gateway had said it. */
export async function tell(
  web: OpenShop,
  at: Shop,
  orderId: string,
  paymentId: string,
  told: Record<string, string>,
  id = `evt_${crypto.randomUUID()}`,
) {
  const { amountMinor = "2000", state = "needs_response", dispute = crypto.randomUUID() } = told;
  const body = JSON.stringify({
    id,
    type: state === "won" || state === "lost" ? "dispute.closed" : "dispute.opened",
    createdAt: new Date(),
    data: {
      payment: paymentId,
      merchant: at.org.id,
      reference: orderId,
      amountMinor: "2000",
      currency: "USD",
      feeMinor: "53",
      failure: null,
      dispute: {
        id: dispute,
        amountMinor,
        feeMinor: "1500",
        reason: "fraudulent",
        state,
        openedAt: new Date().toISOString(),
        respondUntil: new Date(Date.now() + 86_400_000).toISOString(),
      },
    },
  });
  const headers = sign(webhookSecret(), id, body);
  const send = async () => {
    const response = await fetch(`${web.origin}/api/webhooks/test`, {
      method: "POST",
      body,
      headers: { "webhook-id": id, "webhook-timestamp": headers.timestamp, "webhook-signature": headers.signature },
    });
    return response.status;
  };
  assert.equal(await send(), 200);
  return send;
}
