import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { admin, given, type Organization, password, platform } from "#db/given";
import { type Actor, readAsTenant } from "#db/tenant";
import { Refusal } from "#lib/errors";
import type { Permission } from "#lib/permissions";

/** What tests about people start from. */
export const unique = () => randomBytes(5).toString("hex");

/** Somebody who signed up just now; with an organization, they asked to join it. */
export async function newcomer({
  organization,
  email,
  name,
}: {
  organization?: Organization;
  email?: string;
  name?: string;
} = {}) {
  const id = randomUUID();
  const address = email ?? `new-${unique()}@example.test`;
  await admin.query(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data, encrypted_password, email_confirmed_at)
     values ($1, 'authenticated', 'authenticated', $2, $3, extensions.crypt($4, extensions.gen_salt('bf', 4)), now())`,
    [id, address, { name: name ?? `New ${address}`, organization: organization?.slug ?? "" }, password],
  );
  return { id, email: address };
}

/** The one platform administrator of a test, with the platform's organization open. */
export async function platformAdmin(): Promise<Actor> {
  return given.person("super_admin", await platform());
}

export async function row<T extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T> {
  const { rows } = await admin.query<T>(text, values);
  return rows[0] as T;
}

export const profileOf = (userId: string) =>
  row<{ state: string; state_reason: string | null; state_organization_id: string | null; approved_by: string | null }>(
    "select state, state_reason, state_organization_id, approved_by from users.user_profiles where user_id = $1",
    [userId],
  );
export const memberStateOf = async (organizationId: string, userId: string) =>
  (
    await row<{ state?: string }>(
      "select state from organizations.org_memberships where organization_id = $1 and user_id = $2",
      [organizationId, userId],
    )
  )?.state;
export const liveRoles = async (organizationId: string, userId: string) =>
  (
    await admin.query<{ role: string }>(
      `select coalesce(r.role, c.name) as role from identity.user_roles r
       left join identity.roles c on c.organization_id = r.organization_id and c.id = r.role_id
       where r.organization_id = $1 and r.user_id = $2 and r.starts_at <= clock_timestamp() and (r.ends_at is null or r.ends_at > clock_timestamp()) order by 1`,
      [organizationId, userId],
    )
  ).rows.map((one) => one.role);
export const lettersTo = async (email: string) =>
  (
    await admin.query<{ template: string; data: Record<string, unknown> }>(
      `select payload ->> 'template' as template, payload -> 'data' as data from system.outbox
       where topic = 'messaging.send_email' and payload ->> 'to' = $1 order by id`,
      [email],
    )
  ).rows;

/** The grant of a role that a person has. */
export const grantOf = async (organizationId: string, userId: string) =>
  (
    await row<{ id: string }>(
      "select id from identity.user_roles where organization_id = $1 and user_id = $2 order by created_at desc, id desc limit 1",
      [organizationId, userId],
    )
  ).id;

/** The sentence of a refusal, whether the code or the database said it; a bug comes through as it is. */
export async function refused(promise: Promise<unknown>): Promise<{ code: string; message: string; field?: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message };
    for (let at = error; at instanceof Error; at = at.cause) {
      if ("code" in at && typeof at.code === "string" && /^[0-9A-Z]{5}$/.test(at.code))
        return {
          code: at.code,
          message: at.message,
          ...("column" in at && typeof at.column === "string" ? { field: at.column } : {}),
        };
    }
    throw error;
  }
  throw new Error("It was not refused.");
}

/** An organization and its administrator. */
export async function house() {
  const org = await given.organization();
  return { org, boss: await given.person("admin", org) };
}

/** A person with a role of the organization's own, made by an administrator of the database. */
export async function withOwnRole(
  org: Organization,
  permissions: Permission[],
  place: { stationId?: string } = {},
): Promise<Actor> {
  const who = await given.person("sponsor", org);
  const role = await row<{ id: string }>(
    "insert into identity.roles (organization_id, name) values ($1, $2) returning id",
    [org.id, `Own ${unique()}`],
  );
  for (const permission of permissions)
    await admin.query(
      "insert into identity.role_permissions (organization_id, role_id, permission) values ($1, $2, $3)",
      [org.id, role.id, permission],
    );
  await admin.query(
    "insert into identity.user_roles (organization_id, user_id, role_id, station_id) values ($1, $2, $3, $4)",
    [org.id, who.userId, role.id, place.stationId ?? null],
  );
  return { ...who, permissions: new Set([...who.permissions, ...permissions]) };
}

/** What the database says of a permission for the whole organization. */
export const can = async (who: Actor, permission: Permission) =>
  (await readAsTenant(who, (tx) => tx.execute<{ can: boolean }>(sql`select system.can(${permission}) as can`))).rows[0]
    ?.can;
