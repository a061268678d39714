import "server-only";
import { readdirSync } from "node:fs";
import type { Command } from "#lib/command";
import { grantableRoles, type Permission, permissionWords, roleNames, rolePermissions } from "#lib/permissions";

/**
 * Who may do what, action by action: every command of the product × every role that a person can have.
 * `lib/permissions.matrix.md` is this text, committed, so that a review sees whom a change lets in or out; a test
 * compares. Write it anew with `node --conditions=react-server lib/permissions-matrix.ts > lib/permissions.matrix.md`.
 */
export async function permissionMatrix(): Promise<string> {
  const commands = await everyCommand();
  const heads = grantableRoles.map((role) => roleNames[role]);
  const table = (first: string[], rows: (readonly [string[], Permission])[]) => [
    `| ${[...first, ...heads].join(" | ")} |`,
    `|${[...first, ...heads].map(() => "---").join("|")}|`,
    ...rows.map(
      ([cells, needs]) => `| ${[...cells, ...grantableRoles.map((role) => mark(role, needs))].join(" | ")} |`,
    ),
  ];
  const permissions = Object.entries(permissionWords) as [Permission, string][];
  return [
    "# Who may do what",
    "",
    "Made from `lib/permissions.ts` and every command by `lib/permissions-matrix.ts`; a test refuses a difference.",
    "A role that is given for one station or event counts for its rows alone, and the database asks again.",
    "",
    `## ${commands.length} actions`,
    "",
    ...table(
      ["Action", "Needs"],
      commands.map(({ name, needs }) => [[`\`${name}\``, `\`${needs}\``], needs] as const),
    ),
    "",
    `## ${permissions.length} permissions`,
    "",
    ...table(
      ["Permission", "In words"],
      permissions.map(([permission, words]) => [[`\`${permission}\``, words], permission] as const),
    ),
    "",
  ].join("\n");
}

const mark = (role: (typeof grantableRoles)[number], needs: Permission) =>
  (rolePermissions[role] as readonly Permission[]).includes(needs) ? "yes" : "·";

/** Every command in a room's `commands.ts` or `commands/`, by name. */
export async function everyCommand(): Promise<{ name: string; needs: Permission; run: Command }[]> {
  const files = (readdirSync(new URL(".", import.meta.url), { recursive: true }) as string[])
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /(^|\/)commands(\/[a-z-]+)?\.ts$/.test(path));
  const found = new Map<string, { name: string; needs: Permission; run: Command }>();
  for (const file of files.sort()) {
    const exported: Record<string, unknown> = await import(`#lib/${file.replace(/\.ts$/, "")}`);
    for (const value of Object.values(exported)) {
      if (typeof value !== "function" || !("spec" in value)) continue;
      const run = value as Command;
      found.set(run.spec.name, { name: run.spec.name, needs: run.spec.needs, run });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replace(/^.*(?=lib\/)/, ""))) {
  process.stdout.write(await permissionMatrix());
}
