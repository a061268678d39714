import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { archiveSponsor, saveSponsor } from "#lib/sponsorship/commands/catalogue";
import { matchSponsors } from "#lib/sponsorship/matching/jobs";
import { fair, matchesOf, offerOf, settled, sponsorOf, waiting } from "#lib/sponsorship/matching/matching.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const recompute = (org: string, wanted: number) =>
  asWorker(org, async (tx) => {
    const { rows } = await tx.execute<{ n: number }>(sql`select sponsorship.recompute_matches(${wanted}::int) as n`);
    return rows[0]?.n ?? 0;
  });

async function grid(sponsors: number, packages: number) {
  const at = await fair();
  for (let n = 0; n < packages; n++) await offerOf(at, { name: `Package ${n}` });
  const ids: string[] = [];
  for (let n = 0; n < sponsors; n++) ids.push(await sponsorOf(at, `Sponsor ${n}`, { categories: ["concert"] }));
  return { at, ids };
}

describe("the queue of pairs", () => {
  it("has each pair once, however often something changed", async () => {
    const { at, ids } = await grid(3, 2);
    assert.equal(await waiting(at.org), 6);
    await settled(at.org);
    assert.equal(await waiting(at.org), 0);
    for (let n = 0; n < 5; n++)
      await saveSponsor(at.organizer, { id: ids[0], name: "Sponsor 0", profile: `Version ${n}` });
    assert.equal(await waiting(at.org), 2, "the two pairs of that sponsor");
    const { rows } = await admin.query(
      "select min(marks)::int as marks from sponsorship.fit_recalc_queue where organization_id = $1",
      [at.org.id],
    );
    assert.equal(rows[0].marks, 5);
    await admin.query("update events.events set name = 'Night of Boats' where id = $1", [at.eventId]);
    assert.equal(await waiting(at.org), 6, "every pair of the event's packages");
  });

  it("is worked off by many at once, each pair by one of them, in bounded steps", async () => {
    const { at } = await grid(12, 5);
    await settled(at.org);
    await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    const done = await Promise.all(Array.from({ length: 12 }, () => recompute(at.org.id, 7)));
    assert.ok(done.every((one) => one <= 7));
    const first = done.reduce((a, b) => a + b, 0);
    assert.equal(await waiting(at.org), 60 - first, "what was computed is out, and nothing else");
    await settled(at.org);
    assert.equal(await waiting(at.org), 0);
    assert.equal((await matchesOf(at.org)).length, 60);
  });

  it("loses nothing when a step is killed in the middle", async () => {
    const { at } = await grid(4, 2);
    await settled(at.org);
    await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    await assert.rejects(
      asWorker(at.org.id, async (tx) => {
        await tx.execute(sql`select sponsorship.recompute_matches(5)`);
        await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      }),
    );
    assert.equal(await waiting(at.org), 8);
    await settled(at.org);
    assert.equal(await waiting(at.org), 0);
  });

  it("marks a pair anew when something changes while it is computed", async () => {
    const { at, ids } = await grid(1, 1);
    await settled(at.org);
    await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    const client = await admin.connect();
    let change: Promise<unknown> = Promise.resolve();
    try {
      await asWorker(at.org.id, async (tx) => {
        await tx.execute(sql`select sponsorship.recompute_matches(5)`);
        // The mark is out and the pair computed, but not committed: whoever changes the sponsor now waits for that.
        change = client.query("update sponsorship.sponsors set industry = 'Boats' where id = $1", [ids[0]]);
        const ended = await Promise.race([
          change.then(() => true),
          new Promise((tick) => setTimeout(() => tick(false), 150)),
        ]);
        assert.equal(ended, false);
      });
      await change;
    } finally {
      client.release(true);
    }
    assert.equal(await waiting(at.org), 1);
  });

  it("passes by what is being changed, and computes it when that is done", async () => {
    const { at, ids } = await grid(2, 1);
    await settled(at.org);
    await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    const client = await admin.connect();
    try {
      await client.query("begin");
      await client.query("update sponsorship.sponsors set industry = 'Boats' where id = $1", [ids[0]]);
      assert.equal(await recompute(at.org.id, 10), 1);
      await client.query("commit");
    } finally {
      client.release(true);
    }
    assert.equal(await waiting(at.org), 1);
    await settled(at.org);
    assert.equal(await waiting(at.org), 0);
  });

  it("ends without a deadlock when sponsors leave while their pairs are computed", async () => {
    const { at, ids } = await grid(8, 4);
    const work = (async () => {
      for (let n = 0; n < 12; n++) await settled(at.org);
    })();
    const marks = (async () => {
      for (let n = 0; n < 6; n++)
        await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    })();
    await Promise.all([work, marks, ...ids.slice(0, 4).map((id) => archiveSponsor(at.organizer, { id }))]);
    await settled(at.org);
    const left = await matchesOf(at.org);
    assert.equal(left.length, 16);
    assert.ok(left.every(({ who }) => ids.slice(4).includes(who)));
  });

  it("is found by the clock, and the worker's job does all that waits", async () => {
    const { at } = await grid(2, 2);
    await admin.query("select sponsorship.find_stale()");
    await admin.query("select sponsorship.find_stale()");
    const { rows } = await admin.query(
      "select id, payload from system.outbox where organization_id = $1 and topic = 'sponsorship.match' and done_at is null",
      [at.org.id],
    );
    assert.equal(rows.length, 1, "nobody is asked twice");
    const row = {
      organizationId: at.org.id,
      id: rows[0].id,
      topic: "sponsorship.match",
      attempts: 1,
      createdAt: new Date(),
    };
    await matchSponsors({ payload: rows[0].payload, row, signal: new AbortController().signal });
    assert.equal(await waiting(at.org), 0);
    assert.equal((await matchesOf(at.org)).length, 4);
    // A job that is told to stop stops before it began.
    await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    await matchSponsors({ payload: {}, row, signal: AbortSignal.abort() });
    assert.equal(await waiting(at.org), 4);
  });

  it("lets a package go that is not to be had any more", async () => {
    const { at } = await grid(2, 2);
    await settled(at.org);
    const [match] = await matchesOf(at.org);
    await admin.query("update sponsorship.sponsorship_packages set state = 'archived' where id = $1", [match?.package]);
    await settled(at.org);
    assert.equal((await matchesOf(at.org)).length, 2);
  });
});
