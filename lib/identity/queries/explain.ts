import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { roleLabel } from "#lib/identity/queries/roles";
import { type Facts, type Verdict, verdictOf } from "#lib/identity/rules/explain";
import type { Permission } from "#lib/permissions";

const GrantRow = z.object({
  id: z.string(),
  roleName: z.string(),
  holds: z.boolean(),
  state: z.enum(["coming", "live", "ended"]),
  stationId: z.string().nullable(),
  eventId: z.string().nullable(),
  place: z.string().nullable(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date().nullable(),
  assignedBy: z.string().nullable(),
});
const FactsRow = z.object({
  name: z.string(),
  profile: z.enum(["pending_approval", "active", "suspended", "deactivated"]),
  membership: z.enum(["pending", "active", "suspended", "removed"]),
  grants: z.array(GrantRow),
});

const holds = (
  permission: Permission,
) => sql`(exists (select from identity.builtin_role_permissions b where b.role = g.role and b.permission = ${permission})
  or exists (select from identity.role_permissions d where d.organization_id = g.organization_id and d.role_id = g.role_id and d.permission = ${permission}))`;

type Place = { stationId?: string; eventId?: string };

/** May this person do this, there or anywhere, and why or why not? Sees what the asker may see. */
export async function explain(
  tx: TenantTx,
  { userId, permission, stationId, eventId }: { userId: string; permission: Permission } & Place,
): Promise<Verdict> {
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('name', coalesce(nullif(p.name, ''), p.email), 'profile', p.state, 'membership', m.state, 'grants', coalesce((
        select jsonb_agg(jsonb_build_object('id', g.id, 'roleName', ${roleLabel(sql`g.role`, sql`c.name`)}, 'holds', ${holds(permission)},
          'state', case when now() < g.starts_at then 'coming' when g.ends_at <= now() then 'ended' else 'live' end,
          'stationId', g.station_id, 'eventId', g.event_id, 'place', coalesce(s.name, e.name), 'startsAt', g.starts_at, 'endsAt', g.ends_at,
          'assignedBy', (select coalesce(nullif(b.name, ''), b.email) from users.user_profiles b where b.user_id = g.assigned_by)) order by g.starts_at desc)
        from identity.user_roles g
        left join identity.roles c on c.organization_id = g.organization_id and c.id = g.role_id
        left join identity.stations s on s.organization_id = g.organization_id and s.id = g.station_id
        left join events.events e on e.organization_id = g.organization_id and e.id = g.event_id
        where g.organization_id = m.organization_id and g.user_id = m.user_id), '[]'))
      from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
      where m.organization_id = (select system.org_id()) and m.user_id = ${userId}::uuid)`,
  );
  const facts: Facts = found
    ? FactsRow.parse(found)
    : { name: "This person", profile: "active", membership: null, grants: [] };
  return verdictOf(facts, { permission, stationId, eventId, eventStationId: await stationOf(tx, eventId) });
}

const Holder = z.object({ userId: z.string(), name: z.string(), email: z.string(), grants: z.array(GrantRow) });
export type Holder = z.output<typeof Holder>;

/** Everybody who may do this, there or anywhere in the organization, and by which grants; by name. */
export async function whoCan(
  tx: TenantTx,
  { permission, stationId, eventId }: { permission: Permission } & Place,
): Promise<Holder[]> {
  const eventStation = await stationOf(tx, eventId);
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(to_jsonb(x) order by lower(x.name), x."userId"), '[]') from (
      select p.user_id as "userId", coalesce(nullif(p.name, ''), p.email) as name, p.email, jsonb_agg(jsonb_build_object('id', g.id,
          'roleName', ${roleLabel(sql`g.role`, sql`c.name`)}, 'holds', true, 'state', 'live', 'stationId', g.station_id, 'eventId', g.event_id,
          'place', coalesce(s.name, e.name), 'startsAt', g.starts_at, 'endsAt', g.ends_at, 'assignedBy', null)) as grants
      from identity.user_roles g
      join organizations.org_memberships m on m.organization_id = g.organization_id and m.user_id = g.user_id and m.state = 'active'
      join users.user_profiles p on p.user_id = g.user_id and p.state = 'active'
      left join identity.roles c on c.organization_id = g.organization_id and c.id = g.role_id
      left join identity.stations s on s.organization_id = g.organization_id and s.id = g.station_id
      left join events.events e on e.organization_id = g.organization_id and e.id = g.event_id
      where g.organization_id = (select system.org_id()) and now() >= g.starts_at and (g.ends_at is null or now() < g.ends_at)
        and (g.station_id is null and g.event_id is null or g.station_id = ${stationId ?? null}::uuid or g.event_id = ${eventId ?? null}::uuid
          or g.station_id = ${eventStation}::uuid)
        and ${holds(permission)}
      group by p.user_id, p.name, p.email) x)`,
  );
  return z.array(Holder).parse(found);
}

async function stationOf(tx: TenantTx, eventId: string | undefined): Promise<string | null> {
  if (!eventId) return null;
  const found = await answer(tx, sql`(select e.station_id from events.events e where e.id = ${eventId}::uuid)`);
  return z.uuid().nullable().catch(null).parse(found);
}
