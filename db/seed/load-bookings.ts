import type { Client } from "pg";
import { bookedHours, diners, kitchens, menus, terms } from "#db/seed/booking-plans";
import { memberOf, type Place } from "#db/seed/load-houses";
import { actAs, call } from "#db/seed/load-payouts";
import { bookingSecret, newBookingId } from "#lib/bookings/link";

/**
 * Ember & Rice cooks at people's homes: what it offers, its chefs and their hours, evenings that were and that come, with
 * deposits and balances that somebody wrote down and somebody else verified. Through the functions that people call.
 */
export async function loadBookings(client: Client, { house, id: org, members, stations }: Place): Promise<void> {
  if (house.slug !== "ember-and-rice") return;
  const [admin, finance] = [memberOf(members, "admin"), memberOf(members, "finance")];
  await client.query("update organizations.organizations set revenue_recognised = 'after_event' where id = $1", [org]);
  await actAs(client, admin, org);
  const services = await offers(client, org, [...stations.values()]);
  for (const [place, kitchen] of kitchens.entries()) {
    const station = stations.get(kitchen.station);
    if (!station) continue;
    const chefs = await people(client, org, station, kitchen.chefs, services);
    await client.query(
      `insert into bookings.station_settings (organization_id, station_id, public_page, lead_minutes, intro, paying_by_hand)
       values ($1, $2, true, 1440, $3, 'Zelle: table@ember-and-rice.example')
       on conflict on constraint one_setting_a_station do update set public_page = true, intro = excluded.intro, paying_by_hand = excluded.paying_by_hand`,
      [org, station, "We bring the grill, the knives and the fire. You bring the guests."],
    );
    await client.query("select bookings.set_terms($1, $2)", [station, terms]);
    for (let n = 0; n < 14; n += 1) {
      const diner = diners[(place * 7 + n) % diners.length] ?? diners[0];
      const evening = {
        ...{ diner, station, chef: chefs[n % chefs.length] ?? "", service: services[n % services.length] ?? "" },
        ...{
          days: n < 7 ? -6 * (7 - n) + place : 2 * (n - 7) + 1,
          clock: bookedHours[n % bookedHours.length] ?? "18:00",
        },
        ...{ adults: 8 + ((n * 5 + place) % 17), children: n % 4, turn: n },
      };
      await evenings(client, { org, admin, finance, zone: kitchen.zone, ...evening });
    }
  }
  // What happened weeks ago is told to nobody now.
  await client.query("delete from system.outbox where organization_id = $1 and topic = 'bookings.tell'", [org]);
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}

async function offers(client: Client, org: string, stations: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const menu of menus) {
    const { rows } = await client.query<{ id: string }>(
      `insert into bookings.services (organization_id, name, description, duration_minutes, pricing, price_minor, child_price_minor, currency, minimum_total_minor,
         min_guests, max_guests, deposit_kind, deposit_percent, deposit_minor, cancellation, setup_minutes, cleanup_minutes, travel_minutes, tax_rate_millionths, tax_inclusive)
       values ($1, $2, $3, $4, $5, $6, $7, 'USD', $8, $9, $10, $11, $12, $13, $14, 30, 30, 30, 95000, false) returning id`,
      [
        ...[org, menu.name, menu.words, menu.minutes, menu.pricing, menu.price, menu.child, menu.least, menu.few],
        ...[menu.most, menu.deposit, menu.percent, menu.fixed, JSON.stringify(menu.rule)],
      ],
    );
    const id = rows[0]?.id ?? "";
    for (const station of stations)
      await client.query(
        "insert into bookings.service_stations (organization_id, service_id, station_id) values ($1, $2, $3)",
        [org, id, station],
      );
    ids.push(id);
  }
  return ids;
}

async function people(
  client: Client,
  org: string,
  station: string,
  names: readonly string[],
  services: readonly string[],
) {
  const ids: string[] = [];
  for (const [place, name] of names.entries()) {
    const { rows } = await client.query<{ id: string }>(
      `insert into bookings.resources (organization_id, station_id, kind, name, email, color, capacity, position)
       values ($1, $2, 'chef', $3, $4, $5, $6, $7) returning id`,
      [
        ...[org, station, name, `${name.split(" ")[0]?.toLowerCase()}@ember-and-rice.example`],
        ...[["#be123c", "#0f766e", "#1d4ed8", "#a16207"][place % 4], place === 2 ? 40 : null, place],
      ],
    );
    const id = rows[0]?.id ?? "";
    await client.query(
      "insert into bookings.resource_services (organization_id, station_id, resource_id, service_id) select $1, $2, $3, s from unnest($4::uuid[]) s",
      [org, station, id, services],
    );
    await client.query(
      `insert into bookings.working_hours (organization_id, station_id, resource_id, weekday, from_time, to_time)
       select $1, $2, $3, d, '10:00', '24:00' from generate_series(1, 7) d where d <> $4`,
      [org, station, id, (place % 3) + 1],
    );
    ids.push(id);
  }
  await client.query(
    `insert into bookings.time_off (organization_id, station_id, resource_id, starts_at, ends_at, reason)
     values ($1, $2, $3, now() + interval '20 days', now() + interval '27 days', 'Holiday')`,
    [org, station, ids.at(-1)],
  );
  return ids;
}

