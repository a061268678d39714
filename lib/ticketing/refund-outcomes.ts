import "server-only";
import { sql } from "drizzle-orm";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const outcomes: readonly ListOption[] = [
  { value: "waiting", label: "Not yet tried", tone: "neutral" },
  { value: "second", label: "Waits for a second person", tone: "warning" },
  { value: "underway", label: "On the way", tone: "info" },
  { value: "refunded", label: "Refunded", tone: "success" },
  { value: "failed", label: "Failed", tone: "danger" },
];

const spec = {
  searches: "orders and buyers",
  defaultSort: { key: "order", descending: false },
  columns: [
    { key: "order", label: "Order", kind: "code", sortable: true, filter: "text" },
    { key: "buyer", label: "Buyer", kind: "text", sortable: true, filter: "text" },
    { key: "email", label: "E-mail", kind: "text", hiddenByDefault: true },
    { key: "event", label: "Event", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "outcome", label: "Outcome", kind: "state", filter: "enum", promoted: true, options: outcomes },
    { key: "amount", label: "Refund", kind: "money" },
    { key: "left", label: "Still with us", kind: "money" },
    { key: "problem", label: "Why not", kind: "text", filter: "text" },
    { key: "triedAt", label: "Tried", kind: "datetime", filter: "date-range" },
  ],
} satisfies ListSpec;

/** What came of each order when an event's buyers were all refunded; what failed is tried again from here. */
export const refundOutcomeList: ListDefinition = {
  name: "ticketing.refund_outcomes",
  needs: "ticketing:read",
  spec,
  from: sql`ticketing.refund_run_items i
    join ticketing.orders o on o.organization_id = i.organization_id and o.id = i.order_id
    join events.events e on e.organization_id = i.organization_id and e.id = o.event_id
    left join ticketing.refunds f on f.organization_id = i.organization_id and f.id = i.refund_id`,
  id: sql`i.id`,
  currency: sql`o.currency`,
  values: {
    order: { sql: sql`o.number`, type: "text" },
    buyer: { sql: sql`o.buyer_name`, type: "text" },
    email: { sql: sql`o.buyer_email`, type: "text" },
    event: { sql: sql`e.name`, type: "text" },
    outcome: {
      sql: sql`case when i.state <> 'placed' then i.state::text when f.state = 'failed' then 'failed'
        when f.state = 'requested' then 'underway' else 'refunded' end`,
      type: "text",
    },
    amount: { sql: sql`f.amount_minor`, type: "bigint" },
    left: { sql: sql`o.total_minor - o.refunded_minor`, type: "bigint" },
    problem: {
      sql: sql`case when i.state = 'failed' or f.state = 'failed' then coalesce(i.problem, f.failure, 'The payment provider could not send it.') end`,
      type: "text",
    },
    triedAt: { sql: sql`i.tried_at`, type: "timestamptz" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`o.number ilike ${like} or o.buyer_name ilike ${like} or o.buyer_email ilike ${like}`;
  },
};

export const refundOutcomeViews: View[] = [
  { id: "failed", name: "Failed", scope: "system", search: "f.outcome=failed" },
  { id: "open", name: "Not there yet", scope: "system", search: "f.outcome=waiting,second,underway" },
];
