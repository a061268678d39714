import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { loadTickets } from "#db/seed/load-afterwards";
import type { Place } from "#db/seed/load-houses";
import type { Order, OrderItem } from "#db/seed/plan";
import { insertRows, parts } from "#db/seed/rows";

/**
 * Orders as history: pending first, then posted through `payments.record_sales`, then paid with their postings, or
 * failed, or expired. Codes and tokens are random, since this repository is public and they open doors.
 */
export async function loadSales(client: Client, place: Place, orders: readonly Order[]) {
  await insertOrders(client, place, orders);
  await insertRows<{ order: Order; item: OrderItem }>(
    client,
    "ticketing.order_items",
    {
      organization_id: ["uuid", () => place.id],
      order_id: ["uuid", ({ order }) => order.id],
      tier_id: ["uuid", ({ item }) => item.tier.id],
      quantity: ["int", ({ item }) => item.quantity],
      unit_price_minor: ["bigint", ({ item }) => item.tier.priceMinor],
      total_minor: ["bigint", ({ item }) => item.tier.priceMinor * BigInt(item.quantity)],
    },
    orders.flatMap((order) => order.items.map((item) => ({ order, item }))),
  );
  await insertPayments(client, place, orders);
  await client.query("analyze ticketing.orders, ticketing.order_items, gateway.payments");
  await post(
    client,
    place,
    orders.filter((order) => order.outcome.state === "paid" && order.totalMinor > 0n),
  );
  await settle(client, place, orders);
  await loadTickets(
    client,
    place,
    orders.filter((order) => order.outcome.state === "paid"),
  );
}

const free = (order: Order) => order.totalMinor === 0n;
const paidAt = (order: Order) => (order.outcome.state === "paid" ? order.outcome.at : null);
/** What the test gateway charges: 1.4 % and 25 minor units, never more than the payment. */
function feeOf(order: Order): bigint {
  if (free(order) || !paidAt(order)) return 0n;
  const fee = (order.totalMinor * 14n + 500n) / 1000n + 25n;
  return fee < order.totalMinor ? fee : order.totalMinor;
}

async function insertOrders(client: Client, { id, house }: Place, orders: readonly Order[]) {
  await insertRows<Order>(
    client,
    "ticketing.orders",
    {
      organization_id: ["uuid", () => id],
      id: ["uuid", (order) => order.id],
      number: ["text", (order) => order.number],
      event_id: ["uuid", (order) => order.event.id],
      buyer_name: ["text", (order) => order.buyer.name],
      buyer_email: ["text", (order) => order.buyer.email],
      quantity: ["int", (order) => order.quantity],
      total_minor: ["bigint", (order) => order.totalMinor],
      tax_minor: ["bigint", (order) => order.taxMinor],
      tax_rate_ppm: ["int", () => house.taxRatePpm],
      tax_inclusive: ["boolean", () => house.taxInclusive],
      tax_code: ["text", () => house.taxCode],
      currency: ["text", (order) => order.event.currency],
      processing_fee_minor: ["bigint", feeOf],
      gateway: ["text", (order) => (free(order) ? null : "test")],
      payment_ref: ["text", (order) => (free(order) ? null : randomUUID())],
      token_hash: ["text", () => createHash("sha256").update(randomBytes(32)).digest("hex")],
      paid_at: ["timestamptz", paidAt],
      created_at: ["timestamptz", (order) => order.createdAt],
    },
    orders,
  );
}

/** The gateway's side of the same payments, so that these orders can still be refunded. */
async function insertPayments(client: Client, { id, house }: Place, orders: readonly Order[]) {
  const paying = orders.filter((order) => !free(order));
  await client.query(
    `insert into gateway.payments (id, merchant, reference, amount_minor, currency, description, return_url, cancel_url, state, fee_minor,
       card, failure, expires_at, created_at)
     select o.payment_ref::uuid, o.organization_id, o.id, o.total_minor, o.currency, format('%s × %s, %s', o.quantity, e.name, $4::text),
       '/', '/', x.state, o.processing_fee_minor, x.card, x.failure, o.created_at + interval '20 minutes', o.created_at
     from unnest($2::uuid[], $3::text[], $5::text[], $6::text[]) x (id, state, card, failure)
     join ticketing.orders o on o.organization_id = $1 and o.id = x.id
     join events.events e on (e.organization_id, e.id) = (o.organization_id, o.event_id)`,
    [
      id,
      paying.map((order) => order.id),
      paying.map(({ outcome }) => ({ paid: "succeeded", failed: "failed", expired: "cancelled" })[outcome.state]),
      house.name,
      paying.map(({ outcome }) => (outcome.state === "paid" ? "4242" : outcome.state === "failed" ? "0002" : null)),
      paying.map(({ outcome }) => (outcome.state === "failed" ? outcome.failure : null)),
    ],
  );
}

