import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { resourceServices, resources, timeOff, workingHours } from "#db/schema/bookings/resources";
import { serviceStations, services, stationSettings } from "#db/schema/bookings/services";
import { stations } from "#db/schema/identity";
import type { TenantTx } from "#db/tenant";
import { Resource, Service, StationRules, TimeOff, TimeOffId, WorkingWeek } from "#lib/bookings/rules/settings";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { toInstant } from "#lib/time";

const about = (subject: string) => (output: { id: string }) => ({ subject, subjectId: output.id });
const made = async (tx: TenantTx, insert: ReturnType<typeof insertInto>) =>
  z.uuid().parse((await tx.execute<{ id: string }>(sql`${insert} returning id`)).rows[0]?.id);

/** A service, and which stations offer it. What was booked keeps the price it was booked at. */
export const saveService = command({
  name: "bookings.save_service",
  needs: "bookings:settings",
  input: Service,
  async run({ tx, actor, input: { id: known, stationIds, ...row }, watch }) {
    let id = known;
    if (id) {
      await watch(services, id);
      const [changed] = await tx.update(services).set(row).where(eq(services.id, id)).returning({ id: services.id });
      if (!changed) throw new Refusal("missing", "That service is not here, or not yours.");
    } else id = await made(tx, insertInto(services, { ...row, organizationId: actor.organizationId }));
    const offered = await tx
      .select({ id: serviceStations.id, stationId: serviceStations.stationId })
      .from(serviceStations)
      .where(eq(serviceStations.serviceId, id));
    const gone = offered.filter((one) => !stationIds.includes(one.stationId)).map((one) => one.id);
    if (gone.length > 0) await tx.delete(serviceStations).where(inArray(serviceStations.id, gone));
    for (const stationId of stationIds.filter((one) => !offered.some((had) => had.stationId === one)))
      await tx.execute(insertInto(serviceStations, { organizationId: actor.organizationId, serviceId: id, stationId }));
    return { id };
  },
  trace: about("bookings.services"),
});

/** A chef, a room or a piece of equipment, and what it can do. Its station stays. */
export const saveResource = command({
  name: "bookings.save_resource",
  needs: "bookings:settings",
  input: Resource,
  async run({ tx, actor, input: { id: known, serviceIds, stationId, ...row }, watch }) {
    let id = known;
    if (id) {
      await watch(resources, id);
      const [changed] = await tx.update(resources).set(row).where(eq(resources.id, id)).returning({ id: resources.id });
      if (!changed) throw new Refusal("missing", "That is not here, or not yours.");
    } else id = await made(tx, insertInto(resources, { ...row, stationId, organizationId: actor.organizationId }));
    await tx.delete(resourceServices).where(eq(resourceServices.resourceId, id));
    for (const serviceId of serviceIds) {
      const skill = { organizationId: actor.organizationId, stationId, resourceId: id, serviceId };
      await tx.execute(insertInto(resourceServices, skill));
    }
    return { id };
  },
  trace: about("bookings.resources"),
});

/** The week of a resource, whole: what is not said any more is gone. Hours with dates of their own stay. */
export const setWorkingWeek = command({
  name: "bookings.set_working_week",
  needs: "bookings:settings",
  input: WorkingWeek,
  async run({ tx, actor, input: { resourceId, hours } }) {
    const { stationId } = await placeOf(tx, resourceId);
    await tx
      .delete(workingHours)
      .where(
        and(
          eq(workingHours.resourceId, resourceId),
          sql`${workingHours.validFrom} = '-infinity' and ${workingHours.validTo} = 'infinity'`,
        ),
      );
    for (const { weekday, from, to } of hours) {
      const row = { organizationId: actor.organizationId, stationId, resourceId, weekday };
      await tx.execute(insertInto(workingHours, { ...row, fromTime: from, toTime: to }));
    }
    return { id: resourceId };
  },
  trace: about("bookings.resources"),
});

/** Away for a while. Bookings that are there already stay; the board shows them. */
export const addTimeOff = command({
  name: "bookings.add_time_off",
  needs: "bookings:write",
  input: TimeOff,
  async run({ tx, actor, input: { resourceId, startsLocal, endsLocal, reason } }) {
    const { stationId, zone } = await placeOf(tx, resourceId);
    const [startsAt, endsAt] = [toInstant(startsLocal, zone), toInstant(endsLocal, zone)];
    if (endsAt <= startsAt)
      throw new Refusal("invalid", "It ends after it begins.", { endsLocal: ["It ends after it begins."] });
    const row = { organizationId: actor.organizationId, stationId, resourceId, startsAt, endsAt, reason };
    return { id: await made(tx, insertInto(timeOff, row)) };
  },
  trace: about("bookings.time_off"),
});

export const removeTimeOff = command({
  name: "bookings.remove_time_off",
  needs: "bookings:write",
  input: TimeOffId,
  async run({ tx, input: { id } }) {
    const [gone] = await tx.delete(timeOff).where(eq(timeOff.id, id)).returning({ id: timeOff.id });
    if (!gone) throw new Refusal("missing", "That is not here any more, or not yours.");
    return gone;
  },
  trace: about("bookings.time_off"),
});

/** How a station takes bookings; new terms are their next version. */
export const setStationRules = command({
  name: "bookings.set_station_rules",
  needs: "bookings:settings",
  input: StationRules,
  async run({ tx, actor, input: { stationId, terms, ...row } }) {
    const [known] = await tx
      .update(stationSettings)
      .set(row)
      .where(eq(stationSettings.stationId, stationId))
      .returning({ id: stationSettings.id });
    if (!known)
      await tx.execute(insertInto(stationSettings, { ...row, stationId, organizationId: actor.organizationId }));
    if (terms !== "") await tx.execute(sql`select bookings.set_terms(${stationId}::uuid, ${terms})`);
    return { id: stationId };
  },
  trace: about("identity.stations"),
});

async function placeOf(tx: TenantTx, resourceId: string) {
  const [found] = await tx
    .select({ stationId: resources.stationId, zone: stations.zone })
    .from(resources)
    .innerJoin(
      stations,
      and(eq(stations.organizationId, resources.organizationId), eq(stations.id, resources.stationId)),
    )
    .where(eq(resources.id, resourceId));
  if (!found) throw new Refusal("missing", "That is not here, or not yours.");
  return found;
}
