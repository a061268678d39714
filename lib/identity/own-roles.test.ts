import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { deleteRole, endGrant, grantRole, saveRole } from "#lib/identity/commands";
import { can, house, refused, withOwnRole } from "#lib/identity/people.given";
import { roleMatrix } from "#lib/identity/queries/roles";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("an organization's own role", () => {
  it("is made, given, seen in the matrix, changed and deleted when nobody has it", async () => {
    const { org, boss } = await house();
    const ana = await given.person("sponsor", org);
    const { id = "" } = await saveRole(boss, { name: "Box office", permissions: ["events:read", "ticketing:read"] });
    const { grantId = "" } = await grantRole(boss, { userId: ana.userId, role: id });
    assert.equal(await can(ana, "ticketing:read"), true);
    const matrix = await readAsTenant(boss, (tx) => roleMatrix(tx));
    const column = matrix.roles.find((one) => one.key === id);
    assert.deepEqual(
      [column?.name, column?.own, column?.people, column?.permissions],
      ["Box office", true, 1, ["events:read", "ticketing:read"]],
    );
    assert.ok(!matrix.roles.some((one) => one.key === "super_admin" || one.key === "worker"));
    await saveRole(boss, { id, name: "Box office", permissions: ["events:read"] });
    assert.equal(await can(ana, "ticketing:read"), false);
    assert.match((await refused(deleteRole(boss, { id }))).message, /Somebody has this role/);
    await endGrant(boss, { id: grantId });
    await deleteRole(boss, { id });
    assert.match((await refused(grantRole(boss, { userId: ana.userId, role: id }))).message, /no such role/);
    await saveRole(boss, { name: "Box office", permissions: ["events:read"] });
  });

  it("holds nothing that its maker lacks, and adds nothing to its maker", async () => {
    const { org, boss } = await house();
    const ana = await withOwnRole(org, ["identity:roles", "identity:grant", "events:read"]);
    const refusal = await refused(saveRole(ana, { name: "Sneaky", permissions: ["payments:post"] }));
    assert.match(refusal.message, /Post manual journal entries/);
    await saveRole(ana, { name: "Reader", permissions: ["events:read"] });
    const { id = "" } = await saveRole(boss, { name: "Helpers", permissions: ["events:read", "identity:roles"] });
    const leo = await given.person("admin", org);
    await grantRole(boss, { userId: leo.userId, role: id });
    assert.match(
      (
        await refused(
          saveRole(leo, { id, name: "Helpers", permissions: ["events:read", "identity:roles", "payments:read"] }),
        )
      ).message,
      /somebody else must add/,
    );
    await saveRole(boss, { id, name: "Helpers", permissions: ["events:read", "identity:roles", "payments:read"] });
  });

  it("is called like no other, needs a name and a permission that exist, and belongs to one organization", async () => {
    const [{ boss }, theirs] = [await house(), await house()];
    const { id = "" } = await saveRole(boss, { name: "Ushers", permissions: ["events:read"] });
    assert.equal((await refused(saveRole(boss, { name: "ushers", permissions: ["events:read"] }))).code, "23505");
    const bad = [
      { name: "Administrator", permissions: ["events:read"] },
      { name: "admin", permissions: ["events:read"] },
      { name: "", permissions: ["events:read"] },
      { name: "x".repeat(10_000), permissions: ["events:read"] },
      { name: "Nobody", permissions: [] },
      { name: "Made up", permissions: ["events:everything"] },
      { name: "Extra", permissions: ["events:read"], organizationId: theirs.org.id },
    ];
    for (const input of bad)
      await assert.rejects(saveRole(boss, input), { name: "ZodError" }, JSON.stringify(input).slice(0, 60));
    const sly = asTenant(boss, (tx) =>
      tx.execute(sql`select identity.save_role('{"name":"admin","permissions":["events:read"]}'::jsonb)`),
    );
    assert.match((await refused(sly)).message, /every organization/);
    assert.equal(
      (await refused(saveRole(theirs.boss, { id, name: "Mine", permissions: ["events:read"] }))).code,
      "P0002",
    );
    assert.match((await refused(grantRole(theirs.boss, { userId: boss.userId, role: id }))).message, /no such role/);
  });
});
