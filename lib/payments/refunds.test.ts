import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { admin, platform } from "#db/given";
import {
  balances,
  faults,
  house,
  linesOf,
  order,
  platformAccount,
  refund,
  sell,
  uniqueKey,
} from "#lib/payments/books.given";

after(() => admin.end());

test("a full refund returns everything but the processor's fee", async () => {
  const ours = await house({ bearer: "platform" });
  const sold = await order(ours);
  await sell(ours, { order_id: sold });
  const back = await refund(ours, sold, 10_000);
  const owed = `liabilities:owed:${ours.id}`;
  assert.deepEqual(await linesOf(ours, back), {
    own: { "income:tickets": 9_200, "expenses:platform-fees": -330, "assets:wallet": -8_870 },
    platform: {
      [owed]: 8_870,
      "income:platform-fees": 330,
      "liabilities:tax:test-tax": 800,
      "assets:processor:test": -10_000,
    },
  });
  assert.deepEqual(await balances(ours), {});
  await assert.rejects(refund(ours, sold, 1), { code: "P0G01", message: /more than is left/ });
  assert.deepEqual(await faults(ours), []);
});

test("a house with its own processor refunds from it", async () => {
  const ours = await house({ settlement: "direct" });
  const sold = await order(ours);
  await sell(ours, { order_id: sold });
  const back = await refund(ours, sold, 5_000);
  assert.deepEqual((await linesOf(ours, back)).own, {
    "income:tickets": 4_600,
    "liabilities:tax:test-tax": 400,
    "assets:processor:test": -5_000,
  });
});

test("how a refund is split changes neither fee nor tax, to the last cent", async () => {
  const splits = fc.record({
    gross: fc.integer({ min: 400, max: 50_000 }),
    taxShare: fc.integer({ min: 0, max: 24 }),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 0, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(splits, async ({ gross, taxShare, cuts }) => {
      const ours = await house({ feePpm: 31_700, feeFixedMinor: 79 });
      const sold = await order(ours);
      await sell(ours, {
        order_id: sold,
        gross_minor: gross,
        tax_minor: Math.floor((gross * taxShare) / 100),
        processing_fee_minor: 0,
      });
      const marks = [0, ...cuts.sort((x, y) => x - y).map((cut) => Math.floor((gross * cut) / 100)), gross];
      const parts = marks.slice(1).map((mark, i) => mark - (marks[i] ?? 0));
      for (const part of parts) await refund(ours, sold, part);
      assert.deepEqual(await balances(ours), {}, `${gross} in ${parts.join(" + ")}`);
      assert.equal(await platformAccount(ours, "liabilities:owed"), 0);
      assert.deepEqual(await faults(ours), []);
    }),
    { numRuns: 12, seed: 20_262 },
  );
});

test("the same refund sent twice pays once, and with other figures it is refused", async () => {
  const ours = await house();
  const sold = await order(ours);
  await sell(ours, { order_id: sold });
  const key = uniqueKey();
  const [one, two] = await Promise.all([refund(ours, sold, 4_000, { key }), refund(ours, sold, 4_000, { key })]);
  assert.equal(one, two);
  await assert.rejects(refund(ours, sold, 4_001, { key }), { code: "P0S01" });
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => refund(ours, sold, 4_000)));
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  assert.deepEqual(await faults(ours), []);
});

test("an order that was never paid has nothing to refund", async () => {
  const ours = await house();
  await assert.rejects(refund(ours, await order(ours), 100), { code: "P0G01", message: /Nothing was paid/ });
});

test("what a refund takes beyond the wallet is owed to the platform, and the next sales pay it back", async () => {
  const ours = await house({ feePpm: 0, feeFixedMinor: 0 });
  const plain = { tax_minor: 0, processing_fee_minor: 0 };
  const sold = await order(ours);
  await sell(ours, { ...plain, order_id: sold });
  // The money has left, as a payout will take it.
  const book = await platform();
  const today = "2025-06-01";
  await admin.query("select payments.post_group($1::jsonb)", [
    JSON.stringify([
      {
        organization_id: ours.id,
        key: uniqueKey(),
        kind: "manual",
        currency: "USD",
        effective_on: today,
        lines: [
          { account: "assets:bank:main", amount_minor: 7_000 },
          { account: "assets:wallet", amount_minor: -7_000 },
        ],
      },
      {
        organization_id: book.id,
        key: uniqueKey(),
        kind: "manual",
        currency: "USD",
        effective_on: today,
        lines: [
          { account: `liabilities:owed:${ours.id}`, amount_minor: 7_000 },
          { account: "assets:bank:main", amount_minor: -7_000 },
        ],
      },
    ]),
  ]);
  await refund(ours, sold, 10_000);
  assert.equal((await balances(ours))["liabilities:payable:platform"], -7_000);
  assert.equal((await balances(ours))["assets:wallet"], undefined);
  assert.equal(await platformAccount(ours, "assets:receivable"), 7_000);
  assert.deepEqual(await faults(ours), []);
  await sell(ours, { ...plain, gross_minor: 3_000 });
  assert.equal(await platformAccount(ours, "assets:receivable"), 4_000);
  await Promise.all([sell(ours, { ...plain, gross_minor: 3_000 }), sell(ours, { ...plain, gross_minor: 3_000 })]);
  assert.equal(await platformAccount(ours, "assets:receivable"), 0);
  assert.equal((await balances(ours))["liabilities:payable:platform"], undefined);
  assert.equal((await balances(ours))["assets:wallet"], 2_000);
  assert.deepEqual(await faults(ours), []);
});

test("reversing restores every balance in every book of a group, once", async () => {
  const ours = await house();
  await sell(ours);
  const before = [await balances(ours), await platformAccount(ours, "liabilities:owed")];
  const group = await sell(ours);
  const { rows } = await admin.query(
    "select id from payments.transactions where organization_id = $1 and group_id = $2",
    [ours.id, group],
  );
  const reverse = (key: string) =>
    admin.query("select payments.reverse_for($1, $2, 'Posted twice', $3) as id", [ours.id, rows[0].id, key]);
  const key = uniqueKey();
  const first = await reverse(key);
  assert.deepEqual([await balances(ours), await platformAccount(ours, "liabilities:owed")], before);
  assert.equal((await reverse(key)).rows[0].id, first.rows[0].id);
  await assert.rejects(reverse(uniqueKey()), { code: "P0S01", message: /reversed already/ });
  await assert.rejects(admin.query("select payments.reverse_for($1, $2, 'x', 'y')", [ours.id, first.rows[0].id]), {
    code: "P0G01",
  });
  assert.deepEqual([await balances(ours), await platformAccount(ours, "liabilities:owed")], before);
  assert.deepEqual(await faults(ours), []);
});
