import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { approvePerson, rejectPerson } from "#lib/identity/commands";
import { approvalQueue } from "#lib/identity/lists";
import {
  house,
  lettersTo,
  liveRoles,
  memberStateOf,
  newcomer,
  platformAdmin,
  profileOf,
  refused,
  row,
  withOwnRole,
} from "#lib/identity/people.given";
import { me } from "#lib/identity/queries";
import { personById, waitingCount } from "#lib/identity/queries/people";
import { rolePermissions } from "#lib/permissions";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const reason = "We do not know this person.";

describe("somebody who signs up", () => {
  it("waits in the queue of the organization that they named, and of no other", async () => {
    const [ours, theirs] = [await house(), await house()];
    const { id, email } = await newcomer({ organization: ours.org });
    const queue = (who: typeof ours) =>
      readAsTenant(who.boss, (tx) =>
        listPage(tx, approvalQueue, parseListState(approvalQueue.spec, {}), {
          slug: who.org.slug,
          zone: "UTC",
          currency: "USD",
        }),
      );
    const [line] = (await queue(ours)).rows;
    assert.deepEqual([line?.id, line?.email, line?.why, line?.age], [id, email, "new", 0]);
    assert.equal(await readAsTenant(ours.boss, waitingCount), 1);
    assert.equal((await queue(theirs)).rows.length, 0);
    assert.equal(await readAsTenant(theirs.boss, waitingCount), 0);
    assert.equal((await me(id, null))?.person?.waitsFor, ours.org.name);
    const viewer = await given.person("viewer", ours.org);
    const seen = await readAsTenant(viewer, (tx) =>
      tx.execute(sql`select from users.user_profiles where email = ${email}`),
    );
    assert.equal(seen.rowCount, 0, "who waits is nobody's business but the approvers'");
  });

  it("belongs nowhere and gets nothing by what they write into their metadata", async () => {
    const { org } = await house();
    const { id } = await newcomer();
    assert.equal(await memberStateOf(org.id, id), undefined);
    const { id: sly } = await newcomer({ organization: { ...org, slug: "no-such-organization" } });
    assert.equal((await profileOf(sly)).state, "pending_approval");
  });
});

describe("approving", () => {
  it("opens the account, makes the membership, gives the role, writes the audit line and the e-mail in one step", async () => {
    const { org, boss } = await house();
    const station = await given.station(org);
    const { id, email } = await newcomer({ organization: org });
    await approvePerson(boss, { id, role: "manager", stationId: station });
    assert.deepEqual([(await profileOf(id)).state, (await profileOf(id)).approved_by], ["active", boss.userId]);
    assert.equal(await memberStateOf(org.id, id), "active");
    assert.deepEqual(await liveRoles(org.id, id), ["manager"]);
    const [letter] = await lettersTo(email);
    assert.deepEqual(
      [letter?.template, letter?.data.what, letter?.data.role, letter?.data.place],
      ["account_notice", "approved", "manager", "Harbour Kitchen"],
    );
    const audit = await row(
      "select actor_id from system.audit_logs where subject_id = $1 and command = 'identity.approve_person'",
      [id],
    );
    assert.equal(audit.actor_id, boss.userId);
    const placed = await row(
      "select count(*)::int as n from identity.station_users where user_id = $1 and station_id = $2",
      [id, station],
    );
    assert.equal(placed.n, 1);
    const seen = await readAsTenant(boss, (tx) => personById(tx, id));
    assert.deepEqual(
      [seen?.grants[0]?.roleName, seen?.grants[0]?.place, seen?.grants[0]?.state],
      ["Station manager", "Harbour Kitchen", "live"],
    );
  });

  it("by two administrators at once happens once", async () => {
    const { org, boss } = await house();
    const second = await given.person("admin", org);
    const { id, email } = await newcomer({ organization: org });
    const tries = await Promise.allSettled([boss, second].map((who) => approvePerson(who, { id, role: "viewer" })));
    assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    const lost = tries.find((one) => one.status === "rejected");
    assert.match(String(lost?.reason?.cause?.message), /approved this person already/);
    assert.deepEqual(await liveRoles(org.id, id), ["viewer"]);
    assert.equal((await lettersTo(email)).length, 1);
  });

  it("is refused in words by the field, and nothing is half-written", async () => {
    const [{ org, boss }, theirs] = [await house(), await house()];
    const foreign = await given.station(theirs.org);
    const { id } = await newcomer({ organization: org });
    const wrong = [
      [{ id, role: "viewer", stationId: foreign }, "stationId", /not a station of this organization/],
      [{ id, role: "no_such_role" }, "role", /no such role/],
      [{ id, role: "worker" }, "role", /no such role/],
      [{ id, role: "super_admin" }, "role", /Only the platform/],
      [{ id, role: "00000000-0000-7000-8000-000000000000" }, "role", /no such role/],
      [{ id, role: "viewer", endsOn: "2020-01-01" }, "endsOn", /in the future/],
      [{ id }, "role", /Choose a role/],
    ] as const;
    for (const [input, field, sentence] of wrong) {
      const refusal = await refused(approvePerson(boss, input));
      assert.deepEqual([refusal.code, refusal.field], ["P0G01", field], refusal.message);
      assert.match(refusal.message, sentence);
    }
    assert.deepEqual([(await profileOf(id)).state, await memberStateOf(org.id, id)], ["pending_approval", "pending"]);
    await approvePerson(boss, { id, role: "viewer" });
    assert.equal((await profileOf(id)).state, "active");
  });

  it("is for those who may, and for people who asked this organization", async () => {
    const [{ org }, theirs] = [await house(), await house()];
    const { id } = await newcomer({ organization: org });
    for (const role of ["organizer", "manager", "finance", "staff", "viewer", "sponsor"] as const) {
      const who = await given.person(role, org);
      await assert.rejects(approvePerson(who, { id, role: "viewer" }), { code: "forbidden" }, role);
      const past = asTenant(who, (tx) =>
        tx.execute(sql`select identity.approve_person(${JSON.stringify({ userId: id, role: "viewer" })}::jsonb)`),
      );
      assert.equal((await refused(past)).code, "42501", `${role}, past the command`);
    }
    assert.equal((await refused(approvePerson(theirs.boss, { id, role: "viewer" }))).code, "P0002");
    assert.equal(
      (await refused(approvePerson(theirs.boss, { id, role: "viewer", organizationId: org.id }))).code,
      "P0002",
    );
    assert.equal((await profileOf(id)).state, "pending_approval");
    const desk = await platformAdmin();
    await approvePerson(desk, { id, role: "viewer", organizationId: org.id });
    assert.deepEqual(await liveRoles(org.id, id), ["viewer"], "the platform may, everywhere");
    const line = await row(
      "select count(*)::int as n from system.audit_logs where organization_id = $1 and actor_id = $2",
      [org.id, desk.userId],
    );
    assert.equal(line.n, 1, "and the organization sees it in its own log");
  });
});

