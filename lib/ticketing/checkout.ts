import "server-only";
import { sql } from "drizzle-orm";
import { asPublic } from "#db/tenant";
import { attribute } from "#lib/analytics/attribution";
import { currentGateway } from "#lib/gateway/gateway";
import { origin } from "#lib/gateway/test-gateway";
import { Choice, Payment, PaymentFacts, Token } from "#lib/ticketing/rules";
import { newCheckoutToken, newOrderId, orderLink, orderToken } from "#lib/ticketing/tokens";

/**
 * Set tickets aside for ten minutes. Answers the checkout's address; P0G01 says in words why not. `word` is that of a
 * visitor who agreed to being counted.
 */
export async function holdTickets(input: unknown, word: string | null = null): Promise<{ token: string; url: string }> {
  const { org, event, items, replaces, code = null } = Choice.parse(input);
  const token = newCheckoutToken();
  await asPublic(async (tx) => {
    if (replaces) await tx.execute(sql`select ticketing.release_checkout(${replaces})`);
    await tx.execute(
      sql`select ticketing.hold_tickets(${org}, ${event}, ${JSON.stringify(items)}::jsonb, ${token}, ${code})`,
    );
    await attribute(tx, token, word);
  });
  return { token, url: `/checkout/${token}` };
}

/** Give the tickets of a checkout back. */
export async function releaseCheckout(input: unknown): Promise<void> {
  const { token } = Token.parse(input);
  await asPublic((tx) => tx.execute(sql`select ticketing.release_checkout(${token})`));
}

/** The payer came back from the gateway without paying: the tickets are still held for a while. */
export async function cancelPayment(input: unknown): Promise<void> {
  const { token } = Token.parse(input);
  await asPublic((tx) => tx.execute(sql`select ticketing.cancel_payment(${token})`));
}

/**
 * Make the order and begin to pay it. Answers where the payer goes: the gateway's page, or their order when it is free
 * or paid already. The gateway is asked outside of any transaction; if that fails, the same attempt can be sent again.
 */
export async function startPayment(input: unknown): Promise<{ url: string }> {
  const { token, attempt = newOrderId(), ...buyer } = Payment.parse(input);
  const secret = orderToken(attempt);
  const { rows } = await asPublic((tx) =>
    tx.execute<{ order: unknown }>(
      sql`select ticketing.start_payment(${token}, ${JSON.stringify(buyer)}::jsonb, ${attempt}::uuid, ${secret}) as order`,
    ),
  );
  const order = PaymentFacts.parse(rows[0]?.order);
  if (order.state !== "pending") return { url: orderLink(order.orderId) };
  const gateway = await currentGateway(order.organizationId);
  const payment = await gateway.createPayment({
    organizationId: order.organizationId,
    reference: order.orderId,
    amountMinor: order.totalMinor,
    currency: order.currency,
    description: order.description,
    returnUrl: `${origin()}${orderLink(order.orderId)}`,
    cancelUrl: `${origin()}/checkout/${token}`,
    expiresAt: order.expiresAt,
  });
  await asPublic((tx) => tx.execute(sql`select ticketing.attach_payment(${secret}, ${gateway.name}, ${payment.ref})`));
  return { url: payment.url };
}
