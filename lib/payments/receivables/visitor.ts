import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asPublic, type TenantTx } from "#db/tenant";
import type { GatewayEvent } from "#lib/gateway/gateway";
import { origin } from "#lib/gateway/test-gateway";
import { cardNews, payByCard } from "#lib/payments/receivables/by-card";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { invoiceOfLink } from "#lib/payments/receivables/queries";

const Secret = z.strictObject({ secret: z.string().min(20).max(100) });
/** The invoice of a link, or null; nothing else is ever shown without signing in. */
export const visitedInvoice = (secret: string) => asPublic((tx) => invoiceOfLink(tx, secret));

/** Begin to pay what is open on an invoice by card. Answers the gateway's page. */
export async function startInvoicePayment(input: unknown): Promise<{ url: string }> {
  const { secret } = Secret.parse(input);
  return payByCard({
    page: `${origin()}/invoices/${secret}`,
    begin: () => asPublic((tx) => answerOf(tx, sql`payments.begin_card_payment(${secret})`)),
    attach: (id, gateway, ref) =>
      asPublic((tx) =>
        tx.execute(sql`select payments.attach_card_payment(${secret}, ${id}::uuid, ${gateway}, ${ref})`),
      ),
  });
}

/** Do what a gateway's event means for an invoice or a booking. False when it is about something else. */
export async function settleInvoice(tx: TenantTx, gateway: string, event: GatewayEvent): Promise<boolean> {
  const news = cardNews(gateway, event);
  return news !== null && answerOf(tx, sql`payments.settle_card_payment(${json(news)}::jsonb)`);
}
