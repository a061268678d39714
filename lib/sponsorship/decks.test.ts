import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { movePackage } from "#lib/sponsorship/commands/catalogue";
import { answerEnquiry, dismissEnquiry, makeDeck, reopenEnquiry, showDeck } from "#lib/sponsorship/commands/decks";
import { saveProposal } from "#lib/sponsorship/commands/talks";
import { dueWords } from "#lib/sponsorship/rules/deck";
import { agreed, aPackage, offer, type Stage, stage } from "#lib/sponsorship/sponsorship.given";
import { deckAddress, enquire, visitedDeck } from "#lib/sponsorship/visitor";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const eventSlug = async (at: Stage): Promise<string> =>
  (await admin.query("select slug from events.events where id = $1", [at.eventId])).rows[0].slug;
/** A published deck of the stage's event with one package on offer. */
async function published(at: Stage) {
  const packageId = await aPackage(at);
  await movePackage(at.organizer, { id: packageId, to: "published" });
  const { id } = await makeDeck(at.organizer, { eventId: at.eventId });
  await showDeck(at.organizer, { id, shown: true });
  return { deckId: id, packageId, event: await eventSlug(at) };
}
const asks = (at: Stage, event: string, fields: Record<string, unknown> = {}) => ({
  org: at.org.slug,
  event,
  name: "Ada Brandt",
  company: "Quay Bank",
  email: "Ada@quay-bank.example",
  agreed: "on",
  ...fields,
});
const enquiries = async (at: Stage) =>
  (
    await admin.query(
      "select id, state, company, email, package_id as package, sponsor_id as sponsor, thread_id as thread, consent_version as consent from sponsorship.enquiries where organization_id = $1 order by id",
      [at.org.id],
    )
  ).rows;

describe("a deck", () => {
  it("is seen by visitors once it is published, with what is on offer and how much is left, and by nobody before or after", async () => {
    const at = await stage();
    const event = await eventSlug(at);
    const packageId = await aPackage(at, { quantity: "2" });
    const { id } = await makeDeck(at.organizer, { eventId: at.eventId });
    assert.equal((await makeDeck(at.organizer, { eventId: at.eventId })).id, id, "one an event");
    assert.match((await refused(showDeck(at.organizer, { id, shown: true }))).message, /no package on offer/);
    await movePackage(at.organizer, { id: packageId, to: "published" });
    assert.equal(await visitedDeck(at.org.slug, event), null);
    assert.equal(await deckAddress(at.org.slug, event), null);
    await showDeck(at.organizer, { id, shown: true });
    await agreed(at, { packageId });
    await aPackage(at, { name: "Secret" });
    const deck = await visitedDeck(at.org.slug, event);
    assert.deepEqual(
      deck?.packages.map(({ name, left, quantity, priceMinor }) => ({ name, left, quantity, priceMinor })),
      [{ name: "Gold", left: 1, quantity: 2, priceMinor: 100_000n }],
      "drafts are not shown",
    );
    assert.equal(deck?.packages[0]?.deliverables[0]?.title, "Logo on the poster");
    assert.equal(await deckAddress(at.org.slug, event), `/sponsoring/${at.org.slug}/${event}`);
    assert.equal(await visitedDeck(at.org.slug, null), null, "the house's own is another deck");
    await showDeck(at.organizer, { id, shown: false });
    assert.equal(await visitedDeck(at.org.slug, event), null);
  });

  it("of an event that visitors do not see is not published, and disappears with its event", async () => {
    const at = await stage();
    const { deckId, event } = await published(at);
    assert.ok(await visitedDeck(at.org.slug, event));
    await admin.query("update events.events set visibility = 'private' where id = $1", [at.eventId]);
    assert.equal(await visitedDeck(at.org.slug, event), null);
    await showDeck(at.organizer, { id: deckId, shown: false });
    assert.match((await refused(showDeck(at.organizer, { id: deckId, shown: true }))).message, /Publish the event/);
  });

  it("of another house is nobody's business, and only who may write offers makes one", async () => {
    const [at, other] = [await stage(), await stage()];
    const { deckId, event } = await published(at);
    assert.equal((await refused(showDeck(other.organizer, { id: deckId, shown: false }))).code, "P0002");
    assert.equal((await refused(makeDeck(other.organizer, { eventId: at.eventId }))).code, "P0002");
    assert.equal((await refused(makeDeck(at.finance, { eventId: at.eventId }))).code, "forbidden");
    assert.equal(await visitedDeck(other.org.slug, event), null);
    const seen = await asTenant(other.organizer, (tx) => tx.execute(sql`select id from sponsorship.decks`));
    assert.equal(seen.rows.length, 0);
    assert.ok(await visitedDeck(at.org.slug, event));
  });

  it("says by when each promise is shown", () => {
    assert.equal(dueWords({ anchor: "signed", days: 10 }), "within 10 days of signing");
    assert.equal(dueWords({ anchor: "event_start", days: -1 }), "1 day before the event starts");
    assert.equal(dueWords({ anchor: "event_end", days: 7 }), "7 days after the event ends");
    assert.equal(dueWords({ anchor: "event_start", days: 0 }), "when the event starts");
  });
});

