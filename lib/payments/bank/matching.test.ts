import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { approveRequest, setApprovalRule } from "#lib/organizations/commands";
import { type Bank, bank, linesOf, standing, statement, taken } from "#lib/payments/bank/bank.given";
import { acceptCertain, matchBankLines, rememberBankRule, undoBankMatch } from "#lib/payments/bank/commands";
import type { MatchPart } from "#lib/payments/bank/rules";
import { balances, causedBy, faults, post } from "#lib/payments/books.given";
import { closePeriod } from "#lib/payments/commands";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const month = [
  [2, "250.00", "Invoice 2026-14 Quay Catering"],
  [5, "-12.90", "Account fee October"],
  [9, "-300.00", "Stage rental"],
] as const;

const explain = (place: Bank, lineIds: string[], parts: MatchPart[], as = place.finance) =>
  matchBankLines(as, { bankAccountId: place.bankAccountId, key: randomUUID(), lineIds, parts });
const category = (account: string, amountMinor: bigint): MatchPart => ({ kind: "category", account, amountMinor });

test("a fee is posted against its account when it is categorised, and undoing it restores every balance", async () => {
  const place = await bank();
  const [, fee] = await taken(place, statement(month));
  const before = await balances(place.org);
  const { actId } = await explain(place, [fee?.id ?? ""], [category("expenses:bank-fees", -1290n)]);
  assert.deepEqual(await balances(place.org), {
    ...before,
    "assets:bank:harbour": 98_710,
    "expenses:bank-fees": 1_290,
  });
  await undoBankMatch(place.finance, { actId, reason: "It was a refund" });
  assert.deepEqual(await balances(place.org), before);
  assert.equal((await linesOf(place))[1]?.explained_minor, "0");
  await assert.rejects(undoBankMatch(place.finance, { actId }), causedBy("P0S01"));
  assert.deepEqual(await faults(place.org), []);
});

test("one line splits into parts, and several lines are one entry of the ledger", async () => {
  const place = await bank();
  const [sale, fee, rent] = await taken(place, statement(month));
  await assert.rejects(explain(place, [sale?.id ?? ""], [category("income:other", 25_001n)]), causedBy("P0G01"));
  await explain(place, [sale?.id ?? ""], [category("income:other", 26_000n), category("expenses:bank-fees", -1_000n)]);
  const transactionId = await post(
    place.org,
    [
      { account: "assets:bank:harbour", amount_minor: -31_290 },
      { account: "expenses:other", amount_minor: 31_290 },
    ],
    { effective_on: "2026-10-08" },
  );
  await explain(
    place,
    [fee?.id ?? "", rent?.id ?? ""],
    [{ kind: "entry", transactionId, entryLine: 1, amountMinor: -31_290n }],
  );
  const proof = await standing(place);
  assert.deepEqual(
    [proof.statement_minor, proof.ledger_minor, proof.open_lines, proof.open_entries],
    ["93710", "93710", 0, 0],
  );
  await assert.rejects(explain(place, [rent?.id ?? ""], [category("expenses:other", -1n)]), causedBy("P0S01"));
});

test("two people match the same line at once: one wins, the other is told", async () => {
  const place = await bank();
  const [sale] = await taken(place, statement(month));
  const others = await Promise.all([1, 2, 3, 4].map(() => given.person("finance", place.org)));
  const tries = await Promise.allSettled(
    others.map((who) => explain(place, [sale?.id ?? ""], [category("income:other", 25_000n)], who)),
  );
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
  for (const one of tries) if (one.status === "rejected") causedBy("P0S01")(one.reason);
  assert.equal((await balances(place.org))["income:other"], -25_000);
});

test("sent twice with one key a match happens once, and an entry is matched once", async () => {
  const place = await bank();
  const [sale] = await taken(place, statement(month));
  const once = {
    bankAccountId: place.bankAccountId,
    key: randomUUID(),
    lineIds: [sale?.id],
    parts: [category("income:other", 25_000n)],
  };
  assert.deepEqual(await matchBankLines(place.finance, once), await matchBankLines(place.finance, once));
  assert.equal((await balances(place.org))["income:other"], -25_000);
});

test("a match of another organization's line, account or entry is missing, and no role without the permission matches", async () => {
  const [place, theirs] = [await bank(), await bank()];
  const [own] = await taken(place, statement(month));
  const [foreign] = await taken(theirs, statement(month));
  await assert.rejects(explain(place, [foreign?.id ?? ""], [category("income:other", 25_000n)]), causedBy("P0002"));
  await assert.rejects(
    matchBankLines(place.finance, {
      bankAccountId: theirs.bankAccountId,
      key: randomUUID(),
      lineIds: [foreign?.id],
      parts: [category("income:other", 1n)],
    }),
    { code: "missing" },
  );
  const entry = await post(theirs.org, [
    { account: "assets:bank:harbour", amount_minor: 25_000 },
    { account: "income:other", amount_minor: -25_000 },
  ]);
  await assert.rejects(
    explain(place, [own?.id ?? ""], [{ kind: "entry", transactionId: entry, entryLine: 1, amountMinor: 25_000n }]),
    causedBy("P0002"),
  );
  const organizer = await given.person("organizer", place.org);
  await assert.rejects(explain(place, [own?.id ?? ""], [category("income:other", 25_000n)], organizer), {
    code: "forbidden",
  });
});

