import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { addMember, movePackage, savePackage, saveSponsor, saveTemplate } from "#lib/sponsorship/commands/catalogue";
import {
  acceptProposal,
  counterProposal,
  rejectProposal,
  saveProposal,
  sendProposal,
  viewProposal,
  writeMessage,
} from "#lib/sponsorship/commands/talks";
import { aPackage, milestonesOf, offer, packageOf, sent, stage } from "#lib/sponsorship/sponsorship.given";
import { partsOf, proposedTerms } from "#lib/sponsorship/terms";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const threadOf = async (id: string) =>
  (await admin.query("select state, version, turn from sponsorship.proposal_threads where id = $1", [id])).rows[0];
const counter = (at: Parameters<typeof offer>[0], id: string, version: number, price: string) => {
  const { milestones, deliverables, currency } = offer(at);
  const [one] = milestones;
  return {
    id,
    version: String(version),
    price,
    currency,
    milestones: [{ ...one, amount: price }],
    deliverables: deliverables.map((d) => ({ ...d, milestone: "0" })),
  };
};

describe("talks", () => {
  it("go from draft to sent, read, counter and counter again; accepting makes the order of the version on the table", async () => {
    const at = await stage({ own: true });
    const { id } = await saveProposal(at.organizer, offer(at));
    const hidden = await asTenant(at.sponsor, (tx) => tx.execute(sql`select id from sponsorship.proposal_threads`));
    assert.equal(hidden.rows.length, 0, "a draft is the organizer's alone");
    assert.equal((await refused(acceptProposal(at.sponsor, { id, version: 1 }))).code, "P0002");
    await sendProposal(at.organizer, { id });
    await viewProposal(at.organizer, { id });
    assert.equal((await threadOf(id)).state, "sent", "the organizer reading their own is nothing");
    await viewProposal(at.sponsor, { id });
    await viewProposal(at.sponsor, { id });
    assert.deepEqual(await threadOf(id), { state: "viewed", version: 1, turn: "sponsor" });
    await counterProposal(at.sponsor, counter(at, id, 1, "800.00"));
    assert.deepEqual(await threadOf(id), { state: "counter", version: 2, turn: "organizer" });
    assert.match((await refused(acceptProposal(at.sponsor, { id, version: 2 }))).message, /your own offer/);
    await counterProposal(at.organizer, counter(at, id, 2, "900.00"));
    assert.match((await refused(acceptProposal(at.sponsor, { id, version: 2 }))).message, /newer version/);
    assert.equal((await refused(counterProposal(at.sponsor, counter(at, id, 2, "850.00")))).code, "P0S01");
    const { orderId } = await acceptProposal(at.sponsor, { id, version: 3 });
    const parts = await milestonesOf(orderId);
    assert.deepEqual(
      parts.map(({ amount }) => amount),
      [90_000, 90_000],
      "one milestone, with two deliverables",
    );
    assert.equal((await refused(acceptProposal(at.sponsor, { id, version: 3 }))).code, "P0S01");
    assert.equal((await refused(rejectProposal(at.organizer, { id, reason: "Too late" }))).code, "P0S01");
  });

  it("are accepted once, when twenty say yes at the same moment, and a sold-out package not at all", async () => {
    const at = await stage();
    const packageId = await aPackage(at);
    const [one, two] = [await sent(at, { packageId }), await sent(at, { packageId })];
    const yes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => acceptProposal(at.sponsor, { id: n % 2 ? one : two, version: 1 })),
    );
    assert.equal(yes.filter(({ status }) => status === "fulfilled").length, 1);
    const left = (await threadOf(one)).state === "accepted" ? two : one;
    assert.match((await refused(acceptProposal(at.sponsor, { id: left, version: 1 }))).message, /sold out/);
    await savePackage(at.organizer, { ...packageOf(at), id: packageId, quantity: "2" });
    await acceptProposal(at.sponsor, { id: left, version: 1 });
    assert.equal(
      (await refused(savePackage(at.organizer, { ...packageOf(at), id: packageId, quantity: "1" }))).field,
      "quantity",
    );
  });

  it("end on their last day, and by a no with a reason", async () => {
    const at = await stage();
    const [late, no] = [await sent(at), await sent(at)];
    await admin.query(
      "update sponsorship.proposal_threads set expires_at = now() - interval '1 minute' where id = $1",
      [late],
    );
    assert.match((await refused(acceptProposal(at.sponsor, { id: late, version: 1 }))).message, /last day is over/);
    await admin.query("select sponsorship.expire_proposals()");
    assert.equal((await threadOf(late)).state, "expired");
    await rejectProposal(at.sponsor, { id: no, reason: "Not this year" });
    assert.equal((await threadOf(no)).state, "rejected");
    assert.equal((await refused(counterProposal(at.sponsor, counter(at, no, 1, "1.00")))).code, "P0S01");
  });

  it("add up: milestones are the price, and each deliverable hangs on one", async () => {
    const at = await stage();
    const wrong = {
      milestones: [{ title: "All", amount: "999.99", dueOn: "2030-01-01" }],
      deliverables: [{ title: "Logo", dueOn: "2030-01-01", milestone: "0" }],
    };
    assert.equal((await refused(saveProposal(at.organizer, offer(at, wrong)))).field, "milestones");
    const loose = { deliverables: [{ title: "Logo", dueOn: "2030-01-01", milestone: "7" }] };
    assert.equal((await refused(saveProposal(at.organizer, offer(at, loose)))).field, "deliverables");
    assert.equal((await refused(saveProposal(at.organizer, offer(at, { deliverables: [] })))).field, "deliverables");
    assert.equal(
      (await refused(saveProposal(at.organizer, offer(at, { expiresOn: "2020-01-01" })))).field,
      "expiresOn",
    );
    await saveProposal(at.organizer, offer(at));
  });

  it("keep files and words between the two parties", async () => {
    const at = await stage();
    const [mine, other] = [await sent(at), await stage()];
    const file = new File(["%PDF-1.7 a logo"], "brand: guide.pdf");
    await writeMessage(at.sponsor, { id: mine, body: "Here is our logo.", file });
    const { rows } = await admin.query(
      "select f.id, f.name, f.content_type, m.side, m.author from sponsorship.proposal_messages m join sponsorship.files f on f.id = m.file_id where m.thread_id = $1",
      [mine],
    );
    assert.deepEqual(
      [rows[0].name, rows[0].content_type, rows[0].side],
      ["brand_ guide.pdf", "application/pdf", "sponsor"],
    );
    const elsewhere = await asTenant(other.organizer, (tx) =>
      tx.execute(sql`select id from sponsorship.files where id = ${rows[0].id}::uuid`),
    );
    assert.equal(elsewhere.rows.length, 0);
    assert.equal((await refused(writeMessage(other.sponsor, { id: mine, body: "Hello" }))).code, "P0002");
    const foreign = asTenant(other.organizer, async (tx) =>
      tx.execute(sql`select sponsorship.write_message(${await sent(other)}::uuid, 'Look', ${rows[0].id}::uuid)`),
    );
    assert.equal((await refused(foreign)).code, "P0002");
  });
});

