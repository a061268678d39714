// Orders from the choice to the ticket, as visitors and the worker make them: hold, begin to pay, name the payment, settle. The floor
// writes the same rows into the same tables' likeness with plain SQL, in the same four transactions: no function, trigger, foreign key
// or row policy. The figures of one run compare with each other and not with those of another machine or hour: read the ratios.
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";

const clients = 16;
const floor = "floor: the same inserts in plain SQL";

/** Rows of { name, value, unit, ratio, p50, p95 }; uses a fresh event of a fresh organization. */
export async function run({ adminUrl, appUrl, env, seconds = 3 }) {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  const visitors = new pg.Pool({ connectionString: appUrl, max: clients });
  const workers = new pg.Pool({ connectionString: env.worker.WORKER_DATABASE_URL, max: clients });
  const bare = new pg.Pool({ connectionString: adminUrl, max: clients });
  try {
    const shop = await furnish(admin);
    const plain = await measure(seconds, () => inserts(bare, shop));
    const many = await measure(seconds, () =>
      order(visitors, workers, shop, shop.tiers[Math.floor(Math.random() * 20)]),
    );
    const hot = await measure(seconds, () => order(visitors, workers, shop, shop.tiers[0]));
    const coded = await measure(seconds, () => order(visitors, workers, shop, shop.tiers[0], "BENCH"));
    await proveTrue(admin, shop);
    const row = (name, found) => ({
      name,
      unit: "orders/s",
      ...found,
      ratio: Math.round((found.value / plain.value) * 100) / 100,
    });
    return [
      row(floor, plain),
      row("orders of 20 kinds of ticket", many),
      row("orders of one kind of ticket", hot),
      row("orders of one kind of ticket with one code", coded),
    ];
  } finally {
    await Promise.all([visitors.end(), workers.end(), bare.end()]);
    await admin.query("drop schema if exists bench_checkout cascade");
    await admin.end();
  }
}

const copied = {
  checkout_sessions: "ticketing",
  ticket_holds: "ticketing",
  inventory_operations: "ticketing",
  orders: "ticketing",
  order_items: "ticketing",
  tickets: "ticketing",
  outbox: "system",
  transactions: "payments",
  entries: "payments",
};

async function furnish(admin) {
  const made = async (fields) =>
    (await admin.query("select organizations.create_organization($1::jsonb) as id", [JSON.stringify(fields)])).rows[0]
      .id;
  const terms = { country: "DE", default_currency: "EUR", zone: "Europe/Berlin", tier: "enterprise" };
  const { rows } = await admin.query("select id from organizations.organizations where is_platform");
  if (rows.length === 0) await made({ ...terms, slug: "greenroom", name: "Greenroom", is_platform: true });
  const slug = `bench-${randomUUID().slice(0, 8)}`;
  const organizationId = await made({ ...terms, slug, name: "Bench House", tax_rate_ppm: 190000 });
  const event = await admin.query(
    `insert into events.events (organization_id, slug, name, category, capacity, starts_at, ends_at, zone, currency, format)
     values ($1, 'bench', 'Bench Night', 'concert', 1000000, now() + interval '30 days', now() + interval '31 days', 'Europe/Berlin', 'EUR', 'online') returning id`,
    [organizationId],
  );
  const eventId = event.rows[0].id;
  const tiers = await admin.query(
    `insert into ticketing.ticket_tiers (organization_id, event_id, name, price_minor, quota, sale_starts_at, sale_ends_at)
     select $1, $2, 'Tier ' || n, 2500, 50000, now() - interval '1 day', now() + interval '20 days' from generate_series(1, 20) n returning id`,
    [organizationId, eventId],
  );
  await admin.query(
    "insert into ticketing.promo_codes (organization_id, event_id, code, kind, basis_points, most_uses) values ($1, $2, 'BENCH', 'percent', 1000, 900000)",
    [organizationId, eventId],
  );
  await admin.query("update events.events set state = 'published' where id = $1", [eventId]);
  await admin.query("drop schema if exists bench_checkout cascade; create schema bench_checkout");
  for (const [table, schema] of Object.entries(copied)) {
    await admin.query(
      `create table bench_checkout.${table} (like ${schema}.${table} including defaults including indexes)`,
    );
  }
  const account = async () =>
    (await admin.query("select payments.account($1, 'income:tickets', 'EUR') as id", [organizationId])).rows[0].id;
  return { organizationId, slug, eventId, tiers: tiers.rows.map(({ id }) => id), account: await account() };
}

/** One order of two tickets, in four transactions as the product makes it. */
async function order(visitors, workers, { slug, organizationId }, tier, code = null) {
  const [token, orderToken, orderId, ref] = [secret(), secret(), randomUUID(), randomUUID()];
  const anon = (text, values) => inside(visitors, "select set_config('role', 'anon', true)", [], text, values);
  const items = JSON.stringify([{ tierId: tier, quantity: 2 }]);
  await anon("select ticketing.hold_tickets($1, 'bench', $2::jsonb, $3, $4)", [slug, items, token, code]);
  const begun = await anon("select ticketing.start_payment($1, $2::jsonb, $3, $4) as o", [
    token,
    JSON.stringify({ name: "Ada Byron", email: "ada@example.test" }),
    orderId,
    orderToken,
  ]);
  await anon("select ticketing.attach_payment($1, 'bench', $2)", [orderToken, ref]);
  const context = JSON.stringify({
    org: organizationId,
    svc: "worker",
    rid: "bench",
    exp: Math.floor(Date.now() / 1000) + 60,
  });
  const signature = createHmac("sha256", Buffer.from(process.env.CONTEXT_KEY ?? "", "base64"))
    .update(context)
    .digest("hex");
  const settled = {
    organization_id: organizationId,
    order_id: orderId,
    gateway: "bench",
    payment_ref: ref,
    currency: "EUR",
  };
  await inside(
    workers,
    "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
    [context, signature],
    "select ticketing.settle_payment($1::jsonb)",
    [JSON.stringify({ ...settled, amount_minor: begun.rows[0].o.totalMinor, processing_fee_minor: "95" })],
  );
}

