import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import { stations } from "#db/schema/identity";
import type { TenantTx } from "#db/tenant";
import { roleLabel } from "#lib/identity/queries/roles";

/** Stations that are open, for the choices of a form; of a station manager, their own. */
export function openStations(tx: TenantTx) {
  return tx
    .select({ id: stations.id, name: stations.name, zone: stations.zone })
    .from(stations)
    .where(isNull(stations.archivedAt))
    .orderBy(asc(stations.name));
}

export async function stationById(tx: TenantTx, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [found] = await tx
    .select()
    .from(stations)
    .where(and(eq(stations.id, id)));
  return found;
}

const Colleague = z.object({
  grantId: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  roleName: z.string(),
  since: z.coerce.date(),
  endsAt: z.coerce.date().nullable(),
});
export type Colleague = z.output<typeof Colleague>;

/** Who works at a station by a live grant for it: managers first. */
export async function stationPeople(tx: TenantTx, stationId: string): Promise<Colleague[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('grantId', g.id, 'userId', g.user_id, 'name', p.name, 'email', p.email,
        'role', coalesce(g.role, g.role_id::text), 'roleName', ${roleLabel(sql`g.role`, sql`c.name`)}, 'since', g.starts_at, 'endsAt', g.ends_at)
        order by g.role is distinct from 'manager', lower(p.name)), '[]')
      from identity.user_roles g join users.user_profiles p on p.user_id = g.user_id
      left join identity.roles c on c.organization_id = g.organization_id and c.id = g.role_id
      where g.organization_id = (select system.org_id()) and g.station_id = ${stationId}::uuid
        and now() >= g.starts_at and (g.ends_at is null or now() < g.ends_at))`,
  );
  return z.array(Colleague).parse(found);
}
