import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { admin, given, type Organization } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { faults, house, post, sell, uniqueKey } from "#lib/payments/books.given";
import { closePeriod, postJournalEntry } from "#lib/payments/commands";
import { closedPeriods, trialBalance } from "#lib/payments/queries/reports";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const entry = (amount: number) => [
  { account: "assets:bank:main", amount_minor: amount },
  { account: "income:other", amount_minor: -amount },
];
test("a closed period takes nothing any more, and the day after it does", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  for (const day of ["2025-01-10", "2025-01-31", "2025-02-01"]) await post(ours, entry(100), { effective_on: day });
  await closePeriod(finance, { through: "2025-01-31", note: "January" });
  await assert.rejects(post(ours, entry(100), { effective_on: "2025-01-31" }), {
    code: "P0G01",
    message: /closed period/,
  });
  await post(ours, entry(100), { effective_on: "2025-02-01" });
  await assert.rejects(closePeriod(finance, { through: "2025-01-15" }));
  await assert.rejects(closePeriod(finance, { through: "2099-12-31" }));
  await closePeriod(finance, { through: "2025-02-28" });
  const periods = await asTenant(finance, closedPeriods, "read only");
  assert.deepEqual(
    periods.map(({ startsOn, endsOn, closedBy }) => [startsOn, endsOn, closedBy]),
    [
      ["2025-02-01", "2025-02-28", finance.userId],
      ["2025-01-10", "2025-01-31", finance.userId],
    ],
  );
  assert.deepEqual(await faults(ours), []);
});

/** A poster that has written and not yet committed, while the period is closed. `free` takes the book's lock away from it. */
async function race(ours: Organization, free: boolean) {
  const finance = await given.person("finance", ours);
  const poster = new pg.Client(process.env.DATABASE_URL);
  await poster.connect();
  try {
    await poster.query("begin");
    const lock = await poster.query("select pg_get_functiondef('payments.book_lock(uuid)'::regprocedure) as source");
    // Only this connection sees the change, and it is put back before the commit.
    if (free)
      await poster.query(
        "create or replace function payments.book_lock(organization uuid) returns bigint language sql volatile parallel safe as 'select (random() * 9e15)::bigint'",
      );
    await post(ours, entry(500), { effective_on: "2025-01-20" }, poster as unknown as pg.PoolClient);
    if (free) await poster.query(lock.rows[0].source);
    const closing = closePeriod(finance, { through: "2025-01-31" });
    const first = await Promise.race([closing.then(() => "closed"), wait(400, "waits")]);
    await poster.query("commit");
    await closing;
    return first;
  } finally {
    await poster.end();
  }
}

test("a close waits for postings under way, and includes them", async () => {
  const ours = await house();
  await post(ours, entry(100), { effective_on: "2025-01-10" });
  assert.equal(await race(ours, false), "waits");
  assert.deepEqual(await faults(ours), []);
});

test("without the book's lock a late posting would slip behind the close, and the proof would say so", async () => {
  const ours = await house();
  await post(ours, entry(100), { effective_on: "2025-01-10" });
  assert.equal(await race(ours, true), "closed");
  assert.match((await faults(ours)).join(), /periods: 2 balances changed after the close/);
});

test("a close raced by eight posters leaves the snapshot true", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  let posted = 0;
  let refused = 0;
  const clients = Array.from({ length: 8 }, () => new pg.Client(process.env.DATABASE_URL));
  await Promise.all(clients.map((client) => client.connect()));
  const posting = clients.map(async (client) => {
    while (refused < 8) {
      const done = post(ours, entry(10), { effective_on: "2025-01-20" }, client as unknown as pg.PoolClient);
      await done.then(
        () => {
          posted += 1;
        },
        (error) => {
          assert.match(error.message, /closed period/);
          refused += 1;
        },
      );
    }
  });
  await wait(200);
  await closePeriod(finance, { through: "2025-01-31" });
  await Promise.all(posting);
  await Promise.all(clients.map((client) => client.end()));
  assert.ok(posted > 10 && refused >= 8, `${posted} posted, ${refused} refused`);
  assert.deepEqual(await faults(ours), []);
});

test("as of today is current, and as of any day is the sum of the entries until then, before and after a close", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const days = Array.from({ length: 40 }, (_, i) =>
    new Date(Date.UTC(2025, 0, 1 + ((i * 11) % 90))).toISOString().slice(0, 10),
  );
  for (const [i, day] of days.entries()) {
    await post(ours, entry(100 + i * 3), { effective_on: day });
    if (i % 4 === 0) await sell(ours, { effective_on: day });
  }
  const asOf = (day?: string) => asTenant(finance, (tx) => trialBalance(tx, { asOf: day }), "read only");
  const expected = async (day: string) => {
    const { rows } = await admin.query(
      `select a.code, sum(e.amount_minor) as total from payments.entries e join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
       where e.organization_id = $1 and e.effective_on <= $2 group by a.code having sum(e.amount_minor) <> 0 order by a.code`,
      [ours.id, day],
    );
    return rows.map(({ code, total }) => [code, BigInt(total)]);
  };
  const check = async () => {
    for (const day of ["2024-12-31", "2025-01-01", "2025-01-31", "2025-02-14", "2025-03-31", "2025-11-19"]) {
      const { rows, totals } = await asOf(day);
      assert.deepEqual(
        rows.map(({ code, debitMinor, creditMinor }) => [code, debitMinor - creditMinor]),
        await expected(day),
        day,
      );
      assert.ok(totals.every(({ balanced }) => balanced));
    }
    assert.deepEqual(await asOf("2099-01-01"), await asOf());
  };
  await check();
  await closePeriod(finance, { through: "2025-01-31" });
  await check();
  await postJournalEntry(finance, {
    key: uniqueKey(),
    effectiveOn: "2025-02-03",
    currency: "USD",
    memo: "Found a receipt",
    lines: [
      { account: "assets:bank:main", amountMinor: "77" },
      { account: "income:other", amountMinor: "-77" },
    ],
  });
  await check();
});
