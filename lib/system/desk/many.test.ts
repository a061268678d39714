import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, asTenant, closeDatabase } from "#db/tenant";
import { approvePerson } from "#lib/identity/commands";
import { liveRoles, newcomer, platformAdmin, refused, row, unique } from "#lib/identity/people.given";
import { deskChoices } from "#lib/system/desk/cards";
import { checkAllIntegrity, replayDeadJobs } from "#lib/system/desk/commands";
import { readAsPlatform } from "#lib/system/desk/read";
import { topics } from "#lib/system/outbox";
import { asTheWorker, closeSales } from "#lib/ticketing/ticketing.given";

let boss: Actor;
before(async () => {
  boss = await platformAdmin();
});
after(async () => {
  await closeSales();
  await admin.end();
  await closeDatabase();
});

test("the desk can choose from each organization's own roles and stations, and gives them in one step", async () => {
  const org = await given.organization();
  const station = await given.station(org, "North Pier");
  const role = await row<{ id: string }>(
    "insert into identity.roles (organization_id, name) values ($1, 'Doorkeeper') returning id",
    [org.id],
  );
  await admin.query(
    "insert into identity.role_permissions (organization_id, role_id, permission) values ($1, $2, 'events:read')",
    [org.id, role.id],
  );
  const choices = await readAsPlatform(boss, { what: "people" }, deskChoices);
  const mine = choices.find((one) => one.id === org.id);
  assert.deepEqual(
    [mine?.roles, mine?.stations],
    [[{ id: role.id, name: "Doorkeeper", permissions: ["events:read"] }], [{ id: station, name: "North Pier" }]],
  );
  await assert.rejects(asTenant(boss, deskChoices), (error: Error) => /42501/.test(JSON.stringify(error.cause)));
  const person = await newcomer({ organization: org });
  const other = await given.station(await given.organization());
  const there = { id: person.id, organizationId: org.id, role: role.id };
  assert.match(
    (await refused(approvePerson(boss, { ...there, stationId: other }))).message,
    /not a station of this organization/,
  );
  await approvePerson(boss, { ...there, stationId: station });
  assert.deepEqual(await liveRoles(org.id, person.id), ["Doorkeeper"]);
});

test("every organization is proved by the worker when the desk asks, and once for two presses", async () => {
  const org = await given.organization();
  const undone = new Error("What was asked for is taken back: the other tests count their jobs.");
  const asked = asTenant(boss, async (tx) => {
    const ask = async () => (await tx.execute<{ n: number }>(sql`select system.ask_integrity() as n`)).rows[0]?.n ?? 0;
    assert.ok((await ask()) > 0);
    assert.equal(await ask(), 0);
    throw undone;
  });
  await assert.rejects(asked, (error) => error === undone);
  const { organizationId } = topics["system.check_integrity"].parse({ organizationId: org.id });
  await asTheWorker(org.id, "select system.check_integrity_of($1::uuid) as answer", [organizationId]);
  const found = await row<{ n: number; good: boolean }>(
    "select count(*)::int as n, bool_and(ok) as good from system.integrity_runs where organization_id = $1",
    [org.id],
  );
  assert.ok(found.n > 3 && found.good);
  const documents = await row<{ ok: boolean }>(
    `select ok from system.integrity_runs where organization_id = $1 and "check" = 'documents'`,
    [org.id],
  );
  assert.deepEqual(documents, { ok: true });
  await assert.rejects(checkAllIntegrity(await given.person("admin", org), {}), { code: "forbidden" });
});

test("dead jobs are all tried again at once, by the platform alone, and each organization's log says so", async () => {
  const org = await given.organization();
  const topic = `test.${unique()}`;
  await admin.query(
    `insert into system.outbox (organization_id, topic, payload, attempts, dead_at, last_error)
     select $1, $2, '{}', 10, case when n < 3 then now() end, 'no' from generate_series(1, 3) n`,
    [org.id, topic],
  );
  await assert.rejects(replayDeadJobs(await given.person("admin", org), {}), { code: "forbidden" });
  assert.equal((await replayDeadJobs(boss, { topic })).replayed, 2);
  const after = await row<{ dead: number; fresh: number }>(
    "select count(dead_at)::int as dead, count(*) filter (where attempts = 0)::int as fresh from system.outbox where organization_id = $1 and topic = $2",
    [org.id, topic],
  );
  assert.deepEqual(after, { dead: 0, fresh: 2 });
  const line = await row<{ input: { jobs: number } }>(
    "select input from system.audit_logs where organization_id = $1 and command = 'system.replay_dead_jobs' and outcome = 'done'",
    [org.id],
  );
  assert.equal(line.input.jobs, 2);
});
