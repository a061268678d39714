import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { post } from "#lib/payments/books.given";
import { archiveCategory, saveCategory, saveGoal } from "#lib/payments/planning/commands";
import { categoryReport, goalProgress } from "#lib/payments/planning/queries";
import { paceOf, percentOf } from "#lib/payments/planning/rules";

after(async () => {
  await admin.end();
  await closeDatabase();
});

async function house() {
  const org = await given.organization();
  const move = (account: string, amount: number, day: string, fields = {}) =>
    post(
      org,
      [
        { account: "assets:bank:main", amount_minor: -amount },
        { account, amount_minor: amount },
      ],
      { effective_on: day, ...fields },
    );
  return { org, finance: await given.person("finance", org), move };
}

describe("categories", () => {
  it("gather accounts by month, show what is in none, and add up to the income statement", async () => {
    const { finance, move } = await house();
    const { id: shows } = await saveCategory(finance, { name: "Shows", kind: "income", accounts: [] });
    const { id: doors } = await saveCategory(finance, {
      name: "At the door",
      kind: "income",
      parentId: shows,
      accounts: ["income:tickets"],
    });
    await move("income:tickets", -1_000, "2026-03-31");
    await move("income:tickets", -500, "2026-04-01");
    await move("income:goods", -70, "2026-04-30");
    await move("expenses:ads", 30, "2026-04-02");
    const rows = await readAsTenant(finance, (tx) => categoryReport(tx, { from: "2026-03-01", to: "2026-04-30" }));
    const seen = rows.map((row) => [row.month, row.categoryId, row.kind, Number(row.amountMinor)]);
    assert.deepEqual(
      seen.sort(),
      [
        ["2026-03-01", doors, "income", 1000],
        ["2026-04-01", doors, "income", 500],
        ["2026-04-01", null, "expense", 30],
        ["2026-04-01", null, "income", 70],
      ].sort(),
    );
  });

  it("hold each account once, of their own kind, one level deep, under names of their own", async () => {
    const { finance } = await house();
    const base = { name: "Shows", kind: "income", accounts: ["income:tickets"] };
    const { id } = await saveCategory(finance, base);
    const twice = await refused(saveCategory(finance, { ...base, name: "Doors" }));
    assert.equal(twice.field, "accounts");
    assert.match(twice.message, /income:tickets is in “Shows”/);
    await refused(saveCategory(finance, { name: "Costs", kind: "income", accounts: ["expenses:ads"] }));
    await refused(saveCategory(finance, { ...base, name: "shows", accounts: [] }));
    const { id: below } = await saveCategory(finance, { name: "Below", kind: "income", parentId: id, accounts: [] });
    assert.equal(
      (await refused(saveCategory(finance, { name: "Deep", kind: "income", parentId: below, accounts: [] }))).field,
      "parentId",
    );
    await refused(archiveCategory(finance, { id }));
    await archiveCategory(finance, { id: below });
    await archiveCategory(finance, { id });
    await saveCategory(finance, { ...base, name: "Doors" });
  });

  it("are changed by who may plan, and nobody else's", async () => {
    const { org, finance } = await house();
    const others = await house();
    const { id } = await saveCategory(finance, { name: "Shows", kind: "income", accounts: [] });
    await assert.rejects(saveCategory(await given.person("viewer", org), { name: "X", kind: "income", accounts: [] }), {
      code: "forbidden",
    });
    const foreign = await refused(saveCategory(others.finance, { id, name: "Taken", kind: "income", accounts: [] }));
    assert.equal(foreign.code, "P0002");
    await saveCategory(await given.person("organizer", org), { id, name: "Nights", kind: "income", accounts: [] });
  });
});

