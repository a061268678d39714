import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { events } from "#db/schema/events";
import { orderItems, orders, tickets, ticketTiers } from "#db/schema/ticketing";
import { refunds } from "#db/schema/ticketing/refunds";
import { orderTaxes } from "#db/schema/ticketing/terms";
import { userProfiles } from "#db/schema/users";
import type { PublicTx, TenantTx } from "#db/tenant";
import { CheckoutView, OrderView } from "#lib/ticketing/rules";

/** A visitor's checkout; null for a token that nobody has. Called with `asPublic`. */
export async function checkout(tx: PublicTx, token: string): Promise<CheckoutView | null> {
  const { rows } = await tx.execute<{ page: unknown }>(sql`select ticketing.checkout(${token}) as page`);
  return rows[0]?.page ? CheckoutView.parse(rows[0].page) : null;
}

/** A buyer's order at `/orders/<token>`; null for a token that nobody has. Called with `asPublic`; poll while `pending`. */
export async function orderPage(tx: PublicTx, token: string): Promise<OrderView | null> {
  const { rows } = await tx.execute<{ page: unknown }>(sql`select ticketing.order_page(${token}) as page`);
  return rows[0]?.page ? OrderView.parse(rows[0].page) : null;
}

/** Everything of an order for its page, and what happened to it, oldest first; undefined when it is not theirs. */
export async function orderById(tx: TenantTx, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [order] = await tx
    .select({
      id: orders.id,
      number: orders.number,
      state: orders.state,
      buyerName: orders.buyerName,
      buyerEmail: orders.buyerEmail,
      quantity: orders.quantity,
      totalMinor: orders.totalMinor,
      taxMinor: orders.taxMinor,
      taxRatePpm: orders.taxRatePpm,
      taxInclusive: orders.taxInclusive,
      taxCode: orders.taxCode,
      platformFeeMinor: orders.platformFeeMinor,
      processingFeeMinor: orders.processingFeeMinor,
      refundedMinor: orders.refundedMinor,
      currency: orders.currency,
      channel: orders.channel,
      method: orders.method,
      discountMinor: orders.discountMinor,
      code: orders.code,
      gateway: orders.gateway,
      paymentRef: orders.paymentRef,
      groupId: orders.groupId,
      failure: orders.failure,
      createdAt: orders.createdAt,
      paidAt: orders.paidAt,
      eventId: orders.eventId,
      eventName: events.name,
      eventStartsAt: events.startsAt,
      eventZone: events.zone,
    })
    .from(orders)
    .innerJoin(events, and(eq(events.organizationId, orders.organizationId), eq(events.id, orders.eventId)))
    .where(eq(orders.id, id));
  if (!order) return undefined;
  const items = await itemsOf(tx, id);
  const taxes = await taxesOf(tx, id);
  const asked = await tx.execute<{ answers: Answered[] }>(
    sql`select ${answersOf(sql`g.order_id = ${id} and g.place = 0`)} as answers`,
  );
  const admissions = await ticketsOf(tx, id);
  const returned = await refundsOf(tx, id);
  const onTheWay = returned.filter((one) => one.state === "requested").reduce((sum, one) => sum + one.amountMinor, 0n);
  const refundableMinor = ["paid", "partially_refunded", "refund_due"].includes(order.state)
    ? order.totalMinor - order.refundedMinor - onTheWay
    : 0n;
  return {
    ...order,
    items,
    taxes,
    answers: asked.rows[0]?.answers ?? [],
    tickets: admissions,
    refunds: returned,
    refundableMinor,
    timeline: timeline(order, admissions, returned),
  };
}

const itemsOf = (tx: TenantTx, orderId: string) =>
  tx
    .select({
      id: orderItems.id,
      tier: ticketTiers.name,
      quantity: orderItems.quantity,
      unitPriceMinor: orderItems.unitPriceMinor,
      totalMinor: orderItems.totalMinor,
    })
    .from(orderItems)
    .innerJoin(
      ticketTiers,
      and(eq(ticketTiers.organizationId, orderItems.organizationId), eq(ticketTiers.id, orderItems.tierId)),
    )
    .where(eq(orderItems.orderId, orderId))
    .orderBy(asc(ticketTiers.position), asc(ticketTiers.id));

const ticketsOf = (tx: TenantTx, orderId: string) =>
  tx
    .select({
      id: tickets.id,
      code: tickets.code,
      state: tickets.state,
      attendeeName: tickets.attendeeName,
      attendeeEmail: tickets.attendeeEmail,
      tier: ticketTiers.name,
      redeemedAt: tickets.redeemedAt,
      seat: seatOfTicket,
      answers: answersOf(sql`g.ticket_id = ${tickets.id}`),
    })
    .from(tickets)
    .innerJoin(
      ticketTiers,
      and(eq(ticketTiers.organizationId, tickets.organizationId), eq(ticketTiers.id, tickets.tierId)),
    )
    .where(eq(tickets.orderId, orderId))
    .orderBy(asc(ticketTiers.position), asc(tickets.id));

type Answered = { label: string; answer: string };
const answersOf = (whose: SQL) => sql<
  Answered[]
