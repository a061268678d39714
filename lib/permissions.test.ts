import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { actor, admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { grantableRoles, type Permission, permissionWords } from "#lib/permissions";
import { everyCommand, permissionMatrix } from "#lib/permissions-matrix";

after(async () => {
  await admin.end();
  await closeDatabase();
});

test("who may do what is what was committed", async () => {
  const committed = readFileSync(new URL("./permissions.matrix.md", import.meta.url), "utf8");
  assert.equal(
    await permissionMatrix(),
    committed,
    "write it anew: node --conditions=react-server lib/permissions-matrix.ts > lib/permissions.matrix.md",
  );
});

test("every command lets in exactly the roles that the matrix says", async () => {
  const commands = await everyCommand();
  assert.ok(commands.length > 30, `only ${commands.length} commands were found`);
  const committed = readFileSync(new URL("./permissions.matrix.md", import.meta.url), "utf8");
  for (const { name, run } of commands) {
    const cells =
      committed
        .split("\n")
        .find((line) => line.startsWith(`| \`${name}\` |`))
        ?.split(" | ") ?? [];
    for (const [index, role] of grantableRoles.entries()) {
      const who = actor(randomUUID(), randomUUID(), [role], { name: role, email: `${role}@example.test` });
      // A field that no command has gets past the permission and no further.
      const refusal = await run(who, { "not a field": true }).then(
        () => "done",
        (error: unknown) =>
          error instanceof Error && "code" in error && error.code === "forbidden" ? "forbidden" : "let in",
      );
      const expected = cells[index + 2]?.replace(" |", "") === "yes" ? "let in" : "forbidden";
      assert.equal(refusal, expected, `${name} as ${role}`);
    }
  }
});

test("the database's own copy gives each role the same permissions", async () => {
  const org = await given.organization();
  for (const role of grantableRoles) {
    const who = await given.person(role, org);
    const { rows } = await readAsTenant(who, (tx) =>
      tx.execute<{ held: Permission[] }>(sql`select system.permissions() as held`),
    );
    assert.deepEqual([...(rows[0]?.held ?? [])].sort(), [...who.permissions].sort(), role);
  }
  assert.ok(Object.keys(permissionWords).length > 20);
});
