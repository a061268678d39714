import { drawn, idOf } from "./analytics-world.mjs";

/** Tickets come in orders of 2, 1, 2, 4, 2. */
const quantity = "(array[2, 1, 2, 4, 2])[1 + n % 5]";
export const ordersFor = (tickets) => Math.round(tickets / 2.2);

/**
 * Orders, their lines, tickets, refunds, returns and checkouts, as rows without the machinery of a sale; then their facts
 * by the very functions that the shop's triggers call. $1 to $4 as in `visits`. To be run without triggers.
 */
export const sales = (many, load = "") => `with held as materialized (
     select n, s.organization_id, s.events[e.k] as event_id, s.tiers[2 * e.k - 1] as regular, s.tiers[2 * e.k] as terrace, t.at, ${quantity} as quantity, ${idOf(`${load}o`)} as order_id, ${idOf(`${load}c`)} as checkout_id,
       case when n % 3 = 0 and n % 5 <> 1 then 1 else 0 end as upper_, case when n % 50 = 7 then 'partially_refunded' when n % 100 = 9 then 'refunded' else 'paid' end as state
     ${drawn(many)}
   ), begun as (
     insert into ticketing.checkout_sessions (organization_id, id, event_id, token_hash, state, expires_at, created_at)
     select organization_id, checkout_id, event_id, md5('${load}t' || n), 'completed'::ticketing.checkout_state, at + interval '15 minutes', at from held
     union all
     select organization_id, system.uuid7(), event_id, md5('${load}a' || n), 'expired'::ticketing.checkout_state, at + interval '15 minutes', at - interval '3 minutes' from held where n % 5 < 2
   ), sold as (
     insert into ticketing.orders (organization_id, id, number, event_id, checkout_id, state, buyer_name, buyer_email, quantity, total_minor, tax_minor, refunded_minor, currency, gateway, payment_ref, token_hash, group_id, paid_at, created_at)
     select organization_id, order_id, '${load}N' || n, event_id, checkout_id, state::ticketing.order_state, 'Buyer ' || n % 5000, 'buyer' || n % 5000 || '@example.test', quantity, 2500 * quantity + 1700 * upper_, 399 * quantity,
       case state when 'refunded' then 2500 * quantity + 1700 * upper_ when 'partially_refunded' then 1000 else 0 end, 'USD', 'test', '${load}p' || n, md5('${load}o' || n), order_id, at + interval '1 minute', at from held
   ), lines as (
     insert into ticketing.order_items (organization_id, order_id, event_id, tier_id, quantity, unit_price_minor, total_minor)
     select organization_id, order_id, event_id, regular, quantity - upper_, 2500, 2500 * (quantity - upper_) from held
     union all select organization_id, order_id, event_id, terrace, 1, 4200, 4200 from held where upper_ = 1
   ), refunded as (
     insert into ticketing.refunds (organization_id, id, order_id, event_id, state, amount_minor, currency, reason, key, settled_at, created_at)
     select organization_id, ${idOf(`${load}r`, "at + interval '5 days'")}, order_id, event_id, 'succeeded'::ticketing.refund_state, case state when 'refunded' then 2500 * quantity + 1700 * upper_ else 1000 end, 'USD', 'Rain', '${load}r' || n, at + interval '5 days', at + interval '5 days' from held where state <> 'paid'
   ), returned as (
     insert into ticketing.inventory_operations (organization_id, id, tier_id, kind, quantity, order_id, created_at)
     select organization_id, ${idOf(`${load}i`, "at + interval '5 days'")}, regular, 'return', quantity - upper_, order_id, at + interval '5 days' from held where state = 'refunded'
   )
   insert into ticketing.tickets (organization_id, id, order_id, event_id, tier_id, attendee_name, attendee_email, code, state, redeemed_at, created_at)
   select h.organization_id, system.uuid7(), h.order_id, h.event_id, case when u = 1 and h.upper_ = 1 then h.terrace else h.regular end, 'Guest', 'guest@example.test', upper(md5('${load}' || n || '-' || u)),
     case when come.at is null then 'issued' else 'redeemed' end::ticketing.ticket_state, come.at, h.at
   from held h cross join lateral generate_series(1, h.quantity) u join events.events v on v.organization_id = h.organization_id and v.id = h.event_id
   left join lateral (select v.starts_at + n % 90 * interval '1 minute' as at where h.state <> 'refunded' and (n + u) % 4 > 0 and v.ends_at < now()) come on true`;

const byOrganization = (table, where = "true") =>
  `select x.organization_id as org, array_agg(x.id) as ids from ${table} x where ${where} group by 1`;
const madeIn = "x.created_at >= $1 and x.created_at < $2";

/** The facts of what was made between two moments, organization by organization. */
export const facts = [
  ["note_checkouts", byOrganization("ticketing.checkout_sessions", madeIn)],
  ["note_orders", byOrganization("ticketing.orders", `${madeIn} and x.paid_at is not null`)],
  ["note_refunds", byOrganization("ticketing.refunds", `${madeIn} and x.state = 'succeeded'`)],
  ["note_returns", byOrganization("ticketing.inventory_operations", `${madeIn} and x.kind = 'return'`)],
  ["note_arrivals", byOrganization("ticketing.tickets", `${madeIn} and x.redeemed_at is not null`)],
].map(([note, found]) => `select count(analytics.${note}(g.org, g.ids)) from (${found}) g`);

/** Bookings of two hours at a station, done when their time is over. */
export const bookings = (many, load = "") => `
  insert into bookings.bookings (organization_id, station_id, number, service_id, state, contact_name, adults, starts_at, ends_at, zone, currency, net_minor, tax_minor, total_minor, deposit_minor, key, created_at, confirmed_at, completed_at)
  select s.organization_id, s.stations[1 + n % cardinality(s.stations)], '${load}N' || n, s.service, case when x.starts + interval '2 hours' < now() then 'completed' else 'confirmed' end::bookings.booking_state, 'Guest ' || n % 5000, 8, x.starts, x.starts + interval '2 hours',
    'Europe/Berlin', 'USD', 48000, 0, 48000, 0, '${load}k' || n, t.at, t.at + interval '1 hour', case when x.starts + interval '2 hours' < now() then x.starts + interval '2 hours' end
  ${drawn(many)} cross join lateral (select t.at + (3 + d.h2 % 30) * interval '1 day' as starts) x`;

/** Their facts, as the functions of the bookings' triggers write them one by one; nothing was paid for them. */
export const bookingFacts = `
  insert into analytics.booking_analytics (organization_id, happened_at, kind, key, station_id, booking_id, service_id, source, clock, currency, quantity, minutes, guests, amount_minor)
  select b.organization_id, k.at, k.kind, k.kind || ':' || b.id || k.more, b.station_id, b.id, b.service_id, b.source, b.zone, b.currency, k.quantity, k.minutes, k.guests, k.amount
  from bookings.bookings b cross join lateral (values
    ('booked', '', b.created_at, 1, (extract(epoch from b.starts_at - b.created_at) / 60)::int, b.adults + b.children, b.total_minor),
    ('confirmed', '', b.confirmed_at, 1, 0, 0, 0),
    ('completed', '', b.completed_at, 1, 0, 0, 0),
    ('served', ':1', case when b.state = 'completed' then b.starts_at end, 1, (extract(epoch from b.ends_at - b.starts_at) / 60)::int, 0, b.total_minor),
    ('balance_due', '', b.created_at, 0, 0, 0, b.total_minor)) k (kind, more, at, quantity, minutes, guests, amount)
  where b.created_at >= $1 and b.created_at < $2 and k.at is not null on conflict do nothing`;
