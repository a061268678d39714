import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given, platform } from "#db/given";
import { type Actor, asTenant, closeDatabase } from "#db/tenant";
import * as commands from "#lib/system/desk/commands";
import { deskErrors, deskJobs, deskOrganizations, deskPeople } from "#lib/system/desk/lists";
import { operations, organizationCard } from "#lib/system/desk/queries";
import { readAsPlatform } from "#lib/system/desk/read";
import { hasRoom, tiers } from "#lib/system/desk/rules";
import { parseListState } from "#lib/system/list";
import { type ListDefinition, listPage } from "#lib/system/list-query";

let boss: Actor;
let outsider: Actor;

before(async () => {
  boss = await given.person("super_admin", await platform());
  outsider = await given.person("super_admin", await given.organization());
});
after(async () => {
  await closeDatabase();
  await admin.end();
});

const scope = { slug: "greenroom", zone: "Europe/Berlin", currency: "USD" };
const page = (who: Actor, list: ListDefinition, search = "") =>
  readAsPlatform(who, { what: "organizations" }, (tx) =>
    listPage(tx, list, parseListState(list.spec, new URLSearchParams(search)), scope),
  );
const logOf = async (organizationId: string, command: string) =>
  (
    await admin.query(
      "select actor_id, kind, input from system.audit_logs where organization_id = $1 and command = $2",
      [organizationId, command],
    )
  ).rows;

test("the desk sees organizations of others, and each look is in the log of both", async () => {
  const organization = await given.organization({ name: "Quay House" });
  const [member] = [await given.person("staff", organization)];
  const look = { what: "organization", reason: "They asked about a refund.", organizationId: organization.id } as const;
  const card = await readAsPlatform(boss, look, (tx) => organizationCard(tx, organization.id));
  assert.deepEqual([card?.name, card?.members, card?.people[0]?.userId], ["Quay House", 1, member.userId]);
  for (const id of [organization.id, (await platform()).id]) {
    const lines = (await logOf(id, "system.view_organization")).filter((line) => line.actor_id === boss.userId);
    assert.equal(lines.length, 1, id);
    assert.deepEqual([lines[0].kind, lines[0].input.reason], ["VIEW", look.reason]);
  }
});

test("a look that fails leaves no line, and without a line the desk sees nothing", async () => {
  const organization = await given.organization();
  const look = { what: "organization", organizationId: organization.id } as const;
  await assert.rejects(readAsPlatform(boss, look, () => Promise.reject(new Error("on the way"))));
  assert.equal((await logOf(organization.id, "system.view_organization")).length, 0);
  const count = sql`select count(*)::int as n from organizations.organizations where id = ${organization.id}::uuid`;
  const bare = await asTenant(boss, (tx) => tx.execute<{ n: number }>(count));
  const recorded = await readAsPlatform(boss, look, (tx) => tx.execute<{ n: number }>(count));
  assert.deepEqual([bare.rows[0]?.n, recorded.rows[0]?.n], [0, 1]);
  await assert.rejects(asTenant(boss, (tx) => tx.execute(sql`select * from system.desk_organizations()`)));
});

test("a line of yesterday opens nothing today: it must be of this transaction", async () => {
  const { rows } = await readAsPlatform(boss, { what: "people" }, (tx) =>
    tx.execute<{ line: string }>(sql`select current_setting('app.desk') as line`),
  );
  const borrowed = (tx: Parameters<Parameters<typeof asTenant>[1]>[0]) =>
    tx
      .execute(sql`select set_config('app.desk', ${rows[0]?.line}, true)`)
      .then(() => tx.execute<{ at: boolean }>(sql`select system.at_desk() as at`));
  assert.equal((await asTenant(boss, borrowed)).rows[0]?.at, false);
  const own = await readAsPlatform(boss, { what: "people" }, (tx) =>
    tx.execute<{ at: boolean }>(sql`select system.at_desk() as at`),
  );
  assert.equal(own.rows[0]?.at, true);
});

test("a super administrator of an ordinary organization has no desk", async () => {
  for (const list of [deskOrganizations, deskPeople, deskJobs, deskErrors]) {
    await assert.rejects(page(outsider, list), list.name);
    assert.ok((await page(boss, list)).rows.length >= 0, list.name);
  }
});

test("no command of the desk obeys anybody who does not run the platform, whatever their role", async () => {
  const organization = await given.organization();
  const someone = await given.person("staff", organization);
  const inputs: [string, (who: Actor) => Promise<unknown>][] = [
    ["tier", (who) => commands.setTier(who, { organizationId: organization.id, tier: "growth" })],
    ["integrity", (who) => commands.checkIntegrity(who, { organizationId: organization.id })],
    ["replay", (who) => commands.replayJob(who, { organizationId: organization.id, id: randomUUID() })],
    [
      "impersonation",
      (who) =>
        commands.startImpersonation(who, {
          organizationId: organization.id,
          targetUserId: someone.userId,
          reason: "Because I can do it.",
          minutes: 5,
        }),
    ],
    ["error", (who) => commands.settleError(who, { id: randomUUID(), becomes: "ignored" })],
  ];
  const local = await given.person("admin", organization);
  for (const [name, run] of inputs) {
    await assert.rejects(run(local), { code: "forbidden" }, `${name} as admin`);
    await assert.rejects(
      run(outsider),
      (error: Error) => /42501/.test(JSON.stringify(error.cause)),
      `${name} as outsider`,
    );
  }
  await commands.setTier(boss, { organizationId: organization.id, tier: "growth" });
  assert.equal((await commands.checkIntegrity(boss, { organizationId: organization.id })).faults, 0);
});

