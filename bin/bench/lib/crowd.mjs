import { randomUUID } from "node:crypto";
import pg from "pg";

/** The password of everybody made here; the database is thrown away with them. */
export const password = "correct horse battery";
export const size = 200_000;
/** One order begins so many minutes after the one before it: two years in all. */
const minutes = 5;

/**
 * An organization with 20 events and 200,000 orders of two years, a ticket for each and the income of each in the
 * journal, made by the set and without triggers: `{ organizationId, userId, email, slug, events, words }`. Lists,
 * search and dashboards read it; its balances are not kept, so nothing that proves books may.
 * `events` are `{ id, slug, tier }` on sale and `words` what people look for, by kind.
 */
export async function gather(adminUrl) {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    const { rows: houses } = await admin.query("select organizations.create_organization($1::jsonb) as id", [
      JSON.stringify({
        slug: "bench-crowd",
        name: "Crowd House",
        country: "DE",
        default_currency: "EUR",
        zone: "Europe/Berlin",
      }),
    ]);
    const organizationId = houses[0].id;
    const person = await join(admin, organizationId);
    // A superuser's session without triggers: two years of sales in seconds, where the functions would take minutes.
    await admin.query("set session_replication_role = replica");
    const { rows: events } = await admin.query(makeEvents, [organizationId]);
    await admin.query(makeOrders, [organizationId, size, minutes]);
    await admin.query(makeTickets, [organizationId]);
    await admin.query(makeIncome, [organizationId]);
    await admin.query(
      "vacuum (analyze) ticketing.orders, ticketing.tickets, ticketing.ticket_tiers, events.events, payments.transactions, payments.entries, payments.accounts",
    );
    return { organizationId, ...person, slug: "bench-crowd", events, words: await wordsIn(admin, organizationId) };
  } finally {
    await admin.end();
  }
}

