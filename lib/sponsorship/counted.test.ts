import "#db/own-database.given";
import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { refreshed, seen } from "#lib/analytics/analytics.given";
import { refused } from "#lib/identity/people.given";
import { submitProof } from "#lib/sponsorship/commands/orders";
import { orderFacts } from "#lib/sponsorship/queries/order";
import { locked, milestonesOf, type Stage, stage } from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const dayOf = async (at: Stage, days: number): Promise<string> =>
  (await admin.query("select (payments.today($1) - $2::int)::text as day", [at.org.id, days])).rows[0].day;
async function ready() {
  const at = await stage();
  const id = await locked(at);
  const [one] = await milestonesOf(id);
  if (!one) throw new Error("No milestones.");
  return { at, id, deliverable: one.deliverable };
}
const proofOf = async (at: Stage, who: "organizer" | "sponsor", id: string) =>
  (await asTenant(at[who], (tx) => orderFacts(tx, id)))?.deliverables[0]?.proofs[0];

describe("a proof by numbers of this house", () => {
  it("is counted by the database, kept with its days and moment, and the same for both parties for ever", async () => {
    const { at, id, deliverable } = await ready();
    const visits = [1n, 2n, 3n].map((visitor) => ({ at: daysAgo(3), event: at.eventId, visitor }));
    await seen(at.org, [
      ...visits,
      { at: daysAgo(2), event: at.eventId, visitor: 1n },
      { at: daysAgo(2), visitor: 9n },
    ]);
    await refreshed();
    const [from, to] = [await dayOf(at, 6), await dayOf(at, 1)];
    await submitProof(at.organizer, { id: deliverable, measure: "views", from, to });
    const [ours, theirs] = [await proofOf(at, "organizer", id), await proofOf(at, "sponsor", id)];
    assert.deepEqual(ours, theirs);
    assert.equal(ours?.figure, 4n, "of the event's page alone");
    assert.equal(
      ours?.source?.rows.reduce((sum, { n }) => sum + n, 0),
      4,
      "its days add up to it",
    );
    assert.deepEqual([ours?.source?.measure, ours?.source?.from, ours?.source?.to], ["views", from, to]);
    await seen(at.org, [{ at: daysAgo(2), event: at.eventId, visitor: 5n }]);
    await refreshed();
    assert.equal((await proofOf(at, "sponsor", id))?.figure, 4n, "what was shown stays as it was shown");
  });

  it("counts whoever came twice once, and everything of the house when that was agreed", async () => {
    const { at, id, deliverable } = await ready();
    await seen(at.org, [
      ...[1n, 2n, 1n].map((visitor, n) => ({ at: daysAgo(2 + n), event: at.eventId, visitor })),
      { at: daysAgo(2), visitor: 7n },
    ]);
    await refreshed();
    const span = { from: await dayOf(at, 6), to: await dayOf(at, 1) };
    await submitProof(at.organizer, { id: deliverable, measure: "visitors", ...span });
    assert.equal((await proofOf(at, "sponsor", id))?.figure, 2n);
    const again = await ready();
    await seen(again.at.org, [{ at: daysAgo(2) }, { at: daysAgo(2), event: again.at.eventId }]);
    await refreshed();
    await submitProof(again.at.organizer, { id: again.deliverable, measure: "views", scope: "house", ...span });
    assert.equal((await proofOf(again.at, "sponsor", again.id))?.figure, 2n);
  });

  it("is refused beside a typed number, without its days, for days to come, and for more than a year", async () => {
    const { at, id, deliverable } = await ready();
    await seen(at.org, [{ at: daysAgo(2), event: at.eventId }]);
    await refreshed();
    const [from, to] = [await dayOf(at, 6), await dayOf(at, 1)];
    const show = (fields: Record<string, unknown>) =>
      submitProof(at.organizer, { id: deliverable, measure: "views", from, to, ...fields });
    await assert.rejects(show({ figure: "1000000" }), /Either a number of your own/);
    await assert.rejects(show({ from: "" }), /first day/);
    await assert.rejects(show({ measure: "money" }));
    await assert.rejects(show({ from: to, to: from }), /before the first/);
    assert.match((await refused(show({ to: await dayOf(at, -3) }))).message, /not counted yet/);
    assert.match((await refused(show({ from: await dayOf(at, 500) }))).message, /a year at most/);
    assert.equal(await proofOf(at, "organizer", id), undefined);
    await show({});
    assert.equal((await proofOf(at, "organizer", id))?.figure, 1n);
  });
});
