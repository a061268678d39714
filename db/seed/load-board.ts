import { createHash } from "node:crypto";
import type { Client } from "pg";
import { actAs } from "#db/seed/load-books";
import { memberOf, type Place } from "#db/seed/load-houses";

/**
 * What a station manager's day has besides its bookings: time off, a calendar from elsewhere, entries, a consultation that
 * visitors book, feeds, a weekly guest, and the reminders of what was and of what comes next. Houses without chefs have none.
 */
export async function loadBoard(client: Client, place: Place, now: Date) {
  const { id, members } = place;
  const stations = await client.query<Kitchen>(
    `select s.id, s.zone, array_agg(r.id order by r.position, r.name) as chefs from identity.stations s
     join bookings.resources r on r.organization_id = s.organization_id and r.station_id = s.id and r.kind = 'chef' and r.active
     where s.organization_id = $1 and s.archived_at is null group by s.id, s.zone order by s.id`,
    [id],
  );
  if (stations.rows.length === 0) return;
  const boss = memberOf(members, "admin");
  await actAs(client, boss, id);
  for (const [n, kitchen] of stations.rows.entries()) await loadStation(client, id, kitchen, n, now);
  await client.query(
    `insert into bookings.calendar_entries (organization_id, scope, user_id, title, place, starts_at, ends_at, all_day, remind_minutes)
     select $1, x.scope, $2, x.title, x.place, d + x.at, d + x.at + x.lasts, x.all_day, x.remind
     from (select date_trunc('day', $3::timestamptz at time zone 'UTC') at time zone 'UTC' as d) t,
       (values ('workspace', 'Stocktaking in every kitchen', '', interval '5 days', interval '1 day', true, null::int),
         ('workspace', 'Autumn menu: all chefs taste', 'Harbour Kitchen', interval '3 days 14 hours', interval '2 hours', false, 120),
         ('personal', 'Call the fish market', '', interval '1 day 8 hours', interval '30 minutes', false, 30)) x (scope, title, place, at, lasts, all_day, remind)`,
    [id, boss.userId, now],
  );
  await remind(client, id);
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}

type Kitchen = { id: string; zone: string; chefs: string[] };

async function loadStation(client: Client, id: string, { id: station, chefs }: Kitchen, n: number, now: Date) {
  const at = (days: number, hours: number) => new Date(now.getTime() + days * day + hours * hour);
  await client.query(
    `insert into bookings.time_off (organization_id, station_id, resource_id, starts_at, ends_at, reason)
     select $1, $2, x.chef, x.f, x.t, x.why from (values ($3::uuid, $4::timestamptz, $5::timestamptz, 'Holiday'), ($6::uuid, $7::timestamptz, $8::timestamptz, 'Dentist')) x (chef, f, t, why)
     where not exists (select from bookings.booking_resources u where u.organization_id = $1 and u.resource_id = x.chef and u.active and u.during && tstzrange(x.f, x.t))`,
    [id, station, chefs.at(-1), at(9, 0), at(16, 0), chefs[0], at(2, 1), at(2, 3)],
  );
  await client.query(
    `insert into bookings.busy_times (organization_id, station_id, resource_id, starts_at, ends_at, source, uid, summary)
     select $1, $2, $3, $4::timestamptz + w * interval '7 days', $4::timestamptz + w * interval '7 days' + interval '90 minutes', 'Private calendar', 'choir@private.example', 'Choir'
     from generate_series(0, 7) w`,
    [id, station, chefs[1] ?? chefs[0], at(1, 20)],
  );
  await client.query(
    `insert into bookings.calendar_entries (organization_id, scope, station_id, user_id, title, starts_at, ends_at, remind_minutes)
     select $1, 'station', $2, system.uid(), 'Grill gas is delivered', $3::timestamptz, $3::timestamptz + interval '1 hour', 30`,
    [id, station, at(1 + n, 4)],
  );
  const slug = n === 0 ? "menu" : `menu-${n + 1}`;
  const made = await client.query<{ id: string }>("select bookings.save_meeting_type($1::jsonb) as id", [
    JSON.stringify({
      ...{ stationId: station, name: n === 0 ? "Menu consultation" : `Menu consultation ${n + 1}`, slug, minutes: 30 },
      ...{ place: "On the phone", description: "Half an hour about your evening: guests, menu, what to avoid." },
      ...{ resourceIds: chefs, active: true },
    }),
  ]);
  if (made.rows.length > 0) await loadMeetings(client, id, slug, n);
  await client.query("select bookings.open_feed($1::jsonb)", [
    JSON.stringify({ stationId: station, name: "Office calendar", tokenHash: `demo-${station}`.padEnd(64, "0") }),
  ]);
}

/** Two visitors chose the first times that are free. */
async function loadMeetings(client: Client, id: string, slug: string, n: number) {
  const people = [
    ["Ida Lindqvist", "ida@lindqvist.example", "A wedding for forty, two of them vegan"],
    ["Mateo Reyes", "mateo@reyes.example", "Can you grill on a roof?"],
  ];
  for (const [place, [name, email, topic]] of people.entries())
    await client.query(
      `select bookings.book_meeting(o.slug, $2, jsonb_build_object('id', system.uuid7(), 'secret', $3::text, 'key', $3::text, 'startsAt', f.starts_at, 'name', $4::text, 'email', $5::text,
         'phone', '', 'topic', $6::text), '192.0.2.10')
       from organizations.organizations o cross join lateral (select starts_at from bookings.meeting_slots(o.slug, $2, now(), now() + interval '20 days') offset $7 limit 1) f where o.id = $1`,
      [
        id,
        slug,
        createHash("sha256").update(`meeting ${id} ${n} ${place}`).digest("base64url"),
        name,
        email,
        topic,
        place * 7 + 3,
      ],
    );
}

/** The last weeks as if the worker had been there: every reminder of what was confirmed went out in time. */
async function remind(client: Client, id: string) {
  await client.query(
    `insert into bookings.booking_reminders (organization_id, station_id, booking_id, kind, recipient, recipient_key, resource_id, name, address, starts_at, due_at, outcome, reason, sent_at, created_at)
     select r.organization_id, r.station_id, r.booking_id, r.kind, r.recipient, r.recipient_key, r.resource_id, r.name, r.address, r.starts_at, r.due_at,
       case when b.state in ('cancelled', 'no_show', 'pending') or r.address = '' then 'skipped' else 'sent' end,
       case when b.state = 'cancelled' then 'The booking was cancelled.' when b.state = 'pending' then 'It was not confirmed.' when b.state = 'no_show' then 'The booking was cancelled.'
         when r.address = '' then 'There is no e-mail address.' else '' end,
       case when b.state in ('cancelled', 'no_show', 'pending') or r.address = '' then null else r.due_at + interval '20 seconds' end, r.due_at
     from bookings.reminders_between($1, null, now() - interval '30 days', now() + interval '2 days', now()) r
     join bookings.bookings b on b.organization_id = r.organization_id and b.id = r.booking_id
     where r.due_at < now() on conflict do nothing`,
    [id],
  );
}

const hour = 3_600_000;
const day = 24 * hour;