describe("an enquiry", () => {
  it("becomes a sponsor and a proposal, once, and of a sponsor that is known already the same one", async () => {
    const at = await stage();
    const { event, packageId } = await published(at);
    await enquire("127.0.0.1", asks(at, event, { wish: packageId }));
    await enquire("127.0.0.1", asks(at, event, { company: "harbour brewery" }));
    const [first, second] = await enquiries(at);
    assert.deepEqual(
      [first.state, first.company, first.email, first.package, first.consent],
      ["new", "Quay Bank", "ada@quay-bank.example", packageId, "2026-11"],
    );
    const { id: sponsorId } = await answerEnquiry(at.organizer, { id: first.id });
    assert.equal((await answerEnquiry(at.organizer, { id: first.id })).id, sponsorId);
    assert.equal((await answerEnquiry(at.organizer, { id: second.id })).id, at.sponsorId);
    const { id } = await saveProposal(at.organizer, offer(at, { sponsorId, enquiryId: first.id }));
    const wrong = await refused(saveProposal(at.organizer, offer(at, { sponsorId, enquiryId: second.id })));
    assert.match(wrong.message, /another sponsor/);
    const [answered] = await enquiries(at);
    assert.deepEqual([answered.state, answered.sponsor, answered.thread], ["answered", sponsorId, id]);
  });

  it("tells the organizer's people by letter, and not the sponsor's", async () => {
    const at = await stage();
    const { event } = await published(at);
    await enquire("127.0.0.1", asks(at, event));
    const { rows } = await admin.query(
      "select payload ->> 'to' as to from system.outbox where organization_id = $1 and key like 'sponsorship:enquiry:%'",
      [at.org.id],
    );
    const told = rows.map((row) => row.to);
    assert.ok(told.includes(at.organizer.snapshot.email));
    assert.ok(!told.includes(at.sponsor.snapshot.email));
  });

  it("is refused without consent, for what is not on that deck, and where there is no deck; a program is thanked for nothing", async () => {
    const [at, other] = [await stage(), await stage()];
    const { event, packageId, deckId } = await published(at);
    const theirs = await published(other);
    const send = (fields: Record<string, unknown>) => enquire("127.0.0.1", asks(at, event, fields));
    await assert.rejects(send({ agreed: undefined }), /agree/i);
    await assert.rejects(send({ email: "nobody" }), /e-mail/);
    assert.match((await refused(send({ wish: theirs.packageId }))).message, /packages on this page/);
    assert.match((await refused(send({ event: "nothing-here" }))).message, /no such page/);
    await send({ website: "https://spam.example" });
    assert.equal((await enquiries(at)).length, 0);
    await send({ wish: packageId });
    assert.equal((await enquiries(at)).length, 1);
    await showDeck(at.organizer, { id: deckId, shown: false });
    assert.match((await refused(send({}))).message, /no such page/);
  });

  it("is limited to five a minute from one address", async () => {
    const at = await stage();
    const { event } = await published(at);
    const address = `2001:db8::${at.org.id.slice(-4)}`;
    for (const n of [1, 2, 3, 4, 5]) await enquire(address, asks(at, event, { company: `Company ${n}` }));
    assert.match((await refused(enquire(address, asks(at, event)))).message, /too often/);
    assert.equal((await enquiries(at)).length, 5);
  });

  it("is set aside with a reason and taken up again, by this house's people only", async () => {
    const [at, other] = [await stage(), await stage()];
    const { event } = await published(at);
    await enquire("127.0.0.1", asks(at, event));
    const [{ id }] = await enquiries(at);
    const why = { id, reason: "We know them too well." };
    assert.equal((await refused(dismissEnquiry(other.organizer, why))).code, "P0002");
    assert.equal((await refused(dismissEnquiry(at.finance, why))).code, "forbidden");
    await dismissEnquiry(at.organizer, why);
    assert.equal((await refused(dismissEnquiry(at.organizer, why))).code, "P0S01");
    await reopenEnquiry(at.organizer, { id });
    assert.equal((await enquiries(at))[0].state, "new");
    const sponsor = await given.person("sponsor", at.org);
    const seen = await asTenant(sponsor, (tx) => tx.execute(sql`select id from sponsorship.enquiries`));
    assert.equal(seen.rows.length, 0);
  });
});
