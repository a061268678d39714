import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type SQL, sql } from "drizzle-orm";
import { admin, type Event, given, type Organization } from "#db/given";
import { type Actor, closeDatabase, readAsTenant, type TenantTx } from "#db/tenant";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";
import { orderList } from "#lib/ticketing/lists";

let org: Organization;
let who: Actor;
let event: Event;

/** Thirty thousand orders, one every five minutes; another house has as many. */
before(async () => {
  org = await given.organization();
  who = await given.person("organizer", org);
  event = await given.event(org);
  const other = await given.organization();
  const theirs = await given.event(other);
  const client = await admin.connect();
  try {
    // As rows alone, without what a sale would set off: only where they are found matters here.
    await client.query("set session_replication_role = replica");
    // The planner shall know what is there at the end, not what somebody counted half-way.
    for (const table of ["ticketing.orders", "events.events"])
      await client.query(`alter table ${table} set (autovacuum_enabled = off)`);
    for (const [house, night] of [
      [org, event],
      [other, theirs],
    ] as const)
      await client.query(
        `insert into ticketing.orders (organization_id, number, event_id, state, buyer_name, buyer_email, quantity, total_minor, currency, token_hash, created_at)
         select $1::uuid, 'P' || n, $2, (array['failed', 'expired'])[1 + n % 2]::ticketing.order_state, 'Guest ' || n, 'guest' || n || '@example.test', 1, 1000 + n % 500, 'USD',
           md5($1::uuid::text || n), now() - n * interval '5 minutes' from generate_series(1, 30000) n`,
        [house.id, night.id],
      );
    await client.query("set session_replication_role = origin");
    await client.query("vacuum (analyze) ticketing.orders, events.events");
    const { rows } = await client.query(
      "select n_distinct from pg_stats where schemaname = 'ticketing' and tablename = 'orders' and attname = 'organization_id'",
    );
    assert.deepEqual(rows, [{ n_distinct: 2 }], "what the planner knows");
  } finally {
    client.release();
  }
});
after(() => Promise.all([closeDatabase(), admin.end()]));

/** One page, and how PostgreSQL went about each of its statements under the row policies. */
async function planned(search: string) {
  const plans: string[] = [];
  const state = parseListState(orderList.spec, new URLSearchParams(search));
  const scope = { slug: org.slug, zone: "UTC", currency: "USD" };
  const page = await readAsTenant(who, (tx) => {
    const execute = async (query: SQL) => {
      const { rows } = await tx.execute<{ "QUERY PLAN": string }>(sql`explain (costs off) ${query}`);
      plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
      return tx.execute(query);
    };
    return listPage({ execute } as unknown as TenantTx, orderList, state, scope);
  });
  return { page, plan: plans[0] ?? "", plans };
}

test("the newest orders are read from the index, and the count stops where it is told to", async () => {
  const { page, plan, plans } = await planned("");
  assert.equal(page.rows[0]?.number, "P1");
  assert.deepEqual(page.total, { atLeast: 10_000 });
  assert.match(plan, /Index (Only )?Scan Backward using orders_organization_id_created_at_id_index/);
  for (const one of plans) assert.doesNotMatch(one, /Seq Scan on orders/);
});

test("a page far down begins in the index where the page before ended", async () => {
  const { rows } = await admin.query(
    "select created_at::text as at, id from ticketing.orders where organization_id = $1 and number = 'P25000'",
    [org.id],
  );
  const after = Buffer.from(JSON.stringify([rows[0].at, rows[0].id])).toString("base64url");
  const { page, plan } = await planned(`after=${after}`);
  assert.equal(page.rows[0]?.number, "P25001");
  assert.match(plan, /Index Cond: .*created_at/);
  assert.doesNotMatch(plan, /Seq Scan on orders/);
});

test("some days of orders, and a buyer by e-mail, are found by an index as well", async () => {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const days = await planned(`f.createdAt=${day(30)}..${day(28)}&f.state=failed`);
  assert.ok(days.page.rows.length === 50);
  assert.match(days.plan, /Index Cond: .*created_at/);
  const found = await planned("q=guest12345%40example.test");
  assert.deepEqual(
    found.page.rows.map((row) => row.number),
    ["P12345"],
  );
  assert.doesNotMatch(found.plan, /Seq Scan on orders/);
});
