import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { judgeMatch, restoreWeights, saveWeights, takeBackFeedback } from "#lib/sponsorship/matching/commands";
import {
  type Fair,
  fair,
  matchesOf,
  offerOf,
  settled,
  sponsorOf,
  weightsOf,
} from "#lib/sponsorship/matching/matching.given";
import { features } from "#lib/sponsorship/matching/rules";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const defaults = [200_000, 120_000, 150_000, 200_000, 80_000, 130_000, 120_000];
describe("weights of an organization", () => {
  async function matched(): Promise<{ at: Fair; id: string }> {
    const at = await fair();
    await offerOf(at);
    await sponsorOf(at, "Harbour Brewery", { categories: ["concert"], places: "France" });
    await settled(at.org);
    return { at, id: (await matchesOf(at.org))[0]?.id ?? "" };
  }

  it("move with what somebody says, and are exactly the former ones once it is taken back", async () => {
    const { at, id } = await matched();
    const before = await matchesOf(at.org);
    const { id: said } = await judgeMatch(at.organizer, { matchId: id, kind: "good" });
    const [first] = await weightsOf(at.org);
    assert.ok(
      first && first.cause === "feedback" && (first.weights[0] ?? 0) > 200_000 && (first.weights[2] ?? 0) < 150_000,
    );
    await settled(at.org);
    const [after] = await matchesOf(at.org);
    assert.equal(after?.weights, 1);
    assert.ok(Number(after?.score) > Number(before[0]?.score));
    const { id: second } = await judgeMatch(at.boss, { matchId: id, kind: "bad", reason: "They sell to children." });
    assert.equal(
      (
        await admin.query("select taken_back_at is not null as gone from sponsorship.match_feedback where id = $1", [
          said,
        ])
      ).rows[0].gone,
      true,
    );
    await takeBackFeedback(at.organizer, { id: second });
    const history = await weightsOf(at.org);
    assert.deepEqual(history.at(-1), { n: 3, weights: defaults, cause: "taken_back" });
    await settled(at.org);
    assert.deepEqual(
      (await matchesOf(at.org)).map(({ score, values }) => ({ score, values })),
      before.map(({ score, values }) => ({ score, values })),
    );
    assert.equal((await refused(takeBackFeedback(at.organizer, { id: second }))).code, "P0002");
  });

  it("forget one word among several as if it had never been said", async () => {
    const { at, id } = await matched();
    const { id: other } = { id: await sponsorOf(at, "Dune Hotels", { categories: ["festival"], places: "Hamburg" }) };
    await settled(at.org);
    const dune = (await matchesOf(at.org)).find(({ who }) => who === other);
    const { id: one } = await judgeMatch(at.organizer, { matchId: id, kind: "good" });
    await judgeMatch(at.organizer, { matchId: dune?.id, kind: "bad", reason: "Too far away." });
    await takeBackFeedback(at.organizer, { id: one });
    const kept = (await weightsOf(at.org)).at(-1)?.weights;
    const { rows } = await admin.query(
      "select sponsorship.learn($1, (select features from sponsorship.match_feedback where organization_id = $2 and taken_back_at is null), -0.1) as w",
      [defaults, at.org.id],
    );
    assert.deepEqual(kept, rows[0].w);
  });

  it("are typed by who may, add up to one, and can be used again", async () => {
    const { at, id } = await matched();
    const typed = (percents: string[]) => Object.fromEntries(features.map((one, n) => [one, percents[n] ?? ""]));
    assert.match(
      (await refused(saveWeights(at.organizer, typed(["20", "20", "20", "20", "10", "5", "4"])))).message,
      /add up to 99 %/,
    );
    assert.match(
      (await refused(saveWeights(at.organizer, typed(["50", "20", "20", "7", "1", "1", "1"])))).message,
      /2 % at least/,
    );
    const { given } = await import("#db/given");
    const finance = await given.person("finance", at.org);
    assert.equal(
      (await refused(saveWeights(finance, typed(["40", "10", "10", "10", "10", "10", "10"])))).code,
      "forbidden",
    );
    assert.deepEqual(await saveWeights(at.organizer, typed(["40", "10", "10", "10", "10", "10", "10"])), {
      version: 1,
    });
    await judgeMatch(at.organizer, { matchId: id, kind: "good" });
    assert.deepEqual(await restoreWeights(at.organizer, { version: "1" }), { version: 3 });
    assert.deepEqual(await restoreWeights(at.organizer, { version: "0" }), { version: 4 });
    assert.deepEqual(
      (await weightsOf(at.org)).map(({ cause }) => cause),
      ["manual", "feedback", "restored", "restored"],
    );
    assert.deepEqual((await weightsOf(at.org)).at(-1)?.weights, defaults);
    assert.equal((await refused(restoreWeights(at.organizer, { version: "9" }))).code, "P0002");
  });

  it("take in the outcome of a proposal once, however often the queue says so", async () => {
    const { at } = await matched();
    const { saveProposal, sendProposal, rejectProposal } = await import("#lib/sponsorship/commands/talks");
    const [match] = await matchesOf(at.org);
    const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    const { id: thread } = await saveProposal(at.organizer, {
      sponsorId: match?.who,
      eventId: at.eventId,
      packageId: match?.package,
      title: "Gold",
      expiresOn: day,
      price: "8000.00",
      currency: at.org.currency,
      milestones: [{ title: "All", amount: "8000.00", dueOn: day }],
      deliverables: [{ title: "Logo", dueOn: day, milestone: "0" }],
    });
    await sendProposal(at.organizer, { id: thread });
    await rejectProposal(at.boss, { id: thread, reason: "Not this year." });
    const jobs = await admin.query(
      "select payload from system.outbox where organization_id = $1 and topic = 'sponsorship.match' and payload ->> 'threadId' = $2",
      [at.org.id, thread],
    );
    assert.equal(jobs.rowCount, 1);
    const learn = () =>
      asWorker(
        at.org.id,
        async (tx) =>
          (await tx.execute<{ l: boolean }>(sql`select sponsorship.learn_outcome(${thread}::uuid) as l`)).rows[0]?.l,
      );
    const taken = await Promise.all([learn(), learn(), learn(), learn()]);
    assert.equal(taken.filter(Boolean).length, 1);
    const [only, ...more] = await weightsOf(at.org);
    assert.equal(more.length, 0);
    assert.ok((only?.weights[0] ?? 1e6) < 200_000, "the kind of event spoke for a match that was refused");
  });

  it("count every word when many speak at once", async () => {
    const { at } = await matched();
    for (let n = 0; n < 12; n++) await sponsorOf(at, `Sponsor ${n}`, { categories: ["concert"] });
    await settled(at.org);
    const all = await matchesOf(at.org);
    await Promise.all(all.map(({ id }) => judgeMatch(at.organizer, { matchId: id, kind: "good" })));
    const history = await weightsOf(at.org);
    assert.equal(history.length, all.length);
    assert.deepEqual(
      history.map(({ n }) => n),
      all.map((_, n) => n + 1),
    );
  });
});
