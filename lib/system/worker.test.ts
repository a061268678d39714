import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { admin, given, type Organization } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { GiveUp, inTransaction, outside } from "#lib/system/worker/job";
import { allDone, ask, gate, newTopic, rows, stopWorkers, until, working } from "#lib/system/worker.given";

let house: Organization;
let neighbour: Organization;
const anything = z.object({ n: z.int() });

before(async () => {
  [house, neighbour] = await Promise.all([given.organization(), given.organization()]);
});
after(async () => {
  await stopWorkers();
  await closeDatabase();
  await admin.end();
});

test("a job is done once, at once, and what it wrote is there once", async () => {
  const [topic, effect] = [newTopic(), newTopic()];
  const worker = await working(
    {
      [topic]: inTransaction(anything, async ({ tx, payload, row }) => {
        assert.equal(row.attempts, 1);
        await tx.execute(
          sql`insert into system.outbox (organization_id, topic, payload) values (${row.organizationId}::uuid, ${effect}, ${JSON.stringify(payload)}::jsonb)`,
        );
      }),
    },
    { poll: 60 },
  );
  const asked = performance.now();
  await ask(house, topic);
  await until("done", () => allDone(topic));
  assert.ok(performance.now() - asked < 5_000, "the bell did not wake the worker, which looks once a minute only");
  await worker.stop();
  assert.deepEqual(
    (await rows(effect)).map((row) => row.payload),
    [{ n: 1 }],
  );
});

test("a second job of the same topic and key is ignored, and one without a key is not", async () => {
  const topic = newTopic();
  await ask(house, topic, {}, { key: "order-1" });
  await ask(house, topic, {}, { key: "order-1" });
  await ask(neighbour, topic, {}, { key: "order-1" });
  await ask(house, topic, {}, { count: 2 });
  assert.equal((await rows(topic)).length, 4);
});

test("two workers share the queue, and no job runs twice, not even one that outlasts its lease", async () => {
  const topic = newTopic();
  const now = new Set<string>();
  const runs = new Map<string, number>();
  const by = [0, 0];
  const handler = (who: number) =>
    outside(anything, async ({ row, payload }) => {
      assert.ok(!now.has(row.id), "it runs already");
      now.add(row.id);
      runs.set(row.id, (runs.get(row.id) ?? 0) + 1);
      by[who] = (by[who] ?? 0) + 1;
      await wait(payload.n === 1 ? 2_500 : 10);
      now.delete(row.id);
    });
  const workers = await Promise.all([
    working({ [topic]: handler(0) }, { lease: 1 }),
    working({ [topic]: handler(1) }, { lease: 1 }),
  ]);
  await ask(house, topic, {}, { count: 60 });
  await until("all done", () => allDone(topic));
  await Promise.all(workers.map((worker) => worker.stop()));
  assert.equal(runs.size, 60);
  assert.deepEqual([...new Set(runs.values())], [1]);
  assert.deepEqual([...new Set((await rows(topic)).map((row) => row.attempts))], [1]);
  assert.ok(
    by.every((count) => count > 0),
    `one worker did it all: ${by}`,
  );
});

test("a job that fails is tried again after longer and longer waits, then lies dead with its reason", async () => {
  const topic = newTopic();
  const starts: number[] = [];
  const worker = await working(
    {
      [topic]: inTransaction(anything, async () => {
        starts.push(Date.now());
        throw new Error("The printer is on fire.");
      }),
    },
    { attempts: 4, backoff: 0.1 },
  );
  await ask(house, topic);
  await until("dead", async () => (await rows(topic))[0]?.dead_at instanceof Date);
  await wait(300);
  await worker.stop();
  assert.equal(starts.length, 4);
  const waits = worker.lines.filter((line) => line.msg.startsWith("failed")).map((line) => Number(line.seconds));
  assert.equal(waits.length, 3);
  waits.forEach((seconds, i) => {
    assert.ok(i === 0 || seconds > (waits[i - 1] ?? 0), `waits do not grow: ${waits}`);
    const waited = ((starts[i + 1] ?? 0) - (starts[i] ?? 0)) / 1_000;
    assert.ok(waited >= seconds * 0.9, `attempt ${i + 2} came after ${waited} s instead of ${seconds} s`);
  });
  const [row] = await rows(topic);
  assert.equal(row?.attempts, 4);
  assert.equal(row?.last_error, "The printer is on fire.");
  assert.equal(row?.done_at, null);
});

