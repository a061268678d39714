import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import pg from "pg";
import { admin, given, type Organization, platform } from "#db/given";
import { type Actor, asTenant, closeDatabase, readAsTenant, signContext } from "#db/tenant";
import { me } from "#lib/identity/queries";
import type { Permission } from "#lib/permissions";
import { saveView } from "#lib/system/commands";
import { endImpersonation, type Started, startImpersonation } from "#lib/system/desk/commands";
import { noteImpersonatedView } from "#lib/system/desk/impersonation";
import { recentImpersonations } from "#lib/system/desk/queries";
import { readAsPlatform } from "#lib/system/desk/read";

let ours: Organization;
let viewer: Actor;
let manager: Actor;
let stationId: string;

before(async () => {
  ours = await given.organization({ name: "Salt House" });
  viewer = await given.person("viewer", ours);
  stationId = await given.station(ours);
  manager = await given.person("manager", ours, { stationId });
  await given.event(ours);
});
after(async () => {
  await closeDatabase();
  await admin.end();
});

const reason = "They cannot see their orders.";
type Options = Partial<{ targetUserId: string; writable: boolean; minutes: number; organizationId: string }>;

/** A fresh administrator of the platform, in a session of their own, who has begun to look. */
async function looking(options: Options = {}) {
  const boss = { ...(await given.person("super_admin", await platform())), sessionId: randomUUID() };
  await admin.query("insert into auth.sessions (id, user_id) values ($1, $2)", [boss.sessionId, boss.userId]);
  const input = { organizationId: ours.id, reason, minutes: 30, ...options };
  const started: Started = await startImpersonation(boss, input);
  const known = await me(boss.userId, ours.slug, boss.sessionId);
  const eyes: Actor = {
    ...boss,
    organizationId: ours.id,
    permissions: new Set<Permission>(known?.permissions),
    impersonation: { id: started.id, writable: options.writable ?? false },
  };
  return { boss, started, eyes, known };
}
const events = sql`select count(*)::int as n from events.events`;
const seen = async (who: Actor) =>
  Number((await readAsTenant(who, (tx) => tx.execute<{ n: number }>(events))).rows[0]?.n);

test("through an administrator's eyes the platform reads the organization, and never writes", async () => {
  const { eyes, known } = await looking();
  assert.equal(await seen(eyes), 1);
  assert.ok(known?.permissions.includes("events:read") && known.permissions.includes("system:audit"));
  assert.ok(!known?.permissions.some((one) => !/:(read|audit)$/.test(one)));
  await assert.rejects(saveView(eyes, { list: "events.events", name: "x", search: "", scope: "mine" }), /only look/);
  const write = sql`insert into system.saved_views (organization_id, list, name, search, owner_id) values (${ours.id}, 'x.y', 'x', '', ${eyes.userId})`;
  await assert.rejects(
    asTenant(eyes, (tx) => tx.execute(write)),
    (error: Error) => /25006|42501/.test(String((error.cause as { code: string }).code)),
  );
});

test("in a transaction that could write, a read-only look belongs to no organization: the database itself says so", async () => {
  const { eyes, started } = await looking();
  const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL });
  await client.connect();
  const count = async (begin: string) => {
    const { ctx, sig } = signContext({
      sub: eyes.userId,
      org: ours.id,
      sid: eyes.sessionId,
      imp: started.id,
      rid: "test",
    });
    await client.query(begin);
    await client.query(
      "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)",
      [ctx, sig],
    );
    const { rows } = await client.query("select count(*)::int as n from events.events");
    const undo = await client.query("set transaction read write").then(
      () => "writable",
      (error) => error.code,
    );
    await client.query("rollback");
    return [rows[0].n, undo];
  };
  assert.deepEqual(await count("begin read only"), [1, "25001"]);
  assert.equal((await count("begin"))[0], 0);
  await client.end();
});

test("through a person's eyes one sees what they see: a viewer no books, a station's manager their station", async () => {
  const asViewer = await looking({ targetUserId: viewer.userId });
  assert.equal(asViewer.known?.impersonation?.person?.userId, viewer.userId);
  assert.equal(await seen(asViewer.eyes), 1);
  const accounts = sql`select count(*)::int as n from payments.accounts`;
  const books = async (who: Actor) => Number((await readAsTenant(who, (tx) => tx.execute(accounts))).rows[0]?.n);
  assert.equal(await books(asViewer.eyes), 0);
  assert.ok((await books((await looking()).eyes)) > 0);
  const asManager = await looking({ targetUserId: manager.userId });
  assert.equal(await seen(asManager.eyes), 0);
  const { rows } = await readAsTenant(asManager.eyes, (tx) =>
    tx.execute<{ ids: string[] }>(sql`select system.station_ids('events:read') as ids`),
  );
  assert.deepEqual(rows[0]?.ids, [stationId]);
});

test("a look that may write does ordinary work on record, and neither moves money nor gives rights", async () => {
  const { eyes, known, started } = await looking({ writable: true });
  assert.ok(known?.permissions.includes("events:write"));
  for (const one of ["payments:post", "payments:approve", "identity:grant", "ticketing:refund", "system:platform"])
    assert.ok(!known?.permissions.includes(one as Permission), one);
  const { id } = await saveView(eyes, { list: "events.events", name: "x", search: "", scope: "mine" });
  const { rows } = await admin.query("select actor_id, impersonation_id from system.audit_logs where subject_id = $1", [
    id,
  ]);
  assert.deepEqual(rows, [{ actor_id: eyes.userId, impersonation_id: started.id }]);
  const may = await asTenant(eyes, (tx) => tx.execute(sql`select system.can('payments:payout') as money`));
  assert.equal(may.rows[0]?.money, false);
});

