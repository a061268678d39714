import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { admin, given, type Organization } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { faults, house, order, post, refund, sell } from "#lib/payments/books.given";
import { accountStatement } from "#lib/payments/queries/journal";
import { accountsSeen, statementSeen } from "#lib/payments/queries/seen";
import { reports } from "#lib/payments/reports/catalogue";
import { fileOf } from "#lib/payments/reports/files";
import { type Lens, spanBefore, usualSpans } from "#lib/payments/reports/lens";
import type { ReportName } from "#lib/payments/reports/names";
import { isFigure } from "#lib/payments/reports/sheet";
import { dayIn, toLocal } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const earn = (ours: Organization, amount: number, on: string, fields: object = {}) =>
  post(
    ours,
    [
      { account: "assets:bank:main", amount_minor: amount },
      { account: "income:other", amount_minor: -amount },
    ],
    { effective_on: on, ...fields },
  );
const standing = async (who: Actor, ours: Organization, lens: Lens, to = "2025-12-31", from = "2025-01-01") => {
  const rows = await readAsTenant(who, (tx) => accountsSeen(tx, { from, to, lens, zone: ours.zone }));
  return Object.fromEntries(
    rows.filter(({ closingMinor }) => closingMinor !== 0n).map((row) => [row.code, row.closingMinor]),
  );
};

test("a report of one event or station has that event's lines and no others, and its account leads to the same figure", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const station = await given.station(ours);
  const [night, day] = [await given.event(ours), await given.event(ours)];
  await earn(ours, 100, "2025-02-01", { event_id: night.id, station_id: station });
  await earn(ours, 20, "2025-03-01", { event_id: night.id });
  await earn(ours, 3, "2025-03-01", { event_id: day.id, station_id: station });
  await earn(ours, 7_000, "2025-03-01");
  const both = (amount: bigint) => ({ "assets:bank:main": amount, "income:other": amount });
  assert.deepEqual(await standing(finance, ours, {}), both(7_123n));
  assert.deepEqual(await standing(finance, ours, { event: night.id }), both(120n));
  assert.deepEqual(await standing(finance, ours, { station }), both(103n));
  assert.deepEqual(await standing(finance, ours, { event: night.id, station }), both(100n));
  assert.deepEqual(await standing(finance, ours, { event: night.id }, "2025-02-28"), both(100n));
  const others = await house();
  assert.deepEqual(await standing(await given.person("finance", others), others, { event: night.id }), {});
  const accounts = await readAsTenant(finance, (tx) =>
    accountsSeen(tx, { from: "2025-03-01", to: "2025-12-31", lens: { event: night.id }, zone: ours.zone }),
  );
  for (const { accountId, openingMinor, closingMinor } of accounts) {
    const { lines } = await readAsTenant(finance, (tx) =>
      statementSeen(tx, { accountId, lens: { event: night.id }, zone: ours.zone }),
    );
    assert.equal(lines.length, 2);
    assert.deepEqual([lines[0]?.balanceMinor, lines[1]?.balanceMinor], [closingMinor, openingMinor]);
    const page = await readAsTenant(finance, (tx) =>
      statementSeen(tx, { accountId, lens: { event: night.id }, zone: ours.zone, limit: 1 }),
    );
    const rest = await readAsTenant(finance, (tx) =>
      statementSeen(tx, { accountId, lens: { event: night.id }, zone: ours.zone, after: page.next }),
    );
    assert.deepEqual([...page.lines, ...rest.lines], lines);
  }
});

test("what was known at a seal or at a moment never changes, however much is dated back afterwards", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const days = fc.integer({ min: 1, max: 28 }).map((day) => `2025-0${1 + (day % 6)}-${String(day).padStart(2, "0")}`);
  const step = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 10_000 }), on: days }), {
    minLength: 1,
    maxLength: 4,
  });
  const kept: { lens: Lens; on: string; was: Record<string, bigint> }[] = [];
  await fc.assert(
    fc.asyncProperty(step, days, async (entries, on) => {
      for (const entry of entries) await earn(ours, entry.amount, entry.on);
      await admin.query("select payments.seal_book($1, 100000, true)", [ours.id]);
      const now = await standing(finance, ours, {}, on);
      const { rows } = await admin.query("select chain_n from payments.books where organization_id = $1", [ours.id]);
      kept.push({ lens: { seal: rows[0].chain_n }, on, was: now });
      for (const { lens, on: day, was } of kept) assert.deepEqual(await standing(finance, ours, lens, day), was);
    }),
    { numRuns: 25 },
  );
  const [newest] = kept.slice(-1);
  const minute = toLocal(new Date(Date.now() - 3_600_000), ours.zone);
  assert.deepEqual(await standing(finance, ours, { known: minute }), {});
  const tomorrow = toLocal(new Date(Date.now() + 86_400_000), ours.zone);
  assert.deepEqual(await standing(finance, ours, { known: tomorrow }, newest?.on), newest?.was);
  assert.deepEqual(await faults(ours), []);
});

test("an unsealed entry is not known at the last seal, and both ways of asking agree with summing the entries", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  await earn(ours, 500, "2025-01-05");
  await admin.query("select payments.seal_book($1, 100000, true)", [ours.id]);
  await earn(ours, 40, "2025-01-04");
  assert.deepEqual(await standing(finance, ours, { seal: "1" }), { "assets:bank:main": 500n, "income:other": 500n });
  assert.deepEqual(await standing(finance, ours, { seal: "999" }), { "assets:bank:main": 500n, "income:other": 500n });
  assert.deepEqual(await standing(finance, ours, {}), { "assets:bank:main": 540n, "income:other": 540n });
});

