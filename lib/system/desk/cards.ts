import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { type Permission, permissionWords } from "#lib/permissions";

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
});
export type PersonCard = z.output<typeof PersonCard>;

/** One person as the desk sees them. */
export async function personCard(tx: TenantTx, id: string): Promise<PersonCard | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await tx.execute<{ card: unknown }>(sql`
    select jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'state', p.state, 'reason', p.state_reason, 'since', p.created_at,
      'belongsTo', p.organizations, 'wants', (select u.requested_organization_id from users.user_profiles u where u.user_id = p.id)) as card
    from system.desk_people() p where p.id = ${id}::uuid`);
  return rows[0] ? PersonCard.parse(rows[0].card) : null;
}

const permission = z.custom<Permission>((value) => typeof value === "string" && value in permissionWords);
const Named = z.object({ id: z.string(), name: z.string() });
const DeskChoice = Named.extend({
  platform: z.boolean(),
  roles: z.array(Named.extend({ permissions: z.array(permission) })),
  stations: z.array(Named),
});
/** An organization that could take somebody in, with its own roles and its stations. */
export type DeskChoice = z.output<typeof DeskChoice>;

export async function deskChoices(tx: TenantTx): Promise<DeskChoice[]> {
  const { rows } = await tx.execute<{ choices: unknown }>(sql`select system.desk_choices() as choices`);
  return z.array(DeskChoice).parse(rows[0]?.choices);
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
