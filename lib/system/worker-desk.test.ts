import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { z } from "zod";
import { admin, given, platform } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { errorById, operations } from "#lib/system/desk/queries";
import { readAsPlatform } from "#lib/system/desk/read";
import { GiveUp, outside } from "#lib/system/worker/job";
import { ask, newTopic, rows, stopWorkers, until, working } from "#lib/system/worker.given";

after(async () => {
  await stopWorkers();
  await closeDatabase();
  await admin.end();
});

const boss = async () => given.person("super_admin", await platform());

test("the operations page sees a worker while it works, and that it stopped", async () => {
  const who = await boss();
  const worker = await working({});
  const seen = async () =>
    (await readAsPlatform(who, { what: "operations" }, operations)).workers.find((one) => one.name === worker.name);
  await until("the worker says that it is there", async () => (await seen())?.alive === true);
  assert.equal((await seen())?.stoppedAt, null);
  await worker.stop();
  assert.equal((await seen())?.alive, false);
  assert.ok((await seen())?.stoppedAt);
});

test("a job that died is found at the desk by its own id, with the reason and without the person's address", async () => {
  const topic = newTopic();
  const organization = await given.organization();
  const work = outside(z.unknown(), async () => {
    throw new GiveUp("No such mailbox: ada@example.test");
  });
  await working({ [topic]: work });
  await ask(organization, topic);
  await until("the job is dead", async () => Boolean((await rows(topic))[0]?.dead_at));
  const who = await boss();
  const id = (await rows(topic))[0]?.id ?? "";
  const found = () => readAsPlatform(who, { what: "errors" }, (tx) => errorById(tx, id));
  await until("the failure is kept", async () => (await found()) !== null);
  const failure = await found();
  assert.equal(failure?.message, "GiveUp: No such mailbox: <e-mail>");
  assert.deepEqual([failure?.source, failure?.sightings[0]?.path], ["worker", topic]);
});
