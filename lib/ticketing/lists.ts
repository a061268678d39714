import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

export const orderStates: readonly ListOption[] = [
  { value: "pending", label: "Being paid", tone: "info" },
  { value: "paid", label: "Paid", tone: "success" },
  { value: "partially_refunded", label: "Partly refunded", tone: "warning" },
  { value: "refunded", label: "Refunded", tone: "neutral" },
  { value: "refund_due", label: "Refund due", tone: "danger" },
  { value: "failed", label: "Failed", tone: "danger" },
  { value: "expired", label: "Expired", tone: "neutral" },
];
export const ticketStates: readonly ListOption[] = [
  { value: "issued", label: "Valid", tone: "info" },
  { value: "redeemed", label: "Checked in", tone: "success" },
  { value: "transferred", label: "Transferred", tone: "neutral" },
  { value: "refunded", label: "Refunded", tone: "neutral" },
  { value: "cancelled", label: "Cancelled", tone: "danger" },
];
const channels = [
  { value: "online", label: "Online" },
  { value: "door", label: "At the door" },
  { value: "manual", label: "By hand" },
];

const orderSpec = {
  searches: "order numbers, buyers and e-mails",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "number", label: "Order", kind: "code", sortable: true, filter: "text" },
    { key: "createdAt", label: "Ordered", kind: "datetime", sortable: true, filter: "date-range", promoted: true },
    { key: "buyer", label: "Buyer", kind: "text", sortable: true, filter: "text" },
    { key: "email", label: "E-mail", kind: "text", hiddenByDefault: true, filter: "text" },
    { key: "event", label: "Event", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "quantity", label: "Tickets", kind: "number", sortable: true },
    { key: "total", label: "Total", kind: "money", sortable: true, filter: "money-range" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: orderStates },
    { key: "refunded", label: "Refunded", kind: "money", hiddenByDefault: true },
    { key: "tax", label: "Tax", kind: "money", hiddenByDefault: true },
    { key: "platformFee", label: "Platform fee", kind: "money", hiddenByDefault: true },
    { key: "processingFee", label: "Processing fee", kind: "money", hiddenByDefault: true },
    { key: "channel", label: "Sold", kind: "badge", filter: "enum", hiddenByDefault: true, options: channels },
    { key: "payment", label: "Payment", kind: "code", hiddenByDefault: true, filter: "text" },
  ],
} satisfies ListSpec;

/** Orders, newest first. */
export const orderList: ListDefinition = {
  name: "ticketing.orders",
  needs: "ticketing:read",
  spec: orderSpec,
  from: sql`ticketing.orders o join events.events e on e.organization_id = o.organization_id and e.id = o.event_id`,
  id: sql`o.id`,
  currency: sql`o.currency`,
  values: {
    number: { sql: sql`o.number`, type: "text" },
    createdAt: { sql: sql`o.created_at`, type: "timestamptz" },
    buyer: { sql: sql`o.buyer_name`, type: "text" },
    email: { sql: sql`o.buyer_email`, type: "text" },
    event: { sql: sql`e.name`, type: "text" },
    quantity: { sql: sql`o.quantity`, type: "integer" },
    total: { sql: sql`o.total_minor`, type: "bigint" },
    state: { sql: sql`o.state`, type: "text" },
    refunded: { sql: sql`o.refunded_minor`, type: "bigint" },
    tax: { sql: sql`o.tax_minor`, type: "bigint" },
    platformFee: { sql: sql`o.platform_fee_minor`, type: "bigint" },
    processingFee: { sql: sql`o.processing_fee_minor`, type: "bigint" },
    channel: { sql: sql`o.channel`, type: "text" },
    payment: { sql: sql`o.payment_ref`, type: "text" },
  },
  // Through the letters' index, which row security would keep ILIKE from; more than the list counts is not looked for.
  search: (words) => sql`o.id = any (array(select ticketing.orders_with(${words}, 10001)))`,
  href: (row, { slug }) => `/${slug}/ticketing/orders/${row.id}`,
};

const attendeeSpec = {
  searches: "attendees, e-mails, orders and codes",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "attendee", label: "Attendee", kind: "text", sortable: true, filter: "text" },
    { key: "email", label: "E-mail", kind: "text", filter: "text" },
    { key: "event", label: "Event", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "tier", label: "Ticket", kind: "text", sortable: true, filter: "text" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: ticketStates },
    { key: "order", label: "Order", kind: "code", filter: "text" },
    { key: "createdAt", label: "Issued", kind: "datetime", sortable: true, filter: "date-range", promoted: true },
    { key: "redeemedAt", label: "Checked in", kind: "datetime", filter: "date-range", hiddenByDefault: true },
    { key: "seat", label: "Seat", kind: "text", hiddenByDefault: true },
    { key: "answers", label: "Answers", kind: "text", filter: "text", hiddenByDefault: true },
  ],
} satisfies ListSpec;

