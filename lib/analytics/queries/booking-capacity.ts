import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Period } from "#lib/analytics/rules";
import type { Week } from "#lib/analytics/rules/booking-board";

export type Worked = { id: string; minutes: number }[];

/** How long each chef worked, or will, between two days: their hours without their time off. */
export async function workedBy(tx: TenantTx, station: string | undefined, { from, before }: Period): Promise<Worked> {
  const { rows } = await tx.execute<Worked[number]>(
    sql`select w.resource_id as id, w.minutes from bookings.working_minutes(${station ?? null}::uuid, ${from}::date, ${before}::date) w`,
  );
  return rows;
}

/** The weeks from a day on: how long the chefs work, and what of it is booked by now, on each station's clock. */
export async function weeksAhead(tx: TenantTx, station: string | undefined, from: string, weeks = 6): Promise<Week[]> {
  const { rows } = await tx.execute<Week>(sql`
    select d::date::text as from, (d::date + 7)::text as before, coalesce(w.minutes, 0)::int as "workingMinutes", coalesce(b.minutes, 0)::int as "bookedMinutes"
    from generate_series(${from}::date, ${from}::date + 7 * (${weeks}::int - 1), interval '7 days') d
    cross join lateral (select sum(x.minutes) as minutes from bookings.working_minutes(${station ?? null}::uuid, d::date, d::date + 7) x) w
    cross join lateral (select sum(extract(epoch from x.ends_at - x.starts_at) / 60) as minutes
      from bookings.bookings x join bookings.booking_resources u on u.organization_id = x.organization_id and u.booking_id = x.id and u.active
      join bookings.resources r on r.organization_id = u.organization_id and r.id = u.resource_id and r.kind = 'chef' and r.active
      where x.state in ('confirmed', 'in_progress', 'completed') and x.starts_at >= d::date - interval '1 day' and x.starts_at < d::date + interval '8 days'
        and (x.starts_at at time zone x.zone)::date >= d::date and (x.starts_at at time zone x.zone)::date < d::date + 7
        and (${station ?? null}::uuid is null or x.station_id = ${station ?? null}::uuid)) b
    order by 1`);
  return rows;
}

/** Stations and services to choose from, of those that the reader sees. */
export async function bookingChoices(tx: TenantTx) {
  const { rows } = await tx.execute<{
    stations: { id: string; name: string }[];
    services: { id: string; name: string }[];
  }>(sql`
    select coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name) from identity.stations s where s.archived_at is null), '[]') as stations,
      coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) order by v.name) from bookings.services v where v.active), '[]') as services`);
  return rows[0] ?? { stations: [], services: [] };
}