const draw = (who: Actor, ours: Organization, name: ReportName, lens: Lens = {}) => {
  const today = dayIn(new Date(), ours.zone);
  const question = { slug: ours.slug, zone: ours.zone, from: "2025-01-01", to: today, lens };
  return readAsTenant(who, (tx) => reports[name](tx, question));
};
const figures = (report: Awaited<ReturnType<typeof draw>>, row: string) => {
  const cells = report.sheets[0]?.rows.find(({ id }) => id.startsWith(row))?.cells ?? {};
  return Object.fromEntries(
    Object.entries(cells).flatMap(([key, cell]) => (isFigure(cell) ? [[key, Number(cell.minor)]] : [])),
  );
};

test("fees, taxes, refunds and held funds add up to their accounts, and every sum has the rows it is of", async () => {
  const ours = await house({ settlement: "direct" });
  const finance = await given.person("finance", ours);
  const sold = await order(ours);
  await sell(ours, { order_id: sold });
  await refund(ours, sold, 1_000);
  await post(ours, [
    { account: "liabilities:tax:test-tax", amount_minor: 300 },
    { account: "assets:bank:main", amount_minor: -300 },
  ]);
  assert.deepEqual(figures(await draw(finance, ours, "taxes"), "sum"), {
    before: 0,
    collected: 800,
    returned: 80,
    paid: 300,
    after: 420,
  });
  assert.deepEqual(figures(await draw(finance, ours, "fees"), "sum"), { charged: 320, returned: 0, net: 320 });
  assert.deepEqual(figures(await draw(finance, ours, "refunds"), "sum"), {
    sales: 920,
    tax: 80,
    fees: 0,
    paid: 1_000,
    owed: 0,
  });

  const deposit = (amount: number, daysAgo: number) =>
    post(
      ours,
      [
        { account: "assets:bank:main", amount_minor: amount },
        { account: "liabilities:deposits", amount_minor: -amount },
      ],
      { effective_on: dayIn(new Date(Date.now() - daysAgo * 86_400_000), ours.zone) },
    );
  for (const [amount, ago] of [
    [1_000, 200],
    [500, 70],
    [200, 40],
    [50, 2],
    [-1_100, 1],
  ] as const)
    await deposit(amount, ago);
  assert.deepEqual(figures(await draw(finance, ours, "held"), "sum"), {
    days30: 50,
    days60: 200,
    days90: 400,
    older: 0,
    total: 650,
  });
  await deposit(-1_000, 0);
  assert.deepEqual(figures(await draw(finance, ours, "held"), "sum").total, -350);
});

test("each report becomes a CSV, a spreadsheet and a paper that say whose it is, in which currency and zone, and when", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  await sell(ours, { order_id: await order(ours) });
  const madeAt = new Date("2026-01-01T10:00:00Z");
  for (const name of Object.keys(reports) as ReportName[]) {
    const report = await draw(finance, ours, name);
    const titled = { title: "=Report", span: "2025", organization: ours.name, zone: ours.zone, madeAt, report };
    const csv = String(await fileOf("csv", titled));
    for (const words of ["'=Report", ours.name, ours.zone, "Drawn up", "# rows"])
      assert.ok(csv.includes(words), `${name}: ${words}`);
    assert.ok(report.sheets.every(({ rows }) => rows.length > 0));
    const parts = unzipSync(await fileOf("xlsx", titled));
    assert.ok(strFromU8(parts["xl/sharedStrings.xml"] ?? new Uint8Array()).includes(ours.zone));
    assert.equal(String((await fileOf("pdf", titled)).subarray(0, 5)), "%PDF-");
  }
  const balance = await draw(finance, ours, "balance-sheet");
  assert.equal(figures(balance, "total Total assets").current, figures(balance, "total Liabilities, equity").current);
  assert.equal(figures(await draw(finance, ours, "income-statement"), "total Result").current, 8_550);
  assert.ok(
    (await readAsTenant(finance, (tx) => accountStatement(tx, { accountId: "00000000-0000-7000-8000-000000000000" })))
      .lines.length === 0,
  );
});

test("a span is compared with as much of the month, quarter or year before it, or with as many days", () => {
  assert.deepEqual(spanBefore({ from: "2026-03-01", to: "2026-03-31" }), { from: "2026-02-01", to: "2026-02-28" });
  assert.deepEqual(spanBefore({ from: "2026-01-01", to: "2026-12-31" }), { from: "2025-01-01", to: "2025-12-31" });
  assert.deepEqual(spanBefore({ from: "2026-03-10", to: "2026-03-12" }), { from: "2026-03-07", to: "2026-03-09" });
  const so = (from: string, to: string) => Object.values(spanBefore({ from, to }));
  assert.deepEqual(so("2026-01-01", "2026-11-20"), ["2025-01-01", "2025-11-20"]);
  assert.deepEqual(so("2026-10-01", "2026-11-20"), ["2026-07-01", "2026-08-20"]);
  assert.deepEqual(so("2026-03-01", "2026-03-30"), ["2026-02-01", "2026-02-28"]);
  assert.deepEqual(usualSpans("2026-01-15")[1], { label: "Last month", from: "2025-12-01", to: "2025-12-31" });
});
