import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { rooms, roomUses } from "#db/schema/events/places";
import { eventLogistics, eventSchedules, productionRuns } from "#db/schema/events/program";
import { eventStaff, shiftAssignments } from "#db/schema/events/staff";
import { sessionTalent, talent } from "#db/schema/events/talent";
import { orgMemberships } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";

const personName = sql<string>`coalesce(nullif(${userProfiles.name}, ''), ${userProfiles.email})`;
/** The name of whoever a row falls to, from its column. */
const ownerName = (column: PgColumn) =>
  sql<
    string | null
  >`(select coalesce(nullif(p.name, ''), p.email) from users.user_profiles p where p.user_id = ${column})`;

/** Members of the organization by name, for a choice. */
export async function memberChoices(tx: TenantTx) {
  return tx
    .select({ value: orgMemberships.userId, label: personName })
    .from(orgMemberships)
    .innerJoin(userProfiles, eq(userProfiles.userId, orgMemberships.userId))
    .where(eq(orgMemberships.state, "active"))
    .orderBy(asc(personName));
}

export const roomsOf = (tx: TenantTx, venueId: string | null) =>
  venueId
    ? tx
        .select({ id: rooms.id, name: rooms.name, capacity: rooms.capacity, position: rooms.position })
        .from(rooms)
        .where(eq(rooms.venueId, venueId))
        .orderBy(asc(rooms.position), asc(rooms.name))
    : Promise.resolve([]);
export type Room = { id: string; name: string; capacity: number | null };

/** Rooms that an event keeps for all of its time. */
export const reservedRooms = (tx: TenantTx, eventId: string) =>
  tx
    .select({ id: roomUses.roomId })
    .from(roomUses)
    .where(and(eq(roomUses.eventId, eventId), sql`${roomUses.sessionId} is null`));

const People = z.array(z.object({ id: z.uuid(), name: z.string() }));
export type Session = Awaited<ReturnType<typeof sessionsOf>>[number];

/** The programme, soonest first, each session with its room and the people on stage. */
export async function sessionsOf(tx: TenantTx, eventId: string) {
  const people = sql<unknown>`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
    from ${sessionTalent} st join ${talent} t on t.organization_id = st.organization_id and t.id = st.talent_id
    where st.organization_id = ${eventSchedules.organizationId} and st.session_id = ${eventSchedules.id}), '[]')`;
  const rows = await tx
    .select({
      id: eventSchedules.id,
      title: eventSchedules.title,
      abstract: eventSchedules.abstract,
      kind: eventSchedules.kind,
      track: eventSchedules.track,
      roomId: eventSchedules.roomId,
      roomName: rooms.name,
      roomCapacity: rooms.capacity,
      startsAt: eventSchedules.startsAt,
      endsAt: eventSchedules.endsAt,
      expected: eventSchedules.expected,
      state: eventSchedules.state,
      people,
    })
    .from(eventSchedules)
    .leftJoin(rooms, and(eq(rooms.organizationId, eventSchedules.organizationId), eq(rooms.id, eventSchedules.roomId)))
    .where(eq(eventSchedules.eventId, eventId))
    .orderBy(asc(eventSchedules.startsAt), asc(eventSchedules.title));
  return rows.map((row) => ({ ...row, people: People.parse(row.people) }));
}

export type Shift = Awaited<ReturnType<typeof shiftsOf>>[number];

/** The shifts of an event with who works them. `staffed` counts those who are meant to come. */
export async function shiftsOf(tx: TenantTx, eventId: string) {
  const shifts = await tx
    .select()
    .from(eventStaff)
    .where(eq(eventStaff.eventId, eventId))
    .orderBy(asc(eventStaff.startsAt), asc(eventStaff.role));
  const people = await tx
    .select({
      id: shiftAssignments.id,
      shiftId: shiftAssignments.shiftId,
      userId: shiftAssignments.userId,
      state: shiftAssignments.state,
      name: personName,
    })
    .from(shiftAssignments)
    .innerJoin(userProfiles, eq(userProfiles.userId, shiftAssignments.userId))
    .where(eq(shiftAssignments.eventId, eventId))
    .orderBy(asc(personName));
  return shifts.map((shift) => {
    const own = people.filter((one) => one.shiftId === shift.id);
    return { ...shift, people: own, staffed: own.filter((one) => coming.has(one.state)).length };
  });
}
const coming = new Set(["assigned", "confirmed"]);

/** What one person works, from yesterday on, over all events that they may see. */
export const shiftsFor = (tx: TenantTx, userId: string) =>
  tx
    .select({
      id: shiftAssignments.id,
      state: shiftAssignments.state,
      role: eventStaff.role,
      place: eventStaff.place,
      notes: eventStaff.notes,
      shiftState: eventStaff.state,
      startsAt: eventStaff.startsAt,
      endsAt: eventStaff.endsAt,
      eventId: eventStaff.eventId,
      event: sql<string>`(select e.name from events.events e where e.organization_id = ${eventStaff.organizationId} and e.id = ${eventStaff.eventId})`,
      zone: sql<string>`(select e.zone from events.events e where e.organization_id = ${eventStaff.organizationId} and e.id = ${eventStaff.eventId})`,
    })
    .from(shiftAssignments)
    .innerJoin(
      eventStaff,
      and(eq(eventStaff.organizationId, shiftAssignments.organizationId), eq(eventStaff.id, shiftAssignments.shiftId)),
    )
    .where(
      and(
        eq(shiftAssignments.userId, userId),
        sql`${eventStaff.endsAt} > now() - interval '1 day' and ${shiftAssignments.state} <> 'withdrawn'`,
      ),
    )
    .orderBy(asc(eventStaff.startsAt));

export const logisticsOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: eventLogistics.id,
      name: eventLogistics.name,
      kind: eventLogistics.kind,
      quantity: eventLogistics.quantity,
      vendorId: eventLogistics.vendorId,
      ownerId: eventLogistics.ownerId,
      neededAt: eventLogistics.neededAt,
      place: eventLogistics.place,
      notes: eventLogistics.notes,
      state: eventLogistics.state,
      owner: ownerName(eventLogistics.ownerId),
      vendor: sql<
        string | null
      >`(select v.name from events.vendors v where v.organization_id = event_logistics.organization_id and v.id = event_logistics.vendor_id)`,
    })
    .from(eventLogistics)
    .where(eq(eventLogistics.eventId, eventId))
    .orderBy(asc(eventLogistics.neededAt), asc(eventLogistics.name));

export const runsOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: productionRuns.id,
      title: productionRuns.title,
      kind: productionRuns.kind,
      startsAt: productionRuns.startsAt,
      endsAt: productionRuns.endsAt,
      ownerId: productionRuns.ownerId,
      cues: productionRuns.cues,
      state: productionRuns.state,
      owner: ownerName(productionRuns.ownerId),
    })
    .from(productionRuns)
    .where(eq(productionRuns.eventId, eventId))
    .orderBy(asc(productionRuns.startsAt));