describe("a change of e-mail", () => {
  it("sends somebody back to the queue, keeps their roles, and an administrator lets them in again without a new one", async () => {
    const { org, boss } = await house();
    const ana = await given.person("staff", org);
    await admin.query("update auth.users set email = $2 where id = $1", [
      ana.userId,
      `changed-${ana.userId}@example.test`,
    ]);
    assert.equal((await profileOf(ana.userId)).state, "pending_approval");
    assert.match((await profileOf(ana.userId)).state_reason ?? "", /changed from/);
    assert.deepEqual((await me(ana.userId, org.slug))?.permissions, []);
    await approvePerson(boss, { id: ana.userId });
    assert.equal((await me(ana.userId, org.slug))?.organization?.id, org.id);
    assert.deepEqual(await liveRoles(org.id, ana.userId), ["staff"]);
  });
});

describe("who lets somebody in again", () => {
  it("may do no less than they, and never decides about those who run the platform", async () => {
    const { org, boss } = await house();
    const [other, staff, runner] = [
      await given.person("admin", org),
      await given.person("staff", org),
      await platformAdmin(),
    ];
    await admin.query("select organizations.add_member($1, $2, 'viewer')", [org.id, runner.userId]);
    for (const one of [other, staff, runner])
      await admin.query("update auth.users set email = $2 where id = $1", [
        one.userId,
        `again-${one.userId}@example.test`,
      ]);
    const helper = await withOwnRole(org, ["identity:approve", ...rolePermissions.staff]);
    assert.match((await refused(approvePerson(helper, { id: other.userId }))).message, /includes “/);
    await approvePerson(helper, { id: staff.userId });
    assert.match((await refused(approvePerson(boss, { id: runner.userId }))).message, /the platform decides/);
    await approvePerson(boss, { id: other.userId });
    assert.deepEqual(
      await Promise.all([other, staff, runner].map(async (one) => (await profileOf(one.userId)).state)),
      ["active", "active", "pending_approval"],
    );
    await approvePerson(await platformAdmin(), { id: runner.userId, organizationId: org.id });
  });
});

describe("rejecting", () => {
  it("closes the account with the reason, in the state and in the e-mail; without a reason nothing happens", async () => {
    const { org, boss } = await house();
    const { id, email } = await newcomer({ organization: org });
    await assert.rejects(rejectPerson(boss, { id, reason: " " }));
    assert.equal((await profileOf(id)).state, "pending_approval");
    await rejectPerson(boss, { id, reason });
    assert.deepEqual([(await profileOf(id)).state, (await profileOf(id)).state_reason], ["deactivated", reason]);
    assert.equal((await lettersTo(email))[0]?.data.reason, reason);
    assert.equal((await refused(approvePerson(boss, { id, role: "viewer" }))).code, "P0002");
  });
});
