import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { balances, causedBy, house, sell, uniqueKey } from "#lib/payments/books.given";
import { closePeriod, postJournalEntry, reverseTransaction } from "#lib/payments/commands";
import { transactionById } from "#lib/payments/queries/journal";
import { JournalEntry } from "#lib/payments/rules";

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

test("finance posts an entry by hand once, however often it is sent, and it is in the audit log", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const entry = form();
  const first = await postJournalEntry(finance, entry);
  assert.deepEqual(await postJournalEntry(finance, entry), first);
  await assert.rejects(postJournalEntry(finance, { ...entry, memo: "Something else" }), causedBy("P0S01"));
  assert.deepEqual(await balances(ours), { "assets:bank:main": -1250, "expenses:other": 1250 });
  const posted = await readAsTenant(finance, (tx) => transactionById(tx, first));
  assert.equal(posted?.author, finance.snapshot.name);
  assert.deepEqual(
    posted?.lines.map(({ code, amountMinor }) => [code, amountMinor]),
    [
      ["expenses:other", 1250n],
      ["assets:bank:main", -1250n],
    ],
  );
  const audit = await admin.query(
    "select command from system.audit_logs where organization_id = $1 and subject_id::text = $2",
    [ours.id, first.transactionId],
  );
  assert.equal(audit.rows[0]?.command, "payments.post_journal_entry");
});

test("an entry that does not balance is refused by the form and by the ledger", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const wrong = form({
    lines: [
      { account: "expenses:other", amountMinor: "2" },
      { account: "assets:bank:main", amountMinor: "-1" },
    ],
  });
  assert.equal(JournalEntry.safeParse(wrong).success, false);
  assert.equal(JournalEntry.safeParse(form()).success, true);
  const document = {
    key: uniqueKey(),
    currency: "USD",
    lines: [
      { account: "expenses:other", amount_minor: 2 },
      { account: "assets:bank:main", amount_minor: -1 },
    ],
  };
  const send = (body: object) =>
    asTenant(finance, (tx) => tx.execute(sql`select payments.post(${JSON.stringify(body)}::jsonb)`));
  await assert.rejects(send(document), causedBy("P0G01"));
  await send({
    ...document,
    lines: document.lines.map((line) => ({ ...line, amount_minor: Math.sign(line.amount_minor) })),
  });
});

test("a manual entry is reversed once; a sale, another book's entry and a reversal are not reversed by hand", async () => {
  const [ours, others] = [await house(), await house()];
  const [finance, stranger] = [await given.person("finance", ours), await given.person("finance", others)];
  const { transactionId } = await postJournalEntry(finance, form());
  const reversal = { key: uniqueKey(), transactionId, reason: "Posted to the wrong account" };
  await assert.rejects(reverseTransaction(stranger, reversal), causedBy("P0002"));
  const { reversalId } = await reverseTransaction(finance, reversal);
  assert.deepEqual(await reverseTransaction(finance, reversal), { reversalId });
  assert.deepEqual(await balances(ours), {});
  const page = await readAsTenant(finance, (tx) => transactionById(tx, { transactionId }));
  assert.equal(page?.reversedById, reversalId);
  await assert.rejects(reverseTransaction(finance, { ...reversal, key: uniqueKey() }), causedBy("P0S01"));
  await assert.rejects(
    reverseTransaction(finance, { ...reversal, key: uniqueKey(), transactionId: reversalId }),
    causedBy("P0G01"),
  );
  const group = await sell(ours);
  const sale = await admin.query("select id from payments.transactions where organization_id = $1 and group_id = $2", [
    ours.id,
    group,
  ]);
  await assert.rejects(
    reverseTransaction(finance, { ...reversal, key: uniqueKey(), transactionId: sale.rows[0].id }),
    causedBy("P0G01"),
  );
});

test("only people with the permission post, reverse and close, whichever way they knock", async () => {
  const ours = await house();
  for (const role of ["organizer", "staff", "viewer", "manager"] as const) {
    const person = await given.person(role, ours);
    await assert.rejects(postJournalEntry(person, form()), { code: "forbidden" });
    await assert.rejects(closePeriod(person, { through: "2025-01-31" }), { code: "forbidden" });
    for (const statement of [
      sql`select payments.post(${JSON.stringify({ key: uniqueKey(), lines: [] })}::jsonb)`,
      sql`select payments.reverse(${ours.id}, 'why', 'key')`,
      sql`select payments.close_period('2025-01-31')`,
    ]) {
      await assert.rejects(
        asTenant(person, (tx) => tx.execute(statement)),
        causedBy("42501"),
      );
    }
  }
  const finance = await given.person("finance", ours);
  await postJournalEntry(finance, form());
  await closePeriod(finance, { through: "2025-01-31" });
});
