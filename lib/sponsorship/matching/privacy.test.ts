import "#db/own-database.given";
import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, asTenant, asWorker, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { saveSponsor } from "#lib/sponsorship/commands/catalogue";
import { hideProfile, publishProfile, saveProfile } from "#lib/sponsorship/commands/profiles";
import { adoptGuest, judgeMatch, saveWishes } from "#lib/sponsorship/matching/commands";
import {
  type Fair,
  fair,
  guest,
  matchesOf,
  offerOf,
  settled,
  sponsorOf,
} from "#lib/sponsorship/matching/matching.given";
import { packageMatches } from "#lib/sponsorship/matching/queries/matches";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const seen = (who: Actor, packageId: string) => asTenant(who, (tx) => packageMatches(tx, packageId));
const names = async (who: Actor, packageId: string) => (await seen(who, packageId)).map(({ name }) => name).sort();

describe("whom an organization finds", () => {
  it("are its own sponsors and who lets itself be found; nobody else's, and nobody who does not", async () => {
    const at = await fair();
    const offered = await offerOf(at);
    await sponsorOf(at, "Harbour Brewery");
    const other = await fair();
    await sponsorOf(other, "Somebody Else's");
    const shy = await guest({ matchable: undefined });
    const open = await guest();
    await settled(at.org);
    const found = await names(at.organizer, offered);
    assert.ok(found.includes("Harbour Brewery") && found.includes(open.org.name));
    assert.ok(!found.includes("Somebody Else's"));
    const hidden = await admin.query(
      "select from sponsorship.sponsorship_matches where organization_id = $1 and guest_id = $2",
      [at.org.id, shy.org.id],
    );
    assert.equal(hidden.rowCount, 0);
    assert.deepEqual(await names(other.organizer, offered), [], "another organization's package");
  });

  it("withdraw at once: from the screen in that moment, and from the tables with it", async () => {
    const at = await fair();
    const offered = await offerOf(at);
    const open = await guest();
    await settled(at.org);
    const [match] = (await seen(at.organizer, offered)).filter(({ guestId }) => guestId === open.org.id);
    assert.ok(match);
    await saveWishes(open.boss, { about: "Sparkling water." });
    assert.ok(!(await seen(at.organizer, offered)).some(({ guestId }) => guestId === open.org.id));
    const { rows } = await admin.query(
      `select (select count(*)::int from sponsorship.sponsorship_matches where guest_id = $1) as matches,
         (select count(*)::int from ml.sponsor_embeddings where guest_id = $1) as vectors`,
      [open.org.id],
    );
    assert.deepEqual(rows[0], { matches: 0, vectors: 0 });
    await settled(at.org);
    assert.ok(!(await seen(at.organizer, offered)).some(({ guestId }) => guestId === open.org.id));
    assert.equal((await refused(judgeMatch(at.organizer, { matchId: match.id, kind: "good" }))).code, "P0002");
    assert.equal((await refused(adoptGuest(at.organizer, { guestId: open.org.id }))).code, "P0002");
    await saveWishes(open.boss, { about: "Sparkling water.", matchable: "on" });
    await settled(at.org);
    assert.ok(
      (await seen(at.organizer, offered)).some(({ guestId }) => guestId === open.org.id),
      "and are there again when they want",
    );
  });

  it("leave nothing behind when they withdraw while they are being computed", async () => {
    const at = await fair();
    await offerOf(at);
    const open = await guest();
    let leaving: Promise<unknown> = Promise.resolve();
    await settled(at.org);
    await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    await admin.query(
      "delete from sponsorship.match_features f using sponsorship.sponsorship_matches m where f.match_id = m.id and m.guest_id = $1",
      [open.org.id],
    );
    await admin.query("delete from sponsorship.sponsorship_matches where guest_id = $1", [open.org.id]);
    await asWorker(at.org.id, async (tx) => {
      await tx.execute(sql`select sponsorship.recompute_matches(500)`);
      leaving = saveWishes(open.boss, { about: "Gone." });
      await new Promise((tick) => setTimeout(tick, 150));
    });
    await leaving;
    const { rowCount } = await admin.query("select from sponsorship.sponsorship_matches where guest_id = $1", [
      open.org.id,
    ]);
    assert.equal(rowCount, 0);
  });

  it("become sponsors of one's own to be proposed to, and are not found twice", async () => {
    const at = await fair();
    const offered = await offerOf(at);
    const open = await guest();
    await settled(at.org);
    const { id } = await adoptGuest(at.organizer, { guestId: open.org.id });
    await settled(at.org);
    const found = (await seen(at.organizer, offered)).filter(
      ({ sponsorId, guestId }) => sponsorId === id || guestId === open.org.id,
    );
    assert.deepEqual(
      found.map(({ sponsorId, guestId }) => ({ sponsorId, guestId })),
      [{ sponsorId: id, guestId: null }],
    );
    assert.equal((await refused(adoptGuest(at.organizer, { guestId: open.org.id }))).code, "P0002");
  });

  it("are known by what they let others see only while they do", async () => {
    const at = await fair();
    await offerOf(at);
    const open = await guest({ categories: ["concert"] });
    await saveSponsor(at.organizer, { name: "Our friends", slug: open.org.slug });
    await settled(at.org);
    const category = async () => (await matchesOf(at.org)).find(({ who }) => who !== open.org.id)?.values.category;
    assert.equal(await category(), "1.000000");
    await saveWishes(open.boss, { categories: ["concert"] });
    await settled(at.org);
    assert.equal(await category(), null);
  });

  it("a sponsor that the organizer keeps out, or archives, is not matched", async () => {
    const at = await fair();
    const offered = await offerOf(at);
    const id = await sponsorOf(at, "Harbour Brewery");
    await settled(at.org);
    assert.equal((await seen(at.organizer, offered)).filter(({ sponsorId }) => sponsorId === id).length, 1);
    await saveWishes(at.organizer, { sponsorId: id });
    assert.equal((await seen(at.organizer, offered)).filter(({ sponsorId }) => sponsorId === id).length, 0);
  });
});

