/**
 * Proves on a few orders and bookings that the facts of the made world are those that the shop's own triggers write: the rows
 * are written once more with nothing but those triggers on, and their facts compared. All of it is undone. Throws when one
 * differs; resolves to how many were compared.
 */
export async function proven(admin) {
  await admin.query("begin");
  try {
    await admin.query("set local session_replication_role = replica");
    for (const [table, trigger] of triggers) await admin.query(`alter table ${table} enable always trigger ${trigger}`);
    await admin.query(chosen);
    for (const [name, found] of Object.entries(copies))
      await admin.query(`create temp table ${name} on commit drop as ${found}`);
    await admin.query(`create temp table facts_made on commit drop as ${facts}`);
    for (const statement of again) await admin.query(statement);
    const { rows } = await admin.query(
      `with written as (${facts}), made as (select * from facts_made), missing as (select * from made except all select * from written), more as (select * from written except all select * from made)
       select (select count(*)::int from made) as count, (select count(*)::int from written) as written, (select jsonb_agg(m) from missing m) as missing, (select jsonb_agg(m) from more m) as more`,
    );
    const [{ count, written, missing, more }] = rows;
    if (missing || more || count === 0 || count !== written)
      throw new Error(
        `Facts differ from what the triggers write: ${JSON.stringify({ count, written, missing: missing?.slice(0, 3), more: more?.slice(0, 3) })}`,
      );
    return count;
  } finally {
    await admin.query("rollback");
  }
}

const triggers = [
  ["ticketing.checkout_sessions", "note_begun"],
  ["ticketing.orders", "note_sold"],
  ["ticketing.orders", "note_paid"],
  ["ticketing.refunds", "note_settled"],
  ["ticketing.inventory_operations", "note_returned"],
  ["ticketing.tickets", "note_arrived"],
  ["bookings.bookings", "note_booked"],
  ["bookings.bookings", "note_changed"],
];

/** Orders of every kind of one house, and its bookings. */
const chosen = `create temp table chosen on commit drop as
  select o.organization_id, o.id, o.checkout_id, false as booking from ticketing.orders o join public.bench_tenants t on t.organization_id = o.organization_id and t.place = 1
  where o.refunded_minor > 0 or o.number like '%7' union all
  select b.organization_id, b.id, null, true from bookings.bookings b join public.bench_tenants t on t.organization_id = b.organization_id and t.place = 1 where b.number like '%3' limit 400`;

const of = (table, key = "order_id") =>
  `select x.* from ${table} x join pg_temp.chosen s on s.organization_id = x.organization_id and not s.booking and s.id = x.${key}`;
const copies = {
  old_orders: of("ticketing.orders", "id"),
  old_items: of("ticketing.order_items"),
  old_tickets: of("ticketing.tickets"),
  old_refunds: of("ticketing.refunds"),
  old_operations: of("ticketing.inventory_operations"),
  old_checkouts:
    "select c.* from ticketing.checkout_sessions c join pg_temp.chosen s on s.organization_id = c.organization_id and s.checkout_id = c.id",
  old_bookings:
    "select b.* from bookings.bookings b join pg_temp.chosen s on s.organization_id = b.organization_id and s.booking and s.id = b.id",
};

/** The facts of the chosen orders, and of the checkouts that led to them. */
const sold = `(
  select f.* from pg_temp.chosen s join analytics.ticket_analytics f on f.organization_id = s.organization_id and f.order_id = s.id where not s.booking
  union all
  select f.* from pg_temp.chosen s join analytics.ticket_analytics f on f.organization_id = s.organization_id and f.key = 'checkout:' || s.checkout_id where not s.booking)`;

/** Without what differs in every writing; what is due is noted when it changes, so its moment is not compared. */
const facts = `
  select f.organization_id, f.kind, f.key, f.happened_at, f.event_id, f.tier_id, f.channel, f.currency, f.quantity, f.amount_minor, f.tax_minor, f.before_minor, 0 as guests
  from ${sold} f
  union all
  select f.organization_id, f.kind, case when f.kind <> 'balance_due' then f.key end, case when f.kind <> 'balance_due' then f.happened_at end, f.booking_id, f.service_id, f.source, f.currency, f.quantity, f.amount_minor, f.tax_minor, f.minutes, f.guests
  from analytics.booking_analytics f join pg_temp.chosen s on s.organization_id = f.organization_id and s.booking and f.booking_id = s.id`;

const gone = (table, copy) =>
  `delete from ${table} x using pg_temp.${copy} o where x.organization_id = o.organization_id and x.id = o.id`;
const back = (table, copy) => `insert into ${table} select * from pg_temp.${copy}`;
const again = [
  `delete from analytics.ticket_analytics f using ${sold} s where f.organization_id = s.organization_id and f.id = s.id and f.happened_at = s.happened_at`,
  "delete from analytics.booking_analytics f using pg_temp.chosen s where s.organization_id = f.organization_id and s.booking and f.booking_id = s.id",
  gone("ticketing.tickets", "old_tickets"),
  gone("ticketing.order_items", "old_items"),
  gone("ticketing.refunds", "old_refunds"),
  gone("ticketing.inventory_operations", "old_operations"),
  gone("ticketing.orders", "old_orders"),
  gone("ticketing.checkout_sessions", "old_checkouts"),
  gone("bookings.bookings", "old_bookings"),
  // As a sale goes: begun, sold and issued, admitted, given back.
  back("ticketing.checkout_sessions", "old_checkouts"),
  "insert into ticketing.orders select (jsonb_populate_record(o, jsonb_build_object('state', 'pending', 'paid_at', null, 'refunded_minor', 0))).* from pg_temp.old_orders o",
  back("ticketing.order_items", "old_items"),
  "insert into ticketing.tickets select (jsonb_populate_record(o, jsonb_build_object('state', 'issued', 'redeemed_at', null))).* from pg_temp.old_tickets o",
  "update ticketing.orders x set state = 'paid', paid_at = o.paid_at from pg_temp.old_orders o where x.organization_id = o.organization_id and x.id = o.id",
  "update ticketing.tickets x set state = o.state, redeemed_at = o.redeemed_at from pg_temp.old_tickets o where x.organization_id = o.organization_id and x.id = o.id and o.redeemed_at is not null",
  back("ticketing.refunds", "old_refunds"),
  back("ticketing.inventory_operations", "old_operations"),
  "update ticketing.orders x set state = o.state, refunded_minor = o.refunded_minor from pg_temp.old_orders o where x.organization_id = o.organization_id and x.id = o.id",
  // And a booking: asked for, confirmed, done.
  "insert into bookings.bookings select (jsonb_populate_record(o, jsonb_build_object('state', 'pending', 'confirmed_at', null, 'completed_at', null))).* from pg_temp.old_bookings o",
  "update bookings.bookings x set state = 'confirmed', confirmed_at = o.confirmed_at from pg_temp.old_bookings o where x.organization_id = o.organization_id and x.id = o.id",
  "update bookings.bookings x set state = o.state, completed_at = o.completed_at from pg_temp.old_bookings o where x.organization_id = o.organization_id and x.id = o.id",
];
