import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { Refusal } from "#lib/errors";
import { refused } from "#lib/identity/people.given";
import { addMember, movePackage, saveSponsor } from "#lib/sponsorship/commands/catalogue";
import { makeDeck, showDeck } from "#lib/sponsorship/commands/decks";
import {
  hideProfile,
  publishProfile,
  saveHeldName,
  saveProfile,
  saveSponsorLogo,
} from "#lib/sponsorship/commands/profiles";
import { heldName, myProfiles, sponsorProfile } from "#lib/sponsorship/queries/profiles";
import { agreed, aPackage, type Stage, stage } from "#lib/sponsorship/sponsorship.given";
import { visitedDeck, visitedSponsor } from "#lib/sponsorship/visitor";
import { png } from "#lib/users/picture.given";
import { mediaAsset } from "#lib/users/queries";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const said = (at: Stage, more: Record<string, unknown> = {}) => ({
  sponsorId: at.sponsorOrg ? undefined : at.sponsorId,
  name: "Harbour Brewery",
  sector: "Drinks",
  about: "Brews by the harbour.",
  regions: "Amsterdam, Utrecht,  Amsterdam",
  budgetLeast: "100",
  budgetMost: "5000",
  currency: at.org.currency,
  looksFor: "A stage of our own.",
  taxId: "NL 001.234",
  ...more,
});
/** The sponsor's card was charged. */
async function paid(at: Stage, orderId: string) {
  await admin.query(
    `insert into sponsorship.fundings (organization_id, order_id, sponsor_id, method, state, amount_minor, currency, gateway, payment_ref)
     values ($1, $2, $3, 'card', 'succeeded', 100000, $4, 'test', gen_random_uuid()::text)`,
    [at.org.id, orderId, at.sponsorId, at.org.currency],
  );
  await admin.query(
    `select sponsorship.fund(o, f, payments.collector(o.organization_id), 'assets:processor:test') from sponsorship.sponsorship_orders o
     join sponsorship.fundings f on f.order_id = o.id where o.id = $1`,
    [orderId],
  );
}
const publicOf = async (at: Stage) => {
  const org = at.sponsorOrg ?? at.org;
  const { rows } = await admin.query(
    "select slug from sponsorship.sponsor_public_profiles where organization_id = $1",
    [org.id],
  );
  return rows[0] ? visitedSponsor(org.slug, rows[0].slug) : null;
};
const whose = (at: Stage) => ({ sponsorId: at.sponsorOrg ? undefined : at.sponsorId });

describe("a sponsor's profile", () => {
  for (const own of [false, true])
    it(`is kept by the sponsor's people, read by their organizer and by no third: ${own ? "with an organization of its own" : "by members at the organizer's"}`, async () => {
      const [at, third] = [await stage({ own }), await stage()];
      await saveProfile(at.sponsor, said(at));
      if (own) await agreed(at);
      const read = await asTenant(at.organizer, (tx) => sponsorProfile(tx, at.sponsorId));
      assert.deepEqual(read?.regions, ["Amsterdam", "Utrecht"]);
      assert.equal(read?.budgetMostMinor, 500_000n);
      assert.equal(read?.taxId, "NL 001.234");
      assert.equal(read?.public, null);
      assert.equal(await asTenant(third.organizer, (tx) => sponsorProfile(tx, at.sponsorId)), null);
      const mine = await asTenant(at.sponsor, myProfiles);
      assert.deepEqual(
        mine.map(({ profile }) => profile?.name),
        ["Harbour Brewery"],
      );
      assert.equal(await publicOf(at), null, "nothing is public that nobody agreed to");
    });

  it("of another organization shows whoever merely names it as a sponsor what is public, and all once they agreed", async () => {
    const at = await stage({ own: true });
    const read = () => asTenant(at.organizer, (tx) => sponsorProfile(tx, at.sponsorId));
    await saveProfile(at.sponsor, said(at));
    assert.equal(await read(), null);
    await publishProfile(at.sponsor, { ...whose(at), shows: ["about"], agreed: "on" });
    const before = await read();
    assert.deepEqual(
      [before?.about, before?.looksFor, before?.budgetMostMinor, before?.regions, before?.taxId],
      ["Brews by the harbour.", "", null, [], ""],
    );
    await agreed(at);
    const after = await read();
    assert.deepEqual([after?.budgetMostMinor, after?.taxId], [500_000n, "NL 001.234"]);
  });

  it("of a sponsor is not kept by another's people, nor by the organizer", async () => {
    const at = await stage();
    const { id: rival } = await saveSponsor(at.organizer, { name: "Rival Lager" });
    const theirs = await given.person("sponsor", at.org);
    await addMember(at.organizer, { sponsorId: rival, userId: theirs.userId });
    assert.equal((await refused(saveProfile(theirs, said(at)))).code, "P0002");
    assert.equal((await refused(saveProfile(at.organizer, said(at)))).code, "P0002");
    assert.equal((await refused(saveProfile(theirs, said(at, { sponsorId: undefined })))).code, "42501");
    await saveProfile(theirs, said(at, { sponsorId: rival, name: "Rival Lager" }));
    await saveProfile(at.sponsor, said(at));
    assert.equal((await asTenant(theirs, myProfiles)).length, 1);
  });

  it("has a budget in order and a currency that exists", async () => {
    const at = await stage();
    assert.equal((await refused(saveProfile(at.sponsor, said(at, { budgetLeast: "6000" })))).code, "23514");
    await assert.rejects(saveProfile(at.sponsor, said(at, { currency: "XXQ" })));
    await saveProfile(at.sponsor, said(at, { budgetLeast: "5000" }));
  });
});

