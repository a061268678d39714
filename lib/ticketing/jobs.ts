import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { TenantTx } from "#db/tenant";
import type { OrderEvent } from "#lib/gateway/gateway";
import type { CronJob } from "#lib/system/worker/cron";
import type { JobInTransaction } from "#lib/system/worker/job";
import type { RunRefunds } from "#lib/ticketing/rules/serving";
import { orderLink } from "#lib/ticketing/tokens";

/**
 * Do what a gateway's event means: settle, decline, or note the refund. Each does nothing when it was done before, so
 * events may come twice, late and in any order. Called by the worker acting for the organization of the event.
 */
export async function apply(tx: TenantTx, gateway: string, event: OrderEvent): Promise<void> {
  const about = {
    organization_id: event.organizationId,
    order_id: event.orderId,
    gateway,
    payment_ref: event.paymentRef,
  };
  const link = orderLink(event.orderId);
  switch (event.kind) {
    case "payment.succeeded":
      return call(tx, (p) => sql`ticketing.settle_payment(${p}::jsonb)`, {
        ...about,
        amount_minor: event.amountMinor,
        currency: event.currency,
        processing_fee_minor: event.feeMinor,
        link,
      });
    case "payment.failed":
      return call(tx, (p) => sql`ticketing.decline_payment(${p}::jsonb)`, { ...about, reason: event.reason });
    case "refund.succeeded":
      return call(tx, (p) => sql`ticketing.settle_refund(${p}::jsonb)`, {
        organization_id: event.organizationId,
        refund_id: event.refundId,
        gateway_ref: event.refundRef,
        amount_minor: event.amountMinor,
        link,
      });
    case "refund.failed":
      return failRefund(tx, event.organizationId, event.refundId, event.reason);
    case "payment.processing":
      return;
  }
}

/** The gateway will not send a refund: finance sees why on the order and may ask again. */
export const failRefund = (tx: TenantTx, organizationId: string, refundId: string, reason: string) =>
  call(tx, (p) => sql`ticketing.fail_refund(${p}::jsonb)`, {
    organization_id: organizationId,
    refund_id: refundId,
    reason,
  });

/** Topic `ticketing.run_refunds`: the next fifty orders of a run. It asks for the rest by itself, so a crash loses nothing. */
export async function runRefunds({ tx, payload }: JobInTransaction<z.output<typeof RunRefunds>>): Promise<void> {
  await tx.execute(sql`select ticketing.run_refunds(${payload.runId}::uuid, 50)`);
}

/** By the clock: checkouts whose time is over give their tickets back. */
export const releaseExpired: CronJob["run"] = async ({ tx }) => {
  const { rows } = await tx.execute<{ released: number }>(sql`select ticketing.release_expired() as released`);
  return rows[0];
};

/** Minor units travel as text: JSON has no bigint. */
async function call(tx: TenantTx, statement: (p: string) => SQL, p: Record<string, unknown>): Promise<void> {
  const json = JSON.stringify(p, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  await tx.execute(sql`select ${statement(json)}`);
}
