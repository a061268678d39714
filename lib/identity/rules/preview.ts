import { permissionGroups } from "#lib/identity/rules/roles";
import type { Permission } from "#lib/permissions";

type Scope = { kind: "organization"; name: string } | { kind: "station" | "event"; name: string };
type Navigation = { label: string | null; entries: readonly { label: string }[] };

/**
 * What somebody with these permissions will see, for the dialog in which a role is given. `navFor` is the sidebar's own
 * (`components/shell/nav.ts`), handed in because rules look at nothing above them.
 */
export function previewOf(
  permissions: readonly Permission[],
  scope: Scope,
  navFor: (permissions: ReadonlySet<string>) => readonly Navigation[],
) {
  const held = new Set<string>(permissions);
  return {
    navigation: navFor(held).map(({ label, entries }) => ({ label, entries: entries.map((entry) => entry.label) })),
    scope: scopeWords(scope),
    may: permissionGroups
      .map((group) => ({
        words: group.words,
        list: group.permissions.filter((one) => held.has(one.permission)).map((one) => one.words),
      }))
      .filter((group) => group.list.length > 0),
  };
}

function scopeWords({ kind, name }: Scope): string {
  if (kind === "organization") return `Everything of ${name}.`;
  if (kind === "station") return `Only what belongs to the station ${name}: its events, orders, tickets and people.`;
  return `Only the event ${name}: its tickets, orders and attendees.`;
}
