import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given, platform } from "#db/given";
import { type Actor, closeDatabase, readAsTenant, signContext } from "#db/tenant";
import { endGrant, grantRole } from "#lib/identity/commands";
import { can, grantOf, house, liveRoles, platformAdmin, refused, row, withOwnRole } from "#lib/identity/people.given";
import { rolesToGive } from "#lib/identity/queries/roles";
import { rolePermissions } from "#lib/permissions";

after(async () => {
  await admin.end();
  await closeDatabase();
});

/** A statement of `who` while the other platform administrators are gone; undone, because all tests share one platform. */
async function alone(who: Actor, home: string, others: string, statement: string, more: string[] = []) {
  const client = await admin.connect();
  const { ctx, sig } = signContext({ sub: who.userId, org: home, rid: "test" });
  try {
    await client.query("begin isolation level repeatable read");
    await client.query(
      `update identity.user_roles set ends_at = greatest(now(), starts_at) where organization_id = $1 and role = 'super_admin' and ${others}`,
      [home, who.userId, ...more],
    );
    await client.query(
      "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
      [ctx, sig],
    );
    await client.query(statement);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

describe("giving a role", () => {
  it("counts at once, for the place and the days that were said, and names who gave it", async () => {
    const { org, boss } = await house();
    const ana = await given.person("viewer", org);
    assert.equal(await can(ana, "payments:read"), false);
    await grantRole(boss, { userId: ana.userId, role: "finance", endsOn: "2035-12-31" });
    assert.equal(await can(ana, "payments:read"), true);
    const grant = await row(
      "select assigned_by, ends_at from identity.user_roles where user_id = $1 and role = 'finance'",
      [ana.userId],
    );
    assert.equal(grant.assigned_by, boss.userId);
    assert.equal((grant.ends_at as Date).toISOString(), "2035-12-31T23:00:00.000Z", "the end of that day in Berlin");
    assert.match((await refused(grantRole(boss, { userId: ana.userId, role: "finance" }))).message, /already/);
  });

  it("that has not begun, or has ended, has no effect", async () => {
    const { org, boss } = await house();
    const ana = await given.person("viewer", org);
    await grantRole(boss, { userId: ana.userId, role: "finance", startsOn: "2035-01-01" });
    assert.equal(await can(ana, "payments:read"), false);
    await admin.query(
      "update identity.user_roles set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where user_id = $1 and role = 'finance'",
      [ana.userId],
    );
    assert.equal(await can(ana, "payments:read"), false);
    await admin.query(
      "update identity.user_roles set ends_at = now() + interval '1 day' where user_id = $1 and role = 'finance'",
      [ana.userId],
    );
    assert.equal(await can(ana, "payments:read"), true);
  });

  it("to oneself is refused, whoever one is", async () => {
    const { org, boss } = await house();
    for (const who of [boss, await withOwnRole(org, ["identity:grant", "organizations:read"])]) {
      const refusal = await refused(grantRole(who, { userId: who.userId, role: "sponsor" }));
      assert.match(refusal.message, /Nobody changes their own roles/);
    }
    const desk = await platformAdmin();
    assert.match(
      (await refused(grantRole(desk, { userId: desk.userId, role: "admin" }))).message,
      /Nobody changes their own/,
    );
    const other = await given.person("viewer", org);
    await grantRole(boss, { userId: other.userId, role: "sponsor" });
    assert.deepEqual(await liveRoles(org.id, other.userId), ["sponsor", "viewer"]);
  });

  it("above oneself is refused, and what one holds can be given", async () => {
    const { org } = await house();
    const ana = await withOwnRole(org, ["identity:grant", ...rolePermissions.staff]);
    const leo = await given.person("sponsor", org);
    for (const role of ["admin", "finance", "organizer", "manager", "viewer"]) {
      const refusal = await refused(grantRole(ana, { userId: leo.userId, role }));
      assert.deepEqual([refusal.code, refusal.field], ["P0G01", "role"]);
      assert.match(refusal.message, /includes “.+”, which you may not/);
    }
    await grantRole(ana, { userId: leo.userId, role: "staff" });
    assert.deepEqual(await liveRoles(org.id, leo.userId), ["sponsor", "staff"]);
    const offered = await readAsTenant(ana, (tx) => rolesToGive(tx, ana));
    assert.deepEqual(
      offered
        .filter((one) => one.mayGive && !one.own)
        .map((one) => one.key)
        .sort(),
      ["scanner", "sponsor", "staff"],
    );
  });

  it("at one's own station only, when one's own role is for that station", async () => {
    const { org } = await house();
    const [mine, other] = [await given.station(org), await given.station(org)];
    const manager = await withOwnRole(org, ["identity:grant", ...rolePermissions.staff], { stationId: mine });
    const leo = await given.person("sponsor", org);
    await grantRole(manager, { userId: leo.userId, role: "staff", stationId: mine });
    for (const place of [{ stationId: other }, {}])
      assert.equal((await refused(grantRole(manager, { userId: leo.userId, role: "staff", ...place }))).code, "42501");
    const placed = await row("select station_id from identity.user_roles where user_id = $1 and role = 'staff'", [
      leo.userId,
    ]);
    assert.equal(placed.station_id, mine);
  });

  it("names a place of this organization, which is open, and one place only", async () => {
    const [{ org, boss }, theirs] = [await house(), await house()];
    const ana = await given.person("viewer", org);
    const [foreign, closed] = [await given.station(theirs.org), await given.station(org)];
    const foreignEvent = await given.event(theirs.org);
    await admin.query("update identity.stations set archived_at = now() where id = $1", [closed]);
    for (const stationId of [foreign, closed, "00000000-0000-7000-8000-000000000000"])
      assert.equal(
        (await refused(grantRole(boss, { userId: ana.userId, role: "staff", stationId }))).field,
        "stationId",
      );
    assert.equal(
      (await refused(grantRole(boss, { userId: ana.userId, role: "staff", eventId: foreignEvent.id }))).field,
      "eventId",
    );
    const event = await given.event(org);
    const both = { userId: ana.userId, role: "staff", eventId: event.id, stationId: await given.station(org) };
    assert.match((await refused(grantRole(boss, both))).message, /not both/);
    await grantRole(boss, { userId: ana.userId, role: "staff", eventId: event.id });
  });

  it("to somebody of another organization, or by somebody of it, is as if they were not there", async () => {
    const [ours, theirs] = [await house(), await house()];
    const ana = await given.person("viewer", ours.org);
    const wrong = await refused(grantRole(theirs.boss, { userId: ana.userId, role: "viewer" }));
    const nobody = await refused(
      grantRole(theirs.boss, { userId: "00000000-0000-7000-8000-000000000000", role: "viewer" }),
    );
    assert.deepEqual(wrong, nobody);
    assert.equal((await refused(endGrant(theirs.boss, { id: await grantOf(ours.org.id, ana.userId) }))).code, "P0002");
    await endGrant(ours.boss, { id: await grantOf(ours.org.id, ana.userId) });
  });
});

describe("taking a role", () => {
  it("ends it at the next statement, and again is said to be over", async () => {
    const { org, boss } = await house();
    const ana = await given.person("finance", org);
    const id = await grantOf(org.id, ana.userId);
    await endGrant(boss, { id, endsOn: "2035-01-01" });
    assert.equal(await can(ana, "payments:read"), true);
    await endGrant(boss, { id });
    assert.equal(await can(ana, "payments:read"), false);
    assert.match((await refused(endGrant(boss, { id }))).message, /ended already/);
  });

  it("from the last administrator is refused: now, or on a day to come", async () => {
    const { org, boss } = await house();
    const id = await grantOf(org.id, boss.userId);
    for (const input of [{ id }, { id, endsOn: "2035-01-01" }])
      assert.match((await refused(endGrant(boss, input))).message, /last administrator/);
    const other = await given.person("admin", org);
    await endGrant(other, { id });
    assert.deepEqual(await liveRoles(org.id, boss.userId), []);
  });

  it("from the last platform administrator is refused, and from one of two it is not", async () => {
    const home = await platform();
    const desk = await platformAdmin();
    const end = `select identity.end_grant('${await grantOf(home.id, desk.userId)}')`;
    assert.match((await refused(alone(desk, home.id, "user_id <> $2", end))).message, /last platform administrator/);
    await alone(await platformAdmin(), home.id, "user_id not in ($2, $3)", end, [desk.userId]);
  });

  it("by two administrators from each other at once leaves one of them", async () => {
    for (let round = 0; round < 5; round++) {
      const { org, boss } = await house();
      const other = await given.person("admin", org);
      const [mine, theirs] = [await grantOf(org.id, boss.userId), await grantOf(org.id, other.userId)];
      const tries = await Promise.allSettled([endGrant(boss, { id: theirs }), endGrant(other, { id: mine })]);
      assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
    }
  });

  it("from somebody who may more is refused", async () => {
    const { org, boss } = await house();
    const ana = await withOwnRole(org, ["identity:grant", ...rolePermissions.staff]);
    await given.person("admin", org);
    assert.match((await refused(endGrant(ana, { id: await grantOf(org.id, boss.userId) }))).message, /take away/);
    const staff = await given.person("staff", org);
    await endGrant(ana, { id: await grantOf(org.id, staff.userId) });
  });
});
