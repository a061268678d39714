import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import type pg from "pg";
import { admin } from "#db/given";
import { balances, faults, house, type Line, post } from "#lib/payments/books.given";

after(() => admin.end());

const codes = ["assets:bank:main", "equity:opening", "income:other", "expenses:other", "liabilities:deposits"];
/** The reference: what a ledger is, in twenty lines. */
class Model {
  readonly standing: Record<string, number> = {};
  post(lines: Line[]): boolean {
    const sum = lines.reduce((total, line) => total + Number(line.amount_minor), 0);
    if (lines.length < 2 || sum !== 0) return false;
    if (lines.some((line) => Number(line.amount_minor) === 0 || !codes.includes(line.account))) return false;
    for (const { account, amount_minor } of lines) {
      this.standing[account] = (this.standing[account] ?? 0) + Number(amount_minor);
      if (this.standing[account] === 0) delete this.standing[account];
    }
    return true;
  }
}

const anyLine = fc.record({
  account: fc.constantFrom(...codes),
  amount_minor: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -1e12, max: 1e12 })),
});
const anyLines = fc.oneof(
  fc.array(anyLine, { minLength: 1, maxLength: 5 }),
  // Mostly balanced: the last line takes what is missing.
  fc
    .array(anyLine, { minLength: 1, maxLength: 6 })
    .map((lines) => [
      ...lines,
      { account: "assets:bank:main", amount_minor: -lines.reduce((sum, line) => sum + line.amount_minor, 0) },
    ]),
);

test("the ledger accepts and refuses exactly what a twenty-line model does, and both stand at the same figures", async () => {
  const ours = await house();
  const model = new Model();
  let accepted = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(anyLines, async (lines) => {
      const expected = model.post(lines);
      const done = await post(ours, lines).then(
        () => true,
        (error: pg.DatabaseError) => {
          assert.match(String(error.code), /^(P0G01|23514)$/, error.message);
          return false;
        },
      );
      assert.equal(done, expected, JSON.stringify(lines));
      if (done) accepted += 1;
      else refused += 1;
    }),
    // No shrinking: the model has state, and replaying a part of the run would not reach it.
    { numRuns: 160, seed: 20_261, endOnFailure: true },
  );
  assert.ok(accepted > 40 && refused > 40, `${accepted} accepted, ${refused} refused`);
  assert.deepEqual(await balances(ours), model.standing);
  assert.deepEqual(await faults(ours), []);
});

test("amounts reach 2^53 - 1 and no further", async () => {
  const most = "9007199254740991";
  const lines = (amount: string): Line[] => [
    { account: "assets:bank:main", amount_minor: amount },
    { account: "equity:opening", amount_minor: `-${amount}` },
  ];
  const ours = await house();
  await post(ours, lines(most));
  await assert.rejects(post(ours, lines("9007199254740992")), { code: "23514", constraint: "amount_range" });
  assert.deepEqual(await faults(ours), []);
});
