import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";

/** These run inside `readAsPlatform`; outside it the database refuses. */

const PersonCard = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  state: z.enum(["pending_approval", "active", "suspended", "deactivated"]),
  reason: z.string().nullable(),
  since: z.coerce.date(),
  belongsTo: z.string(),
  /** The organization that they asked to join. */
  wants: z.string().nullable(),
  choices: z.array(z.object({ id: z.string(), name: z.string(), platform: z.boolean() })),
});
export type PersonCard = z.output<typeof PersonCard>;

/** One person as the desk sees them, with the organizations that could take them in. */
export async function personCard(tx: TenantTx, id: string): Promise<PersonCard | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await tx.execute<{ card: unknown }>(sql`
    select jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'state', p.state, 'reason', p.state_reason, 'since', p.created_at,
      'belongsTo', p.organizations, 'wants', (select u.requested_organization_id from users.user_profiles u where u.user_id = p.id),
      'choices', (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'platform', o.is_platform) order by o.is_platform, lower(o.name))
        from organizations.organizations o where o.state = 'active')) as card
    from system.desk_people() p where p.id = ${id}::uuid`);
  return rows[0] ? PersonCard.parse(rows[0].card) : null;
}

const StuckJob = z.object({
  id: z.string(),
  organizationId: z.string(),
  organization: z.string(),
  topic: z.string(),
  state: z.enum(["dead", "failing"]),
  attempts: z.number(),
  reason: z.string(),
  at: z.coerce.date(),
});
export type StuckJob = z.output<typeof StuckJob>;

/** Jobs that were given up or are being tried again, the dead ones first; fifty at most. */
export async function stuckJobs(tx: TenantTx): Promise<StuckJob[]> {
  const { rows } = await tx.execute(sql`
    select id, organization_id as "organizationId", organization, topic, state, attempts, last_error as reason, created_at as at
    from system.desk_jobs() order by state, created_at desc limit 50`);
  return z.array(StuckJob).parse(rows);
}
