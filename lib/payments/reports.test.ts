import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given, type Organization } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { causedBy, house, order, post, refund, sell, uniqueKey } from "#lib/payments/books.given";
import { chart, chartRows, kindOf } from "#lib/payments/chart";
import { closePeriod, postJournalEntry } from "#lib/payments/commands";
import { accountById, accountList, accountStatement, journal, transactionById } from "#lib/payments/queries/journal";
import { bookProof, dailyIncome, trialBalance, wallet } from "#lib/payments/queries/reports";
import type { StatementLine } from "#lib/payments/queries/statement-page";
import { imbalance } from "#lib/payments/rules";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const form = (fields: object = {}) => ({
  key: uniqueKey(),
  effectiveOn: "2025-03-05",
  currency: "USD",
  memo: "Printer paper",
  lines: [
    { account: "expenses:other", amountMinor: "1250" },
    { account: "assets:bank:main", amountMinor: "-1250" },
  ],
  ...fields,
});

async function everything(who: Actor, organization: Organization) {
  return readAsTenant(who, async (tx) => {
    const accounts = await accountList(tx);
    return {
      accounts,
      trial: await trialBalance(tx),
      past: await trialBalance(tx, { asOf: "2025-11-19" }),
      wallet: await wallet(tx),
      journal: (await journal(tx)).rows,
      income: await dailyIncome(tx, { from: "2000-01-01", to: "2100-01-01" }),
      proof: await bookProof(tx, { organizationId: organization.id }),
    };
  });
}

test("two houses see their own books whole and nothing of the other's", async () => {
  const [ours, others] = [await house(), await house()];
  const [finance, stranger] = [await given.person("finance", ours), await given.person("finance", others)];
  await sell(ours, { effective_on: "2025-02-01" });
  await sell(others, { gross_minor: 5_000, tax_minor: 0, effective_on: "2025-02-02" });
  const [mine, theirs] = [await everything(finance, ours), await everything(stranger, others)];
  assert.equal(mine.journal.length, 1);
  const nothing = { shortfallMinor: 0n, requestedMinor: 0n, reserveMinor: 0n, disputedMinor: 0n, inTransitMinor: 0n };
  assert.deepEqual(mine.wallet, [{ currency: "USD", postedMinor: 8_550n, ...nothing, availableMinor: 8_550n }]);
  assert.deepEqual(mine.income, [{ day: "2025-02-01", currency: "USD", incomeMinor: 9_200n, expensesMinor: 650n }]);
  assert.deepEqual(mine.trial, mine.past);
  assert.ok(mine.proof.length === 7 && mine.proof.every(({ ok }) => ok));
  assert.equal(theirs.trial.rows.find(({ code }) => code === "income:tickets")?.balanceMinor, 5_000n);
  const known = new Set(mine.accounts.map(({ id }) => id));
  assert.ok(theirs.accounts.every(({ id }) => !known.has(id)));
  const [account] = mine.accounts;
  const [transaction] = mine.journal;
  const look = (who: Actor) =>
    readAsTenant(who, async (tx) => [
      await accountById(tx, { accountId: account?.id ?? "" }),
      await transactionById(tx, { transactionId: transaction?.id ?? "" }),
    ]);
  assert.ok((await look(finance)).every(Boolean));
  assert.deepEqual(await look(stranger), [undefined, undefined]);
  await assert.rejects(everything(stranger, ours), causedBy("42501"));
});

test("people without the permission to read the books read nothing", async () => {
  const ours = await house();
  await sell(ours);
  const manager = await given.person("manager", ours);
  const seen = await readAsTenant(manager, async (tx) => [
    await accountList(tx),
    (await journal(tx)).rows,
    (await trialBalance(tx)).rows,
    await wallet(tx),
  ]);
  assert.deepEqual(seen, [[], [], [], []]);
  const organizer = await given.person("organizer", ours);
  assert.ok((await readAsTenant(organizer, accountList)).length > 10);
});

test("a statement pages through every line, and each balance is the one before it plus the line", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  for (let i = 0; i < 23; i += 1) {
    const on = `2025-0${1 + (i % 3)}-1${i % 5}`;
    await post(
      ours,
      [
        { account: "income:other", amount_minor: -(100 + i) },
        { account: "assets:bank:main", amount_minor: 100 + i },
      ],
      { effective_on: on },
    );
  }
  await closePeriod(finance, { through: "2025-01-31" });
  const account = (await readAsTenant(finance, accountList)).find(({ code }) => code === "income:other");
  const accountId = account?.id ?? "";
  const lines: StatementLine[] = [];
  let after: Awaited<ReturnType<typeof accountStatement>>["next"];
  do {
    const page = await readAsTenant(finance, (tx) => accountStatement(tx, { accountId, after, limit: 5 }));
    lines.push(...page.lines);
    after = page.next;
  } while (after);
  assert.equal(lines.length, 23);
  assert.equal(new Set(lines.map(({ transactionId }) => transactionId)).size, 23);
  const oldestFirst = lines.toReversed();
  oldestFirst.reduce((before, { amountMinor, balanceMinor }) => {
    assert.equal(balanceMinor, before + amountMinor);
    return balanceMinor;
  }, 0n);
  const now = await readAsTenant(finance, (tx) => accountById(tx, { accountId }));
  assert.equal(lines[0]?.balanceMinor, now?.balanceMinor);
  const february = await readAsTenant(finance, (tx) =>
    accountStatement(tx, { accountId, from: "2025-02-01", to: "2025-02-28", limit: 100 }),
  );
  assert.deepEqual(
    february.lines,
    lines.filter(({ effectiveOn }) => effectiveOn.startsWith("2025-02")),
  );
});

test("the journal pages by day and kind, and a refund leads back to its order", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const sold = await order(ours);
  await sell(ours, { order_id: sold });
  await refund(ours, sold, 1_000);
  for (let i = 0; i < 7; i += 1) await postJournalEntry(finance, form({ effectiveOn: `2025-03-0${1 + (i % 4)}` }));
  const ids: string[] = [];
  let after: Awaited<ReturnType<typeof journal>>["next"];
  do {
    const page = await readAsTenant(finance, (tx) => journal(tx, { after, limit: 4 }));
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after);
  assert.equal(new Set(ids).size, 9);
  const refunds = await readAsTenant(finance, (tx) => journal(tx, { kind: "refund" }));
  assert.deepEqual(
    refunds.rows.map(({ orderId, sizes }) => [orderId, sizes[0]?.amountMinor]),
    [[sold, 920n]],
  );
});

test("the chart's kinds follow from its codes, and every book's accounts come from it", async () => {
  assert.ok(chart.every(({ code }) => kindOf(code)));
  assert.throws(() => kindOf("mattress:main"));
  const rows = chartRows();
  assert.equal(new Set(rows.map(({ book, code }) => `${book} ${code}`)).size, rows.length);
  const { rows: kept } = await admin.query("select count(*)::int as n from payments.chart");
  assert.equal(kept[0].n, rows.length);
  assert.equal(imbalance([{ amountMinor: 3n }, { amountMinor: -1n }]), 2n);
});
