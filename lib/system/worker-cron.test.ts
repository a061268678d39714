import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pino from "pino";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { type CronJob, runSlot, startClock } from "#lib/system/worker/cron";
import { cron } from "#lib/system/worker/handlers";
import { lastSlot } from "#lib/system/worker/schedule";
import { newTopic, rows, until } from "#lib/system/worker.given";

const log = pino({ level: "silent" });
const newJob = () => `test.${randomBytes(6).toString("hex")}`;
const slots = async (job: string) =>
  (await admin.query("select slot_at, outcome from system.cron_runs where job = $1 order by slot_at", [job])).rows;

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("eight workers at one slot run it once", async () => {
  let ran = 0;
  const job: CronJob = {
    job: newJob(),
    schedule: { every: 60 },
    run: async () => {
      ran++;
      await wait(100);
      return { released: 3 };
    },
  };
  const slot = new Date("2026-06-01T10:00:00Z");
  const results = await Promise.all(Array.from({ length: 8 }, () => runSlot(job, slot, log)));
  assert.equal(ran, 1);
  assert.equal(results.filter((one) => one === "ran").length, 1);
  assert.equal(await runSlot(job, slot, log), "already done");
  assert.equal(await runSlot(job, new Date("2026-06-01T10:01:00Z"), log), "ran");
  assert.deepEqual(
    (await slots(job.job)).map((row) => row.outcome),
    ['{"released":3}', '{"released":3}'],
  );
});

test("two clocks side by side run each slot once and make up only for the last of those missed", async () => {
  const seen: number[] = [];
  const job: CronJob = {
    job: newJob(),
    schedule: { every: 1 },
    run: async ({ slot }) => {
      seen.push(slot.getTime());
    },
  };
  await admin.query("insert into system.cron_runs (job, slot_at) values ($1, now() - interval '1 hour')", [job.job]);
  const started = Date.now();
  const clocks = [startClock([job], log, 50), startClock([job], log, 50)];
  await until("three slots", () => seen.length >= 3);
  await Promise.all(clocks.map((clock) => clock.stop()));
  assert.equal(new Set(seen).size, seen.length, "a slot was run twice");
  assert.ok(
    seen.every((slot) => slot > started - 2_000),
    "an old slot was run",
  );
  assert.equal((await slots(job.job)).length, seen.length + 1);
});

test("a scheduled job that fails leaves its reason and none of its writes, and the next slot is tried", async () => {
  const house = await given.organization();
  const topic = newTopic();
  let broken = true;
  const job: CronJob = {
    job: newJob(),
    schedule: { every: 60 },
    run: async ({ tx }) => {
      await tx.execute(sql`select system.enqueue(${house.id}::uuid, ${topic}, '{}'::jsonb)`);
      if (broken) throw new Error("The bank is closed.");
    },
  };
  assert.equal(await runSlot(job, new Date("2026-06-01T10:00:00Z"), log), "failed");
  assert.equal((await rows(topic)).length, 0);
  assert.match((await slots(job.job))[0].outcome, /The bank is closed/);
  broken = false;
  assert.equal(await runSlot(job, new Date("2026-06-01T10:01:00Z"), log), "ran");
  assert.equal((await rows(topic)).length, 1);
});

test("every scheduled job of the product runs on a database as set up", async (t) => {
  assert.equal(new Set(cron.map((one) => one.job)).size, cron.length, "two jobs share a name, and with it their slots");
  for (const job of cron) {
    await t.test(job.job, async () => {
      assert.ok(lastSlot(job.schedule, new Date()) <= new Date());
      const slot = new Date(Date.now() - Math.floor(Math.random() * 1e9));
      const result = await runSlot(job, slot, log);
      const [row] = (await slots(job.job)).filter((one) => one.slot_at.getTime() === slot.getTime());
      assert.equal(result, "ran", row?.outcome);
    });
  }
});

test("the purge forgets old jobs that are done, and keeps what is young, waiting or dead", async () => {
  const house = await given.organization();
  const topic = newTopic();
  const put = (done: string | null, dead: string | null, n: number) =>
    admin.query(
      `insert into system.outbox (organization_id, topic, payload, created_at, done_at, dead_at)
       values ($1, $2, jsonb_build_object('n', $5::int), now() - interval '40 days', now() - $3::interval, now() - $4::interval)`,
      [house.id, topic, done, dead, n],
    );
  await put("15 days", null, 1);
  await put("13 days", null, 2);
  await put(null, "15 days", 3);
  await put(null, null, 4);
  const job = cron.find((one) => one.job === "system.purge");
  assert.ok(job);
  assert.equal(await runSlot(job, new Date(Date.now() - Math.floor(Math.random() * 1e9)), log), "ran");
  assert.deepEqual(
    (await rows(topic)).map((row) => row.payload.n),
    [2, 3, 4],
  );
});
