// The clock goes on by two years here, and months are dropped.
import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { seen } from "#lib/analytics/analytics.given";

let house: pg.Client;
let org: { id: string };
let other: { id: string };

before(async () => {
  house = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await house.connect();
  await found("platform", { is_platform: true });
  [org, other] = [await found("one"), await found("other")];
});

after(async () => {
  await house?.end();
});

async function found(slug: string, more: object = {}): Promise<{ id: string }> {
  const form = {
    ...more,
    slug: `months-${slug}`,
    name: slug,
    country: "DE",
    default_currency: "EUR",
    zone: "America/New_York",
  };
  const { rows } = await house.query("select organizations.create_organization($1::jsonb) as id", [
    JSON.stringify(form),
  ]);
  return { id: rows[0].id };
}

const answer = async (text: string, values: unknown[] = []) =>
  (await house.query(`select (${text.startsWith("analytics.") ? text : `select ${text}`}) as answer`, values)).rows[0]
    .answer;
const partitions = () =>
  answer("count(*)::int from pg_inherits where inhparent = 'analytics.event_impressions'::regclass");
const raw = () => answer("count(*)::int from analytics.event_impressions");
const views = (which = org) =>
  answer("coalesce(sum(views), 0)::int from analytics.daily_traffic where organization_id = $1", [which.id]);
const waiting = () => answer("array(select analytics.months_waiting('event_impressions'))::text[]");
const visit = (at: Date, which = org) => seen(which, [{ at }], house as never);

test("over 24 months nothing fails to be written and no count is lost, while old months go as soon as they are sealed", async () => {
  const start = new Date();
  let written = 0;
  for (let step = 0; step <= 48; step += 1) {
    // Two steps a month, and the worker looks at each: a day of delay would do no harm, months are made three ahead.
    const now = new Date(start);
    now.setUTCDate(now.getUTCDate() + Math.round(step * 15.22));
    await house.query("select analytics.make_months($1)", [now]);
    for (const at of [now, new Date(now.getTime() - 20 * 86_400_000), new Date(now.getTime() + 85 * 86_400_000)]) {
      await visit(at);
      written += 1;
    }
    assert.deepEqual(await waiting(), [], "nothing lies in the DEFAULT partition");
    await house.query("select analytics.refresh()");
    await house.query("select analytics.seal_months($1)", [now]);
    await house.query("select analytics.retire($1)", [now]);
    assert.equal(await views(), written);
    assert.ok(
      (await partitions()) <= 13 + 1 + 1 + 3 + 1,
      "thirteen months, this one, the last, three ahead and DEFAULT",
    );
  }
  assert.ok((await raw()) < written, "some months are gone");
  const dropped = await answer(
    "count(*)::int from analytics.months where dropped_at is not null and sealed_at is not null",
  );
  assert.ok(dropped >= 16, `${dropped} partitions dropped`);
  await house.query("select analytics.rebuild($1)", [org.id]);
  assert.equal(await views(), written, "a rebuild keeps what it can no longer count");
});

test("a row for a month that nobody made is kept, rings the alarm, and moves to its place when the month is made", async () => {
  const before = await raw();
  const at = new Date(Date.now() + 3_000 * 86_400_000);
  await visit(at);
  await house.query("select analytics.refresh()");
  assert.deepEqual(await waiting(), [`${at.toISOString().slice(0, 7)}-01`]);
  const total = await views();
  assert.ok((await answer("analytics.make_months()")) >= 1);
  assert.deepEqual(await waiting(), []);
  assert.equal(await raw(), before + 1);
  await house.query("select analytics.refresh()");
  assert.equal(await views(), total, "moving counts nothing twice");
  const closed = await answer(
    "bool_and(c.relrowsecurity and c.relforcerowsecurity and not has_table_privilege('authenticated', c.oid, 'SELECT,INSERT,UPDATE,DELETE') and not has_table_privilege('gr_worker', c.oid, 'SELECT')) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'analytics.event_impressions'::regclass",
  );
  assert.equal(closed, true, "every partition has row security of its own and no grants");
});

test("a month that does not add up is neither sealed nor dropped", async () => {
  const at = new Date("2020-05-05T12:00:00Z");
  await visit(at);
  await house.query("select analytics.make_months()");
  const month = () =>
    answer("to_jsonb(m) from analytics.months m where kind = 'event_impressions' and month = '2020-05-01'");
  await house.query("select analytics.seal_months()");
  await house.query("select analytics.retire()");
  assert.equal((await month()).sealed_at, null, "it was never rolled up");
  await assert.rejects(house.query("select analytics.drop_month('event_impressions', '2020-05-01')"), {
    code: "P0S01",
  });
  await house.query("select analytics.refresh()");
  await house.query("select analytics.seal_months()");
  assert.notEqual((await month()).sealed_at, null);
  await house.query("select analytics.drop_month('event_impressions', '2020-05-01')");
  assert.notEqual((await month()).dropped_at, null);
});

test("an organization that keeps less loses its single rows and no count, and its neighbour loses nothing", async () => {
  const at = new Date();
  at.setUTCMonth(at.getUTCMonth() - 5);
  await visit(at);
  await visit(at, other);
  await house.query("select analytics.make_months()");
  await house.query("insert into analytics.settings (organization_id, retention_months) values ($1, 2)", [other.id]);
  await house.query("select analytics.refresh()");
  await house.query("select analytics.seal_months()");
  await house.query("select analytics.retire()");
  const rows = (which: { id: string }) =>
    answer(
      "count(*)::int from analytics.event_impressions where organization_id = $1 and happened_at < now() - interval '4 months'",
      [which.id],
    );
  assert.deepEqual([await rows(org), await rows(other)], [1, 0]);
  assert.equal(await views(other), 1);
});

test("after a backup was played into a server that counts transactions anew, the rollups are made once more and go on from there", async () => {
  const total = await views();
  await house.query(
    "update analytics.event_impressions set written_by = (pg_current_xact_id()::text::bigint + 1000000)::text::xid8 where happened_at > now() - interval '400 days'",
  );
  await house.query("update analytics.watermarks set seen = '90000000:90000000:'");
  await house.query("select analytics.refresh()");
  assert.equal(await views(), total);
  await visit(new Date());
  await house.query("select analytics.refresh()");
  await house.query("select analytics.refresh()");
  assert.equal(await views(), total + 1);
});
