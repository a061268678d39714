import "server-only";
import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { events } from "#db/schema/events";
import { orgMemberships } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";
import type { TenantTx } from "#db/tenant";
import { rolesToGive } from "#lib/identity/queries/roles";
import { openStations } from "#lib/identity/queries/stations";
import type { Permission } from "#lib/permissions";
import { countryChoices, timezoneChoices } from "#lib/ref/queries";

/** Roles and places that a form offers to whoever gives a role. */
export async function accessChoices(
  tx: TenantTx,
  actor: { permissions: ReadonlySet<Permission> },
  { isPlatform = false, name }: { isPlatform?: boolean; name: string },
) {
  return {
    organization: name,
    roles: await rolesToGive(tx, actor, { platform: isPlatform }),
    ...(await placeChoices(tx)),
  };
}
export type AccessChoices = Awaited<ReturnType<typeof accessChoices>>;

/** A record by its name, as a form offers it. */
export type Choice = { id: string; name: string };

/** Open stations, and events that are not over, by name. */
export async function placeChoices(tx: TenantTx) {
  const coming = await tx
    .select({ id: events.id, name: events.name })
    .from(events)
    .where(and(inArray(events.state, ["draft", "published", "live", "postponed"]), sql`${events.endsAt} > now()`))
    .orderBy(asc(events.name))
    .limit(200);
  const stations = (await openStations(tx)).map(({ id, name }) => ({ id, name }));
  return { stations, events: coming };
}

/** People of the organization by name, for the choices of a form. */
export async function memberChoices(tx: TenantTx) {
  const found = await tx
    .select({ id: userProfiles.userId, name: userProfiles.name, email: userProfiles.email })
    .from(orgMemberships)
    .innerJoin(userProfiles, eq(userProfiles.userId, orgMemberships.userId))
    .where(ne(orgMemberships.state, "removed"))
    .orderBy(asc(userProfiles.name), asc(userProfiles.email))
    .limit(500);
  return found.map(({ id, name, email }) => ({ id, name: name || email, email }));
}

/** Countries and zones that the form of a station or an organization offers. */
export async function regionChoices(tx: TenantTx) {
  return {
    zones: [...new Set((await timezoneChoices(tx)).map((zone) => zone.name))],
    countries: (await countryChoices(tx)).map(({ code, name }) => ({ value: code, label: name })),
  };
}
