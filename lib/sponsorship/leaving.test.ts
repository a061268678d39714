import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { approveRequest } from "#lib/organizations/commands";
import { archiveSponsor } from "#lib/sponsorship/commands/catalogue";
import {
  approveProof,
  askRefund,
  askRelease,
  cancelOrder,
  lockFunds,
  openDispute,
  submitProof,
} from "#lib/sponsorship/commands/orders";
import {
  agreed,
  delivered,
  firstMilestone,
  heldInBooks,
  locked,
  orderOf,
  paidByCard,
  refunded,
  released,
  stage,
  tally,
  troubles,
  wanted,
} from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("held funds", () => {
  it("leave once, when fifty approve one release at the same moment", async () => {
    const at = await stage();
    const id = await locked(at);
    const one = await firstMilestone(id);
    await delivered(at, one.deliverable);
    const { requestId } = await askRelease(at.finance, { ...wanted(at, id), milestoneId: one.id });
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => approveRequest(at.second, { id: requestId })),
    );
    assert.equal(tally(tries), 1);
    assert.deepEqual([await heldInBooks(id), (await orderOf(id)).released], [60_000, 40_000]);
    const posted = await admin.query(
      "select count(*)::int as n from sponsorship.held_movements where order_id = $1 and kind = 'released'",
      [id],
    );
    assert.equal(posted.rows[0].n, 1);
    assert.deepEqual(await troubles(at), []);
  });

  it("are asked for once, when fifty ask for the same milestone, and with one key get one request", async () => {
    const at = await stage();
    const id = await locked(at);
    const one = await firstMilestone(id);
    await delivered(at, one.deliverable);
    const same = wanted(at, id);
    const again = await Promise.all(
      Array.from({ length: 10 }, () => askRelease(at.finance, { ...same, milestoneId: one.id })),
    );
    assert.equal(new Set(again.map(({ requestId }) => requestId)).size, 1);
    const others = await Promise.allSettled(
      Array.from({ length: 50 }, () => askRelease(at.second, { ...wanted(at, id), milestoneId: one.id })),
    );
    assert.equal(tally(others), 0);
  });

  it("do not leave an order that is not paid, or not locked; a locked one they do", async () => {
    const at = await stage();
    const id = await agreed(at);
    const one = await firstMilestone(id);
    const ask = () => askRelease(at.finance, { ...wanted(at, id), milestoneId: one.id });
    assert.match((await refused(ask())).message, /not paid yet/);
    await paidByCard(at, id);
    assert.match((await refused(ask())).message, /Lock its money first/);
    assert.equal((await refused(lockFunds(at.sponsor, { id }))).code, "forbidden");
    await lockFunds(at.organizer, { id });
    await delivered(at, one.deliverable);
    await ask();
    assert.equal((await refused(lockFunds(at.organizer, { id }))).code, "P0S01");
  });

  it("wait for what was promised: a milestone is due when its deliverables are approved", async () => {
    const at = await stage();
    const id = await locked(at);
    const one = await firstMilestone(id);
    const ask = () => askRelease(at.finance, { ...wanted(at, id), milestoneId: one.id });
    assert.match((await refused(ask())).message, /waits for: Logo on the poster/);
    await submitProof(at.organizer, { id: one.deliverable, link: "https://photos.example/1" });
    assert.match((await refused(ask())).message, /waits for/);
    await approveProof(at.sponsor, { id: one.deliverable });
    await ask();
  });

  it("are never released by whoever asked, nor by the sponsor, nor above a limit", async () => {
    const at = await stage();
    const id = await locked(at);
    const one = await firstMilestone(id);
    await delivered(at, one.deliverable);
    const { requestId } = await askRelease(at.second, { ...wanted(at, id), milestoneId: one.id });
    assert.match((await refused(approveRequest(at.second, { id: requestId }))).message, /asked for this yourself/);
    assert.ok(["P0002", "42501"].includes((await refused(approveRequest(at.sponsor, { id: requestId }))).code));
    assert.ok(
      ["42501"].includes((await refused(approveRequest(at.organizer, { id: requestId }))).code),
      "an organizer lacks the right",
    );
    await admin.query(
      "insert into payments.act_limits (organization_id, act, role, currency, act_minor) values ($1, 'release', 'finance', 'USD', 100), ($1, 'release', 'admin', 'USD', 99999999)",
      [at.org.id],
    );
    assert.match((await refused(approveRequest(at.finance, { id: requestId }))).message, /at most/);
    await admin.query("update payments.act_limits set archived_at = now() where organization_id = $1", [at.org.id]);
    await approveRequest(at.finance, { id: requestId });
    assert.equal((await orderOf(id)).released, 40_000);
  });

  it("do not go back further than they are held, and not twice", async () => {
    const at = await stage();
    const id = await locked(at);
    assert.equal((await refused(askRefund(at.finance, { ...wanted(at, id), amount: "1000.01" }))).field, "amount");
    const a = await askRefund(at.finance, { ...wanted(at, id), amount: "700.00" });
    const b = await askRefund(at.finance, { ...wanted(at, id), amount: "700.00" });
    const both = await Promise.allSettled([a, b].map(({ requestId }) => approveRequest(at.second, { id: requestId })));
    assert.equal(tally(both), 1);
    await refunded(at, id, "300.00");
    assert.equal((await orderOf(id)).state, "refunded");
    assert.match(
      (await refused(askRefund(at.finance, { ...wanted(at, id), amount: "1.00" }))).message,
      /Nothing of it is held/,
    );
    assert.equal(
      (await refused(askRefund(at.finance, { ...wanted(at, id), amount: "1.00", from: "released" }))).field,
      "amount",
    );
    assert.deepEqual(await troubles(at), []);
  });

  it("cannot be disputed once they were released; before that they can", async () => {
    const at = await stage();
    const id = await locked(at, {
      milestones: [{ title: "All", amount: "1000.00", dueOn: "2030-01-01" }],
      deliverables: [{ title: "Logo", dueOn: "2030-01-01", milestone: "0" }],
    });
    const one = await firstMilestone(id);
    const dispute = () => openDispute(at.sponsor, { id, currency: "USD", amount: "1.00", reason: "A misprint." });
    await dispute();
    assert.equal(
      (await refused(openDispute(at.sponsor, { id, currency: "USD", amount: "999.01", reason: "All of it." }))).field,
      "amount",
    );
    await delivered(at, one.deliverable);
    await released(at, id, one.id, "999.00");
    assert.equal((await orderOf(id)).state, "disputed");
    const other = await locked(at);
    await refunded(at, other, "1000.00");
    const late = openDispute(at.sponsor, { id: other, currency: "USD", amount: "1.00", reason: "Too late." });
    assert.equal((await refused(late)).code, "P0S01");
  });

  it("keep their sponsor: it is archived when nothing is open any more", async () => {
    const at = await stage();
    const id = await locked(at);
    assert.equal((await refused(archiveSponsor(at.organizer, { id: at.sponsorId }))).code, "P0S01");
    await assert.rejects(admin.query("delete from sponsorship.sponsors where id = $1", [at.sponsorId]), {
      code: "42501",
    });
    await refunded(at, id, "1000.00");
    await archiveSponsor(at.organizer, { id: at.sponsorId });
  });

  it("are not cancelled with their order; one that was never paid is", async () => {
    const at = await stage();
    const [paid, unpaid] = [await locked(at), await agreed(at)];
    assert.equal((await refused(cancelOrder(at.organizer, { id: paid, reason: "No stage" }))).code, "P0S01");
    await cancelOrder(at.sponsor, { id: unpaid, reason: "No budget this year" });
    assert.equal((await orderOf(unpaid)).state, "cancelled");
  });
});