const attendeeFrom = sql`ticketing.tickets k
  join ticketing.orders o on o.organization_id = k.organization_id and o.id = k.order_id
  join events.events e on e.organization_id = k.organization_id and e.id = k.event_id
  join ticketing.ticket_tiers t on t.organization_id = k.organization_id and t.id = k.tier_id`;

/** Who comes: one row a ticket, newest first. The code itself is never listed. */
export const attendeeList: ListDefinition = {
  name: "ticketing.attendees",
  needs: "ticketing:read",
  spec: attendeeSpec,
  from: attendeeFrom,
  spread: { column: "answers", into: answersSpread },
  id: sql`k.id`,
  values: {
    attendee: { sql: sql`k.attendee_name`, type: "text" },
    email: { sql: sql`k.attendee_email`, type: "text" },
    event: { sql: sql`e.name`, type: "text" },
    tier: { sql: sql`t.name`, type: "text" },
    state: { sql: sql`k.state`, type: "text" },
    order: { sql: sql`o.number`, type: "text" },
    createdAt: { sql: sql`k.created_at`, type: "timestamptz" },
    redeemedAt: { sql: sql`k.redeemed_at`, type: "timestamptz" },
    seat: {
      sql: sql`(select c.name || ', row ' || s.row || ', seat ' || s.number from ticketing.seat_assignments a
        join ticketing.seats s on s.organization_id = a.organization_id and s.id = a.seat_id
        join ticketing.seating_sections c on c.organization_id = s.organization_id and c.id = s.section_id
        where a.organization_id = k.organization_id and a.ticket_id = k.id and a.released_at is null)`,
      type: "text",
    },
    // What they were asked, and what the buyer was asked for the whole order.
    answers: {
      sql: sql`(select string_agg(q.label || ': ' || a.answer, '; ' order by q.asks, q.position, q.id) from ticketing.registrations g
        join ticketing.registration_answers a on a.organization_id = g.organization_id and a.registration_id = g.id
        join ticketing.registration_questions q on q.organization_id = a.organization_id and q.id = a.question_id
        where g.organization_id = k.organization_id and g.order_id = k.order_id and (g.ticket_id = k.id or g.place = 0))`,
      type: "text",
    },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`k.attendee_name ilike ${like} or k.attendee_email ilike ${like} or o.number ilike ${like} or k.code = ${words.toUpperCase()}`;
  },
};

/** In a file, a column a question: those of the events whose tickets are in it. The same question of several events is one. */
async function answersSpread(tx: TenantTx, matching: SQL) {
  const { rows } = await tx.execute<{ label: string; ids: string[] }>(sql`
    select q.label, array_agg(q.id) as ids from ticketing.registration_questions q
    where q.event_id in (select k.event_id from ${attendeeFrom} where ${matching})
      and (not q.archived or exists (select from ticketing.registration_answers a where a.organization_id = q.organization_id and a.question_id = q.id))
    group by q.label order by max(q.asks) desc, min(q.position), min(q.id::text) limit 100`);
  return rows.map(({ label, ids }, n) => ({
    column: { key: `answer_${n}`, label, kind: "text" } as const,
    value: {
      sql: sql`(select string_agg(a.answer, '; ' order by a.id) from ticketing.registrations g
        join ticketing.registration_answers a on a.organization_id = g.organization_id and a.registration_id = g.id
        where g.organization_id = k.organization_id and g.order_id = k.order_id and (g.ticket_id = k.id or g.place = 0)
          and a.question_id = any (${`{${ids.join(",")}}`}::uuid[]))`,
      type: "text",
    } as const,
  }));
}

/** The same lists for one event. */
export const ordersOf = (eventId: string): ListDefinition => ({
  ...orderList,
  where: sql`o.event_id = ${eventId}::uuid`,
});
export const attendeesOf = (eventId: string): ListDefinition => ({
  ...attendeeList,
  where: sql`k.event_id = ${eventId}::uuid`,
});

/** The tabs that every organization has. */
export const orderViews: View[] = [
  { id: "paid", name: "Paid", scope: "system", search: "f.state=paid,partially_refunded" },
  { id: "attention", name: "Needs attention", scope: "system", search: "f.state=refund_due,failed" },
  { id: "refunds", name: "Refunded", scope: "system", search: "f.state=partially_refunded,refunded" },
];
export const attendeeViews: View[] = [
  { id: "expected", name: "Expected", scope: "system", search: "f.state=issued" },
  { id: "arrived", name: "Checked in", scope: "system", search: "f.state=redeemed" },
];
