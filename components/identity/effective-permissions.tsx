import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { permissionGroups } from "#lib/identity/rules/roles";
import type { Permission } from "#lib/permissions";

type Props = {
  grants: readonly { role: string; place: string | null; state: "coming" | "live" | "ended" }[];
  roles: readonly { key: string; permissions: readonly Permission[] }[];
  /** Their account and membership are active; else nothing counts. */
  working: boolean;
};

/** What all live roles come to together: each thing they may do, and where. */
export function EffectivePermissions({ grants, roles, working }: Props) {
  const places = placesOf(grants, roles);
  const groups = permissionGroups
    .map((group) => ({ ...group, permissions: group.permissions.filter((one) => places.has(one.permission)) }))
    .filter((group) => group.permissions.length > 0);
  const spoken = [...new Set([...places.values()].map(whereWords))];
  const alike = spoken.length === 1;
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>What they may do</CardTitle>
          {alike && spoken[0] ? <CardDescription>Only at {spoken[0]}.</CardDescription> : null}
          {working || groups.length === 0 ? null : (
            <CardDescription>Nothing of it counts now, because they are not active here.</CardDescription>
          )}
        </div>
      </CardHeader>
      <CardContent>
        {groups.length === 0 ? (
          <p className="text-muted-foreground">Nothing, without a role that counts today.</p>
        ) : null}
        <div className="grid gap-4 md:grid-cols-2">
          {groups.map((group) => (
            <section key={group.domain} className="grid content-start gap-1">
              <h3 className="font-medium">{group.words}</h3>
              <ul className="grid gap-0.5">
                {group.permissions.map((one) => (
                  <li key={one.permission} className="text-muted-foreground">
                    {one.words}
                    {alike ? null : inBrackets(whereWords(places.get(one.permission)))}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </CardContent>
    </Card>
  );
}

/** Permission → the places it is held at; null is everywhere. */
function placesOf(grants: Props["grants"], roles: Props["roles"]): Map<Permission, Set<string | null>> {
  const found = new Map<Permission, Set<string | null>>();
  for (const grant of grants) {
    if (grant.state !== "live") continue;
    for (const permission of roles.find((role) => role.key === grant.role)?.permissions ?? []) {
      const places = found.get(permission) ?? new Set();
      found.set(permission, places.add(grant.place));
    }
  }
  return found;
}

/** The places in words; nothing for everywhere. */
const whereWords = (places?: Set<string | null>) => (!places || places.has(null) ? "" : [...places].join(", "));
const inBrackets = (words: string) => (words ? ` (only at ${words})` : "");
