import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";

export type SeriesBooking = {
  id: string;
  number: string;
  state: string;
  startsAt: string;
  endsAt: string;
  who: string;
};
export type SeriesPlace = {
  id: string;
  number: string;
  name: string;
  service: string;
  state: string;
  stationId: string;
  startsAt: string;
  endsAt: string;
  zone: string;
  rule: string | null;
  ended: boolean;
  resources: { id: string; name: string }[];
  series: SeriesBooking[];
};

/** A booking with the series that it belongs to, and who could do it; null when it is not the reader's. */
export async function seriesOf(tx: TenantTx, id: string): Promise<SeriesPlace | null> {
  const { rows } = await tx.execute<SeriesPlace>(
    sql`select b.id, b.number, b.contact_name as name, v.name as service, b.state::text, b.station_id as "stationId", b.starts_at as "startsAt", b.ends_at as "endsAt", b.zone, s.rule,
        coalesce(s.state = 'ended', false) as ended,
        coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.position, r.name) from bookings.resources r
          join bookings.resource_services k on k.resource_id = r.id and k.service_id = b.service_id where r.station_id = b.station_id and r.active), '[]') as resources,
        coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'state', o.state, 'startsAt', o.starts_at, 'endsAt', o.ends_at,
            'who', coalesce((select string_agg(r.name, ', ' order by r.name) from bookings.booking_resources u join bookings.resources r on r.id = u.resource_id where u.booking_id = o.id), ''))
          order by o.starts_at) from bookings.bookings o where o.series_id = b.series_id), '[]') as series
        from bookings.bookings b join bookings.services v on v.id = b.service_id left join bookings.booking_series s on s.id = b.series_id where b.id = ${id}::uuid`,
  );
  return rows[0] ?? null;
}
