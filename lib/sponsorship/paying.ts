import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { auditDenial } from "#lib/command";
import { Refusal } from "#lib/errors";
import { currentGateway, type GatewayEvent } from "#lib/gateway/gateway";
import { origin } from "#lib/gateway/test-gateway";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { can } from "#lib/permissions";
import { About } from "#lib/sponsorship/rules";

const Begun = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  amountMinor: z.string().transform(BigInt),
  currency: z.string(),
  expiresAt: z.coerce.date(),
  description: z.string(),
});

/** The sponsor pays an order by card. Answers the gateway's page; the gateway is asked outside of any transaction. */
export async function startFunding(actor: Actor, slug: string, raw: unknown): Promise<{ url: string }> {
  if (!can(actor, "sponsorship:sponsor") || actor.impersonation) {
    await auditDenial(actor, "sponsorship.start_funding");
    throw new Refusal("forbidden", "You may not do that.");
  }
  const { id } = About.parse(raw);
  const begun = Begun.parse(await asTenant(actor, (tx) => answerOf(tx, sql`sponsorship.begin_funding(${id}::uuid)`)));
  const gateway = await currentGateway(begun.organizationId);
  const page = `${origin()}/${slug}/sponsorship/orders/${id}`;
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
  await asTenant(actor, (tx) =>
    tx.execute(sql`select sponsorship.attach_funding(${begun.id}::uuid, ${gateway.name}, ${payment.ref})`),
  );
  return { url: payment.url };
}

/** Do what a gateway's event means for a sponsor's money. False when it is about something else. */
export async function settleSponsorship(tx: TenantTx, gateway: string, event: GatewayEvent): Promise<boolean> {
  switch (event.kind) {
    case "payment.succeeded":
    case "payment.failed": {
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
      return answerOf(tx, sql`sponsorship.settle_funding(${json({ ...about, ...outcome })}::jsonb)`);
    }
    case "refund.succeeded":
    case "refund.failed": {
      const failure = event.kind === "refund.failed" ? event.reason : null;
      return answerOf(
        tx,
        sql`sponsorship.settle_refund(${event.organizationId}::uuid, ${event.refundId}::uuid, ${failure}::text)`,
      );
    }
    default:
      return false;
  }
}

/** The sponsor's bank takes a payment back. False when it is about something else. */
export const sponsorChargeback = (tx: TenantTx, document: Record<string, unknown>): Promise<boolean> =>
  answerOf(tx, sql`sponsorship.chargeback_news(${json(document)}::jsonb)`);