test("lists of the desk are narrowed and sorted like any other", async () => {
  const name = `Lighthouse ${randomUUID().slice(0, 8)}`;
  const organization = await given.organization({ name, tier: "starter" });
  const found = await page(boss, deskOrganizations, `q=${encodeURIComponent(name)}&f.health=unknown&sort=name`);
  assert.deepEqual(
    found.rows.map((row) => [row.id, row.name, row.members, row.tier]),
    [[organization.id, name, "0", "starter"]],
  );
  await commands.checkIntegrity(boss, { organizationId: organization.id });
  const q = encodeURIComponent(name);
  assert.equal((await page(boss, deskOrganizations, `q=${q}&f.health=good`)).rows.length, 1);
  assert.equal((await page(boss, deskOrganizations, `q=${q}&f.health=bad`)).rows.length, 0);
});

test("people who wait are found across organizations", async () => {
  const waiting = await given.person();
  await admin.query(
    "update users.user_profiles set state = 'pending_approval', created_at = now() - interval '30 hours' where user_id = $1",
    [waiting.userId],
  );
  const search = `q=${encodeURIComponent(waiting.snapshot.email)}&f.state=pending_approval`;
  const [row] = (await page(boss, deskPeople, search)).rows;
  assert.deepEqual([row?.id, row?.waiting], [waiting.userId, 30]);
});

test("a dead job is replayed once, and the organization's own log says by whom", async () => {
  const organization = await given.organization();
  const made = await admin.query(
    "insert into system.outbox (organization_id, topic, payload, attempts, dead_at, last_error) values ($1, 'test.none', '{}', 10, now(), 'It broke.') returning id",
    [organization.id],
  );
  const { id } = made.rows[0];
  const dead = async () =>
    (await page(boss, deskJobs, "f.state=dead&f.topic=test.none")).rows.filter((row) => row.id === id);
  assert.equal((await dead())[0]?.reason, "It broke.");
  assert.deepEqual(await commands.replayJob(boss, { organizationId: organization.id, id }), { topic: "test.none" });
  const { rows } = await admin.query("select attempts, dead_at from system.outbox where id = $1", [id]);
  assert.deepEqual(rows[0], { attempts: 0, dead_at: null });
  assert.equal((await dead()).length, 0);
  await assert.rejects(commands.replayJob(boss, { organizationId: organization.id, id }));
  assert.equal((await logOf(organization.id, "system.replay_job"))[0].actor_id, boss.userId);
  assert.equal(
    (await logOf((await platform()).id, "system.replay_job")).filter((line) => line.input.id === id).length,
    1,
  );
  await admin.query("update system.outbox set done_at = now() where id = $1", [id]);
});

test("a book that was tampered with shows red on the operations page, and an honest one green", async () => {
  const [honest, broken] = [await given.organization(), await given.organization()];
  const client = await admin.connect();
  await client.query("begin");
  await client.query("set local session_replication_role = replica");
  await client.query(
    `update payments.balances b set debits_minor = b.debits_minor + 1 from payments.accounts a
     where a.organization_id = b.organization_id and a.id = b.account_id and a.organization_id = $1 and a.mirror is null`,
    [broken.id],
  );
  await client.query("commit");
  client.release();
  await commands.checkIntegrity(boss, { organizationId: honest.id });
  assert.ok((await commands.checkIntegrity(boss, { organizationId: broken.id })).faults > 0);
  const { integrity, databaseBytes, cron, queue } = await readAsPlatform(boss, { what: "operations" }, operations);
  const of = (id: string) => integrity.filter((line) => line.organizationId === id);
  assert.ok(of(honest.id).length >= 8 && of(honest.id).every((line) => line.ok));
  assert.ok(of(broken.id).some((line) => line.check === "books.balances" && !line.ok));
  assert.ok(databaseBytes > 1_000_000 && Array.isArray(cron) && Array.isArray(queue));
});

test("a tier is what the code says it is, and only the platform changes it", async () => {
  const organization = await given.organization();
  const who = await given.person("admin", organization);
  await assert.rejects(commands.setTier(boss, { organizationId: organization.id, tier: "gold" }), { name: "ZodError" });
  await assert.rejects(
    asTenant(who, (tx) => tx.execute(sql`update organizations.organizations set tier = 'enterprise'`)),
  );
  await commands.setTier(boss, { organizationId: organization.id, tier: "enterprise" });
  const { rows } = await admin.query("select tier from organizations.organizations where id = $1", [organization.id]);
  assert.equal(rows[0].tier, "enterprise");
  assert.deepEqual([hasRoom("starter", "members", 4), hasRoom("starter", "members", 5)], [true, false]);
  assert.equal(hasRoom("enterprise", "members", 1_000_000), true);
  assert.deepEqual(Object.keys(tiers), ["starter", "growth", "enterprise"]);
});