test("up to the limit one person writes off; above it nobody does without a second person, who then does", async () => {
  const place = await bank({ limit: "5.00" });
  const [sale, fee] = await taken(place, statement(month));
  const off = (line: string | undefined, amountMinor: bigint) =>
    explain(place, [line ?? ""], [{ kind: "write_off", memo: "Nobody knows", amountMinor }]);
  await off(fee?.id, -500n);
  // In pieces it is no less.
  await assert.rejects(off(fee?.id, -1n), causedBy("P0G01"));
  await assert.rejects(off(sale?.id, 25_000n), causedBy("P0G01"));
  const [boss, second] = [await given.person("admin", place.org), await given.person("finance", place.org)];
  await setApprovalRule(boss, { act: "write_off", active: true, threshold: "5.00", currency: "EUR" });
  const { requestId, actId } = await off(sale?.id, 25_000n);
  assert.equal(actId, undefined);
  assert.equal((await linesOf(place))[0]?.explained_minor, "0");
  await assert.rejects(approveRequest(place.finance, { id: requestId, note: "Fine" }));
  await approveRequest(second, { id: requestId, note: "Agreed" });
  assert.equal((await linesOf(place))[0]?.explained_minor, "25000");
  assert.equal((await balances(place.org))["expenses:write-offs"], 500 - 25_000);
});

test("remembered words and exact references are accepted together, and nothing else is", async () => {
  const place = await bank();
  const fees = [...month, [20, "-12.90", "Account fee"]] as const;
  await taken(place, statement(fees));
  await rememberBankRule(place.finance, {
    bankAccountId: place.bankAccountId,
    contains: "Account fee",
    direction: "out",
    account: "expenses:bank-fees",
  });
  const result = await acceptCertain(place.finance, { bankAccountId: place.bankAccountId });
  assert.deepEqual(result, { accepted: 2, open: 2 });
  assert.equal((await balances(place.org))["expenses:bank-fees"], 2_580);
});

test("a period closes only when its bank lines are explained, and says what is missing", async () => {
  const place = await bank();
  const [sale, fee, rent] = await taken(place, statement(month));
  await assert.rejects(closePeriod(place.finance, { through: "2026-10-31" }), (error: Error) => {
    assert.match(
      String((error as Error & { cause?: Error }).cause?.message ?? error.message),
      /Harbour Bank: 3 statement lines are not explained/,
    );
    return true;
  });
  await explain(place, [sale?.id ?? ""], [category("income:other", 25_000n)]);
  await explain(place, [fee?.id ?? ""], [category("expenses:bank-fees", -1_290n)]);
  await explain(place, [rent?.id ?? ""], [category("expenses:other", -30_000n)]);
  assert.ok((await closePeriod(place.finance, { through: "2026-10-31" })).periodId);
});

test("statement = ledger − unmatched ledger + unmatched statement, on every day, whatever was matched and undone", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: -9_000, max: 9_000 }).filter((n) => n !== 0),
        ),
        { minLength: 2, maxLength: 6 },
      ),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom("category", "entry", "part", "undo")), {
        maxLength: 8,
      }),
      async (lines, steps) => {
        const place = await bank();
        const there = await taken(
          place,
          statement(lines.map(([day, cents], n) => [day, (cents / 100).toFixed(2), `Line ${n}`] as const)),
        );
        const acts: string[] = [];
        for (const [index, step] of steps) {
          const line = there[index % there.length];
          const fresh = (await linesOf(place)).find(({ id }) => id === line?.id);
          const open = BigInt(fresh?.amount_minor ?? 0) - BigInt(fresh?.explained_minor ?? 0);
          if (step === "undo") {
            const actId = acts.pop();
            if (actId) await undoBankMatch(place.finance, { actId });
          } else if (open !== 0n && line) {
            const amount = step === "part" && open / 2n !== 0n ? open / 2n : open;
            const lines = [
              { account: "assets:bank:harbour", amount_minor: String(amount) },
              { account: "income:other", amount_minor: String(-amount) },
            ];
            const part: MatchPart =
              step === "entry"
                ? {
                    kind: "entry",
                    transactionId: await post(place.org, lines, { effective_on: "2026-10-07" }),
                    entryLine: 1,
                    amountMinor: amount,
                  }
                : category("income:other", amount);
            acts.push((await explain(place, [line.id], [part])).actId ?? "");
          }
        }
        for (const day of ["2026-10-01", "2026-10-06", "2026-10-07", "2026-10-12", "2026-11-30"]) {
          const s = await standing(place, day);
          const sum = BigInt(s.ledger_minor) - BigInt(s.unmatched_ledger_minor) + BigInt(s.unmatched_statement_minor);
          assert.equal(BigInt(s.statement_minor), sum, `${day}: ${JSON.stringify(s)}`);
        }
        assert.deepEqual(await faults(place.org), []);
      },
    ),
    { numRuns: 10 },
  );
});

test("rows of matches are read by finance of the same organization alone", async () => {
  const place = await bank();
  const [sale] = await taken(place, statement(month));
  await explain(place, [sale?.id ?? ""], [category("income:other", 25_000n)]);
  const seen = async (role: "finance" | "staff", org = place.org) => {
    const who = await given.person(role, org);
    return asTenant(
      who,
      async (tx) => (await tx.execute(sql`select from payments.reconciliation_matches`)).rowCount,
      "read only",
    );
  };
  assert.equal(await seen("finance"), 1);
  assert.equal(await seen("staff"), 0);
  assert.equal(await seen("finance", await given.organization()), 0);
});
