import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin } from "#db/given";
import { asWorker, closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { linesOf } from "#lib/payments/books.given";
import { addEvidence, openDispute } from "#lib/sponsorship/commands/orders";
import {
  agreed,
  balances,
  delivered,
  groupsOf,
  heldInBooks,
  locked,
  milestonesOf,
  orderOf,
  paidByCard,
  refunded,
  released,
  split,
  stage,
  troubles,
} from "#lib/sponsorship/sponsorship.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

describe("a sponsor's money", () => {
  it("is held in the platform's book when it is paid by card, mirrored in the sponsor's, and belongs to nobody yet", async () => {
    const at = await stage({ own: true });
    const id = await agreed(at);
    await paidByCard(at, id);
    assert.deepEqual(await orderOf(id), {
      state: "funded",
      held: 100_000,
      frozen: 0,
      released: 0,
      refunded: 0,
      returned: 0,
    });
    assert.equal(await heldInBooks(id), 100_000);
    const [group = ""] = await groupsOf(id, "funded");
    const { platform } = await linesOf(at.org, group);
    assert.equal(platform["assets:processor:test"], 98_575);
    assert.equal(platform["expenses:processing-fees"], 1425);
    assert.deepEqual(await balances(at.sponsorOrg as never), {
      [`assets:prepaid:${id}`]: 100_000,
      "assets:clearing:card": -100_000,
    });
    assert.deepEqual(await balances(at.org), {});
    assert.deepEqual(await troubles(at), []);
  });

  it("is released in parts with fee and tax of the total so far, whatever the parts are", async () => {
    const at = await stage({ own: true, feePpm: 33_333 });
    const id = await locked(at, {
      taxPercent: "19",
      taxCode: "de-vat",
      price: "1000.01",
      milestones: [
        { title: "One", amount: "333.33", dueOn: "2030-01-01" },
        { title: "Two", amount: "666.68", dueOn: "2030-01-02" },
      ],
      deliverables: [
        { title: "A", dueOn: "2030-01-01", milestone: "0" },
        { title: "B", dueOn: "2030-01-02", milestone: "1" },
      ],
    });
    const [one, two] = await milestonesOf(id);
    if (!one || !two) throw new Error("No milestones.");
    await delivered(at, one.deliverable);
    await released(at, id, one.id, "111.11");
    assert.equal((await orderOf(id)).state, "locked");
    await released(at, id, one.id);
    await delivered(at, two.deliverable);
    await released(at, id, two.id, "0.01");
    await released(at, id, two.id);
    assert.deepEqual(await orderOf(id), {
      state: "released",
      held: 0,
      frozen: 0,
      released: 100_001,
      refunded: 0,
      returned: 0,
    });
    // 100,001 contains 19 % of tax: 15,967; the fee is 33,333 millionths of the rest.
    assert.deepEqual(await balances(at.org), {
      "assets:wallet": 81_233,
      "expenses:platform-fees": 2801,
      "income:sponsorship": -84_034,
    });
    assert.deepEqual(await balances(at.sponsorOrg as never), {
      "assets:clearing:card": -100_001,
      "expenses:sponsorship": 100_001,
    });
    assert.equal(await heldInBooks(id), 0);
    assert.deepEqual(await troubles(at), []);
  });

  it("of an organization with its own processor is held in its own book, without a fee of the platform", async () => {
    const at = await stage({ settlement: "direct" });
    const id = await locked(at);
    assert.equal((await balances(at.org))[`liabilities:held:${id}`], -100_000);
    const [one] = await milestonesOf(id);
    if (!one) throw new Error("No milestones.");
    await delivered(at, one.deliverable);
    await released(at, id, one.id);
    const book = await balances(at.org);
    assert.deepEqual([book[`liabilities:held:${id}`], book["income:sponsorship"]], [-60_000, -40_000]);
    assert.deepEqual(await troubles(at), []);
  });

  it("goes back before it is released whole, and after that with the fee in proportion", async () => {
    const at = await stage({ own: true, feePpm: 50_000 });
    const id = await locked(at);
    const [one] = await milestonesOf(id);
    if (!one) throw new Error("No milestones.");
    await delivered(at, one.deliverable);
    await released(at, id, one.id);
    await refunded(at, id, "600.00");
    assert.deepEqual(await orderOf(id), {
      state: "released",
      held: 0,
      frozen: 0,
      released: 40_000,
      refunded: 60_000,
      returned: 0,
    });
    await refunded(at, id, "100.00", "released");
    assert.deepEqual(await orderOf(id), {
      state: "released",
      held: 0,
      frozen: 0,
      released: 40_000,
      refunded: 60_000,
      returned: 10_000,
    });
    assert.deepEqual(await balances(at.org), {
      "assets:wallet": 28_500,
      "expenses:platform-fees": 1500,
      "income:sponsorship": -30_000,
    });
    assert.deepEqual(await balances(at.sponsorOrg as never), {
      "assets:clearing:card": -30_000,
      "expenses:sponsorship": 30_000,
    });
    assert.deepEqual(await troubles(at), []);
  });

  it("goes back in full from an order that was never locked", async () => {
    const at = await stage();
    const id = await agreed(at);
    await paidByCard(at, id);
    await refunded(at, id, "1000.00");
    assert.deepEqual(await orderOf(id), {
      state: "refunded",
      held: 0,
      frozen: 0,
      released: 0,
      refunded: 100_000,
      returned: 0,
    });
    const refund = (await admin.query("select id from sponsorship.sponsor_refunds where order_id = $1", [id])).rows[0]
      .id;
    const said = () =>
      asWorker(at.org.id, (tx) =>
        tx.execute(sql`select sponsorship.settle_refund(${at.org.id}::uuid, ${refund}::uuid, null) as ours`),
      );
    assert.equal((await said()).rows[0]?.ours, true);
    assert.equal((await said()).rows[0]?.ours, true, "said again, it does nothing");
    assert.equal(
      (await admin.query("select state from sponsorship.sponsor_refunds where id = $1", [refund])).rows[0].state,
      "sent",
    );
    assert.deepEqual(await troubles(at), []);
  });

  it("disputed is frozen in part; the rest may leave, and the split gives a part to each", async () => {
    const at = await stage({ own: true, feePpm: 0 });
    const id = await locked(at);
    const [one, two] = await milestonesOf(id);
    if (!one || !two) throw new Error("No milestones.");
    await delivered(at, one.deliverable);
    const { id: dispute } = await openDispute(at.sponsor, {
      id,
      currency: "USD",
      amount: "600.00",
      milestoneId: two.id,
      reason: "No banner was there.",
    });
    await addEvidence(at.organizer, { id: dispute, body: "It hung behind the band." });
    assert.deepEqual(await orderOf(id), {
      state: "disputed",
      held: 100_000,
      frozen: 60_000,
      released: 0,
      refunded: 0,
      returned: 0,
    });
    const much = refunded(at, id, "400.01");
    assert.equal((await refused(much)).field, "amount");
    await released(at, id, one.id);
    assert.deepEqual(await orderOf(id), {
      state: "disputed",
      held: 60_000,
      frozen: 60_000,
      released: 40_000,
      refunded: 0,
      returned: 0,
    });
    await split(at, id, dispute, "250.00", "350.00");
    assert.deepEqual(await orderOf(id), {
      state: "released",
      held: 0,
      frozen: 0,
      released: 65_000,
      refunded: 35_000,
      returned: 0,
    });
    assert.deepEqual(
      (await milestonesOf(id)).map((part) => part.settled),
      [40_000, 60_000],
    );
    assert.deepEqual(await balances(at.org), { "assets:wallet": 65_000, "income:sponsorship": -65_000 });
    assert.deepEqual(await troubles(at), []);
  });
});
