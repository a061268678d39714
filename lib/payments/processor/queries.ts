import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { webhookEvents } from "#db/schema/gateway";
import { transactions } from "#db/schema/payments";
import {
  disputeFiles,
  disputes,
  processorAccounts,
  processorPayouts,
  processorTransactions,
} from "#db/schema/payments-processor";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";

type DisputedPayment = { what: "order" | "booking" | "invoice"; id: string; number: string; payer: string };

/** A dispute with what was paid, its files and what was posted for it in this book; undefined when it is not here. */
export async function disputeById(tx: TenantTx, { disputeId }: { disputeId: string }) {
  const [found] = await tx
    .select({
      ...{ id: disputes.id, gateway: disputes.gateway, providerId: disputes.providerId },
      ...{ state: disputes.state, amountMinor: disputes.amountMinor, feeMinor: disputes.feeMinor },
      ...{ currency: disputes.currency, reason: disputes.reason, respondUntil: disputes.respondUntil },
      ...{ openedAt: disputes.openedAt, closedAt: disputes.closedAt, evidence: disputes.evidence },
      ...{ answeredAt: disputes.answeredAt, answeredBy: userProfiles.name, failure: disputes.failure },
      /** What was paid: `what` is an order, a booking or an invoice. */
      paid: sql<DisputedPayment>`(select to_jsonb(x) from payments.disputed_by(${disputes}.*) x)`,
    })
    .from(disputes)
    .leftJoin(userProfiles, eq(userProfiles.userId, disputes.answeredBy))
    .where(eq(disputes.id, disputeId));
  if (!found) return undefined;
  const files = await tx
    .select({ id: disputeFiles.id, name: disputeFiles.name, createdAt: disputeFiles.createdAt })
    .from(disputeFiles)
    .where(eq(disputeFiles.disputeId, disputeId))
    .orderBy(asc(disputeFiles.id));
  return { ...found, files, postings: await postings(tx, eq(transactions.disputeId, disputeId)) };
}
export type DisputeFacts = NonNullable<Awaited<ReturnType<typeof disputeById>>>;

const postings = (tx: TenantTx, which: SQL) =>
  tx
    .select({
      id: transactions.id,
      kind: transactions.kind,
      memo: transactions.memo,
      effectiveOn: transactions.effectiveOn,
    })
    .from(transactions)
    .where(which)
    .orderBy(asc(transactions.id));

/** One kept webhook with its body as it came. */
export async function webhookById(tx: TenantTx, { eventId }: { eventId: string }) {
  const e = webhookEvents;
  const [found] = await tx
    .select({
      ...{ id: e.id, gateway: e.gateway, eventId: e.eventId, kind: e.kind, rawBody: e.rawBody, times: e.times },
      ...{ receivedAt: e.receivedAt, processedAt: e.processedAt, error: e.error, replayedAt: e.replayedAt },
      replayedBy: userProfiles.name,
    })
    .from(e)
    .leftJoin(userProfiles, eq(userProfiles.userId, e.replayedBy))
    .where(eq(e.id, eventId));
  return found;
}
export type WebhookFacts = NonNullable<Awaited<ReturnType<typeof webhookById>>>;

/** A processor's payout, what it is made of (up to `most`), and what is left unexplained. */
export async function processorPayoutById(tx: TenantTx, { payoutId, most = 500 }: { payoutId: string; most?: number }) {
  const p = processorPayouts;
  const [payout] = await tx
    .select({
      ...{ id: p.id, gateway: p.gateway, providerId: p.providerId, state: p.state, amountMinor: p.amountMinor },
      ...{ currency: p.currency, arrivalOn: p.arrivalOn, statementReference: p.statementReference },
      ...{ transactionCount: p.transactionCount, failure: p.failure, paidAt: p.paidAt },
    })
    .from(p)
    .where(eq(p.id, payoutId));
  if (!payout) return undefined;
  const x = processorTransactions;
  const part = and(eq(x.processorPayoutId, payoutId), sql`${x.kind} not in ('payout', 'payout_reversal')`);
  const parts = await tx
    .select({
      ...{ id: x.id, kind: x.kind, grossMinor: x.grossMinor, feeMinor: x.feeMinor, netMinor: x.netMinor },
      ...{ occurredAt: x.occurredAt, providerId: x.providerId, transactionId: x.transactionId },
    })
    .from(x)
    .where(part)
    .orderBy(asc(x.occurredAt), asc(x.id))
    .limit(most);
  const [sums] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      netMinor: sql<string>`coalesce(sum(${x.netMinor}), 0)::text`,
      unbooked: sql<number>`(count(*) filter (where ${x.transactionId} is null))::int`,
    })
    .from(x)
    .where(part);
  const { count = 0, netMinor = "0", unbooked = 0 } = sums ?? {};
  const posted = await postings(tx, eq(transactions.processorPayoutId, payoutId));
  return { ...payout, parts, count, unbooked, partsMinor: BigInt(netMinor), postings: posted };
}
export type ProcessorPayoutFacts = NonNullable<Awaited<ReturnType<typeof processorPayoutById>>>;

/** The accounts at processors that this organization has or had, the connected one first. */
export const connectedAccounts = (tx: TenantTx) =>
  tx
    .select({
      ...{ id: processorAccounts.id, gateway: processorAccounts.gateway, state: processorAccounts.state },
      ...{ providerAccount: processorAccounts.providerAccount, keyHint: processorAccounts.keyHint },
      ...{ createdAt: processorAccounts.createdAt, disconnectedAt: processorAccounts.disconnectedAt },
    })
    .from(processorAccounts)
    .orderBy(asc(processorAccounts.state), desc(processorAccounts.createdAt));

/** What the processor's own balance comes to, by the transactions it told of, beside what the books say; a row a currency. */
export async function processorStanding(tx: TenantTx) {
  const { rows } = await tx.execute<Record<"gateway" | "currency" | "told" | "booked" | "transit", string>>(sql`
    with told as (
      select x.gateway, x.currency, sum(x.net_minor)::bigint as minor from payments.processor_transactions x group by 1, 2
    ), booked as (
      select split_part(b.code, ':', 3) as gateway, b.currency, (b.normal * b.balance_minor)::bigint as minor
      from payments.account_balances() b where b.code like 'assets:processor:%'
    ), transit as (
      select p.gateway, p.currency, sum(p.amount_minor)::bigint as minor from payments.processor_payouts p where p.state in ('pending', 'in_transit') group by 1, 2
    )
    select gateway, currency, coalesce(told.minor, 0)::text as told, coalesce(booked.minor, 0)::text as booked, coalesce(transit.minor, 0)::text as transit
    from told full join booked using (gateway, currency) full join transit using (gateway, currency)
    where coalesce(told.minor, 0) <> 0 or coalesce(booked.minor, 0) <> 0 or coalesce(transit.minor, 0) <> 0 order by 1, 2`);
  return rows.map(({ gateway, currency, told, booked, transit }) => ({
    ...{ gateway, currency },
    ...{ toldMinor: BigInt(told), bookedMinor: BigInt(booked), transitMinor: BigInt(transit) },
  }));
}
