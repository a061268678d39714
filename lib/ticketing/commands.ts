import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { events } from "#db/schema/events";
import { orders, tickets, ticketTiers } from "#db/schema/ticketing";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { EventId, tierRow } from "#lib/events/rules";
import { parseMoney } from "#lib/money";
import {
  AttendeeChange,
  EventRefund,
  RefundRequest,
  type SellingInput,
  TierAddition,
  TierChange,
  TierId,
} from "#lib/ticketing/rules";

const Requested = z.object({
  refundId: z.uuid().nullable(),
  /** The organization wants a second person for so much, who is asked now; nothing moved yet. */
  requestId: z.uuid().optional(),
  amountMinor: z.string().transform(BigInt),
  whole: z.boolean(),
});
type Requested = z.output<typeof Requested>;

const tier = (output: { id: string }) => ({ subject: "ticketing.ticket_tiers", subjectId: output.id });
const goneTier = () => new Refusal("missing", "That ticket is not here any more, or not yours.");

export const addTier = command({
  name: "ticketing.add_tier",
  needs: "ticketing:write",
  input: TierAddition,
  trace: tier,
  async run({ tx, actor, input: { eventId, ...input } }) {
    const { currency, ...row } = await rowFor(tx, eventId, input);
    const position = sql<number>`(select coalesce(max(t.position) + 1, 0) from ticketing.ticket_tiers t where t.event_id = ${eventId})`;
    const made = await tx.execute<{ id: string }>(
      sql`${insertInto(ticketTiers, { ...row, currency, position, eventId, organizationId: actor.organizationId })} returning id`,
    );
    return { id: z.uuid().parse(made.rows[0]?.id), eventId };
  },
});

/** Change a tier. What was sold keeps the price it was sold at; the quota cannot fall below what is held and sold. */
export const updateTier = command({
  name: "ticketing.update_tier",
  needs: "ticketing:write",
  input: TierChange,
  trace: tier,
  async run({ tx, input: { id, ...input }, watch }) {
    await watch(ticketTiers, id);
    const [found] = await tx.select({ eventId: ticketTiers.eventId }).from(ticketTiers).where(eq(ticketTiers.id, id));
    if (!found) throw goneTier();
    const { currency, ...row } = await rowFor(tx, found.eventId, input);
    const [changed] = await tx
      .update(ticketTiers)
      .set(row)
      .where(eq(ticketTiers.id, id))
      .returning({ id: ticketTiers.id });
    if (!changed) throw goneTier();
    return { id, eventId: found.eventId };
  },
});

/** Only one that nobody has bought or chosen; the database says so otherwise. */
export const removeTier = command({
  name: "ticketing.remove_tier",
  needs: "ticketing:write",
  input: TierId,
  trace: tier,
  async run({ tx, input, watch }) {
    await watch(ticketTiers, input.id);
    const [removed] = await tx
      .delete(ticketTiers)
      .where(eq(ticketTiers.id, input.id))
      .returning({ id: ticketTiers.id });
    if (!removed) throw goneTier();
    return removed;
  },
});

/** Ask for money back. The gateway sends it and the books follow; the order shows how far it is. */
export const refundOrder = command<typeof RefundRequest, Requested>({
  name: "ticketing.refund_order",
  needs: "ticketing:refund",
  input: RefundRequest,
  trace: (_, input) => ({
    subject: "ticketing.orders",
    subjectId: input.orderId,
  }),
  async run({ tx, input }) {
    const [order] = await tx.select({ currency: orders.currency }).from(orders).where(eq(orders.id, input.orderId));
    if (!order) throw new Refusal("missing", "That order is not here, or not yours.");
    const amount = input.amount === undefined ? null : parseMoney(input.amount, order.currency);
    if (input.amount !== undefined && amount === null)
      refuse("amount", `Not an amount of ${order.currency}. Write it like 12.50.`);
    const answer = await tx.execute<{ refund: unknown }>(sql`
      select ticketing.refund_order(${input.orderId}::uuid, ${amount?.toString() ?? null}::bigint, ${input.reason}, ${input.key}, ${input.source ?? null}) as refund`);
    return Requested.parse(answer.rows[0]?.refund);
  },
});

/** Give everybody everything back, when an event does not happen. Safe to send again: what is on its way is left alone. */
export const refundEvent = command<typeof EventRefund, { orders: number }>({
  name: "ticketing.refund_event",
  needs: "ticketing:refund",
  input: EventRefund,
  trace: (_, input) => ({
    subject: "events.events",
    subjectId: input.eventId,
  }),
  async run({ tx, input }) {
    const [event] = await tx.select({ state: events.state }).from(events).where(eq(events.id, input.eventId));
    if (!event) throw new Refusal("missing", "That event is not here any more, or not yours.");
    if (event.state !== "cancelled")
      throw new Refusal("conflict", "Cancel the event first. Then everybody can be refunded at once.");
    const asked = await tx.execute<{ count: number }>(sql`
      select count(ticketing.refund_order(due.id, null, ${input.reason}, 'event:' || due.id))::int as count
      from (select o.id from ticketing.orders o
        where o.event_id = ${input.eventId} and o.state in ('paid', 'partially_refunded')
          and (o.total_minor = 0 or o.total_minor - o.refunded_minor > (
            select coalesce(sum(r.amount_minor), 0) from ticketing.refunds r where r.order_id = o.id and r.state = 'requested'))
        order by o.id) due`);
    return { orders: asked.rows[0]?.count ?? 0 };
  },
});

export const correctAttendee = command({
  name: "ticketing.correct_attendee",
  needs: "ticketing:write",
  input: AttendeeChange,
  trace: (output: { id: string }) => ({ subject: "ticketing.tickets", subjectId: output.id }),
  async run({ tx, input: { id, ...row }, watch }) {
    await watch(tickets, id);
    const [changed] = await tx.update(tickets).set(row).where(eq(tickets.id, id)).returning({ id: tickets.id });
    if (!changed) throw new Refusal("missing", "That ticket is not here, or not yours.");
    return changed;
  },
});

/** The tier as a row in its event's zone and currency, or a refusal at the field that is wrong. */
async function rowFor(tx: TenantTx, eventId: string, { kind, hidden, openPrice, suggested, ...input }: SellingInput) {
  const [event] = await tx
    .select({ zone: events.zone, currency: events.currency, startsAt: events.startsAt })
    .from(events)
    .where(eq(events.id, EventId.parse({ id: eventId }).id));
  if (!event) throw new Refusal("missing", "That event is not here any more, or not yours.");
  const row = tierRow(input, { ...event, now: new Date() });
  if ("field" in row) refuse(row.field, row.message);
  const suggestedMinor = openPrice && suggested !== undefined ? parseMoney(suggested, event.currency) : undefined;
  if (suggestedMinor === null) refuse("suggested", `Not an amount of ${event.currency}. Write it like 12 or 12.50.`);
  if (suggestedMinor !== undefined && suggestedMinor < row.priceMinor)
    refuse("suggested", "What you suggest is below the least.");
  return { ...row, kind, hidden, openPrice, suggestedMinor: suggestedMinor ?? null, currency: event.currency };
}

function refuse(field: string, message: string): never {
  throw new Refusal("invalid", message, { [field]: [message] });
}