async function join(admin, organizationId) {
  const userId = randomUUID();
  const email = "bench@example.test";
  await admin.query(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data, encrypted_password, email_confirmed_at, raw_app_meta_data)
     values ($1, 'authenticated', 'authenticated', $2, '{"name":"Bench"}', extensions.crypt($3, extensions.gen_salt('bf', 4)), now(), '{"provider":"email","providers":["email"]}')`,
    [userId, email, password],
  );
  await admin.query("update users.user_profiles set state = 'active', name = 'Bench' where user_id = $1", [userId]);
  await admin.query("select organizations.add_member($1, $2, 'organizer', null)", [organizationId, userId]);
  return { userId, email };
}

const makeEvents = `
  with made as (
    insert into events.events (organization_id, slug, name, summary, description, state, category, capacity, starts_at, ends_at, zone, currency, published_at)
    select $1, 'night-' || n, (array['Lantern Night', 'Harbour Concert', 'Winter Market', 'Rooftop Cinema', 'Spring Gala'])[1 + n % 5] || ' ' || n,
      'An evening to remember.', 'Doors open an hour before.', 'published', 'concert', 1000000,
      now() + n * interval '5 days', now() + n * interval '5 days' + interval '5 hours', 'Europe/Berlin', 'EUR', now()
    from generate_series(1, 20) n returning organization_id, id, slug
  ), tiers as (
    insert into ticketing.ticket_tiers (organization_id, event_id, name, price_minor, currency, quota, sale_starts_at, sale_ends_at, position)
    select organization_id, id, t.name, t.price, 'EUR', 1000000, now() - interval '2 years', now() + interval '1 day', t.position
    from made cross join (values ('Regular', 2500, 0), ('Early', 1900, 1), ('Terrace', 4200, 2)) t (name, price, position)
    returning event_id, id, position
  )
  select m.id, m.slug, t.id as tier from made m join tiers t on t.event_id = m.id and t.position = 0 order by m.slug`;

const makeOrders = `
  with people as (
    select array['Ada','Ben','Cleo','David','Elif','Finn','Greta','Hugo','Ines','Jonas','Karla','Leon','Mira','Nils','Olga','Paul','Rosa','Sami','Tilda','Vera','Yusuf','Zoe','Anton','Bela','Carla'] as firsts,
      array['Albrecht','Baumann','Castro','Dietrich','Ernst','Fischer','Gomez','Hartmann','Ivanova','Jansen','Kaya','Lehmann','Moreau','Neumann','Okafor','Petersen','Quandt','Richter','Sommer','Toth','Ullmann','Vogt','Weber','Yilmaz','Zimmer','Arslan','Bianchi','Cohen','Duarte','Eriksen','Falk'] as lasts
  ), held as (select array_agg(id order by slug) as ids from events.events where organization_id = $1)
  insert into ticketing.orders (organization_id, number, event_id, state, buyer_name, buyer_email, quantity, total_minor, tax_minor,
    tax_rate_ppm, platform_fee_minor, processing_fee_minor, refunded_minor, currency, gateway, payment_ref, token_hash, group_id, paid_at, created_at)
  select $1, number, ids[1 + n % 20], state::ticketing.order_state, first || ' ' || last, lower(first) || '.' || lower(last) || n % 997 || '@example.test',
    quantity, 2500 * quantity, 399 * quantity, 190000, 75 * quantity, 25 + 35 * quantity,
    case state when 'refunded' then 2500 * quantity when 'partially_refunded' then 1000 else 0 end, 'EUR', 'test', gen_random_uuid()::text,
    encode(sha256(convert_to('bench' || n, 'UTF8')), 'hex'), case when state not in ('failed', 'expired') then gen_random_uuid() end,
    case when state not in ('failed', 'expired') then at + interval '1 minute' end, at
  from people, held, generate_series(1, $2::int) n,
    lateral (select firsts[1 + (n % 25 * 7919 % 25)] as first, lasts[1 + (n % 31 * 104729 % 31)] as last, 1 + n % 3 as quantity,
      upper(lpad(to_hex((n::bigint * 2654435761) % 4294967296), 8, '0')) as number,
      now() - ($2::int - n) * $3::int * interval '1 minute' as at,
      case when n % 100 < 94 then 'paid' when n % 100 < 96 then 'partially_refunded' when n % 100 < 97 then 'refunded'
        when n % 100 < 99 then 'failed' when n % 200 = 99 then 'refund_due' else 'expired' end as state) made`;

const makeTickets = `
  insert into ticketing.tickets (organization_id, order_id, event_id, tier_id, attendee_name, attendee_email, code, created_at)
  select o.organization_id, o.id, o.event_id, t.id, o.buyer_name, o.buyer_email,
    upper(left(encode(sha256(o.id::text::bytea), 'hex'), 26)), o.created_at
  from ticketing.orders o join ticketing.ticket_tiers t on t.organization_id = o.organization_id and t.event_id = o.event_id and t.position = 0
  where o.organization_id = $1 and o.paid_at is not null`;

const makeIncome = `
  with asset as (select payments.account($1, 'assets:receivable:bench', 'EUR') as id), income as (select payments.account($1, 'income:tickets', 'EUR') as id),
  sold as (
    insert into payments.transactions (organization_id, kind, effective_on, posted_at, line_count, idempotency_key, request_hash, order_id)
    select organization_id, 'sale', (paid_at at time zone 'Europe/Berlin')::date, paid_at, 2, 'bench:' || id, sha256(''), id
    from ticketing.orders where organization_id = $1 and paid_at is not null returning organization_id, id, effective_on
  )
  insert into payments.entries (organization_id, transaction_id, line, account_id, currency, amount_minor, effective_on)
  select s.organization_id, s.id, l.line, case l.line when 1 then asset.id else income.id end, 'EUR', l.amount, s.effective_on
  from sold s, asset, income, (values (1, 2101), (2, -2101)) l (line, amount)`;

/** What somebody types: part of a name, an e-mail, an order's number, and words that nothing has. */
async function wordsIn(admin, organizationId) {
  const { rows } = await admin.query(
    "select number, buyer_name, buyer_email from ticketing.orders where organization_id = $1 order by md5(id::text) limit 20",
    [organizationId],
  );
  return {
    "a name": rows.map((row) => row.buyer_name.slice(0, -2)),
    "an e-mail": rows.map((row) => row.buyer_email),
    "an order's number": rows.map((row) => row.number),
    nothing: rows.map((_, at) => `qx${at}zzj`),
  };
}
