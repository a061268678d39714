import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { saveSponsor } from "#lib/sponsorship/commands/catalogue";
import { activateModel, addModel } from "#lib/sponsorship/matching/commands";
import { fair, matchesOf, offerOf, settled, sponsorOf } from "#lib/sponsorship/matching/matching.given";
import { models, wordsOf } from "#lib/sponsorship/matching/model";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const { "hashed-ngrams-1024": ngrams, "hashed-words-1024": whole } = models;
const flat = (places: number) => new Array<number>(places).fill(1);
const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);

describe("a model of texts", () => {
  it("gives the same numbers for the same words, of length one, and nothing for nothing", () => {
    for (const model of [ngrams, whole]) {
      const idf = model.fit(["beer at the harbour", "wine in the hills"]);
      const one = model.embed("Beer for the harbour!", idf);
      assert.deepEqual(one, model.embed("  beer, for THE harbour", idf));
      assert.ok(Math.abs(cosine(one, one) - 1) < 1e-5);
      assert.ok(model.embed("of the and", idf).every((value) => value === 0));
      assert.ok(idf.every((weight) => weight >= 1 && Number.isFinite(weight)));
    }
  });

  it("sees kin among words where it looks at their parts, and strangers as strangers", () => {
    const alike = (model: typeof ngrams, a: string, b: string) => {
      const idf = flat(1024);
      return cosine(model.embed(a, idf), model.embed(b, idf));
    };
    assert.ok(alike(ngrams, "brewery", "brewing") > 0.1);
    assert.ok(Math.abs(alike(whole, "brewery", "brewing")) < 1e-9);
    assert.ok(alike(whole, "craft brewery", "a brewery of the town") > 0.3);
    assert.ok(Math.abs(alike(ngrams, "craft brewery", "insurance for lawyers")) < 0.1);
  });

  it("knows a rare word from one that everybody writes", () => {
    const texts = Array.from({ length: 20 }, (_, n) => `event ${n === 0 ? "lantern" : "music"}`);
    const idf = whole.fit(texts);
    const [a, b] = [whole.embed("event lantern", idf), whole.embed("event music", idf)];
    const only = whole.embed("event", idf);
    assert.ok(cosine(a, only) < cosine(b, only), "beside a rare word, a common one says little");
  });

  it("reads words without accents, capitals and the s of the plural", () => {
    assert.deepEqual(wordsOf("The Cafés of Zürich, glass & 2 boats"), ["cafe", "zurich", "glass", "boat"]);
  });

  it("is compared exactly by the database: the cosine of known vectors", async () => {
    const { rows } = await admin.query(
      `select sponsorship.cosine('{3,4,0}', '{3,4,0}')::text as same, sponsorship.cosine('{1,0}', '{0,1}')::text as apart,
         sponsorship.cosine('{1,1}', '{1,0}')::text as half, sponsorship.cosine('{0,0}', '{1,0}')::text as nothing, sponsorship.cosine('{1,0}', '{-1,0}')::text as against`,
    );
    assert.deepEqual(rows[0], {
      same: "1.000000",
      apart: "0.000000",
      half: "0.707107",
      nothing: "0",
      against: "-1.000000",
    });
  });
});

describe("versions of the model", () => {
  const scores = async (at: Awaited<ReturnType<typeof fair>>) =>
    (await matchesOf(at.org))
      .map(({ id, score, known, values }) => ({ id, score, known, values }))
      .sort((a, b) => a.id.localeCompare(b.id));

  it("stand side by side, one active, and going back restores exactly the former scores", async () => {
    const at = await fair();
    await offerOf(at);
    await offerOf(at, { name: "Silver", description: "A tent for tasting wine from the hills." });
    await sponsorOf(
      at,
      "Harbour Brewery",
      { categories: ["concert"] },
      { profile: "Brewing beer for harbours and concerts." },
    );
    await sponsorOf(at, "Hill Wines", undefined, { profile: "Wines from the hills, to taste in tents." });
    await settled(at.org);
    const first = await scores(at);
    assert.equal(first.length, 4);
    const { id } = await addModel(at.boss, { kind: "hashed-words-1024" });
    await settled(at.org);
    assert.deepEqual(await scores(at), first, "a version that is not active changes nothing");
    const versions = await admin.query(
      "select id, active from ml.model_versions where organization_id = $1 order by created_at",
      [at.org.id],
    );
    assert.deepEqual(
      versions.rows.map(({ active }) => active),
      [true, false],
    );
    await activateModel(at.boss, { id });
    await settled(at.org);
    const second = await scores(at);
    assert.notDeepEqual(second, first);
    assert.ok(
      second.every((one, n) => one.values.category === first[n]?.values.category),
      "only the words are compared anew",
    );
    await activateModel(at.boss, { id: versions.rows[0].id });
    await settled(at.org);
    assert.deepEqual(await scores(at), first);
    const lines = await admin.query(
      "select count(*)::int as n from system.audit_logs where organization_id = $1 and command = 'sponsorship.activate_model' and outcome = 'done'",
      [at.org.id],
    );
    assert.equal(lines.rows[0].n, 2);
  });

  it("compare words that changed in between by the version that is gone back to", async () => {
    const at = await fair();
    await offerOf(at);
    const id = await sponsorOf(at, "Harbour Brewery", undefined, { profile: "Insurance for lawyers." });
    await settled(at.org);
    const { id: other } = await addModel(at.boss, { kind: "hashed-words-1024" });
    await activateModel(at.boss, { id: other });
    await settled(at.org);
    await saveSponsor(at.organizer, { id, name: "Harbour Brewery", profile: "Beer at every bar of the harbour." });
    await settled(at.org);
    const { rows } = await admin.query("select id from ml.model_versions where organization_id = $1 and not active", [
      at.org.id,
    ]);
    await activateModel(at.boss, { id: rows[0].id });
    await settled(at.org);
    const [match] = await matchesOf(at.org);
    assert.equal(match?.facts.text?.model, "hashed-ngrams-1024@1");
    assert.ok(Number(match?.values.text) > 0.5);
  });

  it("are an administrator's to add and to activate", async () => {
    const at = await fair();
    await offerOf(at);
    await settled(at.org);
    assert.equal((await refused(addModel(at.organizer, { kind: "hashed-words-1024" }))).code, "forbidden");
    const { rows } = await admin.query("select id from ml.model_versions where organization_id = $1", [at.org.id]);
    assert.equal((await refused(activateModel(at.organizer, { id: rows[0].id }))).code, "forbidden");
    assert.equal((await refused(activateModel(at.boss, { id: rows[0].id }))).code, "P0S01");
    assert.equal((await refused(addModel(at.boss, { kind: "oracle" }))).code, "invalid");
    const { id } = await addModel(at.boss, { kind: "hashed-ngrams-1024" });
    const stranger = await fair();
    assert.equal((await refused(activateModel(stranger.boss, { id }))).code, "P0002");
    await activateModel(at.boss, { id });
  });
});
