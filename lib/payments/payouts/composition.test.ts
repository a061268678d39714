import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { faults, order, refund, sell } from "#lib/payments/books.given";
import { composed } from "#lib/payments/payouts/composition";
import {
  approve,
  cancel,
  configure,
  payingHouse,
  request,
  settle,
  soldMinor,
  submit,
} from "#lib/payments/payouts/payouts.given";
import { payoutById, payoutComposition, payoutSteps } from "#lib/payments/payouts/queries";
import { receipt } from "#lib/payments/payouts/receipt";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("a payout names every part of its sum and reaches zero, and the next one carries the rest forward", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ sales: 2 });
  await configure(org, { reserve_minor: 700 });
  const paid = await order(org);
  await sell(org, { order_id: paid });
  await refund(org, paid, 5_000);
  const ask = async (amountMinor: number) => {
    const { id } = await request(asker, { accountId, amountMinor: String(amountMinor) });
    await approve(approver, id);
    return id;
  };
  const of = async (id: string) => {
    const found = await readAsTenant(asker, (tx) => payoutComposition(tx, id));
    assert.ok(found);
    assert.equal(found.restMinor, 0n);
    const lines = [
      found.openingMinor,
      ...found.groups.map((one) => one.totalMinor),
      found.amountMinor,
      ...found.remainders.map((one) => one.amountMinor),
    ];
    assert.equal(
      lines.reduce((sum, one) => sum + one, 0n),
      0n,
    );
    for (const group of found.groups)
      assert.equal(
        group.parts.reduce((sum, one) => sum + one.amountMinor, 0n),
        group.totalMinor,
        group.label,
      );
    return found;
  };
  const first = await of(await ask(4_000));
  assert.equal(first.openingMinor, 0n);
  assert.deepEqual(
    first.groups.map(({ label, count }) => [label, count]),
    [
      ["Sales", 3],
      ["Refunds", 1],
    ],
  );
  assert.deepEqual(first.groups[0]?.parts, [
    { label: "Ticket sales before fees", amountMinor: 27_600n },
    { label: "Card processing fees", amountMinor: -960n },
    { label: "Platform fees", amountMinor: -990n },
  ]);
  assert.deepEqual(
    first.remainders.map(({ label }) => label),
    ["Kept back as reserve", "Left in the wallet, carried forward"],
  );
  const back = await ask(1_000);
  await cancel(asker, back);
  await sell(org);
  const last = await of(await ask(2_000));
  const carried = -first.remainders.reduce((sum, one) => sum + one.amountMinor, 0n);
  assert.equal(last.openingMinor, carried - 1_000n);
  assert.deepEqual(
    last.groups.map(({ label, totalMinor }) => [label, totalMinor]),
    [
      ["Sales", BigInt(soldMinor)],
      ["Payouts that came back", 1_000n],
    ],
  );
  assert.deepEqual(await faults(org), []);
});

test("every line of the wallet belongs to one payout at most, however payouts, sales and failures mix", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ sales: 1 });
  for (let round = 0; round < 6; round += 1) {
    await Promise.all([sell(org), sell(org), sell(org)]);
    const { id } = await request(asker, { accountId, amountMinor: String(1_000 + round) });
    await Promise.all([approve(approver, id), sell(org), sell(org)]);
    if (round % 3 === 0) await cancel(asker, id);
    else await submit(org, id);
    if (round % 3 === 1) await settle(org, id, "failed");
    if (round % 3 === 2) await settle(org, id, "paid");
    const sums = await admin.query(
      `select (select coalesce(sum(e.amount_minor), 0) from payments.payout_entries c join payments.entries e
           on (e.organization_id, e.transaction_id, e.line) = (c.organization_id, c.transaction_id, c.line) where c.organization_id = $1)::int as claimed,
         (select coalesce(sum(p.gathered_minor), 0) from payments.payouts p where p.organization_id = $1)::int as gathered,
         (select bool_and(opening_minor + gathered_minor = amount_minor + reserve_minor + shortfall_minor + coalesce(disputed_minor, 0) + others_minor + left_minor) from payments.payouts
           where organization_id = $1 and group_id is not null) as zero`,
      [org.id],
    );
    assert.equal(sums.rows[0].claimed, sums.rows[0].gathered);
    assert.equal(sums.rows[0].zero, true);
  }
  const { id } = await request(asker, { accountId });
  await approve(approver, id);
  const left = await admin.query(
    "select opening_minor + gathered_minor - amount_minor as rest from payments.payouts where id = $1",
    [id],
  );
  assert.equal(left.rows[0].rest, "0");
  assert.deepEqual(await faults(org), []);
});

test("the timeline says who did what, and the receipt is the same file at the same moment", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const { id } = await request(asker, { accountId, note: "For the band" });
  await approve(approver, id);
  const { payout, composition, steps } = await readAsTenant(approver, async (tx) => ({
    payout: await payoutById(tx, id),
    composition: await payoutComposition(tx, id),
    steps: await payoutSteps(tx, id),
  }));
  assert.deepEqual(
    steps.map(({ state, who, by }) => [state, who, by]),
    [
      ["draft", "Test organizer", "person"],
      ["approved", "Test finance", "person"],
    ],
  );
  assert.equal(steps[0]?.note, "For the band");
  assert.ok(payout && composition);
  const madeAt = new Date("2026-11-20T10:00:00Z");
  const [one, two] = await Promise.all([
    receipt(org, payout, composition, madeAt),
    receipt(org, payout, composition, madeAt),
  ]);
  assert.equal(one.subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual(one, two);
});

test("kinds that a payout has not met before are named by their account", () => {
  const sums = {
    amount: 5n,
    opening: 0n,
    gathered: 5n,
    reserve: 0n,
    shortfall: 0n,
    disputed: 0n,
    others: 0n,
    rest: 0n,
  };
  const made = composed(sums, [
    { kind: "exchange", code: "equity:fx:usd", name: "Exchange", cameBack: false, count: 1, amountMinor: 5n },
  ]);
  assert.deepEqual(made.groups, [
    { key: "exchange", label: "Exchange", count: 1, totalMinor: 5n, parts: [{ label: "Exchange", amountMinor: 5n }] },
  ]);
  assert.equal(made.restMinor, 0n);
});
