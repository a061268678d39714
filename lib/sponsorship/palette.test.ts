import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { addMember, saveSponsor } from "#lib/sponsorship/commands/catalogue";
import { saveProposal } from "#lib/sponsorship/commands/talks";
import { agreed, aPackage, offer, stage } from "#lib/sponsorship/sponsorship.given";
import { found } from "#lib/system/search";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const kindsFor = (actor: Actor, words: string) =>
  readAsTenant(actor, async (tx) =>
    (await found(tx, actor, "house", words)).map(({ kind, label }) => `${kind}: ${label}`).sort(),
  );

test("the palette finds sponsors, packages, proposals and orders for the organizer, and for each sponsor its own alone", async () => {
  const [at, other] = [await stage(), await stage()];
  await aPackage(at, { name: "Harbour stage" });
  await agreed(at, { title: "Partner of the night" });
  await saveProposal(at.organizer, offer(at, { title: "Secret draft" }));
  assert.deepEqual(await kindsFor(at.organizer, "harbour"), [
    "Packages: Harbour stage",
    "Proposals: PR-0001 · Partner of the night",
    "Proposals: PR-0002 · Secret draft",
    "Sponsors: Harbour Brewery",
    "Sponsorship orders: SP-0001 · Partner of the night",
  ]);
  assert.deepEqual(await kindsFor(at.sponsor, "harbour"), [
    "Proposals: PR-0001 · Partner of the night",
    "Sponsorship orders: SP-0001 · Partner of the night",
  ]);
  const { id } = await saveSponsor(at.organizer, { name: "Rival Lager" });
  const rival = await given.person("sponsor", at.org);
  await addMember(at.organizer, { sponsorId: id, userId: rival.userId });
  assert.deepEqual(await kindsFor(rival, "harbour"), []);
  assert.deepEqual(await kindsFor(other.organizer, "Partner of the night"), []);
});