describe("goals", () => {
  const progress = async (who: Parameters<typeof readAsTenant>[0], day: string, goal?: string, periods?: number) =>
    readAsTenant(who, (tx) => goalProgress(tx, { day, goal, periods }));

  it("are measured by the ledger: income, expenses, net, a category with those below it, an account", async () => {
    const { finance, move } = await house();
    const { id: top } = await saveCategory(finance, { name: "All", kind: "income", accounts: ["income:goods"] });
    await saveCategory(finance, { name: "Doors", kind: "income", parentId: top, accounts: ["income:tickets"] });
    await move("income:tickets", -1_000, "2026-04-01");
    await move("income:goods", -200, "2026-04-30");
    await move("income:other", -40, "2026-04-15");
    await move("expenses:ads", 300, "2026-04-10");
    await move("income:tickets", -9_999, "2026-05-01");
    const goal = { every: "month", startsOn: "2026-01", target: "10.00", currency: "USD" };
    const ids = await Promise.all(
      [
        { measure: "income", name: "Income" },
        { measure: "expenses", name: "Spending" },
        { measure: "net", name: "Net" },
        { measure: "category", categoryId: top, name: "Category" },
      ].map((one) => saveGoal(finance, { ...goal, ...one })),
    );
    const found = await progress(finance, "2026-04-30");
    const of = (at: number) => found.find((one) => one.goalId === ids[at]?.id);
    assert.deepEqual(
      [0, 1, 2, 3].map((at) => Number(of(at)?.doneMinor)),
      [1240, 300, 940, 1200],
    );
    assert.deepEqual(
      [0, 1].map((at) => of(at)?.spending),
      [false, true],
    );
    assert.equal(Number(of(0)?.expectedMinor), 1000, "the month is over");
  });

  it("count every month or year, from their first on, and know what should be done by today", async () => {
    const { finance, move } = await house();
    await move("income:tickets", -100, "2026-02-28");
    await move("income:tickets", -300, "2026-12-31");
    const base = { name: "Year", measure: "income", startsOn: "2026-05", target: "36.50", currency: "USD" };
    const { id } = await saveGoal(finance, { ...base, every: "year" });
    const [year] = await progress(finance, "2026-01-10", id);
    assert.deepEqual(
      [year?.startsOn, year?.endsOn, Number(year?.doneMinor), Number(year?.expectedMinor)],
      ["2026-01-01", "2026-12-31", 400, 100],
    );
    const { id: monthly } = await saveGoal(finance, { ...base, name: "Months", every: "month", startsOn: "2026-11" });
    const months = await progress(finance, "2026-12-01", monthly, 12);
    assert.deepEqual(months.map((one) => [one.startsOn, Number(one.doneMinor)]).sort(), [
      ["2026-11-01", 0],
      ["2026-12-01", 300],
    ]);
    assert.deepEqual(await progress(finance, "2026-10-01", monthly), [], "it does not count yet");
  });

  it("can be for one event or station", async () => {
    const { org, finance, move } = await house();
    const event = await given.event(org);
    await move("income:tickets", -700, "2026-04-03", { event_id: event.id });
    await move("income:tickets", -100, "2026-04-03");
    const base = { measure: "income", every: "month", startsOn: "2026-01", target: "10", currency: "USD" };
    const { id } = await saveGoal(finance, { ...base, name: "Night", eventId: event.id });
    assert.equal(Number((await progress(finance, "2026-04-30", id))[0]?.doneMinor), 700);
  });

  it("say how far ahead or behind they are", () => {
    assert.deepEqual(paceOf({ doneMinor: 90n, expectedMinor: 100n, spending: false }), { ahead: false, byMinor: 10n });
    assert.deepEqual(paceOf({ doneMinor: 90n, expectedMinor: 100n, spending: true }), { ahead: true, byMinor: 10n });
    assert.deepEqual([percentOf(-5n, 100n), percentOf(50n, 100n), percentOf(500n, 100n)], [0, 50, 100]);
  });

  it("refuse a target of nothing, an end before the beginning, and an account in another currency", async () => {
    const { finance } = await house();
    const goal = { name: "Goal", measure: "income", every: "month", startsOn: "2026-05", target: "1", currency: "USD" };
    await assert.rejects(saveGoal(finance, { ...goal, target: "0" }), { code: "invalid" });
    assert.equal((await refused(saveGoal(finance, { ...goal, endsOn: "2026-04" }))).field, "endsOn");
    await assert.rejects(saveGoal(finance, { ...goal, measure: "category" }), { name: "ZodError" });
    await saveGoal(finance, goal);
  });
});
