import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { deactivatePerson, reinstatePerson, removePerson, setAccount, suspendPerson } from "#lib/identity/commands";
import {
  house,
  lettersTo,
  liveRoles,
  memberStateOf,
  platformAdmin,
  profileOf,
  refused,
  row,
  withOwnRole,
} from "#lib/identity/people.given";
import { me } from "#lib/identity/queries";
import { personById } from "#lib/identity/queries/people";
import { rolePermissions } from "#lib/permissions";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const reason = "We do not know this person.";

describe("suspending", () => {
  it("puts somebody out at their next statement, ends their sessions, and reinstating brings them back", async () => {
    const { org, boss } = await house();
    const ana = await given.person("staff", org);
    await admin.query(
      "insert into auth.sessions (id, user_id, created_at, updated_at) values (gen_random_uuid(), $1, now(), now())",
      [ana.userId],
    );
    const events = () =>
      readAsTenant(ana, (tx) => tx.execute<{ id: string | null }>(sql`select system.org_id() as id`));
    assert.equal((await events()).rows[0]?.id, org.id);
    await suspendPerson(boss, { id: ana.userId, reason });
    assert.equal((await events()).rows[0]?.id, null);
    const sessions = await row("select count(*)::int as n from auth.sessions where user_id = $1", [ana.userId]);
    assert.equal(sessions.n, 0);
    assert.deepEqual(
      (await lettersTo(ana.snapshot.email)).map((one) => one.data.what),
      ["suspended"],
    );
    assert.match((await refused(suspendPerson(boss, { id: ana.userId, reason }))).message, /suspended already/);
    await reinstatePerson(boss, { id: ana.userId, reason: "It was a mistake." });
    assert.equal((await events()).rows[0]?.id, org.id);
  });

  it("in one organization leaves the person in the other", async () => {
    const [ours, theirs] = [await house(), await house()];
    const ana = await given.person("staff", ours.org);
    await admin.query("select organizations.add_member($1, $2, 'viewer')", [theirs.org.id, ana.userId]);
    await suspendPerson(ours.boss, { id: ana.userId, reason });
    assert.deepEqual(
      [(await profileOf(ana.userId)).state, await memberStateOf(ours.org.id, ana.userId)],
      ["active", "suspended"],
    );
    const seen = () => readAsTenant(ours.boss, (tx) => personById(tx, ana.userId));
    assert.equal((await seen())?.stateReason, reason);
    assert.equal((await readAsTenant(theirs.boss, (tx) => personById(tx, ana.userId)))?.stateReason, null);
    const mine = await me(ana.userId, theirs.org.slug);
    assert.deepEqual(
      mine?.organizations.map((one) => one.slug),
      [theirs.org.slug],
    );
  });

  it("by the platform is the platform's to take back", async () => {
    const { org, boss } = await house();
    const ana = await given.person("staff", org);
    const desk = await platformAdmin();
    await setAccount(desk, { id: ana.userId, to: "suspended", reason });
    assert.equal((await profileOf(ana.userId)).state, "suspended");
    await suspendPerson(boss, { id: ana.userId, reason });
    assert.match((await refused(reinstatePerson(boss, { id: ana.userId, reason }))).message, /Only the platform/);
    await setAccount(desk, { id: ana.userId, to: "active", reason: "Looked into it." });
    await reinstatePerson(boss, { id: ana.userId, reason: "Looked into it." });
    assert.equal((await me(ana.userId, org.slug))?.organization?.id, org.id);
    assert.equal((await refused(setAccount(boss, { id: ana.userId, to: "suspended", reason }))).code, "forbidden");
  });
});

describe("removing and closing", () => {
  it("ends the roles; removing leaves the account, closing closes it unless somebody else has them", async () => {
    const [ours, theirs] = [await house(), await house()];
    const [ana, leo, mia] = [
      await given.person("staff", ours.org),
      await given.person("staff", ours.org),
      await given.person("staff", ours.org),
    ];
    await admin.query("select organizations.add_member($1, $2, 'viewer')", [theirs.org.id, mia.userId]);
    await removePerson(ours.boss, { id: ana.userId, reason });
    assert.deepEqual([(await profileOf(ana.userId)).state, await liveRoles(ours.org.id, ana.userId)], ["active", []]);
    await deactivatePerson(ours.boss, { id: leo.userId, reason });
    assert.equal((await profileOf(leo.userId)).state, "deactivated");
    await deactivatePerson(ours.boss, { id: mia.userId, reason });
    assert.deepEqual(
      [(await profileOf(mia.userId)).state, await memberStateOf(ours.org.id, mia.userId)],
      ["active", "removed"],
    );
  });

  it("is never done to oneself, to somebody who may more, or to the last administrator", async () => {
    const { org, boss } = await house();
    assert.match((await refused(suspendPerson(boss, { id: boss.userId, reason }))).message, /their own account/);
    const doorkeeper = await withOwnRole(org, ["identity:approve", ...rolePermissions.viewer]);
    assert.match((await refused(suspendPerson(doorkeeper, { id: boss.userId, reason }))).message, /includes “/);
    const viewer = await given.person("viewer", org);
    await suspendPerson(doorkeeper, { id: viewer.userId, reason });
    assert.equal(await memberStateOf(org.id, viewer.userId), "suspended", "somebody who may no more than they");
    const desk = await platformAdmin();
    for (const act of [suspendPerson, removePerson, deactivatePerson])
      assert.match(
        (await refused(act(desk, { id: boss.userId, organizationId: org.id, reason }))).message,
        /last administrator/,
      );
    assert.match(
      (await refused(setAccount(desk, { id: boss.userId, to: "suspended", reason }))).message,
      /last administrator of/,
    );
    const other = await given.person("admin", org);
    await suspendPerson(other, { id: boss.userId, reason });
    assert.equal(await memberStateOf(org.id, boss.userId), "suspended", "with another administrator it is done");
  });

  it("by two administrators of each other at once leaves one of them", async () => {
    for (let round = 0; round < 5; round++) {
      const { org, boss } = await house();
      const other = await given.person("admin", org);
      const tries = await Promise.allSettled([
        suspendPerson(boss, { id: other.userId, reason }),
        suspendPerson(other, { id: boss.userId, reason }),
      ]);
      assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    }
  });
});
