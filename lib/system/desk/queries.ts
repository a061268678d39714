import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { Operations, type Tier } from "#lib/system/desk/rules";

/** These run inside `readAsPlatform`; outside it the database refuses. */

export async function operations(tx: TenantTx): Promise<Operations> {
  const { rows } = await tx.execute<{ document: unknown }>(sql`select system.desk_operations() as document`);
  return Operations.parse(rows[0]?.document);
}

const OrganizationCard = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  state: z.string(),
  tier: z.string().transform((value) => value as Tier),
  isPlatform: z.boolean(),
  createdAt: z.coerce.date(),
  members: z.coerce.number(),
  events: z.coerce.number(),
  orders30d: z.coerce.number(),
  lastActivityAt: z.coerce.date(),
  healthy: z.boolean().nullable(),
  faults: z.string().nullable(),
  checkedAt: z.coerce.date().nullable(),
  people: z.array(z.object({ userId: z.string(), name: z.string(), email: z.string(), roles: z.string() })),
});
export type OrganizationCard = z.output<typeof OrganizationCard>;

/** One organization as the desk sees it, with the people who can be looked through. */
export async function organizationCard(tx: TenantTx, id: string): Promise<OrganizationCard | null> {
  const { rows } = await tx.execute<{ card: unknown }>(sql`
    select jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'state', o.state, 'tier', o.tier, 'isPlatform', o.is_platform,
      'createdAt', o.created_at, 'members', o.members, 'events', o.events, 'orders30d', o.orders_30d, 'lastActivityAt', o.last_activity_at,
      'healthy', o.healthy, 'faults', o.faults, 'checkedAt', o.checked_at,
      'people', coalesce((select jsonb_agg(to_jsonb(m) order by lower(m.name)) from system.desk_members(o.id) m), '[]')) as card
    from system.desk_organizations() o where o.id = ${id}::uuid`);
  return rows[0] ? OrganizationCard.parse(rows[0].card) : null;
}

const ErrorCard = z.object({
  id: z.string(),
  source: z.enum(["web", "worker", "browser"]),
  message: z.string(),
  stack: z.string(),
  seen: z.number(),
  firstAt: z.coerce.date(),
  lastAt: z.coerce.date(),
  state: z.enum(["open", "resolved", "ignored"]),
  sightings: z.array(
    z.object({
      shownId: z.string(),
      at: z.coerce.date(),
      organization: z.string().nullable(),
      requestId: z.string().nullable(),
      path: z.string().nullable(),
    }),
  ),
});
export type ErrorCard = z.output<typeof ErrorCard>;

/** An error with the last twenty times that it was seen, by its own id or by the one that somebody was shown. */
export async function errorById(tx: TenantTx, idOrShown: string): Promise<ErrorCard | null> {
  const id = z.uuid().safeParse(idOrShown).data ?? null;
  const { rows } = await tx.execute<{ card: unknown }>(sql`
    select jsonb_build_object('id', e.id, 'source', e.source, 'message', e.message, 'stack', e.stack, 'seen', e.seen,
      'firstAt', e.first_at, 'lastAt', e.last_at, 'state', e.state,
      'sightings', coalesce((select jsonb_agg(to_jsonb(s)) from (
        select x.shown_id as "shownId", x.created_at as at, x.organization, x.request_id as "requestId", x.path
        from system.error_sightings x where x.error_id = e.id order by x.created_at desc, x.id desc limit 20) s), '[]')) as card
    from system.error_logs e
    where e.id = coalesce((select s.error_id from system.error_sightings s
      where s.shown_id = ${idOrShown.trim()} or s.request_id = ${idOrShown.trim()} order by s.created_at desc limit 1), ${id}::uuid)`);
  return rows[0] ? ErrorCard.parse(rows[0].card) : null;
}

export type Look = {
  id: string;
  organization: string;
  admin: string;
  person: string | null;
  reason: string;
  writable: boolean;
  startedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
};

/** The last hundred times that somebody of the platform looked through other eyes. */
export async function recentImpersonations(tx: TenantTx): Promise<Look[]> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select i.id, o.name as organization, a.name as admin, p.name as person, i.reason, i.writable, i.started_at, i.expires_at, i.ended_at
    from system.impersonations i
    join organizations.organizations o on o.id = i.organization_id
    join users.user_profiles a on a.user_id = i.admin_id
    left join users.user_profiles p on p.user_id = i.target_user_id
    order by i.started_at desc limit 100`);
  return rows.map((row) => LookRow.parse(row));
}

const LookRow = z
  .object({
    id: z.string(),
    organization: z.string(),
    admin: z.string(),
    person: z.string().nullable(),
    reason: z.string(),
    writable: z.boolean(),
    started_at: z.coerce.date(),
    expires_at: z.coerce.date(),
    ended_at: z.coerce.date().nullable(),
  })
  .transform(({ started_at, expires_at, ended_at, ...look }) => ({
    ...look,
    startedAt: started_at,
    expiresAt: expires_at,
    endedAt: ended_at,
  }));