describe("a public profile", () => {
  it("shows what was agreed to and never the tax number, follows changes, and is gone when it is taken down", async () => {
    const at = await stage();
    assert.equal((await refused(publishProfile(at.sponsor, { ...whose(at), agreed: "on" }))).code, "P0S01");
    await saveProfile(at.sponsor, said(at));
    await assert.rejects(publishProfile(at.sponsor, { ...whose(at), shows: ["about"] }), /Agree first/);
    await publishProfile(at.sponsor, { ...whose(at), shows: ["about", "regions"], agreed: "on" });
    const page = await publicOf(at);
    assert.deepEqual(
      [page?.about, page?.regions, page?.looksFor, page?.budgetMostMinor],
      ["Brews by the harbour.", ["Amsterdam", "Utrecht"], "", null],
    );
    const kept = await admin.query("select * from sponsorship.sponsor_public_profiles where organization_id = $1", [
      at.org.id,
    ]);
    assert.ok(!JSON.stringify(kept.rows).includes("001.234"));
    assert.ok(!JSON.stringify(kept.rows).includes("A stage of our own."));
    await saveProfile(at.sponsor, said(at, { about: "Brews stronger." }));
    assert.equal((await publicOf(at))?.about, "Brews stronger.");
    await hideProfile(at.sponsor, whose(at));
    assert.equal(await publicOf(at), null);
  });

  it("names its sponsorships, and is named on decks, only when it says so", async () => {
    const at = await stage();
    await paid(at, await agreed(at));
    const packageId = await aPackage(at);
    await movePackage(at.organizer, { id: packageId, to: "published" });
    const { id } = await makeDeck(at.organizer, {});
    await showDeck(at.organizer, { id, shown: true });
    const named = async () => (await visitedDeck(at.org.slug, null))?.partners.map(({ name }) => name);
    await saveProfile(at.sponsor, said(at));
    await publishProfile(at.sponsor, { ...whose(at), shows: ["about"], agreed: "on" });
    assert.deepEqual(await named(), []);
    assert.deepEqual((await publicOf(at))?.sponsorships, []);
    await publishProfile(at.sponsor, { ...whose(at), shows: ["sponsorships"], agreed: "on" });
    assert.deepEqual(await named(), ["Harbour Brewery"]);
    assert.equal((await publicOf(at))?.sponsorships.length, 1);
  });

  it("has a logo that was drawn anew, replaced and taken away", async () => {
    const at = await stage();
    const bytes = png(960, 120);
    assert.match((await refused(saveSponsorLogo(at.sponsor, { ...whose(at), bytes }))).message, /profile first/);
    await saveProfile(at.sponsor, said(at));
    const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
    await assert.rejects(
      saveSponsorLogo(at.sponsor, { ...whose(at), bytes: svg }),
      (error) => error instanceof Refusal && /SVG is not taken/.test(error.fields?.logo?.[0] ?? ""),
    );
    await saveSponsorLogo(at.sponsor, { ...whose(at), bytes });
    const first = (await asTenant(at.organizer, (tx) => sponsorProfile(tx, at.sponsorId)))?.logo ?? "";
    const kept = await mediaAsset(first.slice("/media/".length));
    assert.equal(kept?.contentType, "image/png");
    assert.notDeepEqual(kept?.content, bytes);
    await saveSponsorLogo(at.sponsor, whose(at));
    assert.equal((await asTenant(at.organizer, (tx) => sponsorProfile(tx, at.sponsorId)))?.logo, null);
    assert.equal(await mediaAsset(first.slice("/media/".length)), null);
  });
});

describe("the name of held money", () => {
  const nameOf = (at: Stage) => asTenant(at.organizer, (tx) => heldName(tx));

  it("is held funds until the house calls it otherwise", async () => {
    const at = await stage();
    assert.equal(await nameOf(at), "Held funds");
    await saveHeldName(at.second, { heldName: "  Kept   money " });
    assert.equal(await nameOf(at), "Kept money");
    assert.equal((await refused(saveHeldName(at.organizer, { heldName: "Mine" }))).code, "forbidden");
  });

  it("is escrow only when somebody confirms it and names the licensed agent, however the word is written", async () => {
    const at = await stage();
    for (const heldName of ["Escrow", "E S C R O W", "3scr0w account", "Éscrow", "Treuhand-Konto"]) {
      const error = await refused(saveHeldName(at.second, { heldName }));
      assert.match(error.message, /not an escrow agent/, heldName);
    }
    const unnamed = await refused(saveHeldName(at.second, { heldName: "Escrow", confirmed: "on" }));
    assert.match(unnamed.message, /Name the licensed agent/);
    await saveHeldName(at.second, { heldName: "Escrow", confirmed: "on", escrowAgent: "Quay Notaries B.V." });
    assert.equal(await nameOf(at), "Escrow");
    const { rows } = await admin.query(
      "select escrow_confirmed_by as by, escrow_agent as agent from sponsorship.settings where organization_id = $1",
      [at.org.id],
    );
    assert.deepEqual(rows, [{ by: at.second.userId, agent: "Quay Notaries B.V." }]);
    await saveHeldName(at.second, { heldName: "Held funds", confirmed: "on", escrowAgent: "Quay Notaries B.V." });
    const after = await admin.query(
      "select escrow_confirmed_by as by from sponsorship.settings where organization_id = $1",
      [at.org.id],
    );
    assert.equal(after.rows[0].by, null);
  });
});
