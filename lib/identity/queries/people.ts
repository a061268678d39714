import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { roleLabel } from "#lib/identity/queries/roles";

const moment = z.coerce.date();
const Grant = z.object({
  id: z.string(),
  /** What commands take as `role`. */
  role: z.string(),
  roleName: z.string(),
  stationId: z.string().nullable(),
  eventId: z.string().nullable(),
  /** The station or event in words; null for the whole organization. */
  place: z.string().nullable(),
  startsAt: moment,
  endsAt: moment.nullable(),
  assignedBy: z.string().nullable(),
  state: z.enum(["coming", "live", "ended"]),
});
export type GrantRow = z.output<typeof Grant>;

const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  avatarUrl: z.string().nullable(),
  state: z.enum(["pending_approval", "active", "suspended", "deactivated"]),
  stateReason: z.string().nullable(),
  stateAt: moment,
  membership: z.enum(["pending", "active", "suspended", "removed"]),
  since: moment,
  membershipAt: moment,
  approvedAt: moment.nullable(),
  approvedBy: z.string().nullable(),
  /** The role with which they were invited, when they wait. */
  invited: z
    .object({
      role: z.string(),
      stationId: z.string().nullable(),
      eventId: z.string().nullable(),
      by: z.string().nullable(),
    })
    .nullable(),
  grants: z.array(Grant),
});
export type PersonOfHouse = z.output<typeof Person>;

const grantsSql = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', coalesce(g.role, g.role_id::text), 'roleName', ${roleLabel(sql`g.role`, sql`c.name`)},
    'stationId', g.station_id, 'eventId', g.event_id, 'place', coalesce(s.name, e.name), 'startsAt', g.starts_at, 'endsAt', g.ends_at,
    'assignedBy', coalesce(nullif(b.name, ''), b.email),
    'state', case when now() < g.starts_at then 'coming' when g.ends_at <= now() then 'ended' else 'live' end)
    order by g.ends_at is not null and g.ends_at <= now(), g.starts_at desc), '[]')
  from identity.user_roles g
  left join identity.roles c on c.organization_id = g.organization_id and c.id = g.role_id
  left join identity.stations s on s.organization_id = g.organization_id and s.id = g.station_id
  left join events.events e on e.organization_id = g.organization_id and e.id = g.event_id
  left join users.user_profiles b on b.user_id = g.assigned_by
  where g.organization_id = m.organization_id and g.user_id = m.user_id)`;

/** One person of the organization with their grants, past and coming ones too; undefined when they are not here. */
export async function personById(tx: TenantTx, userId: string): Promise<PersonOfHouse | undefined> {
  if (!z.uuid().safeParse(userId).success) return undefined;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', p.user_id, 'name', p.name, 'email', p.email, 'avatarUrl', p.avatar_url, 'state', p.state,
      'stateReason', coalesce(p.state_reason, m.state_reason), 'stateAt', p.state_at, 'membership', m.state, 'since', m.created_at, 'membershipAt', m.state_at,
      'approvedAt', p.approved_at, 'approvedBy', (select coalesce(nullif(a.name, ''), a.email) from users.user_profiles a where a.user_id = p.approved_by),
      'invited', (select jsonb_build_object('role', coalesce(i.role, i.role_id::text), 'stationId', i.station_id, 'eventId', i.event_id,
          'by', (select coalesce(nullif(b.name, ''), b.email) from users.user_profiles b where b.user_id = i.invited_by))
        from organizations.org_invitations i where i.organization_id = m.organization_id and i.accepted_by = m.user_id
        order by i.accepted_at desc limit 1),
      'grants', ${grantsSql})
      from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
      where m.organization_id = (select system.org_id()) and m.user_id = ${userId}::uuid)`,
  );
  return found ? Person.parse(found) : undefined;
}

/** How many wait, for the badge beside the queue. */
export const waitingPeople = sql`(select count(*)::int from organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id
      where m.organization_id = (select system.org_id()) and p.state in ('pending_approval', 'active')
      and (m.state = 'pending' or m.state = 'active' and p.state = 'pending_approval'))`;

export const waitingCount = async (tx: TenantTx) => z.number().parse(await answer(tx, waitingPeople));
