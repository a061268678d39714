// What the planner does depends on how much everybody has: this file has its own database.
import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { countedRows, readByPlan } from "#lib/analytics/plans.given";

const tenants = 20;
const visitsEach = 3000;
let who: Actor;

/** Twenty houses with three thousand visits each over three months, written in turns, as visits come. */
before(async () => {
  const houses: string[] = [];
  for (let n = 0; n < tenants; n += 1) {
    const house = await given.organization();
    houses.push(house.id);
    if (n === 7) who = await given.person("finance", house);
  }
  await admin.query(
    "select analytics.add_month(kind, m::date) from unnest(array['event_impressions', 'ticket_analytics']) kind, generate_series(date_trunc('month', now() at time zone 'UTC') - interval '4 months', now() at time zone 'UTC', interval '1 month') m",
  );
  await admin.query(
    `insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, channel, visitor)
     select ($1::uuid[])[1 + n % $2::int], i.id, analytics.moment_of(i.id), 'view', 'programme', 'direct', n
     from generate_series(1, $2::int * $3::int) n cross join lateral (select (lpad(to_hex((extract(epoch from now() - n * interval '2 minutes') * 1000)::bigint), 12, '0')
       || '7' || substr(md5(n::text), 1, 3) || 'a' || substr(md5(n::text), 4, 15))::uuid as id) i`,
    [houses, tenants, visitsEach],
  );
  await admin.query("vacuum (analyze) analytics.event_impressions, analytics.ticket_analytics");
});
after(() => Promise.all([closeDatabase(), admin.end()]));

const days = (count: number) => new Date(Date.now() - count * 86_400_000);

test("one tenant of many reads no row of another, and opens only the months that it asks about", async () => {
  const month = await readAsTenant(who, (tx) => readByPlan(tx, countedRows(days(20), days(0))));
  assert.equal(month.thrown, 0, "rows of others that were read and passed over");
  assert.ok(Math.abs(month.own - (20 * 24 * 30) / tenants) < 5, `${month.own} rows of its own`);
  assert.ok(month.partitions <= 4, `${month.partitions} partitions of ${month.all}`);
  const all = await readAsTenant(who, (tx) => readByPlan(tx, countedRows(days(100), days(-1))));
  assert.equal(all.thrown, 0);
  assert.equal(all.own, visitsEach);
  assert.ok(all.partitions > month.partitions && all.partitions < all.all, "the more months, the more partitions");
});

test("a plan that has to pass over the rows of others is told from one that has not", async () => {
  const read = await readAsTenant(who, async (tx) => {
    for (const way of ["indexscan", "bitmapscan", "indexonlyscan"])
      await tx.execute(sql`select set_config(${`enable_${way}`}, 'off', true)`);
    return readByPlan(tx, countedRows(days(20), days(0)));
  });
  assert.ok(read.thrown > 10 * read.own, `${read.thrown} rows of others for ${read.own} of its own`);
});
