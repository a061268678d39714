import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { actor, admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import type { Command } from "#lib/command";
import * as accounts from "#lib/payments/payouts/account-commands";
import * as commands from "#lib/payments/payouts/commands";
import { approve, cancel, payingHouse, refused, request } from "#lib/payments/payouts/payouts.given";
import { grantableRoles } from "#lib/permissions";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("each act on payouts refuses every role that lacks its permission, and no other", async () => {
  const exported: unknown[] = [...Object.values(commands), ...Object.values(accounts)];
  const all = exported.filter((one): one is Command => typeof one === "function" && "spec" in one);
  assert.ok(all.length >= 13);
  for (const command of all) {
    assert.match(command.spec.name, /^payments\./);
    for (const role of grantableRoles) {
      const who = actor(randomUUID(), randomUUID(), [role], { name: role, email: `${role}@example.test` });
      const allowed = who.permissions.has(command.spec.needs);
      // An empty input gets past the permission and no further.
      await assert.rejects(command(who, { "not a field": true }), (error: Error & { code?: string }) =>
        allowed ? error.code !== "forbidden" : error.code === "forbidden",
      );
    }
  }
});

test("whoever lost the right since cannot finish what they began, and whoever may only read cannot cancel", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const { id } = await request(asker, { accountId });
  await admin.query("update identity.user_roles set role = 'viewer' where organization_id = $1 and user_id = $2", [
    org.id,
    approver.userId,
  ]);
  await assert.rejects(approve(approver, id), refused("42501", /may not/));
  await assert.rejects(cancel(approver, id), refused("42501", /may not/));
  await cancel(asker, id);
});
