import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { asWorkerOf, bank, imported, linesOf, standing, statement, taken } from "#lib/payments/bank/bank.given";
import { openBankAccount, takeStatement } from "#lib/payments/bank/commands";
import { balances, causedBy } from "#lib/payments/books.given";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const lines = [
  [2, "250.00", "Invoice 2026-14"],
  [5, "-12.90", "Account fee"],
  [5, "-12.90", "Account fee"],
] as const;

test("a statement that adds up is staged, looked at and taken; nothing of it is in the books", async () => {
  const place = await bank();
  const before = await balances(place.org);
  assert.deepEqual(before, { "assets:bank:harbour": 100_000, "equity:opening": -100_000 });
  const { statements } = await imported(place, statement(lines));
  const [one] = statements;
  assert.deepEqual([one?.state, one?.lines, one?.differenceMinor], ["staged", 3, 0n]);
  assert.equal((await linesOf(place)).length, 0);
  await takeStatement(place.finance, { statementId: one?.id });
  assert.equal((await linesOf(place)).length, 3);
  assert.deepEqual(await balances(place.org), before);
  const { statement_minor, ledger_minor, unmatched_statement_minor } = await standing(place);
  assert.deepEqual([statement_minor, ledger_minor, unmatched_statement_minor], ["122420", "100000", "22420"]);
});

test("a file that does not add up is flagged with the exact difference, and cannot be taken", async () => {
  const place = await bank();
  const { statements } = await imported(
    place,
    statement(lines).replace(":62F:C261031EUR1224,20", ":62F:C261031EUR1224,27"),
  );
  const [one] = statements;
  assert.deepEqual([one?.state, one?.differenceMinor], ["flagged", -7n]);
  assert.match(one?.fault ?? "", /The difference is EUR -0\.07\.$/);
  await assert.rejects(takeStatement(place.finance, { statementId: one?.id }), causedBy("P0S01"));
});

test("the same file twice is recognised, and an overlapping one brings its new lines only", async () => {
  const place = await bank();
  assert.equal((await taken(place, statement(lines))).length, 3);
  const again = await imported(place, statement(lines));
  assert.equal(again.finished.state, "failed");
  assert.ok(again.finished.duplicateOf);
  const longer = [...lines, [6, "-12.90", "Account fee"], [5, "-12.90", "Account fee"]] as const;
  const { statements } = await imported(place, statement(longer));
  assert.deepEqual([statements[0]?.lines, statements[0]?.duplicates], [5, 3]);
  await takeStatement(place.finance, { statementId: statements[0]?.id });
  assert.equal((await linesOf(place)).length, 5);
});

test("however a month is cut into files, in whatever order and however often, its lines are there once", async () => {
  const amounts = fc.integer({ min: -50_000, max: 50_000 }).filter((cents) => cents !== 0);
  const line = fc.record({
    day: fc.integer({ min: 1, max: 6 }),
    cents: amounts,
    text: fc.constantFrom("Rent", "Fee", "Sale"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), {
        minLength: 1,
        maxLength: 3,
      }),
      async (month, spans) => {
        const place = await bank();
        const file = (from: number, to: number) =>
          statement(
            month
              .filter(({ day }) => day >= from && day <= to)
              .map(({ day, cents, text }) => [day, (cents / 100).toFixed(2), text] as const),
          );
        for (const [a, b] of [...spans, [1, 6] as const]) await taken(place, file(Math.min(a, b), Math.max(a, b)));
        const found = (await linesOf(place)).map(({ amount_minor, text }) => `${amount_minor} ${text}`).sort();
        assert.deepEqual(found, month.map(({ cents, text }) => `${cents} ${text}`).sort());
      },
    ),
    { numRuns: 8 },
  );
});

test("a statement of another account or currency is shown with its reason and cannot be taken", async () => {
  const place = await bank({ iban: "DE89370400440532013000" });
  const { statements } = await imported(place, statement(lines));
  assert.equal(statements[0]?.state, "flagged");
  assert.match(statements[0]?.fault ?? "", /ends in 5678, not of DE•••• 3000/);
  const { statements: right } = await imported(
    place,
    statement(lines).replace(":25:12345678", ":25:37040044/0532013000"),
  );
  assert.equal(right[0]?.state, "staged");
  const foreign = await imported(place, statement(lines).replaceAll("EUR", "USD"));
  assert.match(foreign.statements[0]?.fault ?? "", /is in USD, and the account is in EUR/);
});

test("a file that cannot be read leaves its reason with the line, and nothing else", async () => {
  const place = await bank();
  const { fileId, statements } = await imported(place, statement(lines).split("\r\n").slice(0, 7).join("\r\n"));
  assert.equal(statements.length, 0);
  const { rows } = await admin.query("select state, fault, fault_line from payments.bank_files where id = $1", [
    fileId,
  ]);
  assert.equal(rows[0].state, "failed");
  assert.match(rows[0].fault, /truncated/);
  assert.ok(rows[0].fault_line > 1);
  const kept = await admin.query("select count(*)::int as n from payments.bank_lines where bank_account_id = $1", [
    place.bankAccountId,
  ]);
  assert.equal(kept.rows[0].n, 0);
});

test("a reading that was thought dead writes nothing after another one has begun", async () => {
  const place = await bank();
  const { fileId } = await imported(place, statement(lines));
  await admin.query("update payments.bank_files set run_id = null where id = $1", [fileId]);
  await assert.rejects(
    asWorkerOf(place.org, sql`payments.stage_statement(${fileId}::uuid, ${fileId}::uuid, '{}')`),
    causedBy("P0S01"),
  );
});

test("only finance and administrators open accounts and import; the ledger brings an old account to the bank's figure once", async () => {
  const place = await bank();
  for (const role of ["organizer", "manager", "staff", "viewer"] as const) {
    const who = await given.person(role, place.org);
    await assert.rejects(imported({ ...place, finance: who }, statement(lines)), { code: "forbidden" });
    await assert.rejects(
      asTenant(who, (tx) => tx.execute(sql`select payments.start_bank_file('{}')`)),
      causedBy("42501"),
    );
  }
  const second = {
    name: "Second",
    slug: "harbour",
    currency: "EUR",
    openingOn: "2026-10-01",
    opening: "1",
    writeOffLimit: "1",
  };
  await assert.rejects(openBankAccount(place.finance, second), causedBy("P0G01"));
  assert.equal(
    (await imported({ ...place, finance: await given.person("admin", place.org) }, statement(lines))).statements.length,
    1,
  );
});
