import { randomUUID } from "node:crypto";

const [stations, chefs, aDay] = [4, 10, 4];
/** Bookings are spread over the days before this moment, the last of them the last. */
export const last = Date.UTC(2027, 0, 1);

/**
 * An organization of four stations with ten chefs each, who have worked four bookings a day for years: what is over is
 * completed, missed or cancelled and in the books, what comes is confirmed or waits for its deposit. Resolves to
 * `{ organizationId, userId, serviceId, stations: [{ id, resources }] }`; the person manages all of them.
 */
export async function furnish(admin, size, note) {
  const one = async (text, values = []) => Object.values((await admin.query(text, values)).rows[0] ?? {})[0];
  const made = (form) =>
    one("select organizations.create_organization($1::jsonb)", [
      JSON.stringify({ country: "DE", default_currency: "EUR", zone: "UTC", ...form }),
    ]);
  const slug = `bench-${randomUUID().slice(0, 8)}`;
  if (!(await one("select 1 from organizations.organizations where is_platform")))
    await made({ slug: `${slug}-platform`, name: "Platform", is_platform: true });
  const organizationId = await made({ slug, name: "Bench Bookings" });
  const userId = randomUUID();
  await admin.query(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data) values ($1, 'authenticated', 'authenticated', $2, '{"name":"Bench"}')`,
    [userId, `${userId}@example.test`],
  );
  await admin.query("update users.user_profiles set state = 'active' where user_id = $1", [userId]);
  await admin.query("select organizations.add_member($1, $2, 'admin', null)", [organizationId, userId]);
  const serviceId = await one(
    "insert into bookings.services (organization_id, name, duration_minutes, price_minor, currency, max_guests) values ($1, 'Grill', 120, 6000, 'EUR', 60) returning id",
    [organizationId],
  );
  const places = [];
  for (let n = 0; n < stations; n += 1) places.push(await station(admin, { organizationId, serviceId, n }));
  note(`${size.toLocaleString("en")} bookings`);
  await fill(admin, { organizationId, serviceId, places, size });
  return { organizationId, userId, serviceId, stations: places };
}

async function station(admin, { organizationId, serviceId, n }) {
  const { rows } = await admin.query(
    "insert into identity.stations (organization_id, name, slug, zone) values ($1, 'Kitchen ' || $2, 'kitchen-' || $2, 'UTC') returning id",
    [organizationId, n],
  );
  const { id } = rows[0];
  await admin.query(
    "insert into bookings.service_stations (organization_id, station_id, service_id) values ($1, $2, $3)",
    [organizationId, id, serviceId],
  );
  const people = await admin.query(
    "insert into bookings.resources (organization_id, station_id, kind, name) select $1, $2, 'chef', 'Chef ' || n from generate_series(1, $3::int) n returning id",
    [organizationId, id, chefs],
  );
  const resources = people.rows.map((row) => row.id);
  await admin.query(
    "insert into bookings.resource_services (organization_id, station_id, resource_id, service_id) select $1, $2, r, $3 from unnest($4::uuid[]) r",
    [organizationId, id, serviceId, resources],
  );
  await admin.query(
    `insert into bookings.working_hours (organization_id, station_id, resource_id, weekday, from_time, to_time)
     select $1, $2, r, d, '06:00', '24:00' from unnest($3::uuid[]) r, generate_series(1, 7) d`,
    [organizationId, id, resources],
  );
  return { id, resources };
}

/**
 * Rows as the functions would have left them, past the triggers: what is measured is how they are read, and making them
 * one by one would take an hour. The completed ones have their income in the books.
 */
async function fill(admin, { organizationId, serviceId, places, size }) {
  const resources = places.flatMap((place) => place.resources);
  const owners = places.flatMap((place) => place.resources.map(() => place.id));
  await admin.query("set session_replication_role = replica");
  await admin.query(
    `with n as (select n, $4::timestamptz + interval '6 hours' - make_interval(days => n / $5::int) + make_interval(hours => 4 * ((n / $6::int) % $7::int)) as t
       from generate_series(0, $3::int - 1) n), x as (select n, t, case when t > now() then (array['confirmed', 'confirmed', 'confirmed', 'pending'])[n % 4 + 1] when n % 20 = 0 then 'cancelled'
       when n % 20 = 1 then 'no_show' else 'completed' end as state from n)
     insert into bookings.bookings (organization_id, station_id, number, service_id, state, contact_name, adults, starts_at, ends_at, zone, currency, net_minor, tax_minor, total_minor, deposit_minor,
       paid_minor, earned_minor, key)
     select $1, ($8::uuid[])[n % $6::int + 1], 'N' || n, $2, state::bookings.booking_state, 'Guest ' || n, 8, t, t + interval '2 hours', 'UTC', 'EUR', 48000, 0, 48000, 12000,
       case state when 'completed' then 48000 when 'confirmed' then 12000 else 0 end, case state when 'completed' then 48000 else 0 end, 'k' || n from x`,
    [organizationId, serviceId, size, new Date(last), resources.length * aDay, resources.length, aDay, owners],
  );
  await admin.query(
    `insert into bookings.booking_resources (organization_id, station_id, booking_id, resource_id, during, active)
     select b.organization_id, b.station_id, b.id, ($2::uuid[])[substr(b.number, 2)::int % $3::int + 1], tstzrange(b.starts_at, b.ends_at), b.state not in ('cancelled', 'no_show')
     from bookings.bookings b where b.organization_id = $1 order by b.starts_at`,
    [organizationId, resources, resources.length],
  );
  await admin.query(
    `with account as (select payments.account($1, 'income:bookings', 'EUR') as income, payments.account($1, 'assets:wallet', 'EUR') as wallet),
     made as (insert into payments.transactions (organization_id, kind, effective_on, line_count, idempotency_key, request_hash, station_id, booking_id)
       select b.organization_id, 'recognition', b.starts_at::date, 2, 'bench:' || b.number, '', b.station_id, b.id from bookings.bookings b where b.organization_id = $1 and b.state = 'completed'
       returning id, effective_on)
     insert into payments.entries (organization_id, transaction_id, line, account_id, currency, amount_minor, effective_on)
     select $1, m.id, l.line, case l.line when 1 then a.wallet else a.income end, 'EUR', case l.line when 1 then 48000 else -48000 end, m.effective_on
     from made m, account a, (values (1), (2)) l (line)`,
    [organizationId],
  );
  await admin.query("set session_replication_role = origin");
  await admin.query(
    "vacuum (analyze) bookings.bookings, bookings.booking_resources, payments.transactions, payments.entries",
  );
}
