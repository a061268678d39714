import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { Reminder, type ReminderKind } from "#lib/bookings/rules/reminders";

/** What was sent and skipped for a booking, and what is still to come; the newest start first. */
export async function remindersOf(tx: TenantTx, bookingId: string): Promise<Reminder[]> {
  const { rows } = await tx.execute<{ reminders: unknown }>(
    sql`select bookings.reminders_of(${bookingId}::uuid) as reminders`,
  );
  return Reminder.array().parse(rows[0]?.reminders);
}

/** Did the customer of this booking say that they want none? */
export async function remindersStopped(tx: TenantTx, bookingId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ stopped: boolean }>(
    sql`select exists (select from bookings.reminder_stops s join bookings.bookings b on b.station_id = s.station_id and lower(b.contact_email) = s.email
        where b.id = ${bookingId}::uuid) as stopped`,
  );
  return rows[0]?.stopped ?? false;
}

export type ReminderRule = {
  stationId: string;
  station: string;
  customerKinds: ReminderKind[];
  chefKinds: ReminderKind[];
  quiet: "earlier" | "later";
  quietFrom: string;
  quietTo: string;
};

/** What each station that the reader sees does about reminders. */
export async function reminderRulesNow(tx: TenantTx): Promise<ReminderRule[]> {
  const { rows } = await tx.execute<ReminderRule>(
    sql`select s.id as "stationId", s.name as station, coalesce(r.customer_kinds, '{24h,2h,30m}') as "customerKinds", coalesce(r.chef_kinds, '{24h,2h,30m}') as "chefKinds",
        coalesce(r.quiet, 'earlier') as quiet, to_char(coalesce(c.quiet_from, '21:00'), 'HH24:MI') as "quietFrom", to_char(coalesce(c.quiet_to, '08:00'), 'HH24:MI') as "quietTo"
        from identity.stations s left join bookings.reminder_rules r on r.station_id = s.id left join bookings.station_settings c on c.station_id = s.id
        where s.archived_at is null and ((select system.can('bookings:read')) or s.id = any ((select system.station_ids('bookings:read'))::uuid[])) order by s.name`,
  );
  return rows;
}
