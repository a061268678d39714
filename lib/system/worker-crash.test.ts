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
import { allDone, ask, newTopic, rows, until, working } from "#lib/system/worker.given";

after(async () => {
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
  await until("taken over", () => allDone(topic), 8);
  const seconds = (performance.now() - killed) / 1_000;
  await survivor.stop();

  assert.ok(seconds < 7, `took ${seconds} s`);
  assert.deepEqual(
    (await rows(effect)).map((row) => row.payload),
    [{ by: "the one that took over" }],
  );
  const [row] = await rows(topic);
  assert.deepEqual([row?.attempts, row?.leased_by], [2, survivor.name]);
});
