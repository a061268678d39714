import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { settleBookingRefund } from "#lib/bookings/jobs";
import type { BalanceTransaction, GatewayEvent } from "#lib/gateway/gateway";
import { settleInvoice } from "#lib/payments/receivables/visitor";
import { settleSponsorship, sponsorChargeback } from "#lib/sponsorship/paying";
import { apply } from "#lib/ticketing/jobs";

/**
 * Do what a processor's news means: for the order, the dispute or the payout, then for its balance, then for the tables
 * that mirror it. Nothing of it happens twice, so news may come twice, late and in any order. `tx` is the worker's,
 * acting for the organization of the event.
 */
export async function applyNews(tx: TenantTx, gateway: string, event: GatewayEvent): Promise<void> {
  if (event.holder) await call(tx, (p) => sql`payments.require_account_of(${p}::jsonb)`, holding(event));
  switch (event.kind) {
    case "dispute.changed":
      if (!(await sponsorChargeback(tx, disputeDocument(gateway, event))))
        await call(tx, (p) => sql`payments.dispute_news(${p}::jsonb)`, disputeDocument(gateway, event));
      break;
    case "payout.changed":
      await call(tx, (p) => sql`payments.processor_payout_news(${p}::jsonb)`, payoutDocument(gateway, event));
      break;
    case "balance.changed":
    case "nothing":
      break;
    default:
      if (
        !(await settleSponsorship(tx, gateway, event)) &&
        !(await settleInvoice(tx, gateway, event)) &&
        !(await settleBookingRefund(tx, event))
      )
        await apply(tx, gateway, event);
  }
  if (event.transactions?.length && event.kind !== "payout.changed") {
    const transactions = event.transactions.map(transactionDocument);
    const document = { holder: event.holder, gateway, transactions };
    await call(tx, (p) => sql`payments.note_processor_transactions(${p}::jsonb)`, document);
  }
  if (event.mirror) {
    const { accountId, objects } = event.mirror;
    const document = { holder: event.holder, account_id: accountId, objects };
    await call(tx, (p) => sql`payments.mirror_stripe(${p}::jsonb)`, document);
  }
}

const holding = ({ holder, organizationId }: GatewayEvent) => ({ holder, organization_id: organizationId });

function disputeDocument(gateway: string, event: GatewayEvent & { kind: "dispute.changed" }) {
  const { dispute } = event;
  return {
    organization_id: event.organizationId,
    order_id: event.orderId,
    gateway,
    payment_ref: event.paymentRef,
    provider_id: dispute.providerId,
    state: dispute.state,
    amount_minor: dispute.amountMinor,
    fee_minor: dispute.feeMinor,
    fee_back_minor: dispute.feeBackMinor,
    currency: dispute.currency,
    reason: dispute.reason,
    opened_at: dispute.openedAt,
    respond_until: dispute.respondUntil,
  };
}

function payoutDocument(gateway: string, event: GatewayEvent & { kind: "payout.changed" }) {
  const { payout, holder, transactions = [] } = event;
  return {
    holder,
    gateway,
    provider_id: payout.providerId,
    state: payout.state,
    amount_minor: payout.amountMinor,
    currency: payout.currency,
    arrival_on: payout.arrivalOn,
    statement_reference: payout.statementReference,
    transaction_count: payout.transactionCount,
    failure: payout.failure,
    transactions: transactions.map(transactionDocument),
  };
}

const transactionDocument = (one: BalanceTransaction) => ({
  provider_id: one.providerId,
  kind: one.kind,
  gross_minor: one.grossMinor,
  fee_minor: one.feeMinor,
  currency: one.currency,
  occurred_at: one.occurredAt,
  available_on: one.availableOn,
  merchant: one.merchant,
  reference: one.reference,
  description: one.description,
});

/** Minor units travel as text: JSON has no bigint. */
async function call(tx: TenantTx, statement: (p: string) => SQL, p: Record<string, unknown>): Promise<void> {
  const json = JSON.stringify(p, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  await tx.execute(sql`select ${statement(json)}`);
}
