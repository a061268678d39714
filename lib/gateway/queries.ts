import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PublicTx } from "#db/tenant";
import { DisputeAtGateway, PaymentPage } from "#lib/gateway/rules";

/** What the hosted page `/pay/<id>` of the test gateway shows; null for an id that nobody has. Called with `asPublic`. */
export async function paymentPage(tx: PublicTx, id: string): Promise<PaymentPage | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await tx.execute<{ page: unknown }>(sql`select gateway.payment_page(${id}::uuid) as page`);
  return rows[0]?.page ? PaymentPage.parse(rows[0].page) : null;
}

/** What the test gateway's page about a dispute shows; null for an id that nobody has. Called with `asPublic`. */
export async function disputeAtGateway(tx: PublicTx, id: string): Promise<DisputeAtGateway | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await tx.execute<{ page: unknown }>(sql`select gateway.dispute_page(${id}::uuid) as page`);
  return rows[0]?.page ? DisputeAtGateway.parse(rows[0].page) : null;
}
