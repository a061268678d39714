import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asPublic, type TenantTx } from "#db/tenant";
import { currentGateway, type GatewayEvent } from "#lib/gateway/gateway";
import { origin } from "#lib/gateway/test-gateway";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { invoiceOfLink } from "#lib/payments/receivables/queries";

const Secret = z.strictObject({ secret: z.string().min(20).max(100) });
const Begun = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  amountMinor: z.string().transform(BigInt),
  currency: z.string(),
  expiresAt: z.coerce.date(),
  description: z.string(),
});

/** The invoice of a link, or null; nothing else is ever shown without signing in. */
export const visitedInvoice = (secret: string) => asPublic((tx) => invoiceOfLink(tx, secret));

/** Begin to pay what is open on an invoice by card. Answers the gateway's page; asked outside of any transaction. */
export async function startInvoicePayment(input: unknown): Promise<{ url: string }> {
  const { secret } = Secret.parse(input);
  const begun = Begun.parse(await asPublic((tx) => answerOf(tx, sql`payments.begin_card_payment(${secret})`)));
  const gateway = await currentGateway(begun.organizationId);
  const page = `${origin()}/invoices/${secret}`;
  const payment = await gateway.createPayment({
    organizationId: begun.organizationId,
    reference: begun.id,
    amountMinor: begun.amountMinor,
    currency: begun.currency,
    description: begun.description,
    returnUrl: page,
    cancelUrl: page,
    expiresAt: begun.expiresAt,
  });
  await asPublic((tx) =>
    tx.execute(sql`select payments.attach_card_payment(${secret}, ${begun.id}::uuid, ${gateway.name}, ${payment.ref})`),
  );
  return { url: payment.url };
}

/** Do what a gateway's event means for an invoice. False when it is about something else. */
export async function settleInvoice(tx: TenantTx, gateway: string, event: GatewayEvent): Promise<boolean> {
  if (event.kind !== "payment.succeeded" && event.kind !== "payment.failed") return false;
  const about = {
    organization_id: event.organizationId,
    reference: event.orderId,
    gateway,
    payment_ref: event.paymentRef,
  };
  const outcome =
    event.kind === "payment.failed"
      ? { reason: event.reason }
      : { amount_minor: event.amountMinor, currency: event.currency, processing_fee_minor: event.feeMinor };
  return answerOf(tx, sql`payments.settle_card_payment(${json({ ...about, ...outcome })}::jsonb)`);
}