/** The rows that such an order leaves, and nothing else. */
async function inserts(pool, { organizationId: org, eventId, tiers, account }) {
  const [session, orderId] = [randomUUID(), randomUUID()];
  const tier = tiers[0];
  const put = (text, values) => inside(pool, "select 1", [], text, values);
  await put(
    `with c as (insert into bench_checkout.checkout_sessions (organization_id, id, event_id, token_hash, expires_at) values ($1, $2, $3, $4, now())),
       h as (insert into bench_checkout.ticket_holds (organization_id, checkout_id, tier_id, quantity, unit_price_minor) values ($1, $2, $5, 2, 2500))
     insert into bench_checkout.inventory_operations (organization_id, tier_id, kind, quantity, checkout_id) values ($1, $5, 'hold', 2, $2)`,
    [org, session, eventId, secret(), tier],
  );
  await put(
    `with o as (insert into bench_checkout.orders (organization_id, id, number, event_id, checkout_id, buyer_name, buyer_email, quantity, total_minor, currency, token_hash)
         values ($1, $2::uuid, $2::uuid::text, $3, $4, 'Ada Byron', 'ada@example.test', 2, 5000, 'EUR', $5)),
       b as (insert into bench_checkout.outbox (organization_id, topic, payload, key) values ($1, 'gateway.ask', '{}', $2::uuid::text))
     insert into bench_checkout.order_items (organization_id, order_id, tier_id, quantity, unit_price_minor, total_minor) values ($1, $2, $6, 2, 2500, 5000)`,
    [org, orderId, eventId, session, secret(), tier],
  );
  await put(
    "update bench_checkout.orders set gateway = 'bench', payment_ref = $2 where organization_id = $1 and id = $3",
    [org, randomUUID(), orderId],
  );
  await put(
    `with s as (insert into bench_checkout.inventory_operations (organization_id, tier_id, kind, quantity, order_id) values ($1, $3, 'sell', 2, $2)),
       k as (insert into bench_checkout.tickets (organization_id, order_id, event_id, tier_id, attendee_name, attendee_email, code)
         select $1, $2, $4, $3, 'Ada Byron', 'ada@example.test', gen_random_uuid()::text from generate_series(1, 2)),
       t as (insert into bench_checkout.transactions (organization_id, idempotency_key, request_hash, kind, line_count, effective_on, group_id)
         select $1, 'sale:' || n || $2::uuid, '\\x00', 'sale', 4, current_date, gen_random_uuid() from generate_series(1, 2) n returning id),
       e as (insert into bench_checkout.entries (organization_id, transaction_id, line, account_id, currency, amount_minor, effective_on)
         select $1, t.id, n, $5, 'EUR', 100, current_date from t, generate_series(1, 4) n),
       m as (insert into bench_checkout.outbox (organization_id, topic, payload, key) values ($1, 'messaging.send_email', '{}', 'order:' || $2::uuid))
     update bench_checkout.orders set state = 'paid', paid_at = now() where organization_id = $1 and id = $2`,
    [org, orderId, tier, eventId, account],
  );
}

const secret = () => randomBytes(24).toString("base64url");

async function inside(pool, role, roleValues, text, values) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(role, roleValues);
    const found = await client.query(text, values);
    await client.query("commit");
    return found;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

/** `clients` at once for so long: orders a second, and how long one takes. */
async function measure(seconds, work) {
  const turn = async (length) => {
    const times = [];
    const begun = performance.now();
    const one = async () => {
      while (performance.now() - begun < length * 1000) {
        const from = performance.now();
        await work();
        times.push(performance.now() - from);
      }
    };
    await Promise.all(Array.from({ length: clients }, one));
    return {
      times: times.sort((a, b) => a - b),
      value: Math.round(times.length / ((performance.now() - begun) / 1000)),
    };
  };
  await turn(0.5);
  const { times, value } = await turn(seconds);
  const at = (part) => Math.round((times[Math.floor(times.length * part)] ?? 0) * 10) / 10;
  return { value, p50: at(0.5), p95: at(0.95) };
}

/** A figure of books or stock that are wrong would be worth nothing. */
async function proveTrue(admin, { organizationId }) {
  const { rows } = await admin.query("select * from payments.verify($1) where not ok", [organizationId]);
  const stock = await admin.query(
    `select t.name from ticketing.ticket_tiers t where t.organization_id = $1 and t.sold <> (
       select coalesce(sum(case kind when 'sell' then quantity when 'return' then -quantity else 0 end), 0) from ticketing.inventory_operations i where i.tier_id = t.id)`,
    [organizationId],
  );
  if (rows.length + stock.rows.length > 0)
    throw new Error(`Not true after the run: ${JSON.stringify([rows, stock.rows])}`);
}
