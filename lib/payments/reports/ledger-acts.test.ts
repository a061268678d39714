import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { admin, given, type Organization } from "#db/given";
import { type Actor, asTenant, closeDatabase } from "#db/tenant";
import { balances, causedBy, faults, house, order, post, refund, sell, uniqueKey } from "#lib/payments/books.given";
import { closePeriod } from "#lib/payments/commands";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const call = async <T>(who: Actor, query: ReturnType<typeof sql>) =>
  (await asTenant(who, (tx) => tx.execute<{ answer: T }>(sql`select ${query} as answer`))).rows[0]?.answer as T;
const exchange = (who: Actor, fields: object) =>
  call<{ transactionId?: string; requestId?: string }>(
    who,
    sql`payments.exchange(${JSON.stringify({
      key: uniqueKey(),
      effectiveOn: "2025-03-05",
      soldAccount: "assets:bank:main",
      soldCurrency: "USD",
      soldMinor: "10000",
      boughtAccount: "assets:bank:euro",
      boughtCurrency: "EUR",
      boughtMinor: "9150",
      rate: "0.9200",
      rateSource: "European Central Bank",
      rateOn: "2025-03-04",
      memo: "Dollars to euros",
      ...fields,
    })}::jsonb)`,
  );

test("an exchange balances in each currency, books the difference to its rate, and keeps rate and source", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const key = uniqueKey();
  const { transactionId } = await exchange(finance, { key });
  assert.deepEqual(await balances(ours), {
    "assets:bank:euro": 9_150,
    "assets:bank:main": -10_000,
    "equity:fx:eur": -9_200,
    "equity:fx:usd": 10_000,
    "expenses:fx": 50,
  });
  assert.deepEqual(await exchange(finance, { key }), { transactionId });
  const { rows } = await admin.query(
    "select rate::text, rate_source, rate_on::text, expected_minor from payments.exchanges where organization_id = $1",
    [ours.id],
  );
  assert.deepEqual(rows, [
    { rate: "0.920000000000", rate_source: "European Central Bank", rate_on: "2025-03-04", expected_minor: "9200" },
  ]);
  await assert.rejects(
    exchange(finance, { rate: "1.087" }).then(() => exchange(finance, { rate: "1.3" })),
    causedBy("P0G01"),
  );
  await assert.rejects(
    exchange(finance, { boughtCurrency: "USD", boughtAccount: "assets:bank:other" }),
    causedBy("P0G01"),
  );
  await assert.rejects(exchange(finance, { soldAccount: "assets:wallet" }), causedBy("P0G01"));
  await assert.rejects(exchange(await given.person("manager", ours), {}), causedBy("42501"));
  assert.deepEqual(await faults(ours), []);
});

/** The most that one line of the books holds: 2^53 − 1 minor units. */
const largest = 9_007_199_254_740_991n;

test("an exchange that is more than a line of the books can hold is refused at its field, and one that just fits is booked", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const one = (fields: object) => exchange(finance, { rate: "1", ...fields });
  const fits = { soldMinor: String(largest), boughtMinor: String(largest) };
  const refusedAt = (column: string, words: RegExp) => (error: unknown) => {
    const { cause } = error as { cause: { code: string; column: string; message: string } };
    assert.deepEqual({ code: cause.code, column: cause.column }, { code: "P0G01", column });
    assert.match(cause.message, words);
    return true;
  };
  // What arrived is inside; what the rate says should have arrived is not.
  await assert.rejects(one({ ...fits, rate: "1.000000000001" }), refusedAt("rate", /more EUR than one line/));
  await assert.rejects(one({ ...fits, rate: "1e30" }), refusedAt("rate", /more EUR than one line/));
  await assert.rejects(one({ ...fits, soldMinor: String(largest + 1n) }), refusedAt("sold", /in parts/));
  await assert.rejects(one({ ...fits, boughtMinor: String(largest + 1n) }), refusedAt("bought", /in parts/));
  assert.deepEqual(await balances(ours), {});
  await one(fits);
  assert.deepEqual(await balances(ours), {
    "assets:bank:euro": Number(largest),
    "assets:bank:main": -Number(largest),
    "equity:fx:eur": -Number(largest),
    "equity:fx:usd": Number(largest),
  });
  assert.deepEqual(await faults(ours), []);
});