describe("a package", () => {
  it("is offered, kept as a template, and sold as often as there are", async () => {
    const at = await stage();
    const id = await aPackage(at, { variants: [{ name: "With a stand", price: "1500.00" }] });
    await movePackage(at.organizer, { id, to: "published" });
    await saveTemplate(at.organizer, { packageId: id, name: "Gold" });
    await saveTemplate(at.organizer, { packageId: id, name: "gold" });
    const { rows } = await admin.query(
      "select count(*)::int as n from sponsorship.package_templates where organization_id = $1",
      [at.org.id],
    );
    assert.equal(rows[0].n, 1);
    assert.equal((await refused(savePackage(at.organizer, packageOf(at, { name: "GOLD" })))).field, "name");
    assert.equal(
      (await refused(movePackage(await given.person("viewer", at.org), { id, to: "draft" }))).code,
      "forbidden",
    );
  });

  it("becomes terms whose parts are the price and whose days are the event's", () => {
    const terms = proposedTerms(
      {
        taxPpm: 0,
        taxCode: "sales",
        holdDays: 90,
        autoApproveDays: null,
        milestones: [
          { title: "A", percent: 33, anchor: "signed", days: 3 },
          { title: "B", percent: 33, anchor: "event_start", days: -7 },
          { title: "C", percent: 34, anchor: "event_end", days: 7 },
        ],
        deliverables: [{ title: "Logo", description: "", anchor: "event_start", days: -60, slaDays: 2, milestone: 0 }],
      },
      100_01n,
      { today: "2026-05-01", startsOn: "2026-06-01", endsOn: "2026-06-02" },
    );
    assert.deepEqual(
      terms.milestones.map(({ dueOn }) => dueOn),
      ["2026-05-04", "2026-05-25", "2026-06-09"],
    );
    assert.equal(
      terms.milestones.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n),
      100_01n,
    );
    assert.equal(terms.deliverables[0]?.dueOn, "2026-05-01", "never before it is signed");
    assert.deepEqual(partsOf(10n, [33, 33, 34]), [3n, 3n, 4n]);
  });
});

describe("a sponsor's person", () => {
  it("is one of the organizer's people with the role sponsor, and nobody is both parties", async () => {
    const at = await stage();
    assert.match(
      (await refused(addMember(at.organizer, { sponsorId: at.sponsorId, userId: at.finance.userId }))).message,
      /both parties/,
    );
    const stranger = await given.person("sponsor", await given.organization());
    assert.equal(
      (await refused(addMember(at.organizer, { sponsorId: at.sponsorId, userId: stranger.userId }))).field,
      "userId",
    );
    const { id } = await addMember(at.organizer, {
      sponsorId: at.sponsorId,
      userId: (await given.person("sponsor", at.org)).userId,
    });
    assert.ok(id);
    assert.equal((await refused(saveSponsor(at.organizer, { name: "Other", slug: at.org.slug }))).field, "slug");
    assert.equal((await refused(saveSponsor(at.organizer, { name: "harbour brewery" }))).field, "name");
  });
});