describe("who sees matches", () => {
  it("is whoever sees sponsors; the sponsor's own people and other organizations do not", async () => {
    const at = await fair();
    const offered = await offerOf(at);
    const id = await sponsorOf(at, "Harbour Brewery", { categories: ["concert"] });
    await settled(at.org);
    const count = (who: Actor) =>
      asTenant(who, async (tx) => {
        const { rows } = await tx.execute<{ n: number }>(
          sql`select (select count(*) from sponsorship.sponsorship_matches where sponsor_id = ${id}::uuid)::int + (select count(*) from sponsorship.match_features)::int
            + (select count(*) from sponsorship.match_wishes)::int + (select count(*) from ml.sponsor_embeddings)::int as n`,
        );
        return rows[0]?.n ?? -1;
      });
    const sponsor = await given.person("sponsor", at.org);
    const stranger = await given.person("admin", (await fair()).org);
    assert.ok((await count(at.organizer)) > 8);
    assert.equal(await count(sponsor), 0);
    assert.equal(await count(stranger), 0);
    assert.deepEqual(await names(sponsor, offered), []);
    assert.equal((await refused(judgeMatch(sponsor, { matchId: id, kind: "good" }))).code, "forbidden");
    const [match] = await matchesOf(at.org);
    assert.equal((await refused(judgeMatch(stranger, { matchId: match?.id, kind: "good" }))).code, "P0002");
    await judgeMatch(at.organizer, { matchId: match?.id, kind: "good" });
  });
});

describe("what a sponsor says of itself", () => {
  const profile = (fields: Record<string, unknown> = {}) => ({
    ...{
      name: "Sparkle Water",
      sector: "Drinks",
      about: "Water for harbour concerts.",
      regions: "Hamburg",
      currency: "USD",
    },
    ...{ budgetLeast: "5000", budgetMost: "9000", ...fields },
  });

  it("counts at the organizers that it sponsors, and with others only as far as it is public and while it is", async () => {
    const at = await fair();
    await offerOf(at);
    const open = await guest({ about: "" });
    const friends = await fair();
    await offerOf(friends);
    const { id: friend } = await saveSponsor(friends.organizer, { name: "Our friends", slug: open.org.slug });
    await saveProfile(open.boss, profile());
    await settled(at.org);
    await settled(friends.org);
    const valuesAt = async (org: Fair["org"], who: string) => {
      const match = (await matchesOf(org)).find((one) => one.who === who);
      return [match?.values.budget, match?.values.geography, match?.values.text !== null];
    };
    assert.deepEqual(await valuesAt(friends.org, friend), ["1.000000", "1.000000", true]);
    assert.deepEqual(await valuesAt(at.org, open.org.id), [null, null, false], "nothing of it is public");
    await publishProfile(open.boss, { shows: ["budget", "about"], agreed: "on" });
    await settled(at.org);
    assert.deepEqual(await valuesAt(at.org, open.org.id), ["1.000000", null, true]);
    await hideProfile(open.boss, {});
    assert.deepEqual(
      await matchesOf(at.org).then((all) => all.filter(({ who }) => who === open.org.id)),
      [],
      "gone with what it showed",
    );
    await settled(at.org);
    assert.deepEqual(await valuesAt(at.org, open.org.id), [null, null, false]);
  });
});
