import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { paper } from "#lib/payments/paper";
import { wordsOf } from "#lib/payments/paper.given";
import { rejectProof, submitProof } from "#lib/sponsorship/commands/orders";
import { resultsFacts } from "#lib/sponsorship/queries/results";
import { resultsOf, resultsWords } from "#lib/sponsorship/results";
import { resultsPaper } from "#lib/sponsorship/results-paper";
import {
  agreed,
  delivered,
  locked,
  milestonesOf,
  offer,
  refunded,
  released,
  type Stage,
  stage,
} from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const at = new Date("2026-03-01T10:00:00Z");
const facts = (actor: Actor, sponsor: string) => readAsTenant(actor, (tx) => resultsFacts(tx, sponsor));
async function printed(actor: Actor, sponsor: string): Promise<Buffer> {
  const found = await facts(actor, sponsor);
  assert.ok(found);
  return paper(resultsPaper(resultsOf(found), at));
}

/** USD 1,000 of which 400 were released and 100 refunded, 4,000 impressions and 50 who came. */
async function sponsored(own = false): Promise<Stage> {
  const here = await stage({ own });
  const [poster, sign] = offer(here).deliverables;
  const id = await locked(here, { deliverables: [poster, { ...sign, wanted: "10000" }] });
  const [first, second] = await milestonesOf(id);
  await delivered(here, first?.deliverable ?? "");
  await released(here, id, first?.id ?? "");
  await refunded(here, id, "100.00");
  const banner = second?.deliverable ?? "";
  await submitProof(here.organizer, { id: banner, link: "https://photos.example/blurred" });
  await rejectProof(here.sponsor, { id: banner, reason: "Too blurred." });
  await submitProof(here.organizer, { id: banner, link: "https://photos.example/banner", figure: "12500" });
  await admin.query(
    `with since as (select funded_on as day from sponsorship.sponsorship_orders where id = $3),
       seen as (insert into analytics.daily_traffic (organization_id, day, event_id, page, channel, source, views, clicks) select $1, since.day, $2, 'event', 'direct', '', 4000, 90 from since)
     insert into analytics.daily_sales (organization_id, day, event_id, channel, currency, arrivals) select $1, since.day, $2, 'online', 'USD', 50 from since`,
    [here.org.id, here.eventId, id],
  );
  return here;
}

describe("the results of a sponsor", () => {
  it("say what was promised, what came of it, and what it cost beside the agreed price", async () => {
    const here = await sponsored();
    const found = await facts(here.organizer, here.sponsorId);
    assert.ok(found);
    const results = resultsOf(found);
    assert.deepEqual(results.money, [
      { currency: "USD", agreed: 100_000n, paid: 100_000n, held: 50_000n, released: 40_000n, refunded: 10_000n },
    ]);
    assert.deepEqual(results.counts, { promised: 2, kept: 1, late: 0, open: 1, overdue: 0, void: 0 });
    assert.equal(
      resultsWords(results),
      "Of 2 promises 1 was delivered, all in time; 1 still to come or to be approved.",
    );
    assert.deepEqual(results.costs[0]?.costs, [
      { measure: "thousand", agreed: 25_000n, spent: 22_500n, released: 10_000n },
      { measure: "head", agreed: 2000n, spent: 1800n, released: 800n },
    ]);
    assert.deepEqual(
      results.declared.map(({ title, wanted, figure, attempts }) => [title, wanted, figure, attempts]),
      [["Banner at the stage", 10_000n, 12_500n, 2]],
    );
  });

  it("are the same file for both parties, byte by byte, whether the sponsor is a person here or an organization of its own", async () => {
    for (const own of [false, true]) {
      const here = await sponsored(own);
      const [ours, theirs] = [
        await printed(here.organizer, here.sponsorId),
        await printed(here.sponsor, here.sponsorId),
      ];
      assert.ok(ours.equals(theirs));
    }
  });

  it("stand on paper with proofs, numbers, their sources, and the money", async () => {
    const here = await sponsored();
    const words = wordsOf(await printed(here.sponsor, here.sponsorId));
    const text = words.join("\n");
    for (const line of [
      "Results for Harbour Brewery",
      "Of 2 promises 1 was delivered, all in time; 1 still to come or to be approved.",
      "USD $1,000.00 $1,000.00 $500.00 $400.00 $100.00",
      "1,000 impressions $250.00 $225.00 $100.00",
      "Each who came $20.00 $18.00 $8.00",
      "Impressions 4,000",
      "Attendance 50",
      "12,500",
    ])
      assert.ok(text.includes(line), `${line}\n\n${text}`);
    assert.ok(!text.includes("\uFFFD"));
    const flat = words.join(" ").replace(/\s+/g, "");
    for (const part of [
      "photos.example/poster",
      "photos.example/banner",
      "Deliveredintime",
      "promised10,000,125.0%ofit",
      "Ticketsscannedatthedoors",
    ])
      assert.ok(flat.includes(part), `${part}\n\n${text}`);
    assert.ok(!flat.includes("blurred"));
  });

  it("of a promise that was approved late, overdue, or paid back say so", async () => {
    const here = await stage();
    const id = await locked(here);
    const [first, second] = await milestonesOf(id);
    const move = (deliverable: string | undefined, days: number) =>
      admin.query("update sponsorship.deliverables set due_on = current_date - $2::int where id = $1", [
        deliverable,
        days,
      ]);
    await move(first?.deliverable, 5);
    await move(second?.deliverable, 5);
    await delivered(here, first?.deliverable ?? "");
    const outcomes = async () => {
      const found = await facts(here.sponsor, here.sponsorId);
      return found ? resultsOf(found).promises.map(({ outcome }) => outcome) : [];
    };
    assert.deepEqual(await outcomes(), ["late", "overdue"]);
    await submitProof(here.organizer, { id: second?.deliverable, link: "https://photos.example/banner" });
    assert.deepEqual(await outcomes(), ["late", "waiting"]);
    await refunded(here, id, "1000.00");
    assert.deepEqual(await outcomes(), ["late", "void"]);
  });

  it("are nobody else's: another sponsor, another organizer, and staff without the right get nothing", async () => {
    const [here, other] = [await sponsored(), await stage()];
    assert.ok(await facts(here.sponsor, here.sponsorId));
    for (const actor of [
      await given.person("sponsor", here.org),
      await given.person("staff", here.org),
      other.organizer,
      other.sponsor,
    ])
      assert.equal(await facts(actor, here.sponsorId), undefined);
    assert.equal(await facts(here.sponsor, "not-an-id"), undefined);
  });

  it("of a sponsor who has agreed to nothing are empty, and a paper all the same", async () => {
    const here = await stage();
    const words = wordsOf(await printed(here.sponsor, here.sponsorId)).join("\n");
    assert.ok(words.includes("Nothing was agreed yet."), words);
    await agreed(here);
    assert.ok(
      wordsOf(await printed(here.sponsor, here.sponsorId))
        .join("\n")
        .includes("Waits for payment"),
    );
  });
});