>`(select coalesce(jsonb_agg(jsonb_build_object('label', q.label, 'answer', a.answer) order by q.position, q.id), '[]'::jsonb)
  from ticketing.registrations g join ticketing.registration_answers a on a.organization_id = g.organization_id and a.registration_id = g.id
  join ticketing.registration_questions q on q.organization_id = a.organization_id and q.id = a.question_id where ${whose})`;

const seatOfTicket = sql<
  string | null
>`(select c.name || ', row ' || s.row || ', seat ' || s.number from ticketing.seat_assignments a
  join ticketing.seats s on s.organization_id = a.organization_id and s.id = a.seat_id
  join ticketing.seating_sections c on c.organization_id = s.organization_id and c.id = s.section_id
  where a.ticket_id = ${tickets.id} order by a.released_at nulls first limit 1)`;

const taxesOf = (tx: TenantTx, orderId: string) =>
  tx
    .select({ name: orderTaxes.name, ratePpm: orderTaxes.ratePpm, taxMinor: orderTaxes.taxMinor })
    .from(orderTaxes)
    .where(eq(orderTaxes.orderId, orderId))
    .orderBy(asc(orderTaxes.account));

const refundsOf = (tx: TenantTx, orderId: string) =>
  tx
    .select({
      id: refunds.id,
      state: refunds.state,
      amountMinor: refunds.amountMinor,
      currency: refunds.currency,
      reason: refunds.reason,
      failure: refunds.failure,
      requestedBy: userProfiles.name,
      groupId: refunds.groupId,
      createdAt: refunds.createdAt,
      settledAt: refunds.settledAt,
    })
    .from(refunds)
    .leftJoin(userProfiles, eq(userProfiles.userId, refunds.requestedBy))
    .where(eq(refunds.orderId, orderId))
    .orderBy(asc(refunds.createdAt), asc(refunds.id));

export type Happening = { at: Date; what: string; detail?: string; amountMinor?: bigint };
type Ordered = {
  createdAt: Date;
  paidAt: Date | null;
  state: string;
  failure: string | null;
  totalMinor: bigint;
  buyerName: string;
};
type Admission = { redeemedAt: Date | null; attendeeName: string; tier: string };
type Returned = Awaited<ReturnType<typeof refundsOf>>[number];

/** What happened to an order, from its own facts. A failure has no moment of its own: it is told with the order. */
function timeline(order: Ordered, admissions: Admission[], returned: Returned[]): Happening[] {
  const failed = order.failure ? { detail: order.failure } : {};
  const happenings: Happening[] = [
    { at: order.createdAt, what: "Ordered", detail: order.buyerName, ...(order.paidAt ? {} : failed) },
    ...(order.paidAt ? [{ at: order.paidAt, what: "Paid", amountMinor: order.totalMinor, ...failed }] : []),
    ...admissions.flatMap((one) =>
      one.redeemedAt ? [{ at: one.redeemedAt, what: "Checked in", detail: `${one.attendeeName}, ${one.tier}` }] : [],
    ),
    ...returned.map((one) => ({
      at: one.createdAt,
      what: "Refund asked for",
      detail: [one.requestedBy, one.reason].filter(Boolean).join(": "),
      amountMinor: one.amountMinor,
    })),
    ...returned.flatMap((one) =>
      one.settledAt
        ? [
            {
              at: one.settledAt,
              what: one.state === "failed" ? "Refund failed" : "Refunded",
              detail: one.failure ?? undefined,
              amountMinor: one.amountMinor,
            },
          ]
        : [],
    ),
  ];
  return happenings.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** How an event sells: tickets by where they are, and what buyers paid, refunds taken off, in its currency. */
export async function eventSales(tx: TenantTx, eventId: string) {
  const { rows } = await tx.execute<{
    quota: number;
    held: number;
    sold: number;
    orders: number;
    paid_minor: string;
    refunded_minor: string;
    checked_in: number;
  }>(sql`
    select coalesce(sum(t.quota), 0)::int as quota, coalesce(sum(t.held), 0)::int as held, coalesce(sum(t.sold), 0)::int as sold,
      (select count(*)::int from ticketing.orders o where o.event_id = ${eventId} and o.state in ('paid', 'partially_refunded')) as orders,
      (select coalesce(sum(o.total_minor), 0)::text from ticketing.orders o where o.event_id = ${eventId} and o.state in ('paid', 'partially_refunded', 'refunded')) as paid_minor,
      (select coalesce(sum(o.refunded_minor), 0)::text from ticketing.orders o where o.event_id = ${eventId} and o.state in ('paid', 'partially_refunded', 'refunded')) as refunded_minor,
      (select count(*)::int from ticketing.tickets k where k.event_id = ${eventId} and k.state = 'redeemed') as checked_in
    from ticketing.ticket_tiers t where t.event_id = ${eventId}`);
  const [row] = rows;
  if (!row) throw new Error("A sum always has a row.");
  const { quota, held, sold, orders: count, paid_minor, refunded_minor, checked_in } = row;
  return {
    quota,
    held,
    sold,
    left: quota - held - sold,
    orders: count,
    paidMinor: BigInt(paid_minor),
    refundedMinor: BigInt(refunded_minor),
    checkedIn: checked_in,
  };
}