type Evening = {
  org: string;
  admin: Parameters<typeof actAs>[1];
  finance: Parameters<typeof actAs>[1];
  station: string;
  service: string;
  chef: string;
  zone: string;
  days: number;
  clock: string;
  adults: number;
  children: number;
  diner: { name: string; email: string; address: string; diet: string } | undefined;
  turn: number;
};

/** One evening: booked, paid for, and gone through as far as its day allows. */
async function evenings(client: Client, at: Evening): Promise<void> {
  const { org, admin, finance, diner, days, turn } = at;
  if (!diner) return;
  const { rows } = await client.query<{ starts: string }>(
    "select to_json((((now() at time zone $1)::date + $2::int) + $3::time) at time zone $1) #>> '{}' as starts",
    [at.zone, days, at.clock],
  );
  await actAs(client, admin, org);
  const id = newBookingId();
  const { bookingId, number } = await call<{ bookingId: string; number: string }>(client, "bookings.book($1)", {
    ...{
      key: `demo:${id}`,
      id,
      secret: bookingSecret(id),
      stationId: at.station,
      serviceId: at.service,
      resourceIds: [at.chef],
    },
    ...{ startsAt: rows[0]?.starts, adults: at.adults, children: at.children, contactName: diner.name },
    ...{
      contactEmail: diner.email,
      contactPhone: "+1 555 0142",
      address: diner.address,
      dietaryNotes: diner.diet,
      anyway: true,
    },
  });
  const { rows: due } = await client.query<{ deposit: string; total: string }>(
    "select deposit_minor as deposit, total_minor as total from bookings.bookings where id = $1",
    [bookingId],
  );
  const pay = async (amountMinor: string | undefined, method: string, verified = true) => {
    if (!amountMinor || BigInt(amountMinor) < 1n) return;
    await actAs(client, admin, org);
    const { rows: today } = await client.query<{ day: string }>("select payments.today($1)::text as day", [org]);
    const payment = await call<string>(client, "payments.record_manual_payment($1)", {
      ...{ key: `demo:${bookingId}:${method}:${amountMinor}`, method, amountMinor, currency: "USD", payer: diner.name },
      ...{ reference: turn % 5 === 4 ? "dinner" : number, receivedOn: today[0]?.day, stationId: at.station, bookingId },
    });
    if (!verified) return;
    await actAs(client, finance, org);
    await client.query("select payments.verify_manual_payment($1)", [payment]);
    const targets = JSON.stringify([{ bookingId, amountMinor }]);
    await client.query("select payments.allocate_payment($1, $2::jsonb)", [payment, targets]);
  };
  const deposit = due[0]?.deposit;
  const rest = (BigInt(due[0]?.total ?? 0) - BigInt(deposit ?? 0)).toString();
  const step = async (to: string) => {
    await actAs(client, admin, org);
    await client.query("select bookings.move_state($1, $2)", [bookingId, to]);
  };
  if (turn % 10 === 7) return void (await pay(deposit, "zelle", false));
  await pay(deposit, turn % 2 ? "venmo" : "zelle");
  if (days >= 0) {
    await actAs(client, admin, org);
    if (turn % 10 === 8)
      await client.query("select bookings.cancel($1)", [
        JSON.stringify({ bookingId, reason: "Their guests fell ill" }),
      ]);
    return;
  }
  if (turn % 9 === 3) {
    await actAs(client, admin, org);
    await client.query("select bookings.cancel($1)", [
      JSON.stringify({ bookingId, reason: "Nobody opened the door", noShow: true }),
    ]);
  } else {
    await step("in_progress");
    await step("completed");
    await pay(turn % 9 === 5 ? undefined : rest, turn % 3 ? "zelle" : "bank_transfer");
  }
  await client.query(
    "update bookings.bookings set created_at = starts_at - interval '11 days', completed_at = case when completed_at is not null then ends_at end where id = $1",
    [bookingId],
  );
}
