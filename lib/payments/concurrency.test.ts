import assert from "node:assert/strict";
import { after, test } from "node:test";
import pg from "pg";
import { admin, platform } from "#db/given";
import { balances, faults, house, type Line, post, uniqueKey } from "#lib/payments/books.given";

after(() => admin.end());

/** Work on `count` connections at once, as so many processes would. */
async function clients<T>(
  count: number,
  work: (client: pg.Client, n: number) => Promise<T>,
): Promise<PromiseSettledResult<T>[]> {
  const all = Array.from({ length: count }, () => new pg.Client(process.env.DATABASE_URL));
  await Promise.all(all.map((client) => client.connect()));
  try {
    return await Promise.allSettled(all.map(work));
  } finally {
    await Promise.all(all.map((client) => client.end()));
  }
}
const done = <T>(results: PromiseSettledResult<T>[]) =>
  results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
const failures = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === "rejected" ? [result.reason as pg.DatabaseError] : []));

test("sixteen clients posting at random leave every balance the sum of its entries", async () => {
  const ours = await house();
  const codes = ["assets:bank:main", "income:other", "income:tickets", "expenses:other", "equity:opening"];
  const until = Date.now() + 3_000;
  const results = await clients(16, async (client, n) => {
    let posted = 0;
    for (let i = 0; Date.now() < until; i += 1) {
      const [from, to] = [codes[(n + i) % codes.length], codes[(n * 3 + i * 7 + 1) % codes.length]];
      const amount = 1 + ((n * 31 + i * 17) % 5_000);
      if (i % 4 === 0)
        await client.query("select payments.record_sale($1::jsonb)", [
          JSON.stringify({
            organization_id: ours.id,
            gross_minor: amount + 100,
            tax_minor: 7,
            processing_fee_minor: 3,
            tickets: 1,
            currency: "USD",
            gateway: "test",
            key: uniqueKey(),
          }),
        ]);
      else if (from !== to)
        await post(
          ours,
          [
            { account: from ?? "", amount_minor: amount },
            { account: to ?? "", amount_minor: -amount },
          ],
          {},
          client as unknown as pg.PoolClient,
        );
      posted += 1;
    }
    return posted;
  });
  assert.deepEqual(
    failures(results).map(({ message }) => message),
    [],
  );
  assert.ok(done(results).reduce((sum, n) => sum + n, 0) > 200);
  assert.deepEqual(await faults(ours), []);
  assert.deepEqual(await faults(await platform()), []);
});

/** A striped account with a floor of zero, filled with this much: what is owed to a house. */
async function filled(minor: number) {
  const ours = await house({ feePpm: 0, feeFixedMinor: 0 });
  const book = await platform();
  const code = `liabilities:owed:${ours.id}`;
  // Sold by many clients, so that the money lies on many stripes.
  await clients(8, (client) =>
    client.query("select payments.record_sale($1::jsonb)", [
      JSON.stringify({
        organization_id: ours.id,
        gross_minor: minor / 8,
        tickets: 1,
        currency: "USD",
        gateway: "test",
        key: uniqueKey(),
      }),
    ]),
  );
  const drain = (amount: number): [object, object] => [
    {
      organization_id: ours.id,
      key: uniqueKey(),
      kind: "manual",
      currency: "USD",
      effective_on: "2025-06-01",
      lines: [
        { account: "expenses:other", amount_minor: amount },
        { account: "assets:wallet", amount_minor: -amount },
      ],
    },
    {
      organization_id: book.id,
      key: uniqueKey(),
      kind: "manual",
      currency: "USD",
      effective_on: "2025-06-01",
      lines: [
        { account: code, amount_minor: amount },
        { account: "assets:processor:test", amount_minor: -amount },
      ],
    },
  ];
  return { ours, book, code, drain };
}

test("concurrent drains never take an account below its floor, and the last one to zero is accepted", async () => {
  const { ours, book, code, drain } = await filled(8_000);
  let lowest = Number.POSITIVE_INFINITY;
  let sampling = true;
  const sampler = (async () => {
    while (sampling) {
      const { rows } = await admin.query(
        `select sum(b.credits_minor - b.debits_minor)::int as standing from payments.balances b join payments.accounts a on a.organization_id = b.organization_id and a.id = b.account_id
         where a.organization_id = $1 and a.code = $2`,
        [book.id, code],
      );
      lowest = Math.min(lowest, rows[0].standing);
    }
  })();
  const results = await clients(16, (client) =>
    client.query("select payments.post_group($1::jsonb)", [JSON.stringify(drain(1_000))]),
  );
  sampling = false;
  await sampler;
  assert.equal(done(results).length, 8);
  for (const error of failures(results)) assert.equal(error.constraint, "balance_floor", error.message);
  assert.ok(lowest >= 0, `seen at ${lowest}`);
  assert.equal((await balances(book))[code] ?? 0, 0);
  assert.deepEqual(await faults(ours), []);
});

test("one cent more than an account holds is refused, and exactly all of it is accepted", async () => {
  const { book, code, drain } = await filled(8_000);
  await assert.rejects(admin.query("select payments.post_group($1::jsonb)", [JSON.stringify(drain(8_001))]), {
    constraint: "balance_floor",
  });
  await admin.query("select payments.post_group($1::jsonb)", [JSON.stringify(drain(8_000))]);
  assert.equal((await balances(book))[code] ?? 0, 0);
});

test("one key from sixteen clients at once has one effect and one answer", async () => {
  const ours = await house();
  const key = uniqueKey();
  const sale = JSON.stringify({
    organization_id: ours.id,
    gross_minor: 2_000,
    tickets: 1,
    currency: "USD",
    gateway: "test",
    key,
  });
  const results = await clients(
    16,
    async (client) => (await client.query("select payments.record_sale($1::jsonb) as id", [sale])).rows[0].id as string,
  );
  assert.equal(done(results).length, 16);
  assert.equal(new Set(done(results)).size, 1);
  assert.equal((await balances(ours))["income:tickets"], -2_000);
  const other = JSON.stringify({ ...JSON.parse(sale), gross_minor: 2_001 });
  await assert.rejects(admin.query("select payments.record_sale($1::jsonb)", [other]), { code: "P0S01" });
  assert.equal((await balances(ours))["income:tickets"], -2_000);
});

test("a group that does not cancel out, or lacks a book, is refused; whole, it is accepted", async () => {
  const { drain } = await filled(8_000);
  const group = (documents: unknown[]) =>
    admin.query("select payments.post_group($1::jsonb)", [JSON.stringify(documents)]);
  const [own, theirs] = drain(500) as [{ lines: Line[] }, { lines: Line[] }];
  const short = {
    ...theirs,
    lines: theirs.lines.map((line) => ({ ...line, amount_minor: Number(line.amount_minor) / 5 })),
  };
  await assert.rejects(group([own, short]), { code: "P0G01", message: /cancel out/ });
  await assert.rejects(group([own]), { code: "P0G01", message: /cancel out/ });
  await assert.rejects(
    admin.query("select payments.post_documents($1::jsonb, null)", [
      JSON.stringify([{ ...own, group_id: "01900000-0000-7000-8000-0000000000aa", group_size: 2 }]),
    ]),
    { code: "P0G01", message: /whole/ },
  );
  await group([own, theirs]);
});