test("whatever is exchanged, every currency of the book sums to zero and the gain is what came in beyond the rate", async () => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  const digits: Record<string, number> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };
  const amounts = fc.record({
    sold: fc.constantFrom("USD", "EUR", "JPY", "KWD"),
    bought: fc.constantFrom("USD", "EUR", "JPY", "KWD"),
    soldMinor: fc.bigInt({ min: 5_000n, max: 10n ** 11n }),
    rateMicros: fc.bigInt({ min: 200_000n, max: 900_000_000n }),
    off: fc.bigInt({ min: -200n, max: 200n }),
  });
  await fc.assert(
    fc.asyncProperty(amounts, async ({ sold, bought, soldMinor, rateMicros, off }) => {
      fc.pre(sold !== bought);
      const shift = (digits[bought] ?? 0) - (digits[sold] ?? 0);
      const scaled = soldMinor * rateMicros * 10n ** BigInt(Math.max(shift, 0));
      const whole = 1_000_000n * 10n ** BigInt(Math.max(-shift, 0));
      const expected = (scaled * 2n + whole) / (whole * 2n);
      const arrived = expected + (expected * off) / 1_000n;
      fc.pre(arrived > 0n && arrived <= largest && expected <= largest);
      const rate = `${rateMicros / 1_000_000n}.${String(rateMicros % 1_000_000n).padStart(6, "0")}`;
      const { transactionId } = await exchange(finance, {
        ...{
          soldCurrency: sold,
          boughtCurrency: bought,
          rate,
          soldMinor: String(soldMinor),
          boughtMinor: String(arrived),
        },
        ...{ soldAccount: "assets:bank:main", boughtAccount: "assets:bank:main" },
      });
      const { rows } = await admin.query(
        `select e.currency, sum(e.amount_minor) as total, coalesce(sum(-e.amount_minor) filter (where a.code in ('income:fx', 'expenses:fx')), 0) as gain
         from payments.entries e join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
         where e.organization_id = $1 and e.transaction_id = $2 group by e.currency`,
        [ours.id, transactionId],
      );
      assert.equal(rows.length, 2);
      assert.ok(rows.every(({ total }) => total === "0"));
      assert.equal(BigInt(rows.find(({ currency }) => currency === bought).gain), arrived - expected);
    }),
    { numRuns: 60 },
  );
  assert.deepEqual(await faults(ours), []);
});

const reopen = (who: Actor, periodId: string) =>
  call<{ reopeningId?: string; requestId?: string }>(
    who,
    sql`payments.reopen_period(${JSON.stringify({ periodId, reason: "An invoice of the caterer was missing" })}::jsonb)`,
  );
const coffee = [
  { account: "expenses:other", amount_minor: 250 },
  { account: "assets:bank:main", amount_minor: -250 },
];
const locked = async (ours: Organization) =>
  (await admin.query("select locked_through::text as day from payments.books where organization_id = $1", [ours.id]))
    .rows[0].day;

