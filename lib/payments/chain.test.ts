import assert from "node:assert/strict";
import { after, test } from "node:test";
import pg from "pg";
import { admin, type Organization } from "#db/given";
import { faults, house, post } from "#lib/payments/books.given";

after(() => admin.end());

const entry = (amount: number) => [
  { account: "assets:bank:main", amount_minor: amount },
  { account: "income:other", amount_minor: -amount },
];
const seal = (organization: Organization, most = 100_000) =>
  admin
    .query("select payments.seal_book($1, $2) as n", [organization.id, most])
    .then(({ rows }) => rows[0].n as number);
const chain = (organization: Organization) =>
  admin.query("select * from payments.verify_chain($1)", [organization.id]).then(({ rows }) => rows[0]);

test("the chain grows by what is new, in any batches, and names what was tampered with", async () => {
  const ours = await house();
  for (let i = 0; i < 7; i += 1) await post(ours, entry(100 + i));
  assert.equal(await seal(ours, 3), 3);
  assert.equal(await seal(ours, 3), 3);
  assert.equal(await seal(ours), 1);
  assert.equal(await seal(ours), 0);
  assert.equal((await chain(ours)).ok, true);

  const victim = await admin.query(
    "select n, transaction_id from payments.seals where organization_id = $1 and n = 4",
    [ours.id],
  );
  const id = victim.rows[0].transaction_id;
  // A database administrator with triggers off: what no constraint of the database can see.
  const tamper = async (sql: string) => {
    const client = await admin.connect();
    try {
      await client.query("begin");
      await client.query("set local session_replication_role = replica");
      await client.query(sql, [ours.id, id]);
      const { rows } = await client.query("select * from payments.verify_chain($1)", [ours.id]);
      const balanced = await client.query(
        "select sum(amount_minor)::int as total from payments.entries where organization_id = $1",
        [ours.id],
      );
      return { ...rows[0], total: balanced.rows[0].total };
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
  const swap =
    "update payments.entries set amount_minor = amount_minor * 10 where organization_id = $1 and transaction_id = $2";
  const found = await tamper(swap);
  assert.deepEqual([found.ok, found.first_bad, found.transaction_id, found.total], [false, "4", id, 0]);
  for (const sql of [
    "update payments.transactions set memo = memo || '.' where organization_id = $1 and id = $2",
    "update payments.transactions set effective_on = effective_on - 1 where organization_id = $1 and id = $2",
    "delete from payments.transactions where organization_id = $1 and id = $2",
    "delete from payments.seals where organization_id = $1 and transaction_id = $2",
    "update payments.seals set hash = sha256(hash) where organization_id = $1 and transaction_id = $2",
    "update payments.seals set n = n + 100 where organization_id = $1 and transaction_id = $2",
    "delete from payments.seals where organization_id = $1 and n >= (select n from payments.seals where organization_id = $1 and transaction_id = $2)",
  ]) {
    assert.equal((await tamper(sql)).ok, false, sql);
  }
  assert.equal((await chain(ours)).ok, true);
  assert.deepEqual(await faults(ours), []);
});

test("the worker seals and proves every book, and nobody else may", async () => {
  const ours = await house();
  await post(ours, entry(100));
  const worker = new pg.Client(process.env.WORKER_DATABASE_URL);
  const app = new pg.Client(process.env.APP_DATABASE_URL);
  await Promise.all([worker.connect(), app.connect()]);
  try {
    await worker.query("select payments.seal()");
    const proof = await worker.query("select * from payments.verify($1)", [ours.id]);
    assert.ok(proof.rows.every(({ ok }) => ok));
    assert.match(proof.rows.find(({ check }) => check === "chain").detail, /whole up to 1/);
    await app.query("begin");
    await app.query("set local role authenticated");
    await assert.rejects(app.query("select * from payments.verify($1)", [ours.id]), { code: "42501" });
  } finally {
    await worker.end();
    await app.end();
  }
});

test("a balance that somebody changed by hand is found", async () => {
  const ours = await house();
  await post(ours, entry(100));
  assert.deepEqual(await faults(ours), []);
  const client = await admin.connect();
  try {
    await client.query("begin");
    await client.query(
      "update payments.balances set debits_minor = debits_minor + 1 where organization_id = $1 and debits_minor = 100",
      [ours.id],
    );
    const { rows } = await client.query("select * from payments.verify($1) where not ok", [ours.id]);
    assert.deepEqual(
      rows.map(({ check, detail }) => [check, detail]),
      [["balances", "1 accounts differ: assets:bank:main"]],
    );
  } finally {
    await client.query("rollback");
    client.release();
  }
});
