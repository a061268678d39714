import "server-only";
import { asc, isNull, sql } from "drizzle-orm";
import { roles } from "#db/schema/identity";
import { actLimits } from "#db/schema/payments/limits";
import type { TenantTx } from "#db/tenant";
import { currencyOptions } from "#lib/organizations/form";
import { grantableRoles, type Permission, permissionWords, roleName } from "#lib/permissions";

/** The live limits in words, and who can be chosen for one. */
export async function limitsScreen(tx: TenantTx) {
  const own = await tx
    .select({ id: roles.id, name: roles.name })
    .from(roles)
    .where(isNull(roles.archivedAt))
    .orderBy(asc(roles.name));
  const holders = [
    ...grantableRoles
      .filter((role) => role !== "super_admin")
      .map((role) => ({ value: `role:${role}`, label: roleName(role) })),
    ...own.map(({ id, name }) => ({ value: `role:${id}`, label: name })),
    ...Object.entries(permissionWords)
      .filter(([permission]) => /^payments:|:refund$/.test(permission))
      .map(([permission, words]) => ({ value: `permission:${permission}`, label: `Whoever may: ${words}` })),
  ];
  const found = await tx
    .select()
    .from(actLimits)
    .where(isNull(actLimits.archivedAt))
    .orderBy(asc(actLimits.act), sql`coalesce(role, role_id::text, permission)`);
  const limits = found.map(({ role, roleId, permission, ...limit }) => ({
    ...limit,
    holder: permission ? `permission:${permission}` : `role:${roleId ?? role}`,
    who: permission
      ? `Whoever may: ${permissionWords[permission as Permission] ?? permission}`
      : (own.find(({ id }) => id === roleId)?.name ?? roleName(role ?? "")),
  }));
  return { limits, holders, currencies: await currencyOptions(tx) };
}
export type Limit = Awaited<ReturnType<typeof limitsScreen>>["limits"][number];