test("a job that succeeds at a later attempt is done, and what failed attempts wrote is gone", async () => {
  const [topic, effect] = [newTopic(), newTopic()];
  const worker = await working(
    {
      [topic]: inTransaction(anything, async ({ tx, row }) => {
        await tx.execute(
          sql`insert into system.outbox (organization_id, topic, payload) values (${row.organizationId}::uuid, ${effect}, '{}')`,
        );
        if (row.attempts < 3) throw new Error("Not yet.");
      }),
    },
    { backoff: 0.02 },
  );
  await ask(house, topic);
  await until("done", () => allDone(topic));
  await worker.stop();
  assert.equal((await rows(topic))[0]?.attempts, 3);
  assert.equal((await rows(effect)).length, 1);
});

test("what can never succeed is dead at once: a payload the topic does not take, or a handler that gives up", async () => {
  const [odd, hopeless] = [newTopic(), newTopic()];
  const worker = await working({
    [odd]: outside(z.object({ order: z.string() }), async () => assert.fail("it should not be run")),
    [hopeless]: outside(anything, async () => {
      throw new GiveUp("No such mailbox.");
    }),
  });
  await Promise.all([ask(house, odd), ask(house, hopeless)]);
  for (const topic of [odd, hopeless]) await until("dead", async () => (await rows(topic))[0]?.dead_at instanceof Date);
  await worker.stop();
  assert.match((await rows(odd))[0]?.last_error ?? "", /not what this topic takes.*order:/);
  assert.equal((await rows(hopeless))[0]?.last_error, "No such mailbox.");
  assert.equal((await rows(hopeless))[0]?.attempts, 1);
});

test("a handler sees the organization that asked and cannot see or write another's rows", async () => {
  const topic = newTopic();
  await Promise.all([given.station(house, "Ours"), given.station(neighbour, "Theirs")]);
  const seen = new Map<string, unknown>();
  const worker = await working({
    [topic]: inTransaction(anything, async ({ tx, row }) => {
      const stations = await tx.execute(sql`select name from identity.stations`);
      const organizations = await tx.execute(sql`select id from organizations.organizations`);
      seen.set(row.organizationId, [stations.rows.map((one) => one.name), organizations.rows.map((one) => one.id)]);
    }),
  });
  await Promise.all([ask(house, topic), ask(neighbour, topic)]);
  await until("done", () => allDone(topic));
  await worker.stop();
  assert.deepEqual(seen.get(house.id), [["Ours"], [house.id]]);
  assert.deepEqual(seen.get(neighbour.id), [["Theirs"], [neighbour.id]]);

  const plant = (organization: Organization) =>
    asWorker(house.id, (tx) =>
      tx.execute(
        sql`insert into system.outbox (organization_id, topic, payload) values (${organization.id}::uuid, ${newTopic()}, '{}')`,
      ),
    );
  await plant(house);
  await assert.rejects(plant(neighbour), (error: Error) => (error.cause as { code?: string }).code === "42501");
});

test("an organization with a hundred slow jobs does not keep another waiting", async () => {
  const topic = newTopic();
  const open = gate();
  let begun = 0;
  const worker = await working(
    {
      [topic]: outside(anything, async ({ row }) => {
        begun++;
        if (row.organizationId === house.id) await open.promise;
      }),
    },
    { concurrency: 3 },
  );
  await ask(house, topic, {}, { count: 100 });
  await until("the busy organization has its share", () => begun === 2);
  await ask(neighbour, topic, {}, { count: 3 });
  const others = async () => (await rows(topic)).filter((row) => row.organization_id === neighbour.id);
  await until("the other's jobs done", async () => (await others()).every((row) => row.done_at));
  assert.equal(begun, 5, "the busy one took a place that was not its");
  assert.equal((await others()).length, 3);
  open.resolve();
  await until("all done", () => allDone(topic));
  await worker.stop();
});

test("a worker that is asked to stop finishes what ends in time and gives the rest back uncounted", async () => {
  const [quick, endless] = [newTopic(), newTopic()];
  const begun = { [quick]: gate(), [endless]: gate() };
  const stopped = gate();
  const worker = await working({
    [quick]: inTransaction(anything, async () => {
      begun[quick]?.resolve();
      await wait(300);
    }),
    [endless]: outside(anything, async ({ signal }) => {
      begun[endless]?.resolve();
      signal.addEventListener("abort", () => stopped.resolve());
      await stopped.promise;
      throw signal.reason;
    }),
  });
  await Promise.all([ask(house, quick), ask(house, endless)]);
  await Promise.all([begun[quick]?.promise, begun[endless]?.promise]);
  await worker.stop(1);
  await stopped.promise;
  assert.ok((await rows(quick))[0]?.done_at);
  const [left] = await rows(endless);
  assert.deepEqual([left?.attempts, left?.leased_by, left?.done_at, left?.dead_at], [0, null, null, null]);

  const next = await working({ [endless]: outside(anything, async () => {}) });
  await until("done by the next worker", () => allDone(endless));
  await next.stop();
});
