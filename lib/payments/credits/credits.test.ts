import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refused, row } from "#lib/identity/people.given";
import { balances, faults, uniqueKey } from "#lib/payments/books.given";
import { savePackage, sellCredits, useCredits } from "#lib/payments/credits/commands";

after(async () => {
  await admin.end();
  await closeDatabase();
});

async function house() {
  const org = await given.organization();
  const finance = await given.person("finance", org);
  const pack = async (credits: number, price: string, validDays?: number) =>
    (await savePackage(finance, { name: `Pack ${uniqueKey()}`, credits, price, currency: "USD", validDays })).id;
  const sell = async (packageId: string, holder = "Harbour Café", key = uniqueKey()) =>
    (await sellCredits(finance, { packageId, holder, paidBy: "bank", key })).id;
  const use = (credits: number, key = uniqueKey(), holder?: string) =>
    useCredits(finance, { credits, purpose: "Front page for a week", holder, key });
  return { org, finance, pack, sell, use };
}
const left = async (id: string) =>
  Number(
    (await row<{ remaining: string }>("select remaining from payments.credit_lots where id = $1", [id])).remaining,
  );

describe("credits", () => {
  it("are owed when they are bought and earned as they are used, oldest lot first", async () => {
    const { org, pack, sell, use } = await house();
    const small = await pack(10, "9.99");
    const [first, second] = [await sell(small), await sell(small)];
    assert.equal((await balances(org))["liabilities:credits"], -1998);
    await use(3);
    assert.deepEqual([await left(first), await left(second)], [7, 10]);
    assert.equal((await balances(org))["income:credits"], -299, "three tenths of 9.99, rounded down");
    await use(8);
    assert.deepEqual([await left(first), await left(second)], [0, 9]);
    assert.equal((await balances(org))["income:credits"], -(999 + 99));
    assert.deepEqual(await faults(org), []);
  });

  it("earn exactly their price, however their use is divided", async () => {
    const { org, pack, sell, use } = await house();
    let earned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
        async (credits, price, uses) => {
          const lot = await sell(await pack(credits, (price / 100).toFixed(2)));
          let remaining = credits;
          for (const wanted of uses) {
            const taken = Math.min(wanted, remaining);
            if (taken > 0) await use(taken);
            remaining -= taken;
          }
          if (remaining > 0) await use(remaining);
          earned += price;
          assert.equal(await left(lot), 0);
          assert.equal(-((await balances(org))["income:credits"] ?? 0), earned);
          assert.equal((await balances(org))["liabilities:credits"] ?? 0, 0);
        },
      ),
      { numRuns: 12 },
    );
    assert.deepEqual(await faults(org), []);
  });

  it("never fall below zero when fifty are used at once, and a key counts once", async () => {
    const { org, pack, sell, use } = await house();
    const lots = [await sell(await pack(7, "7.00")), await sell(await pack(10, "10.00"))];
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => use(1)));
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 17);
    assert.deepEqual(await Promise.all(lots.map(left)), [0, 0]);
    await sell(await pack(5, "5.00"));
    const key = uniqueKey();
    const same = await Promise.all(Array.from({ length: 10 }, () => use(5, key)));
    assert.equal(new Set(same.map(({ id }) => id)).size, 1);
    assert.match((await refused(use(4, key))).message, /another number/);
    assert.deepEqual(await faults(org), []);
  });

  it("are used all or not at all, and only the holder's when one is named", async () => {
    const { org, pack, sell, use } = await house();
    const mine = await sell(await pack(5, "5.00"), "Ana");
    const theirs = await sell(await pack(5, "5.00"), "Bo");
    assert.match((await refused(use(11))).message, /only 10 credits/);
    assert.match((await refused(use(6, uniqueKey(), "Bo"))).message, /only 5 credits/);
    await use(5, uniqueKey(), "Bo");
    assert.deepEqual([await left(mine), await left(theirs)], [5, 0]);
    assert.equal((await balances(org))["income:credits"], -500);
  });

  it("that run out become income, once, and cannot be used", async () => {
    const { org, pack, sell, use } = await house();
    const lot = await sell(await pack(4, "10.00", 30));
    await use(1);
    await admin.query("update payments.credit_lots set expires_at = now() - interval '1 second' where id = $1", [lot]);
    await refused(use(1));
    await Promise.all([
      admin.query("select payments.expire_credits()"),
      admin.query("select payments.expire_credits()"),
    ]);
    const standing = await balances(org);
    assert.deepEqual(
      [standing["income:credits"], standing["income:unused-credits"], standing["liabilities:credits"]],
      [-250, -750, undefined],
    );
    assert.deepEqual(await faults(org), []);
  });

  it("are sold once per form, by who may post, and of one's own packages", async () => {
    const { org, finance, pack, sell } = await house();
    const others = await house();
    const key = uniqueKey();
    const packageId = await pack(5, "5.00");
    assert.equal(await sell(packageId, "Ana", key), await sell(packageId, "Ana", key));
    await refused(sell(packageId, "Bo", key));
    const sale = { packageId, holder: "Ana", paidBy: "bank", key: uniqueKey() };
    await assert.rejects(sellCredits(await given.person("organizer", org), sale), { code: "forbidden" });
    assert.equal((await refused(sellCredits(others.finance, sale))).code, "P0002");
    await sellCredits(finance, sale);
  });

  it("have a history that nobody edits", async () => {
    const { pack, sell } = await house();
    const lot = await sell(await pack(5, "5.00"));
    const change = admin.query("update payments.credit_moves set credits = 9 where lot_id = $1", [lot]);
    assert.equal((await refused(change)).code, "42501");
  });
});
