import assert from "node:assert/strict";
import { test } from "node:test";
import { isDay, lastMonthEnd, placeOf, shiftDay, spanOf } from "#lib/payments/addresses";
import { faultsByRow, readEntry } from "#lib/payments/entry";
import { imbalance } from "#lib/payments/rules";
import { byCurrencyAndKind, normalOf, type Standing, statementsOf } from "#lib/payments/statements";

const bank = { account: "assets:bank:main", debit: "1,120.50", credit: "" };
const opening = { account: "equity:opening", debit: "", credit: "1117.30" };

test("what is typed becomes lines in minor units, and empty rows are not sent", () => {
  const entry = readEntry([bank, { account: "", debit: " ", credit: "" }, opening], "EUR");
  assert.deepEqual(entry.lines, [
    { account: "assets:bank:main", amountMinor: "112050" },
    { account: "equity:opening", amountMinor: "-111730" },
  ]);
  assert.deepEqual([entry.rows, entry.faults], [[0, 2], {}]);
  assert.equal(entry.debitMinor - entry.creditMinor, 320n);
  assert.equal(imbalance(entry.lines.map((line) => ({ amountMinor: BigInt(line.amountMinor) }))), 320n);
});

test("a currency without decimals takes no cents, and a line is one side only, without a sign", () => {
  assert.equal(readEntry([{ ...bank, debit: "1200" }], "JPY").lines[0]?.amountMinor, "1200");
  assert.match(readEntry([bank], "JPY").faults[0] ?? "", /not an amount of JPY/);
  assert.match(readEntry([{ ...bank, debit: "-5" }], "EUR").faults[0] ?? "", /without a sign/);
  assert.match(readEntry([{ ...bank, credit: "5" }], "EUR").faults[0] ?? "", /not both/);
});

test("what the server says of a line stands at the row in which it was typed", () => {
  const fields = { "lines.1.account": ["Choose an account."], memo: ["Say what this entry is for."] };
  assert.deepEqual(faultsByRow(fields, [0, 2]), { 2: "Choose an account." });
});

test("days and spans of an address are taken only when they are days, in order", () => {
  assert.deepEqual(
    ["2028-02-29", "2027-02-29", "2027-1-1", ""].map((text) => isDay(text)),
    [true, false, false, false],
  );
  assert.equal(shiftDay("2027-03-01", -1), "2027-02-28");
  assert.equal(lastMonthEnd("2028-03-31"), "2028-02-29");
  assert.deepEqual(spanOf({ from: "2027-01-01", to: "2027-01-31" }), { from: "2027-01-01", to: "2027-01-31" });
  assert.deepEqual(spanOf({ from: "2027-02-01", to: "2027-01-31" }), {});
  const id = "01a1f7f5-7726-705e-8b1e-029d9eb5184a";
  assert.deepEqual(placeOf({ after: `2027-01-31~${id}~2` }), { effectiveOn: "2027-01-31", transactionId: id, line: 2 });
  assert.equal(placeOf({ after: `2027-01-31~${id}` }), undefined);
});

const standing = (fields: Partial<Standing>): Standing => ({
  ...{ accountId: "a", code: "assets:bank:main", name: "Bank account", kind: "asset", currency: "EUR" },
  ...{ openingMinor: 0n, closingMinor: 0n },
  ...fields,
});

test("the result of the days is income less expenses, and assets are what is owed, put in and earned", () => {
  const [euro, yen] = statementsOf([
    standing({ openingMinor: 500n, closingMinor: 1_300n }),
    standing({ kind: "liability", code: "liabilities:tax:x", closingMinor: 100n }),
    standing({ kind: "equity", code: "equity:opening", openingMinor: 400n, closingMinor: 400n }),
    standing({ kind: "income", code: "income:tickets", openingMinor: 150n, closingMinor: 900n }),
    standing({ kind: "expense", code: "expenses:other", openingMinor: 50n, closingMinor: 100n }),
    standing({ currency: "JPY", closingMinor: 7n }),
  ]);
  assert.deepEqual([euro?.totals.income, euro?.totals.expenses, euro?.result], [750n, 50n, 700n]);
  assert.deepEqual([euro?.totals.assets, euro?.resultSoFar, euro?.balanced], [1_300n, 800n, true]);
  assert.deepEqual([yen?.currency, yen?.totals.assets, yen?.balanced], ["JPY", 7n, false]);
});

test("rows stand per currency and, in it, in the order of the chart", () => {
  const rows = [standing({ kind: "income" }), standing({ currency: "JPY" }), standing({})];
  assert.deepEqual(
    byCurrencyAndKind(rows).map(({ currency, kinds }) => [currency, kinds.map(({ kind }) => kind)]),
    [
      ["EUR", ["asset", "income"]],
      ["JPY", ["asset"]],
    ],
  );
  assert.deepEqual([normalOf("expense"), normalOf("income")], [1n, -1n]);
});