test("it ends when it is ended, when its time is over, in another session, and with the rights of the administrator", async () => {
  const ended = await looking();
  assert.equal(await seen(ended.eyes), 1);
  assert.deepEqual(await endImpersonation(ended.boss, { id: ended.started.id }), { slug: ours.slug });
  assert.equal(await seen(ended.eyes), 0);
  assert.deepEqual(await endImpersonation(ended.boss, { id: ended.started.id }), { slug: null });

  const late = await looking();
  await admin.query(
    "update system.impersonations set started_at = now() - interval '30 minutes', expires_at = now() - interval '1 second' where id = $1",
    [late.started.id],
  );
  assert.equal(await seen(late.eyes), 0);
  assert.equal((await me(late.boss.userId, ours.slug, late.boss.sessionId))?.organization, null);

  const elsewhere = await looking();
  assert.equal(await seen({ ...elsewhere.eyes, sessionId: randomUUID() }), 0);
  const second = randomUUID();
  await admin.query("insert into auth.sessions (id, user_id) values ($1, $2)", [second, elsewhere.boss.userId]);
  assert.equal((await me(elsewhere.boss.userId, ours.slug, second))?.organization, null);

  const fired = await looking();
  await admin.query(
    "update identity.user_roles set ends_at = now(), starts_at = now() - interval '1 day' where user_id = $1",
    [fired.boss.userId],
  );
  assert.equal(await seen(fired.eyes), 0);
});

test("the claim of one is worth nothing to another, and opens no other organization", async () => {
  const { eyes } = await looking();
  const stranger = { ...(await given.person("super_admin", await platform())), sessionId: eyes.sessionId };
  assert.equal(await seen({ ...stranger, organizationId: ours.id, impersonation: eyes.impersonation }), 0);
  const other = await given.organization();
  await given.event(other);
  assert.equal(await seen({ ...eyes, organizationId: other.id }), 0);
  assert.equal(await seen(eyes), 1);
});

test("while looking through other eyes nobody is at the desk", async () => {
  const { eyes } = await looking({ writable: true });
  await assert.rejects(readAsPlatform(eyes, { what: "impersonations" }, recentImpersonations));
});

test("each page is on record in both logs before it is read; when it is over there is no page", async () => {
  const { boss, started } = await looking();
  const view = () =>
    noteImpersonatedView(boss.userId, boss.sessionId, boss.requestId, started.id, `/${ours.slug}/events`);
  assert.equal(await view(), true);
  const { rows } = await admin.query(
    "select organization_id, actor_id, input ->> 'path' as path from system.audit_logs where subject_id = $1 and command = 'system.view_page'",
    [started.id],
  );
  assert.deepEqual(rows.map((row) => row.organization_id).sort(), [ours.id, (await platform()).id].sort());
  assert.ok(rows.every((row) => row.path === `/${ours.slug}/events` && row.actor_id === boss.userId));
  await endImpersonation(boss, { id: started.id });
  assert.equal(await view(), false);
});

test("it needs a reason and an end, one at a time, and neither the platform nor its people are looked through", async () => {
  const boss = { ...(await given.person("super_admin", await platform())), sessionId: randomUUID() };
  const input = { organizationId: ours.id, reason, minutes: 30 };
  await assert.rejects(startImpersonation(boss, { ...input, reason: "why" }), { name: "ZodError" });
  await assert.rejects(startImpersonation(boss, { ...input, minutes: 61 }), { name: "ZodError" });
  const refused = (more: object, words: RegExp) =>
    assert.rejects(startImpersonation(boss, { ...input, ...more }), (error: Error) =>
      words.test(String((error.cause as Error).message)),
    );
  await refused({ organizationId: (await platform()).id }, /not looked at/);
  await refused({ targetUserId: (await given.person("viewer", await given.organization())).userId }, /does not belong/);
  const colleague = await given.person("super_admin", await platform());
  await admin.query("select organizations.add_member($1, $2, 'admin')", [ours.id, colleague.userId]);
  await refused({ targetUserId: colleague.userId }, /runs the platform/);
  await startImpersonation(boss, input);
  await refused({}, /already/);
});

test("the organization reads in its own log who looked and why, and the desk sees all looks", async () => {
  const { boss, started } = await looking({ targetUserId: viewer.userId });
  const owner = await given.person("admin", ours);
  const lines = await readAsTenant(owner, (tx) =>
    tx.execute<{ reason: string; who: string }>(
      sql`select input ->> 'reason' as reason, actor ->> 'email' as who from system.audit_logs where subject_id = ${started.id}::uuid and command = 'system.start_impersonation'`,
    ),
  );
  assert.deepEqual(lines.rows, [{ reason, who: boss.snapshot.email }]);
  await endImpersonation(boss, { id: started.id });
  const all = await readAsPlatform(boss, { what: "impersonations" }, recentImpersonations);
  const [mine] = all.filter((look) => look.id === started.id);
  assert.deepEqual([mine?.organization, mine?.person, mine?.writable], ["Salt House", viewer.snapshot.name, false]);
  assert.ok(mine?.endedAt);
});
