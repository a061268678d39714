import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { CalendarItem } from "#lib/bookings/rules/calendar";

/** What stands in the calendar between two moments, of what the reader may see: bookings, meetings, events and entries. */
export async function calendarItems(tx: TenantTx, from: Date, until: Date): Promise<CalendarItem[]> {
  const [start, end] = [from.toISOString(), until.toISOString()];
  const { rows } = await tx.execute<CalendarItem>(
    sql`select x.kind, x.id, x.title, x.starts_at as "startsAt", x.ends_at as "endsAt", x.state, x.all_day as "allDay", x.place from (
          select case when m.id is null then 'booking' else 'meeting' end as kind, b.id, concat_ws(': ', v.name, b.contact_name) as title, b.starts_at, b.ends_at, b.state::text, false as all_day,
            b.address as place
          from bookings.bookings b join bookings.services v on v.organization_id = b.organization_id and v.id = b.service_id
          left join bookings.meeting_bookings m on m.organization_id = b.organization_id and m.booking_id = b.id
          where b.starts_at >= ${start}::timestamptz - interval '3 days' and b.starts_at < ${end}::timestamptz and b.ends_at > ${start}::timestamptz and b.state not in ('cancelled', 'no_show')
          union all
          select 'event', e.id, e.name, e.starts_at, e.ends_at, e.state::text, false, coalesce(n.name, '') from events.events e
          left join events.venues n on n.organization_id = e.organization_id and n.id = e.venue_id
          where e.starts_at < ${end}::timestamptz and e.ends_at > ${start}::timestamptz and e.state not in ('cancelled', 'archived')
          union all
          select 'entry', c.id, c.title, c.starts_at, c.ends_at, c.scope, c.all_day, c.place from bookings.calendar_entries c
          where c.starts_at < ${end}::timestamptz and c.ends_at > ${start}::timestamptz) x
        order by x.starts_at, x.title limit 2000`,
  );
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
  }));
}

export type Entry = {
  id: string;
  scope: "personal" | "station" | "workspace";
  stationId: string | null;
  station: string | null;
  title: string;
  place: string;
  notes: string;
  startsAt: string;
  endsAt: string;
  allDay: boolean;
  remindMinutes: number | null;
  by: string;
  mine: boolean;
  zone: string | null;
};

/** Entries of a month in full, for those who may change them. */
export async function entriesBetween(tx: TenantTx, from: Date, until: Date): Promise<Entry[]> {
  const { rows } = await tx.execute<Entry>(
    sql`select c.id, c.scope, c.station_id as "stationId", s.name as station, c.title, c.place, c.notes, c.starts_at as "startsAt", c.ends_at as "endsAt", c.all_day as "allDay",
        c.remind_minutes as "remindMinutes", coalesce(p.name, '') as by, c.user_id = (select system.uid()) as mine, s.zone
        from bookings.calendar_entries c left join identity.stations s on s.id = c.station_id left join users.user_profiles p on p.user_id = c.user_id
        where c.starts_at < ${until.toISOString()}::timestamptz and c.ends_at > ${from.toISOString()}::timestamptz order by c.starts_at limit 300`,
  );
  return rows;
}

export type BookingFeed = {
  id: string;
  name: string;
  station: string;
  resource: string | null;
  createdAt: string;
  readAt: string | null;
};

/** Feeds that are read with their secret, of the stations that the reader sees. */
export async function bookingFeedsOpen(tx: TenantTx): Promise<BookingFeed[]> {
  const { rows } = await tx.execute<BookingFeed>(
    sql`select f.id, f.name, s.name as station, r.name as resource, f.created_at as "createdAt", f.read_at as "readAt" from bookings.calendar_feeds f
        join identity.stations s on s.id = f.station_id left join bookings.resources r on r.id = f.resource_id where f.revoked_at is null order by s.name, r.name nulls first, f.created_at`,
  );
  return rows;
}

export type Bookable = { id: string; name: string; kind: string; stationId: string; station: string };

/** Chefs, rooms and equipment that can be booked, by station. */
export async function bookables(tx: TenantTx): Promise<Bookable[]> {
  const { rows } = await tx.execute<Bookable>(
    sql`select r.id, r.name, r.kind::text, r.station_id as "stationId", s.name as station from bookings.resources r join identity.stations s on s.id = r.station_id
        where r.active and s.archived_at is null order by s.name, r.kind, r.position, r.name`,
  );
  return rows;
}

export type BusyCalendar = {
  resourceId: string;
  resource: string;
  station: string;
  source: string;
  times: number;
  next: string | null;
};

/** The calendars that were taken over, by whom they are and how many times they hold. */
export async function busyCalendars(tx: TenantTx): Promise<BusyCalendar[]> {
  const { rows } = await tx.execute<BusyCalendar>(
    sql`select t.resource_id as "resourceId", r.name as resource, s.name as station, t.source, count(*)::int as times, min(t.starts_at) filter (where t.ends_at > now()) as next
        from bookings.busy_times t join bookings.resources r on r.id = t.resource_id join identity.stations s on s.id = t.station_id
        group by t.resource_id, r.name, s.name, t.source order by s.name, r.name, t.source`,
  );
  return rows;
}

export type MeetingType = {
  id: string;
  stationId: string;
  station: string;
  name: string;
  slug: string;
  description: string;
  place: string;
  minutes: number;
  active: boolean;
  resourceIds: string[];
  ahead: number;
};

/** Consultations that visitors can book, and how many are ahead. */
export async function meetingTypesNow(tx: TenantTx): Promise<MeetingType[]> {
  const { rows } = await tx.execute<MeetingType>(
    sql`select t.id, t.station_id as "stationId", s.name as station, t.name, t.slug, t.description, t.place, v.duration_minutes as minutes, t.active,
        coalesce((select array_agg(k.resource_id) from bookings.resource_services k where k.service_id = t.service_id), '{}') as "resourceIds",
        (select count(*)::int from bookings.meeting_bookings m join bookings.bookings b on b.organization_id = m.organization_id and b.id = m.booking_id
         where m.meeting_type_id = t.id and b.starts_at > now() and b.state = 'confirmed') as ahead
        from bookings.meeting_types t join bookings.services v on v.id = t.service_id join identity.stations s on s.id = t.station_id order by s.name, t.name`,
  );
  return rows;
}
