import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { balances, faults, order, post, sell, uniqueKey } from "#lib/payments/books.given";
import { applySplit, releaseReserve, saveSplit } from "#lib/payments/splits/commands";
import { basisPointsOf } from "#lib/payments/splits/rules";

after(async () => {
  await admin.end();
  await closeDatabase();
});

type Line = { position: number; kind: string; basisPoints?: number; amountMinor?: string; reserve: string };
const partsOf = async (amount: bigint, lines: Line[]) =>
  (
    await admin.query("select position, amount_minor from payments.split_parts($1, $2::jsonb)", [
      amount.toString(),
      JSON.stringify(lines),
    ])
  ).rows.map((row) => ({ position: row.position as number, amount: BigInt(row.amount_minor) }));

async function house() {
  const org = await given.organization();
  return { org, finance: await given.person("finance", org) };
}
const earn = (org: Parameters<typeof post>[0], amount: number, fields = {}) =>
  post(
    org,
    [
      { account: "assets:bank:main", amount_minor: amount },
      { account: "income:tickets", amount_minor: -amount },
    ],
    fields,
  );
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

describe("the parts of a split", () => {
  const share = fc.record({ kind: fc.constant("share" as const), basisPoints: fc.integer({ min: 1, max: 3_000 }) });
  const fixed = fc.record({
    kind: fc.constant("fixed" as const),
    amountMinor: fc.bigInt({ min: 1n, max: 10n ** 9n }).map(String),
  });
  const lists = fc
    .array(fc.oneof(share, fixed), { maxLength: 8 })
    .filter((all) => all.reduce((sum, one) => sum + ("basisPoints" in one ? one.basisPoints : 0), 0) <= 10_000);
  const amounts = fc.oneof(fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }));

  it("never lose or make a minor unit, and each share is within one of its exact part", async () => {
    await fc.assert(
      fc.asyncProperty(amounts, lists, fc.boolean(), async (amount, drawn, rest) => {
        const lines: Line[] = [...drawn, ...(rest ? [{ kind: "rest" }] : [])].map((one, position) => ({
          ...one,
          position,
          reserve: `r${position}`,
        }));
        const parts = await partsOf(amount, lines);
        const total = parts.reduce((sum, part) => sum + part.amount, 0n);
        assert.ok(total <= amount);
        assert.ok(parts.every((part) => part.amount >= 0n));
        if (rest) assert.equal(total, amount, "with a rest line nothing stays free");
        const of = (position: number) => parts.find((part) => part.position === position)?.amount ?? 0n;
        let base = amount;
        for (const line of lines.filter(({ kind }) => kind === "fixed")) {
          const due = BigInt(line.amountMinor ?? 0);
          assert.equal(of(line.position), due < base ? due : base);
          base -= of(line.position);
        }
        const shares = lines.filter(({ kind }) => kind === "share");
        const points = BigInt(shares.reduce((sum, line) => sum + (line.basisPoints ?? 0), 0));
        assert.equal(
          shares.reduce((sum, line) => sum + of(line.position), 0n),
          (base * points) / 10_000n,
        );
        for (const line of shares) {
          const exact = base * BigInt(line.basisPoints ?? 0);
          const off = of(line.position) * 10_000n - exact;
          assert.ok(off > -10_000n && off < 10_000n, `${line.basisPoints} of ${base} is ${of(line.position)}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("give the odd minor unit to the largest remainder", async () => {
    const thirds = [3_333, 3_333, 3_334].map((basisPoints, position) => ({
      position,
      kind: "share",
      basisPoints,
      reserve: "a",
    }));
    assert.deepEqual(
      (await partsOf(100n, thirds)).map((part) => part.amount),
      [33n, 33n, 34n],
    );
    assert.deepEqual(
      (await partsOf(1n, thirds)).map((part) => part.amount),
      [0n, 0n, 1n],
    );
    assert.deepEqual(await partsOf(0n, thirds), []);
  });

  it("read shares as people write them", () => {
    assert.deepEqual(["10", "12.5", "0,01 %", "100"].map(basisPointsOf), [1_000, 1_250, 1, 10_000]);
    assert.deepEqual(["0", "100.01", "1.234", "ten", "-5"].map(basisPointsOf), [null, null, null, null, null]);
  });
});

describe("a split", () => {
  const tithe = {
    name: "Rainy days",
    currency: "USD",
    active: false,
    lines: [
      { kind: "share", size: "10", reserve: "Rainy days" },
      { kind: "share", size: "5", reserve: "New stage" },
    ],
  };

  it("of an order sets its parts aside once, however often and at the same time it is asked for", async () => {
    const { org, finance } = await house();
    const orderId = await order(org);
    await sell(org, { order_id: orderId, gross_minor: 10_007, tax_minor: 0, processing_fee_minor: 0 });
    const { id: splitId } = await saveSplit(finance, tithe);
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => applySplit(finance, { splitId, of: "order", id: orderId })),
    );
    assert.equal(new Set(runs.map(({ runId }) => runId)).size, 1);
    const standing = await balances(org);
    assert.equal(standing["equity:allocated:rainy-days"], -1001);
    assert.equal(standing["equity:allocated:new-stage"], -500, "together 15 % of 100.07, rounded down");
    assert.equal(standing["equity:unallocated"], 1501);
    assert.deepEqual(await faults(org), []);
  });

  it("of a day leaves out what was split by itself, and the worker does it once", async () => {
    const { org, finance } = await house();
    const { id: splitId } = await saveSplit(finance, {
      ...tithe,
      lines: [{ kind: "share", size: "10", reserve: "tax" }],
    });
    const alone = await earn(org, 1_000, { effective_on: yesterday() });
    await earn(org, 5_000, { effective_on: yesterday() });
    await applySplit(finance, { splitId, of: "transaction", id: alone });
    await admin.query("update payments.auto_splits set active_from = $2 where id = $1", [splitId, yesterday()]);
    await admin.query("select payments.apply_splits()");
    await admin.query("select payments.apply_splits()");
    assert.equal((await balances(org))["equity:allocated:tax"], -600);
    const again = await refused(
      applySplit(finance, { splitId, of: "day", day: new Date().toISOString().slice(0, 10) }),
    );
    assert.match(again.message, /when it is over/);
  });

  it("of an amount by hand is made free again, and never more than there is", async () => {
    const { org, finance } = await house();
    const { id: splitId } = await saveSplit(finance, { ...tithe, lines: [{ kind: "rest", reserve: "roof" }] });
    const key = uniqueKey();
    await applySplit(finance, { splitId, of: "hand", amount: "12.34", key });
    await applySplit(finance, { splitId, of: "hand", amount: "12.34", key });
    await refused(applySplit(finance, { splitId, of: "hand", amount: "12.35", key }));
    const release = { reserve: "roof", currency: "USD", memo: "The roof leaks" };
    assert.match(
      (await refused(releaseReserve(finance, { ...release, amount: "12.35", key: uniqueKey() }))).message,
      /not set aside/,
    );
    const drains = await Promise.allSettled(
      Array.from({ length: 20 }, () => releaseReserve(finance, { ...release, amount: "1.00", key: uniqueKey() })),
    );
    assert.equal(drains.filter(({ status }) => status === "fulfilled").length, 12);
    assert.equal((await balances(org))["equity:allocated:roof"], -34);
    assert.deepEqual(await faults(org), []);
  });

  it("is refused with more than the whole, two rests, without lines, to who may not, and in another organization", async () => {
    const { finance, org } = await house();
    const others = await house();
    const lines = (...all: unknown[]) => saveSplit(finance, { ...tithe, lines: all });
    assert.match(
      (await refused(lines({ kind: "share", size: "60", reserve: "a" }, { kind: "share", size: "41", reserve: "b" })))
        .message,
      /100 %/,
    );
    assert.match(
      (await refused(lines({ kind: "rest", reserve: "a" }, { kind: "rest", reserve: "b" }))).message,
      /Only one/,
    );
    await assert.rejects(lines(), { name: "ZodError" });
    await assert.rejects(lines({ kind: "share", size: "0", reserve: "a" }), { code: "invalid" });
    await assert.rejects(saveSplit(await given.person("staff", org), tithe), { code: "forbidden" });
    const { id: splitId } = await saveSplit(finance, tithe);
    await assert.rejects(applySplit(others.finance, { splitId, of: "hand", amount: "1", key: uniqueKey() }), {
      code: "missing",
    });
  });
});
