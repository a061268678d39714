import "server-only";
import { and, asc, eq, gte, isNull, sql } from "drizzle-orm";
import { resourceServices, resources, timeOff, workingHours } from "#db/schema/bookings/resources";
import { serviceStations, services, stationSettings, terms } from "#db/schema/bookings/services";
import { stations, stationUsers } from "#db/schema/identity";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";

/** The stations whose bookings this person may see: the row policy of `identity.stations` says which. */
export const bookingStations = (tx: TenantTx) =>
  tx
    .select({ id: stations.id, name: stations.name, slug: stations.slug, zone: stations.zone })
    .from(stations)
    .where(isNull(stations.archivedAt))
    .orderBy(asc(stations.name));

/** Services that a station offers, or all of them, by name. */
export const servicesOf = (tx: TenantTx, stationId?: string) =>
  tx
    .select()
    .from(services)
    .where(
      stationId
        ? sql`${services.active} and exists (select from bookings.service_stations o where o.organization_id = ${services.organizationId} and o.service_id = ${services.id} and o.station_id = ${stationId}::uuid)`
        : undefined,
    )
    .orderBy(asc(services.name));

export async function serviceById(tx: TenantTx, id: string) {
  const [service] = await tx.select().from(services).where(eq(services.id, id));
  if (!service) return undefined;
  const offered = await tx
    .select({ stationId: serviceStations.stationId })
    .from(serviceStations)
    .where(eq(serviceStations.serviceId, id));
  return { ...service, stationIds: offered.map((row) => row.stationId) };
}

export async function resourceById(tx: TenantTx, id: string) {
  const [found] = await tx
    .select({ resource: resources, station: stations.name, zone: stations.zone })
    .from(resources)
    .innerJoin(
      stations,
      and(eq(stations.organizationId, resources.organizationId), eq(stations.id, resources.stationId)),
    )
    .where(eq(resources.id, id));
  if (!found) return undefined;
  const skills = await tx
    .select({ serviceId: resourceServices.serviceId })
    .from(resourceServices)
    .where(eq(resourceServices.resourceId, id));
  const hours = await tx
    .select()
    .from(workingHours)
    .where(eq(workingHours.resourceId, id))
    .orderBy(asc(workingHours.weekday), asc(workingHours.fromTime));
  const away = await tx
    .select()
    .from(timeOff)
    .where(and(eq(timeOff.resourceId, id), gte(timeOff.endsAt, sql`now() - interval '30 days'`)))
    .orderBy(asc(timeOff.startsAt));
  const { resource, station, zone } = found;
  return { ...resource, station, zone, serviceIds: skills.map((row) => row.serviceId), hours, away };
}

/** People of a station who could be its chefs. */
export const chefChoices = (tx: TenantTx, stationId: string) =>
  tx
    .select({ id: userProfiles.userId, name: userProfiles.name })
    .from(stationUsers)
    .innerJoin(userProfiles, eq(userProfiles.userId, stationUsers.userId))
    .where(eq(stationUsers.stationId, stationId))
    .orderBy(asc(userProfiles.name));

/** How a station takes bookings, with the terms in force; the defaults where nobody has said anything yet. */
export async function stationRules(tx: TenantTx, stationId: string) {
  const [row] = await tx.select().from(stationSettings).where(eq(stationSettings.stationId, stationId));
  const [said] = row?.termsVersion
    ? await tx
        .select({ body: terms.body })
        .from(terms)
        .where(and(eq(terms.stationId, stationId), eq(terms.version, row.termsVersion)))
    : [];
  return {
    slotMinutes: row?.slotMinutes ?? 30,
    leadMinutes: row?.leadMinutes ?? 1440,
    horizonDays: row?.horizonDays ?? 180,
    holdMinutes: row?.holdMinutes ?? 30,
    publicPage: row?.publicPage ?? false,
    intro: row?.intro ?? "",
    payingByHand: row?.payingByHand ?? "",
    quietFrom: (row?.quietFrom ?? "21:00").slice(0, 5),
    quietTo: (row?.quietTo ?? "08:00").slice(0, 5),
    termsVersion: row?.termsVersion ?? 0,
    terms: said?.body ?? "",
  };
}
