import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, platform } from "#db/given";
import { balances, faults, house, linesOf, saleOf, sell, uniqueKey } from "#lib/payments/books.given";

after(() => admin.end());

test("a sale splits into what the processor keeps, the platform's fee, the tax and what is owed, mirrored in both books", async () => {
  const ours = await house();
  const group = await sell(ours);
  const owed = `liabilities:owed:${ours.id}`;
  assert.deepEqual(await linesOf(ours, group), {
    own: {
      "assets:wallet": 8_550,
      "expenses:platform-fees": 330,
      "expenses:processing-fees": 320,
      "income:tickets": -9_200,
    },
    platform: {
      "assets:processor:test": 9_680,
      [owed]: -8_550,
      "income:platform-fees": -330,
      "liabilities:tax:test-tax": -800,
    },
  });
  assert.deepEqual(await faults(ours), []);
});

test("a platform that bears the processor's fee expenses it itself", async () => {
  const ours = await house({ bearer: "platform" });
  const group = await sell(ours);
  const owed = `liabilities:owed:${ours.id}`;
  assert.deepEqual(await linesOf(ours, group), {
    own: { "assets:wallet": 8_870, "expenses:platform-fees": 330, "income:tickets": -9_200 },
    platform: {
      "assets:processor:test": 9_680,
      "expenses:processing-fees": 320,
      [owed]: -8_870,
      "income:platform-fees": -330,
      "liabilities:tax:test-tax": -800,
    },
  });
});

test("a house with its own processor account keeps its sales and taxes in its own book alone", async () => {
  const ours = await house({ settlement: "direct" });
  const group = await sell(ours);
  assert.deepEqual(await linesOf(ours, group), {
    own: {
      "assets:processor:test": 9_680,
      "expenses:processing-fees": 320,
      "income:tickets": -9_200,
      "liabilities:tax:test-tax": -800,
    },
    platform: {},
  });
});

test("a free order posts nothing, and a sale without sense is refused", async () => {
  const ours = await house();
  assert.equal(await sell(ours, { gross_minor: 0, tax_minor: 0, processing_fee_minor: 0 }), null);
  assert.deepEqual(await balances(ours), {});
  for (const wrong of [
    { tax_minor: 10_000 },
    { tax_minor: -1 },
    { processing_fee_minor: -1 },
    { tickets: 0 },
    { key: "" },
    { gross_minor: -5 },
    { gross_minor: null },
    { organization_id: null },
    { organization_id: "01900000-0000-7000-8000-000000000000" },
  ]) {
    await assert.rejects(sell(ours, wrong), { code: "P0G01" }, JSON.stringify(wrong));
    await assert.rejects(load([saleOf(ours, wrong)]), { code: "P0G01" }, JSON.stringify(wrong));
  }
  await sell(ours);
  await load([saleOf(ours)]);
  assert.equal((await balances(ours))["income:tickets"], -18_400);
});

const load = (sales: unknown[]) =>
  admin.query("select payments.record_sales($1::jsonb) as fresh", [JSON.stringify(sales)]);

test("fees never take more than the sale, however small it is", async () => {
  for (const bearer of ["platform", "organization"] as const) {
    const ours = await house({ bearer, feeFixedMinor: 50 });
    for (const gross of [1, 30, 49, 60, 90])
      await sell(ours, { gross_minor: gross, tax_minor: 0, processing_fee_minor: 40, tickets: 1 });
    assert.deepEqual(await faults(ours), []);
    assert.ok(((await balances(ours))["assets:wallet"] ?? 0) >= 0);
  }
});

test("loading history in one call posts exactly what selling one by one does", async () => {
  const [one, many] = [await house(), await house()];
  const amounts = Array.from({ length: 60 }, (_, i) => ({
    gross_minor: 1_000 + i * 37,
    tax_minor: i * 3,
    effective_on: `2025-0${1 + (i % 9)}-11`,
    tickets: 1 + (i % 3),
  }));
  for (const amount of amounts) await sell(one, amount);
  const sales = amounts.map((amount) => saleOf(many, amount));
  const history = [...sales, saleOf(many, { gross_minor: 0, key: "free" })];
  assert.equal((await load(history)).rows[0].fresh, 120);
  assert.equal((await load(history)).rows[0].fresh, 0);
  assert.deepEqual(await balances(many), await balances(one));
  assert.deepEqual(await faults(many), []);
  assert.deepEqual(await faults(await platform()), []);
});

test("an account code of one book never reaches another: the same key sells once in each house", async () => {
  const [a, b] = [await house(), await house()];
  const key = uniqueKey();
  await sell(a, { key });
  await sell(b, { key });
  assert.equal((await balances(a))["income:tickets"], -9_200);
  assert.equal((await balances(b))["income:tickets"], -9_200);
});
