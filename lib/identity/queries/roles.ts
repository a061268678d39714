import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { permissionGroups } from "#lib/identity/rules/roles";
import { grantableRoles, type Permission, permissionWords, roleNames, rolePermissions } from "#lib/permissions";

/** SQL of a role in words, for lists: the built-in one's name, or what the organization called its own. */
export const roleLabel = (role: SQL, ownName: SQL): SQL =>
  sql`coalesce(case ${role} ${sql.raw(grantableRoles.map((one) => `when '${one}' then '${roleNames[one]}'`).join(" "))} end, ${ownName})`;

const permission = z.custom<Permission>((value) => typeof value === "string" && value in permissionWords);
const OwnRole = z.object({
  id: z.string(),
  name: z.string(),
  archived: z.boolean(),
  permissions: z.array(permission),
  people: z.number(),
});
export type OwnRoleRow = z.output<typeof OwnRole>;

/** A role as a column of the matrix and a choice of a form: `key` is what commands take as `role`. */
export type RoleColumn = { key: string; name: string; own: boolean; permissions: Permission[]; people: number };

const live = sql`now() >= g.starts_at and (g.ends_at is null or now() < g.ends_at)`;

/** The organization's own roles that can be given, by name. */
export async function ownRoles(tx: TenantTx): Promise<OwnRoleRow[]> {
  const found = await answer(
    tx,
    sql`(select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'archived', r.archived_at is not null,
      'permissions', (select coalesce(jsonb_agg(c.permission order by c.permission), '[]') from identity.role_permissions c where c.organization_id = r.organization_id and c.role_id = r.id),
      'people', (select count(distinct g.user_id) from identity.user_roles g where g.organization_id = r.organization_id and g.role_id = r.id and ${live}))
      order by lower(r.name)), '[]') from identity.roles r where r.archived_at is null)`,
  );
  return z.array(OwnRole).parse(found);
}

export async function ownRole(tx: TenantTx, id: string): Promise<OwnRoleRow | undefined> {
  return (await ownRoles(tx)).find((one) => one.id === id);
}

/** Roles × permissions, grouped by domain, in words. `platform`: the open organization is the platform's own. */
export async function roleMatrix(tx: TenantTx, { platform = false } = {}) {
  const counted = await answer(
    tx,
    sql`(select coalesce(jsonb_object_agg(x.role, x.n), '{}') from (select g.role, count(distinct g.user_id) as n
      from identity.user_roles g where g.role is not null and ${live} group by g.role) x)`,
  );
  const people = z.record(z.string(), z.number()).parse(counted);
  const builtIn = grantableRoles
    .filter((role) => platform || role !== "super_admin")
    .map(
      (role): RoleColumn => ({
        key: role,
        name: roleNames[role],
        own: false,
        permissions: [...rolePermissions[role]],
        people: people[role] ?? 0,
      }),
    );
  const own = (await ownRoles(tx)).map(
    ({ id, name, permissions, people }): RoleColumn => ({ key: id, name, own: true, permissions, people }),
  );
  return { groups: permissionGroups, roles: [...builtIn, ...own] };
}

/**
 * Roles that a form offers, each with whether this person may give it: nobody gives what they do not hold. The
 * database asks again, for the place that was chosen.
 */
export async function rolesToGive(
  tx: TenantTx,
  actor: { permissions: ReadonlySet<Permission> },
  { platform = false } = {},
) {
  const { roles } = await roleMatrix(tx, { platform });
  return roles.map((role) => ({ ...role, mayGive: role.permissions.every((one) => actor.permissions.has(one)) }));
}
