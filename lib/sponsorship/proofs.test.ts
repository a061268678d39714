import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { approveProof, rejectProof, submitProof } from "#lib/sponsorship/commands/orders";
import { firstMilestone, locked, refunded, stage } from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("a proof", () => {
  it("after the day and its grace says that it is late, and counts when the sponsor agrees", async () => {
    const at = await stage();
    const id = await locked(at);
    const one = await firstMilestone(id);
    await admin.query("update sponsorship.deliverables set due_on = current_date - 2, sla_days = 5 where id = $1", [
      one.deliverable,
    ]);
    await submitProof(at.organizer, { id: one.deliverable, figure: "120000" });
    await rejectProof(at.sponsor, { id: one.deliverable, reason: "Those are last year's impressions." });
    await admin.query("update sponsorship.deliverables set due_on = current_date - 9 where id = $1", [one.deliverable]);
    await submitProof(at.organizer, { id: one.deliverable, figure: "90000", words: "This year's" });
    const { rows } = await admin.query(
      "select n, late, approved from sponsorship.deliverable_proofs where deliverable_id = $1 order by n",
      [one.deliverable],
    );
    assert.deepEqual(rows, [
      { n: 1, late: false, approved: false },
      { n: 2, late: true, approved: null },
    ]);
    await approveProof(at.sponsor, { id: one.deliverable });
    assert.equal((await refused(submitProof(at.organizer, { id: one.deliverable, figure: "1" }))).code, "P0S01");
  });

  it("is the organizer's to show and the sponsor's to judge, with something to see and a reason to refuse", async () => {
    const at = await stage();
    const id = await locked(at);
    const one = await firstMilestone(id);
    assert.equal((await refused(submitProof(at.sponsor, { id: one.deliverable, figure: "1" }))).code, "forbidden");
    assert.equal(
      (await refused(submitProof(at.organizer, { id: one.deliverable, words: "Believe me" }))).field,
      "link",
    );
    await assert.rejects(submitProof(at.organizer, { id: one.deliverable, link: "javascript:alert(1)" }), {
      name: "ZodError",
    });
    await submitProof(at.organizer, { id: one.deliverable, link: "https://photos.example/1" });
    assert.match((await refused(approveProof(at.organizer, { id: one.deliverable }))).message, /The sponsor says/);
    await assert.rejects(rejectProof(at.sponsor, { id: one.deliverable, reason: "" }), { name: "ZodError" });
    await approveProof(at.sponsor, { id: one.deliverable });
  });

  it("that nobody answers is approved after the days of the contract, and only where the contract says so", async () => {
    const at = await stage();
    const silent = async (fields: Record<string, unknown>) => {
      const one = await firstMilestone(await locked(at, fields));
      await submitProof(at.organizer, { id: one.deliverable, figure: "7" });
      const ask = () =>
        asWorker(at.org.id, async (tx) => {
          const { rows } = await tx.execute<{ done: boolean }>(
            sql`select sponsorship.approve_by_silence(${one.deliverable}::uuid) as done`,
          );
          return rows[0]?.done;
        });
      const young = await ask();
      await admin.query("update sponsorship.deliverables set submitted_at = now() - interval '8 days' where id = $1", [
        one.deliverable,
      ]);
      return [young, await ask(), await ask()];
    };
    assert.deepEqual(await silent({ autoApproveDays: "7" }), [false, true, false]);
    assert.deepEqual(await silent({}), [false, false, false]);
    const { rows } = await admin.query(
      "select by_silence, decided_by from sponsorship.deliverable_proofs where organization_id = $1 and approved",
      [at.org.id],
    );
    assert.deepEqual(rows, [{ by_silence: true, decided_by: null }]);
  });
});

describe("the nightly look", () => {
  it("raises an alert for money that must leave within a week, and ends it when it has left", async () => {
    const at = await stage();
    const id = await locked(at, { holdDays: "5" });
    const calm = await locked(at, { holdDays: "60" });
    const look = () => admin.query("select sponsorship.watch_holds()");
    const open = async (order: string) =>
      (await admin.query("select message from payments.alerts where subject_id = $1 and resolved_at is null", [order]))
        .rows;
    await look();
    await look();
    assert.equal((await open(id)).length, 1);
    assert.match((await open(id))[0].message, /must leave by/);
    assert.equal((await open(calm)).length, 0);
    await refunded(at, id, "1000.00");
    await look();
    assert.equal((await open(id)).length, 0);
  });

  it("reminds the organizer of what is due and the sponsor of proofs that wait, once a week", async () => {
    const at = await stage();
    const one = await firstMilestone(await locked(at));
    const mails = async () =>
      (
        await admin.query(
          "select payload -> 'data' ->> 'subject' as subject, payload ->> 'to' as who from system.outbox where organization_id = $1 and key like 'sponsorship:remind:%' order by id",
          [at.org.id],
        )
      ).rows;
    await admin.query("select sponsorship.look_after()");
    assert.equal((await mails()).length, 0);
    await admin.query("update sponsorship.deliverables set due_on = current_date where id = $1", [one.deliverable]);
    await admin.query("select sponsorship.look_after()");
    await admin.query("select sponsorship.look_after()");
    assert.deepEqual(
      (await mails()).map(({ subject }) => subject),
      ["Due soon: Logo on the poster", "Due soon: Logo on the poster"],
      "the organizer and the administrator, once each",
    );
  });
});
