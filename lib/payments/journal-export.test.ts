import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { house, order, post, refund, sell } from "#lib/payments/books.given";
import { journalExport } from "#lib/payments/journal-export";
import { trialBalance } from "#lib/payments/queries/reports";
import { digitsOf } from "#lib/ref/rules";

after(async () => {
  await closeDatabase();
  await admin.end();
});

/**
 * Another reader of the same text, which shares nothing with the writer: a transaction starts with a date in the first
 * column, its postings are indented, account and amount are two spaces apart. Sums by account and currency.
 */
function read(journal: string) {
  const standing = new Map<string, bigint>();
  const dates: string[] = [];
  let open = new Map<string, bigint>();
  const close = () => {
    for (const [currency, sum] of open) assert.equal(sum, 0n, `${dates.at(-1)} is off by ${sum} ${currency}`);
    open = new Map();
  };
  for (const line of journal.split("\n")) {
    if (line === "" || /^(account|commodity) /.test(line) || /^\s+;/.test(line)) continue;
    if (/^\d{4}-\d\d-\d\d \([0-9a-f-]{36}\) \S/.test(line)) {
      close();
      dates.push(line.slice(0, 10));
      continue;
    }
    const posting = /^ {4}(\S+) {2}(-?)(\d+)(?:\.(\d+))? ([A-Z]{3})$/.exec(line);
    assert.ok(posting, `cannot read: ${line}`);
    const [, account, sign, whole = "", fraction = "", currency = ""] = posting;
    assert.equal(fraction.length, digitsOf(currency), line);
    const amount = BigInt(`${sign}${whole}${fraction}`);
    const key = `${account} ${currency}`;
    standing.set(key, (standing.get(key) ?? 0n) + amount);
    open.set(currency, (open.get(currency) ?? 0n) + amount);
  }
  close();
  return { standing, dates };
}

test("a journal read by another program gives the same balances as the ledger, in currencies with 0, 2 and 3 digits", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const sold = await order(ours);
  await sell(ours, { order_id: sold, effective_on: "2025-01-03" });
  await refund(ours, sold, 3_333);
  const entry = (amount: number, currency: string, memo: string) =>
    post(
      ours,
      [
        { account: "assets:bank:main", amount_minor: amount, currency },
        { account: "income:other", amount_minor: -amount, currency },
      ],
      { memo, effective_on: `2025-02-0${(amount % 9) + 1}` },
    );
  for (let i = 1; i <= 30; i += 1) await entry(i * 7, "USD", "Coffee; milk | sugar\n2025-01-01 (x) Forged");
  await entry(1_250, "JPY", "");
  await entry(5, "KWD", "Small change");
  await post(ours, [
    { account: "assets:bank:main", amount_minor: 100, currency: "EUR" },
    { account: "equity:opening", amount_minor: -100, currency: "EUR" },
    { account: "assets:bank:main", amount_minor: -120, currency: "USD" },
    { account: "equity:opening", amount_minor: 120, currency: "USD" },
  ]);

  const text = await readAsTenant(finance, (tx) => Array.fromAsync(journalExport(tx, { pageSize: 7 })));
  const { standing, dates } = read(text.join(""));
  assert.equal(dates.length, 35);
  assert.deepEqual(dates, dates.toSorted());
  const { rows } = await readAsTenant(finance, (tx) => trialBalance(tx));
  const expected = rows.map(({ code, currency, debitMinor, creditMinor }) => [
    `${code} ${currency}`,
    debitMinor - creditMinor,
  ]);
  assert.ok(expected.length > 8);
  const found = [...standing].filter(([, amount]) => amount !== 0n);
  assert.deepEqual(new Map(found), new Map(expected as [string, bigint][]));

  const january = await readAsTenant(finance, (tx) =>
    Array.fromAsync(journalExport(tx, { from: "2025-01-01", to: "2025-01-31" })),
  );
  assert.deepEqual(read(january.join("")).dates, ["2025-01-03"]);
});
