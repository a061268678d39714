import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { admin } from "#db/given";

after(async () => {
  await admin.end();
});

const defaults = [200_000, 120_000, 150_000, 200_000, 80_000, 130_000, 120_000];
const million = fc.integer({ min: 0, max: 1_000_000 });
const vals = fc.array(fc.option(million), { minLength: 7, maxLength: 7 });
/** Weights as the database takes them: 2 % each and the rest anyhow, one million together. */
const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 7, maxLength: 7 }).map((parts) => {
  const sum = parts.reduce((a, b) => a + b, 0) || 1;
  const made = parts.map((part) => 20_000 + Math.floor((part * 860_000) / sum));
  made[0] = (made[0] ?? 0) + 1_000_000 - made.reduce((a, b) => a + b, 0);
  return made;
});
const decimals = (of: (number | null)[]) =>
  `{${of.map((one) => (one === null ? "NULL" : (one / 1e6).toFixed(6))).join()}}`;

type Case = { v: (number | null)[]; w: number[]; at: number; more: number; step: number };
/** One question to the database for all cases: [score, score of a higher value, score without the unknown ones, learned]. */
async function asked(cases: Case[]) {
  const rows = cases.map(({ v, w, at, more, step }) => ({
    v: decimals(v),
    w: `{${w.join()}}`,
    higher: decimals(v.map((one, place) => (place === at && one !== null ? Math.min(1_000_000, one + more) : one))),
    kv: decimals(v.filter((one) => one !== null)),
    kw: `{${w.filter((_, place) => v[place] !== null).join()}}`,
    step: (step / 100).toFixed(2),
  }));
  const { rows: answers } = await admin.query<{
    score: string | null;
    higher: string | null;
    known: string | null;
    part: number;
    learned: number[];
  }>(
    `select sponsorship.match_score(v::numeric[], w::int[])::text as score, sponsorship.match_score(higher::numeric[], w::int[])::text as higher,
       sponsorship.match_score(kv::numeric[], kw::int[])::text as known, sponsorship.known_weight(v::numeric[], w::int[]) as part,
       sponsorship.learn(w::int[], v::numeric[], step::numeric) as learned
     from jsonb_to_recordset($1::jsonb) x (v text, w text, higher text, kv text, kw text, step text)`,
    [JSON.stringify(rows)],
  );
  return answers;
}
const cases = (count: number, seed: number): Case[] =>
  fc.sample(
    fc.record({
      v: vals,
      w: weights,
      at: fc.integer({ min: 0, max: 6 }),
      more: million,
      step: fc.integer({ min: -10, max: 10 }),
    }),
    { numRuns: count, seed },
  );

describe("a score", () => {
  it("lies between 0 and 1, never falls when a feature rises, and does not know what is not known", async () => {
    const tried = cases(1500, 7);
    const answers = await asked(tried);
    let without = 0;
    for (const [n, answer] of answers.entries()) {
      const known = tried[n]?.v.filter((one) => one !== null) as number[];
      if (known.length === 0) {
        assert.equal(answer.score, null);
        assert.equal(answer.part, 0);
        without += 1;
        continue;
      }
      const score = Number(answer.score);
      assert.ok(
        score >= Math.min(...known) / 1e6 - 1e-6 && score <= Math.max(...known) / 1e6 + 1e-6,
        `a mean: ${answer.score}`,
      );
      assert.ok(score >= 0 && score <= 1);
      assert.ok(Number(answer.higher) >= score, "a feature rose and the score fell");
      assert.equal(answer.known, answer.score, "the unknown ones were left out beforehand");
    }
    assert.ok(without < 200, "hardly any case knew nothing");
  });

  it("is the same whenever it is computed, to the last digit, in any order of the features", async () => {
    const tried = cases(300, 11);
    const turned = tried.map((one) => ({ ...one, v: [...one.v].reverse(), w: [...one.w].reverse() }));
    const [one, again, other] = [await asked(tried), await asked(tried), await asked(turned)];
    assert.deepEqual(one, again);
    assert.deepEqual(
      one.map(({ score }) => score),
      other.map(({ score }) => score),
    );
  });
});

describe("the rule of learning", () => {
  it("keeps weights whole, never below 2 %, and moves towards what spoke for a match that fits", async () => {
    const tried = cases(1500, 23);
    for (const [n, { learned }] of (await asked(tried)).entries()) {
      const { v, w, step } = tried[n] as Case;
      assert.equal(
        learned.reduce((a, b) => a + b, 0),
        1_000_000,
      );
      assert.ok(
        learned.every((one) => one >= 20_000 && one <= 880_000),
        learned.join(),
      );
      // Of two features, the one that spoke more for the match does not lose against the other when it fits.
      for (const [a, b] of [
        [0, 1],
        [2, 5],
        [6, 3],
      ] as const) {
        const [va, vb, wa, wb] = [v[a], v[b], w[a] ?? 0, w[b] ?? 0];
        if (
          va === null ||
          vb === null ||
          va === undefined ||
          vb === undefined ||
          va <= vb ||
          wa < 30_000 ||
          wb < 30_000 ||
          step === 0
        )
          continue;
        const before = (wa - 20_000) / (wb - 20_000);
        const now = ((learned[a] ?? 0) - 20_000) / ((learned[b] ?? 0) - 20_000);
        assert.ok(step > 0 ? now >= before * 0.999 : now <= before * 1.001, `${before} ${now} ${step}`);
      }
    }
  });

  it("is the same as by hand: one word of a person about a match with two known features", async () => {
    const { rows } = await admin.query("select sponsorship.learn($1, $2::numeric[], 0.1) as w", [
      defaults,
      "{1,NULL,0,NULL,NULL,NULL,NULL}",
    ]);
    // Parts above the floor: 180, 100, 130, 180, 60, 110, 100; the first by 1.1, the third by 0.9, scaled from 865 to 860.
    const parts = [198, 100, 117, 180, 60, 110, 100].map((part) => 20_000 + (part * 1000 * 860) / 865);
    for (const [n, part] of parts.entries()) assert.ok(Math.abs(rows[0].w[n] - part) < 1, `${rows[0].w} ${parts}`);
  });
});
