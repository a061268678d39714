import "server-only";
import { sql } from "drizzle-orm";
import { type Actor, asTenant, type TenantTx } from "#db/tenant";
import { auditDenial } from "#lib/command";
import { Refusal } from "#lib/errors";
import type { GatewayEvent } from "#lib/gateway/gateway";
import { origin } from "#lib/gateway/test-gateway";
import { cardNews, payByCard } from "#lib/payments/receivables/by-card";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { can } from "#lib/permissions";
import { About } from "#lib/sponsorship/rules";

/** The sponsor pays an order by card. Answers the gateway's page; the gateway is asked outside of any transaction. */
export async function startFunding(actor: Actor, slug: string, raw: unknown): Promise<{ url: string }> {
  if (!can(actor, "sponsorship:sponsor") || actor.impersonation) {
    await auditDenial(actor, "sponsorship.start_funding");
    throw new Refusal("forbidden", "You may not do that.");
  }
  const { id } = About.parse(raw);
  return payByCard({
    page: `${origin()}/${slug}/sponsorship/orders/${id}`,
    begin: () => asTenant(actor, (tx) => answerOf(tx, sql`sponsorship.begin_funding(${id}::uuid)`)),
    attach: (funding, gateway, ref) =>
      asTenant(actor, (tx) => tx.execute(sql`select sponsorship.attach_funding(${funding}::uuid, ${gateway}, ${ref})`)),
  });
}

/** Do what a gateway's event means for a sponsor's money. False when it is about something else. */
export async function settleSponsorship(tx: TenantTx, gateway: string, event: GatewayEvent): Promise<boolean> {
  const news = cardNews(gateway, event);
  if (news) return answerOf(tx, sql`sponsorship.settle_funding(${json(news)}::jsonb)`);
  switch (event.kind) {
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
