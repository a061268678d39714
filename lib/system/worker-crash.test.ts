import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { inTransaction } from "#lib/system/worker/job";
import { allDone, ask, newTopic, rows, stopWorkers, until, working } from "#lib/system/worker.given";

after(async () => {
  await stopWorkers();
  await closeDatabase();
  await admin.end();
});

test("a worker killed in the middle of a job loses nothing: another does it within seconds, and its effect is there once", async () => {
  const house = await given.organization();
  const [topic, effect] = [newTopic(), newTopic()];
  const entry = fileURLToPath(new URL("./worker-crash.entry.ts", import.meta.url));
  const doomed = spawn(process.execPath, ["--conditions=react-server", entry, topic, effect], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await ask(house, topic);
  const [said] = await once(doomed.stdout, "data");
  assert.match(String(said), /in the middle/);

  const handler = inTransaction(z.looseObject({}), async ({ tx, row }) => {
    await tx.execute(
      sql`insert into system.outbox (organization_id, topic, payload) values (${row.organizationId}::uuid, ${effect}, '{"by":"the one that took over"}')`,
    );
  });
  const survivor = await working({ [topic]: handler }, { poll: 0.2 });
  const [held] = await rows(topic);
  assert.ok(held?.leased_by && !held.done_at, "the first worker holds it");

  doomed.kill("SIGKILL");
  const [, signal] = await once(doomed, "exit");
  assert.equal(signal, "SIGKILL");
  const killed = performance.now();
  await until("taken over", () => allDone(topic), 10);
  const seconds = (performance.now() - killed) / 1_000;
  await survivor.stop();

  assert.ok(seconds < 8, `took ${seconds} s`);
  assert.deepEqual(
    (await rows(effect)).map((row) => row.payload),
    [{ by: "the one that took over" }],
  );
  const [row] = await rows(topic);
  assert.deepEqual([row?.attempts, row?.leased_by], [2, survivor.name]);
});

test("a worker that lost its job while it was stalled is told so and keeps nothing of what it wrote", async () => {
  const house = await given.organization();
  const [topic, effect] = [newTopic(), newTopic()];
  let told = false;
  const handler = inTransaction(z.looseObject({}), async ({ tx, row, signal }) => {
    await tx.execute(
      sql`insert into system.outbox (organization_id, topic, payload) values (${row.organizationId}::uuid, ${effect}, '{}')`,
    );
    if (row.attempts > 1) return;
    await admin.query("update system.outbox set leased_by = 'another', leased_until = now() + '1 s' where id = $1", [
      row.id,
    ]);
    await once(signal, "abort");
    told = true;
  });
  const worker = await working({ [topic]: handler }, { lease: 0.3 });
  await ask(house, topic);
  await until("done at the second attempt", () => allDone(topic));
  await worker.stop();
  assert.ok(told);
  assert.ok(worker.lines.some((line) => line.msg.startsWith("lost to another worker")));
  assert.equal((await rows(effect)).length, 1);
});

test("a job that kills every worker is dead in the end and not run once more", async () => {
  const house = await given.organization();
  const topic = newTopic();
  const put = (attempts: number) =>
    admin.query(
      "insert into system.outbox (organization_id, topic, payload, attempts, leased_by, leased_until) values ($1, $2, $3, $4, 'dead', now())",
      [house.id, topic, { n: attempts }, attempts],
    );
  await put(9);
  await put(10);
  const ran: number[] = [];
  const handler = inTransaction(z.object({ n: z.int() }), async ({ payload }) => {
    ran.push(payload.n);
  });
  const worker = await working({ [topic]: handler });
  await until("both settled", async () => (await rows(topic)).every((row) => row.done_at ?? row.dead_at));
  await worker.stop();
  const [last, tooMany] = await rows(topic);
  assert.deepEqual(ran, [9]);
  assert.ok(last?.done_at);
  assert.match(tooMany?.last_error ?? "", /died during the last attempt/);
});
