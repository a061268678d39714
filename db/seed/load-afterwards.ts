import { randomBytes, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import type { Order } from "#db/seed/plan";
import { randomFrom } from "#db/seed/random";
import { insertRows } from "#db/seed/rows";

/** One ticket per admission, scanned at the door by those who came. */
export async function loadTickets(client: Client, { id }: Place, orders: readonly Order[]) {
  const ids = randomFrom(`tickets of ${id}`);
  const tickets = orders.flatMap((order) =>
    order.items
      .flatMap(({ tier, quantity }) => Array.from({ length: quantity }, () => tier))
      .map((tier, place) => ({ id: ids.uuid7(order.outcome.at), order, tier, scan: order.scans[place] ?? null })),
  );
  await insertRows<(typeof tickets)[number]>(
    client,
    "ticketing.tickets",
    {
      organization_id: ["uuid", () => id],
      id: ["uuid", (ticket) => ticket.id],
      order_id: ["uuid", ({ order }) => order.id],
      event_id: ["uuid", ({ order }) => order.event.id],
      tier_id: ["uuid", ({ tier }) => tier.id],
      attendee_name: ["text", ({ order }) => order.buyer.name],
      attendee_email: ["text", ({ order }) => order.buyer.email],
      code: ["text", secretCode],
      created_at: ["timestamptz", ({ order }) => order.outcome.at],
    },
    tickets,
  );
  const scanned = tickets.filter(({ scan }) => scan);
  await client.query(
    `update ticketing.tickets k set state = 'redeemed', redeemed_at = x.at
     from unnest($2::uuid[], $3::timestamptz[]) x (id, at) where k.organization_id = $1 and k.id = x.id`,
    [id, scanned.map((ticket) => ticket.id), scanned.map(({ scan }) => scan)],
  );
}

/** As `ticketing.random_code(26)`: 130 random bits in Crockford's base 32. */
const secretCode = () => Array.from(randomBytes(26), (byte) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[byte & 31]).join("");

/** Money back, in the order in which it was asked for: the gateway's row, the postings, the order, and the tickets when all of it went. */
export async function loadRefunds(client: Client, { id, members }: Place, orders: readonly Order[]) {
  const refunded = orders
    .flatMap((order) => (order.refund ? [{ order, ...order.refund, key: randomUUID() }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const askers = [memberOf(members, "finance").userId, memberOf(members, "organizer").userId];
  await insertRows<(typeof refunded)[number]>(
    client,
    "ticketing.refunds",
    {
      organization_id: ["uuid", () => id],
      id: ["uuid", ({ key }) => key],
      order_id: ["uuid", ({ order }) => order.id],
      amount_minor: ["bigint", ({ amountMinor }) => amountMinor],
      currency: ["text", ({ order }) => order.event.currency],
      reason: ["text", ({ reason }) => reason],
      requested_by: ["uuid", ({ order }) => askers[order.event.fate === "cancelled" ? 1 : 0]],
      key: ["text", ({ key }) => key],
      created_at: ["timestamptz", ({ at }) => at],
    },
    refunded,
  );
  await client.query(
    `with sent as (
       insert into gateway.refunds (payment_id, reference, amount_minor, created_at)
       select o.payment_ref::uuid, r.id, r.amount_minor, r.created_at
       from ticketing.refunds r join ticketing.orders o on (o.organization_id, o.id) = (r.organization_id, r.order_id)
       where r.organization_id = $1 returning id, payment_id, reference, amount_minor
     ), counted as (
       update gateway.payments p set refunded_minor = s.amount_minor from sent s where p.id = s.payment_id
     ), posted as materialized (
       select r.id, s.id as sent_id, payments.record_refund(jsonb_build_object('organization_id', r.organization_id, 'order_id', r.order_id, 'amount_minor', r.amount_minor,
         'currency', r.currency, 'gateway', o.gateway, 'key', 'refund:' || r.id, 'reason', r.reason, 'effective_on', (r.created_at at time zone h.zone)::date)) as group_id
       from (select * from ticketing.refunds where organization_id = $1 order by created_at, id) r
       join sent s on s.reference = r.id::text
       join ticketing.orders o on (o.organization_id, o.id) = (r.organization_id, r.order_id)
       join organizations.organizations h on h.id = r.organization_id
     )
     update ticketing.refunds r set state = 'succeeded', group_id = p.group_id, gateway_ref = p.sent_id, settled_at = r.created_at + interval '40 seconds'
     from posted p where r.organization_id = $1 and r.id = p.id`,
    [id],
  );
  await client.query(
    `update ticketing.orders o set refunded_minor = r.amount_minor,
       state = case when r.amount_minor = o.total_minor then 'refunded' else 'partially_refunded' end::ticketing.order_state
     from ticketing.refunds r where o.organization_id = $1 and (r.organization_id, r.order_id) = (o.organization_id, o.id)`,
    [id],
  );
  await client.query(
    `with ended as (
       update ticketing.tickets k set state = 'refunded' from ticketing.orders o
       where o.organization_id = $1 and o.state = 'refunded' and (k.organization_id, k.order_id) = (o.organization_id, o.id)
       returning k.order_id, k.tier_id
     ), logged as (
       insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id, created_at)
       select $1, e.tier_id, 'return', count(*), e.order_id, min(r.created_at)
       from ended e join ticketing.refunds r on r.organization_id = $1 and r.order_id = e.order_id group by e.tier_id, e.order_id
     )
     update ticketing.ticket_tiers t set sold = t.sold - e.quantity
     from (select tier_id, count(*)::int as quantity from ended group by tier_id) e where t.organization_id = $1 and t.id = e.tier_id`,
    [id],
  );
}
