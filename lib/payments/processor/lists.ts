import "server-only";
import { sql } from "drizzle-orm";
import {
  disputeStates,
  eventStates,
  gatewayNames,
  processorPayoutStates,
  processorTransactionKinds,
} from "#lib/payments/processor/rules";
import type { ListOption, ListSpec, Tone } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const options = (words: Record<string, string>, tones: Record<string, Tone> = {}): ListOption[] =>
  Object.entries(words).map(([value, label]) => ({ value, label, tone: tones[value] }));
const gateways = options(gatewayNames);

const disputeSpec = {
  searches: "numbers of orders, bookings and invoices, and buyers",
  defaultSort: { key: "openedAt", descending: true },
  columns: [
    { key: "order", label: "Paid for", kind: "code", sortable: true, filter: "text" },
    { key: "buyer", label: "Buyer", kind: "text", filter: "text" },
    { key: "amount", label: "Disputed", kind: "money", sortable: true, filter: "money-range" },
    {
      key: "state",
      label: "State",
      kind: "state",
      filter: "enum",
      promoted: true,
      options: options(disputeStates, { open: "warning", contested: "info", won: "success", lost: "danger" }),
    },
    { key: "respondUntil", label: "Answer by", kind: "datetime", filter: "date-range", promoted: true },
    { key: "fee", label: "Fee", kind: "money", hiddenByDefault: true },
    { key: "reason", label: "Reason", kind: "text", filter: "text" },
    {
      key: "openedAt",
      label: "Opened",
      kind: "datetime",
      sortable: true,
      filter: "date-range",
      hiddenByDefault: true,
    },
    { key: "gateway", label: "Processor", kind: "badge", filter: "enum", options: gateways, hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** What buyers' banks took back, or want to. */
export const disputeList: ListDefinition = {
  name: "payments.disputes",
  needs: "payments:read",
  spec: disputeSpec,
  from: sql`payments.disputes d cross join lateral payments.disputed_by(d) o`,
  id: sql`d.id`,
  currency: sql`d.currency`,
  values: {
    order: { sql: sql`o.number`, type: "text" },
    buyer: { sql: sql`o.payer`, type: "text" },
    amount: { sql: sql`d.amount_minor`, type: "bigint" },
    state: { sql: sql`d.state`, type: "text" },
    respondUntil: { sql: sql`d.respond_until`, type: "timestamptz" },
    fee: { sql: sql`d.fee_minor`, type: "bigint" },
    reason: { sql: sql`replace(d.reason, '_', ' ')`, type: "text" },
    openedAt: { sql: sql`d.opened_at`, type: "timestamptz" },
    gateway: { sql: sql`d.gateway`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`o.number ilike ${like} or o.payer ilike ${like} or d.provider_id = ${words}`;
  },
  href: (row, { slug }) => `/${slug}/payments/disputes/${row.id}`,
};
export const disputeViews: View[] = [
  { id: "open", name: "To answer", scope: "system", search: "f.state=open" },
  { id: "undecided", name: "Undecided", scope: "system", search: "f.state=open,contested,accepted" },
  { id: "lost", name: "Lost", scope: "system", search: "f.state=lost" },
];

const eventSpec = {
  searches: "event ids and reasons",
  defaultSort: { key: "receivedAt", descending: true },
  columns: [
    { key: "receivedAt", label: "Received", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "kind", label: "What it says", kind: "code", filter: "text", promoted: true },
    {
      key: "state",
      label: "State",
      kind: "state",
      filter: "enum",
      promoted: true,
      options: options(eventStates, { waiting: "warning", processed: "success", dead: "danger" }),
    },
    { key: "error", label: "Why not", kind: "text", filter: "text" },
    { key: "times", label: "Came", kind: "number" },
    { key: "gateway", label: "Processor", kind: "badge", filter: "enum", options: gateways, promoted: true },
    { key: "eventId", label: "Event", kind: "code", filter: "text", hiddenByDefault: true },
    { key: "processedAt", label: "Processed", kind: "datetime", hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** What processors told this organization, exactly as they said it. */
export const webhookList: ListDefinition = {
  name: "payments.webhook_events",
  needs: "payments:read",
  spec: eventSpec,
  from: sql`gateway.webhook_events e`,
  id: sql`e.id`,
  values: {
    receivedAt: { sql: sql`e.received_at`, type: "timestamptz" },
    kind: { sql: sql`e.kind`, type: "text" },
    state: {
      sql: sql`case when e.processed_at is null then 'waiting' when e.error is null then 'processed' else 'dead' end`,
      type: "text",
    },
    error: { sql: sql`e.error`, type: "text" },
    times: { sql: sql`e.times`, type: "integer" },
    gateway: { sql: sql`e.gateway`, type: "text" },
    eventId: { sql: sql`e.event_id`, type: "text" },
    processedAt: { sql: sql`e.processed_at`, type: "timestamptz" },
  },
  search: (words) => sql`e.event_id = ${words} or e.error ilike ${`%${escapeLike(words)}%`}`,
  href: (row, { slug }) => `/${slug}/payments/processor/events/${row.id}`,
};
export const webhookViews: View[] = [
  { id: "dead", name: "Dead letters", scope: "system", search: "f.state=dead" },
  { id: "waiting", name: "Waiting", scope: "system", search: "f.state=waiting" },
];

const balanceSpec = {
  searches: "the processor's ids",
  defaultSort: { key: "occurredAt", descending: true },
  columns: [
    { key: "occurredAt", label: "When", kind: "datetime", sortable: true, filter: "date-range" },
    {
      key: "kind",
      label: "Kind",
      kind: "badge",
      filter: "enum",
      promoted: true,
      options: options(processorTransactionKinds),
    },
    { key: "gross", label: "Gross", kind: "money", filter: "money-range" },
    { key: "fee", label: "Fee", kind: "money" },
    { key: "net", label: "Net", kind: "money", sortable: true, filter: "money-range" },
    { key: "availableOn", label: "Available", kind: "date", filter: "date-range" },
    { key: "payout", label: "Payout", kind: "code", filter: "text", promoted: true },
    {
      key: "booked",
      label: "In the books",
      kind: "badge",
      filter: "enum",
      promoted: true,
      options: [
        { value: "yes", label: "Yes", tone: "success" },
        { value: "no", label: "Not yet", tone: "warning" },
      ],
    },
    { key: "merchant", label: "For", kind: "text", hiddenByDefault: true },
    { key: "provider", label: "Id there", kind: "code", filter: "text", hiddenByDefault: true },
    { key: "gateway", label: "Processor", kind: "badge", filter: "enum", options: gateways, hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** Every change of the balance at the processor, as the processor accounts for it. */
export const balanceList: ListDefinition = {
  name: "payments.processor_transactions",
  needs: "payments:read",
  spec: balanceSpec,
  from: sql`payments.processor_transactions x
    left join payments.processor_payouts p on (p.organization_id, p.id) = (x.organization_id, x.processor_payout_id)`,
  id: sql`x.id`,
  currency: sql`x.currency`,
  values: {
    occurredAt: { sql: sql`x.occurred_at`, type: "timestamptz" },
    kind: { sql: sql`x.kind`, type: "text" },
    gross: { sql: sql`x.gross_minor`, type: "bigint" },
    fee: { sql: sql`x.fee_minor`, type: "bigint" },
    net: { sql: sql`x.net_minor`, type: "bigint" },
    availableOn: { sql: sql`x.available_on`, type: "date" },
    payout: { sql: sql`coalesce(nullif(p.statement_reference, ''), p.provider_id)`, type: "text" },
    booked: { sql: sql`case when x.transaction_id is null then 'no' else 'yes' end`, type: "text" },
    merchant: {
      sql: sql`(select o.name from organizations.organizations o where o.id = x.merchant_organization_id)`,
      type: "text",
    },
    provider: { sql: sql`x.provider_id`, type: "text" },
    gateway: { sql: sql`x.gateway`, type: "text" },
    transactionId: { sql: sql`x.transaction_id::text`, type: "text" },
  },
  search: (words) => sql`x.provider_id = ${words} or p.statement_reference = ${words}`,
  href: (row, { slug }) =>
    row.transactionId ? `/${slug}/payments/journal/${row.transactionId}` : `/${slug}/payments/processor/balance`,
};
export const balanceViews: View[] = [
  { id: "unbooked", name: "Not in the books", scope: "system", search: "f.booked=no" },
  { id: "fees", name: "Fees", scope: "system", search: "f.kind=fee" },
];

const payoutSpec = {
  searches: "bank references",
  defaultSort: { key: "arrivalOn", descending: true },
  columns: [
    { key: "reference", label: "On the bank statement", kind: "code", filter: "text" },
    { key: "arrivalOn", label: "Arrives", kind: "date", sortable: true, filter: "date-range", promoted: true },
    { key: "amount", label: "Amount", kind: "money", sortable: true, filter: "money-range" },
    { key: "difference", label: "Not explained", kind: "money" },
    {
      key: "state",
      label: "State",
      kind: "state",
      filter: "enum",
      promoted: true,
      options: options(processorPayoutStates, {
        pending: "warning",
        in_transit: "info",
        paid: "success",
        failed: "danger",
        cancelled: "neutral",
      }),
    },
    { key: "count", label: "Made of", kind: "number" },
    { key: "gateway", label: "Processor", kind: "badge", filter: "enum", options: gateways, hiddenByDefault: true },
  ],
} satisfies ListSpec;

const parts = sql`payments.processor_transactions x where x.organization_id = p.organization_id and x.processor_payout_id = p.id and x.kind not in ('payout', 'payout_reversal')`;

/** What the processor sent to the bank. */
export const processorPayoutList: ListDefinition = {
  name: "payments.processor_payouts",
  needs: "payments:read",
  spec: payoutSpec,
  from: sql`payments.processor_payouts p`,
  id: sql`p.id`,
  currency: sql`p.currency`,
  values: {
    reference: { sql: sql`coalesce(nullif(p.statement_reference, ''), p.provider_id)`, type: "text" },
    arrivalOn: { sql: sql`p.arrival_on`, type: "date" },
    amount: { sql: sql`p.amount_minor`, type: "bigint" },
    difference: {
      sql: sql`(p.amount_minor - coalesce((select sum(x.net_minor) from ${parts}), 0))::bigint`,
      type: "bigint",
    },
    state: { sql: sql`p.state`, type: "text" },
    count: { sql: sql`(select count(*)::int from ${parts})`, type: "integer" },
    gateway: { sql: sql`p.gateway`, type: "text" },
  },
  search: (words) => sql`p.statement_reference ilike ${`%${escapeLike(words)}%`} or p.provider_id = ${words}`,
  href: (row, { slug }) => `/${slug}/payments/processor/payouts/${row.id}`,
};
