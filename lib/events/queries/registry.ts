import { isId } from "#lib/system/ids";
import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { eventSeries, events, venues } from "#db/schema/events";
import { customFields } from "#db/schema/events/fields";
import { rooms, vendors } from "#db/schema/events/places";
import { talent, talentAbsences } from "#db/schema/events/talent";
import type { TenantTx } from "#db/tenant";

export const vendorChoices = (tx: TenantTx) =>
  tx.select({ value: vendors.id, label: vendors.name }).from(vendors).orderBy(asc(vendors.name));
export const talentChoices = (tx: TenantTx) =>
  tx.select({ value: talent.id, label: talent.name }).from(talent).orderBy(asc(talent.name));

export async function vendorById(tx: TenantTx, id: string) {
  if (!isId(id)) return undefined;
  const [found] = await tx.select().from(vendors).where(eq(vendors.id, id));
  return found;
}

/** Somebody on stage with when they are away and where they play. */
export async function talentById(tx: TenantTx, id: string) {
  if (!isId(id)) return undefined;
  const [found] = await tx.select().from(talent).where(eq(talent.id, id));
  if (!found) return undefined;
  const absences = await tx
    .select({
      id: talentAbsences.id,
      startsAt: talentAbsences.startsAt,
      endsAt: talentAbsences.endsAt,
      reason: talentAbsences.reason,
    })
    .from(talentAbsences)
    .where(eq(talentAbsences.talentId, id))
    .orderBy(asc(talentAbsences.startsAt));
  const Row = z.object({
    id: z.uuid(),
    event_id: z.uuid(),
    title: z.string(),
    event: z.string(),
    zone: z.string(),
    starts_at: z.coerce.date(),
    ends_at: z.coerce.date(),
  });
  const sessions = await tx.execute<Record<string, unknown>>(sql`
    select s.id, s.event_id, s.title, e.name as event, e.zone, s.starts_at, s.ends_at
    from events.session_talent st
    join events.event_schedules s on s.organization_id = st.organization_id and s.id = st.session_id
    join events.events e on e.organization_id = s.organization_id and e.id = s.event_id
    where st.talent_id = ${id}::uuid and s.state <> 'cancelled' order by s.starts_at desc limit 100`);
  return {
    ...found,
    absences,
    sessions: z
      .array(Row)
      .parse(sessions.rows)
      .map(({ event_id, starts_at, ends_at, ...rest }) => ({
        ...rest,
        eventId: event_id,
        startsAt: starts_at,
        endsAt: ends_at,
      })),
  };
}

/** A venue with its rooms, and what is on in each from today. */
export async function venueById(tx: TenantTx, id: string) {
  if (!isId(id)) return undefined;
  const [venue] = await tx.select().from(venues).where(eq(venues.id, id));
  if (!venue) return undefined;
  const own = await tx.select().from(rooms).where(eq(rooms.venueId, id)).orderBy(asc(rooms.position), asc(rooms.name));
  const Use = z.object({
    room_id: z.uuid(),
    event_id: z.uuid(),
    event: z.string(),
    title: z.string().nullable(),
    starts_at: z.coerce.date(),
    ends_at: z.coerce.date(),
  });
  const uses = await tx.execute<Record<string, unknown>>(sql`
    select u.room_id, u.event_id, e.name as event, s.title, lower(u.during) as starts_at, upper(u.during) as ends_at
    from events.room_uses u
    join events.rooms r on r.organization_id = u.organization_id and r.id = u.room_id and r.venue_id = ${id}::uuid
    join events.events e on e.organization_id = u.organization_id and e.id = u.event_id
    left join events.event_schedules s on s.organization_id = u.organization_id and s.id = u.session_id
    where upper(u.during) > now() order by lower(u.during) limit 100`);
  return {
    ...venue,
    rooms: own,
    uses: z
      .array(Use)
      .parse(uses.rows)
      .map(({ room_id, event_id, starts_at, ends_at, ...rest }) => ({
        ...rest,
        roomId: room_id,
        eventId: event_id,
        startsAt: starts_at,
        endsAt: ends_at,
      })),
  };
}

export const fieldsOf = (tx: TenantTx) =>
  tx
    .select()
    .from(customFields)
    .orderBy(asc(customFields.archived), asc(customFields.position), asc(customFields.label));

/** What an event says in the organization's own fields. */
export async function customOf(tx: TenantTx, eventId: string) {
  const { rows } = await tx.execute<{ label: string; kind: string; value: string }>(sql`
    select f.label, f.kind, c.value from events.custom_values c
    join events.custom_fields f on f.organization_id = c.organization_id and f.id = c.field_id
    where c.event_id = ${eventId}::uuid order by f.position, f.label`);
  return rows;
}

/** A series with its events, soonest first. */
export async function seriesById(tx: TenantTx, id: string) {
  if (!isId(id)) return undefined;
  const [series] = await tx.select().from(eventSeries).where(eq(eventSeries.id, id));
  if (!series) return undefined;
  const own = await tx
    .select({
      id: events.id,
      name: events.name,
      state: events.state,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
      zone: events.zone,
      detached: events.detached,
    })
    .from(events)
    .where(eq(events.seriesId, id))
    .orderBy(asc(events.startsAt));
  return { ...series, events: own };
}
