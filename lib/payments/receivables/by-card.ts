import "server-only";
import { z } from "zod";
import { currentGateway, type GatewayEvent } from "#lib/gateway/gateway";

const Begun = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  amountMinor: z.string().transform(BigInt),
  currency: z.string(),
  expiresAt: z.coerce.date(),
  description: z.string(),
});

type Steps = {
  /** Where the payer comes back to, whatever came of it. */
  page: string;
  /** Writes the attempt down and answers `payments.card_begun`. */
  begin: () => Promise<unknown>;
  /** Keeps what the gateway calls it. */
  attach: (id: string, gateway: string, ref: string) => Promise<unknown>;
};

/** Begin to pay by card. Answers the gateway's page; the gateway is asked outside of any transaction. */
export async function payByCard({ page, begin, attach }: Steps): Promise<{ url: string }> {
  const { id, organizationId, ...asked } = Begun.parse(await begin());
  const gateway = await currentGateway(organizationId);
  const payment = await gateway.createPayment({
    ...{ ...asked, organizationId, reference: id },
    ...{ returnUrl: page, cancelUrl: page },
  });
  await attach(id, gateway.name, payment.ref);
  return { url: payment.url };
}

/** What a gateway says of a payment, as the functions that settle take it; null when its event is about something else. */
export function cardNews(gateway: string, event: GatewayEvent): Record<string, unknown> | null {
  if (event.kind !== "payment.succeeded" && event.kind !== "payment.failed") return null;
  const { organizationId, orderId, paymentRef } = event;
  const about = { organization_id: organizationId, reference: orderId, gateway, payment_ref: paymentRef };
  if (event.kind === "payment.failed") return { ...about, reason: event.reason };
  const { amountMinor, currency, feeMinor } = event;
  return { ...about, amount_minor: amountMinor, currency, processing_fee_minor: feeMinor };
}