test("a closed period is opened again only by two people, and the lock date moves back through nothing else", async () => {
  const ours = await house();
  const [asker, other] = [await given.person("finance", ours), await given.person("finance", ours)];
  await post(ours, coffee, { effective_on: "2025-01-10" });
  const { periodId: january } = await closePeriod(asker, { through: "2025-01-31" });
  const { periodId: february } = await closePeriod(asker, { through: "2025-02-28" });
  await assert.rejects(post(ours, coffee, { effective_on: "2025-02-10" }), { code: "P0G01" });
  await assert.rejects(
    admin.query("update payments.books set locked_through = '2025-01-31' where organization_id = $1", [ours.id]),
    { code: "42501" },
  );
  await assert.rejects(reopen(asker, january), causedBy("P0G01"));
  const { requestId } = await reopen(asker, february);
  assert.ok(requestId);
  assert.equal(await locked(ours), "2025-02-28");
  await assert.rejects(reopen(asker, february), causedBy("P0G01"));
  await assert.rejects(call(asker, sql`organizations.approve_request(${requestId}::uuid)`), causedBy("P0G01"));
  await call(other, sql`organizations.approve_request(${requestId}::uuid)`);
  assert.equal(await locked(ours), "2025-01-31");
  await post(ours, coffee, { effective_on: "2025-02-10" });
  await assert.rejects(post(ours, coffee, { effective_on: "2025-01-20" }), { code: "P0G01" });
  const { rows } = await admin.query(
    "select requested_by, approved_by, locked_before::text, locked_through::text from payments.reopenings where organization_id = $1",
    [ours.id],
  );
  assert.deepEqual(rows, [
    {
      requested_by: asker.userId,
      approved_by: other.userId,
      locked_before: "2025-02-28",
      locked_through: "2025-01-31",
    },
  ]);
  assert.deepEqual(await faults(ours), []);
  await closePeriod(asker, { through: "2025-02-28" });
  assert.deepEqual(await faults(ours), []);
  await assert.rejects(admin.query("delete from payments.reopenings where organization_id = $1", [ours.id]), {
    code: "42501",
  });
});

test("where nobody else may close periods, one person reopens alone and the book says that nobody agreed", async () => {
  const ours = await house();
  const alone = await given.person("finance", ours);
  const { periodId } = await closePeriod(alone, { through: "2025-01-31" });
  const { reopeningId } = await reopen(alone, periodId);
  assert.ok(reopeningId);
  const { rows } = await admin.query("select approved_by from payments.reopenings where id = $1", [reopeningId]);
  assert.deepEqual(rows, [{ approved_by: null }]);
  assert.equal(await locked(ours), "-infinity");
  await post(ours, coffee, { effective_on: "2024-12-31" });
});

test("a house that earns after the event owes its sales until then, gives refunds from there, and earns the rest once", async () => {
  const ours = await house({ feePpm: 0, feeFixedMinor: 0 });
  await admin.query("update organizations.organizations set revenue_recognised = 'after_event' where id = $1", [
    ours.id,
  ]);
  const [first, second] = [await order(ours), await order(ours)];
  const event = (await admin.query("select event_id from ticketing.orders where id = $1", [first])).rows[0].event_id;
  await admin.query("update ticketing.orders set event_id = $2 where id = $1", [second, event]);
  const plain = { tax_minor: 0, processing_fee_minor: 0, event_id: event };
  await sell(ours, { ...plain, order_id: first, gross_minor: 8_000 });
  await sell(ours, { ...plain, order_id: second, gross_minor: 2_000 });
  await refund(ours, second, 500);
  const deferred = `liabilities:deferred:${event}`;
  assert.deepEqual(await balances(ours), { "assets:wallet": 9_500, [deferred]: -9_500 });
  const recognise = () => admin.query("select payments.recognise()");
  await recognise();
  assert.deepEqual(await balances(ours), { "assets:wallet": 9_500, [deferred]: -9_500 });
  const client = await admin.connect();
  await client.query("set session_replication_role = replica");
  await client.query("update events.events set state = 'completed' where id = $1", [event]);
  await client.query("set session_replication_role = origin");
  client.release();
  await Promise.all([recognise(), recognise(), recognise()]);
  assert.deepEqual(await balances(ours), { "assets:wallet": 9_500, "income:tickets": -9_500 });
  await refund(ours, first, 1_000);
  assert.deepEqual(await balances(ours), { "assets:wallet": 8_500, "income:tickets": -8_500 });
  assert.deepEqual(await faults(ours), []);
});