async function post(client: Client, { id }: Place, orders: readonly Order[]) {
  for (const [turn, part] of parts(orders, 200).entries()) {
    // The ledger's plans are made for the whole session: they must not be those for an empty book.
    if (turn === 1 || turn === 10)
      await client.query("analyze payments.transactions, payments.entries, payments.accounts, payments.balances");
    const posted = await client.query<{ fresh: number }>(
      `select payments.record_sales(jsonb_agg(jsonb_build_object('organization_id', o.organization_id, 'order_id', o.id, 'event_id', o.event_id,
         'gross_minor', o.total_minor, 'tax_minor', o.tax_minor, 'tax_code', o.tax_code, 'processing_fee_minor', o.processing_fee_minor,
         'tickets', o.quantity, 'currency', o.currency, 'gateway', o.gateway, 'key', 'sale:' || o.id, 'memo', 'Order ' || o.number,
         'effective_on', (o.paid_at at time zone h.zone)::date) order by o.paid_at, o.id)) as fresh
       from ticketing.orders o join organizations.organizations h on h.id = o.organization_id
       where o.organization_id = $1 and o.id = any ($2::uuid[])`,
      [id, part.map((order) => order.id)],
    );
    if (posted.rows[0]?.fresh !== part.length * 2)
      throw new Error(`${posted.rows[0]?.fresh} postings for ${part.length} sales.`);
  }
}

async function settle(client: Client, { id }: Place, orders: readonly Order[]) {
  await client.query(
    `with fees as (
       select t.order_id, t.group_id, coalesce(sum(e.amount_minor) filter (where a.code = 'expenses:platform-fees'), 0) as fee
       from payments.transactions t
       join payments.entries e on (e.organization_id, e.transaction_id) = (t.organization_id, t.id)
       join payments.accounts a on (a.organization_id, a.id) = (e.organization_id, e.account_id)
       where t.organization_id = $1 and t.kind = 'sale' group by t.order_id, t.group_id
     )
     update ticketing.orders o set state = 'paid', group_id = f.group_id, platform_fee_minor = f.fee
     from fees f where o.organization_id = $1 and o.id = f.order_id and o.state = 'pending'`,
    [id],
  );
  await client.query(
    "update ticketing.orders set state = 'paid' where organization_id = $1 and state = 'pending' and total_minor = 0 and paid_at is not null",
    [id],
  );
  const lost = orders.flatMap(({ id: order, outcome }) => (outcome.state === "paid" ? [] : [{ order, ...outcome }]));
  await client.query(
    `update ticketing.orders o set state = x.state::ticketing.order_state, failure = x.failure
     from unnest($2::uuid[], $3::text[], $4::text[]) x (id, state, failure) where o.organization_id = $1 and o.id = x.id`,
    [id, lost.map(({ order }) => order), lost.map(({ state }) => state), lost.map(({ failure }) => failure)],
  );
  // The log of stock: everything was held first, then sold or given back.
  await client.query(
    `insert into ticketing.inventory_operations (organization_id, tier_id, kind, quantity, order_id, created_at)
     select i.organization_id, i.tier_id, x.kind, i.quantity, i.order_id, x.at
     from ticketing.order_items i
     join ticketing.orders o on (o.organization_id, o.id) = (i.organization_id, i.order_id)
     cross join lateral (values ('hold', o.created_at), (case o.state when 'paid' then 'sell' else 'release' end, coalesce(o.paid_at, o.created_at + interval '10 minutes'))) x (kind, at)
     where i.organization_id = $1 order by x.at`,
    [id],
  );
  await client.query(
    `update ticketing.ticket_tiers t set sold = s.sold
     from (select tier_id, sum(quantity)::int as sold from ticketing.inventory_operations where organization_id = $1 and kind = 'sell' group by tier_id) s
     where t.organization_id = $1 and t.id = s.tier_id`,
    [id],
  );
}
