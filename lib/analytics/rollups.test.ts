import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import pg from "pg";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refreshed, rollups, type Seen, seen } from "#lib/analytics/analytics.given";
import { dayIn } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const now = Date.now();
const hours = (count: number) => new Date(now - count * 3_600_000);
const kinds = ["view", "click", "dwell", "video", "share", "scan"] as const;

test("rolling up in any number of runs, late arrivals among them, gives what one rebuild gives, and what a plain count gives", async () => {
  const visit = fc.record({
    hoursAgo: fc.integer({ min: 0, max: 24 * 20 }),
    kind: fc.constantFrom(...kinds),
    which: fc.integer({ min: 0, max: 2 }),
    channel: fc.constantFrom("direct", "search", "qr"),
    visitor: fc.bigInt({ min: 0n, max: 40n }),
    value: fc.integer({ min: 0, max: 90_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(visit, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      async (runs) => {
        const house = await given.organization({ zone: "Pacific/Auckland" });
        const events = [(await given.event(house)).id, (await given.event(house)).id, null];
        for (const run of runs) {
          await seen(
            house,
            run.map((one) => toSeen(one, events)),
          );
          await refreshed();
        }
        const grown = await rollups(house);
        await admin.query("select analytics.rebuild($1)", [house.id]);
        assert.deepEqual(await rollups(house), grown);
        const all = runs.flat().map((one) => toSeen(one, events));
        for (const [kind, column] of [
          ["view", "views"],
          ["click", "clicks"],
          ["share", "shares"],
        ] as const) {
          assert.deepEqual(counted(grown, column), plainly(all, kind, house.zone), column);
        }
        const people = new Set(all.map(({ visitor }) => visitor)).size;
        const merged = await admin.query(
          "select analytics.sketch_size(analytics.merge_sketches(sketch))::int as n from analytics.daily_visitors where organization_id = $1 and event_id is null",
          [house.id],
        );
        assert.equal(merged.rows[0].n, people);
      },
    ),
    { numRuns: 8 },
  );
});

type One = { hoursAgo: number; kind: string; which: number; channel: string; visitor: bigint; value: number };
const toSeen = ({ hoursAgo, which, ...rest }: One, events: (string | null)[]): Seen => ({
  ...rest,
  at: hours(hoursAgo),
  event: events[which] ?? null,
});

function counted(all: Awaited<ReturnType<typeof rollups>>, column: string): Record<string, number> {
  const days: Record<string, number> = {};
  for (const row of all.daily_traffic ?? []) {
    const many = Number(row[column]);
    if (many > 0) days[String(row.day)] = (days[String(row.day)] ?? 0) + many;
  }
  return days;
}

function plainly(all: Seen[], kind: string, zone: string): Record<string, number> {
  const days: Record<string, number> = {};
  for (const one of all.filter((each) => each.kind === kind)) {
    const day = dayIn(one.at, zone);
    days[day] = (days[day] ?? 0) + 1;
  }
  return days;
}

test("a run twice adds nothing, and a row that was written early but committed late is taken by the run that can see it", async () => {
  const house = await given.organization();
  const event = (await given.event(house)).id;
  const slow = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await slow.connect();
  await slow.query("begin");
  await seen(house, [{ at: hours(30), event }], slow as never);
  await seen(house, [{ at: hours(1), event }]);
  await refreshed();
  const views = async () => (await rollups(house)).daily_traffic?.reduce((sum, row) => sum + Number(row.views), 0);
  assert.equal(await views(), 1, "the open transaction is not in it");
  await refreshed();
  assert.equal(await views(), 1, "twice is once");
  await slow.query("commit");
  await slow.end();
  await refreshed();
  assert.equal(await views(), 2);
  await refreshed();
  assert.equal(await views(), 2);
});

test("a backlog is taken in parts, and a run that is undone in the middle leaves nothing behind", async () => {
  const house = await given.organization();
  for (let turn = 0; turn < 6; turn += 1) await seen(house, [{ at: hours(turn) }, { at: hours(turn) }]);
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("begin");
  await client.query("select analytics.refresh()");
  await client.query("rollback");
  await client.end();
  assert.deepEqual((await rollups(house)).daily_traffic, []);
  let runs = 0;
  for (let more = true; more; runs += 1) {
    // Other tests leave their facts in the same backlog: a few small parts, then the rest in large ones.
    more = (await admin.query("select analytics.refresh($1) as answer", [runs < 5 ? 3 : 10_000])).rows[0].answer.more;
    assert.ok(runs < 500);
  }
  assert.ok(runs > 1, "it took parts");
  const total = (await rollups(house)).daily_traffic?.reduce((sum, row) => sum + Number(row.views), 0);
  assert.equal(total, 12);
});

test("another zone cuts the days anew", async () => {
  const house = await given.organization({ zone: "UTC" });
  await seen(house, [{ at: new Date(`${new Date(now - 3 * 86_400_000).toISOString().slice(0, 10)}T23:30:00Z`) }]);
  await refreshed();
  const day = async () => (await rollups(house)).daily_traffic?.[0]?.day;
  const before = await day();
  await admin.query("update organizations.organizations set zone = 'Asia/Tokyo' where id = $1", [house.id]);
  await refreshed();
  assert.notEqual(await day(), before);
  assert.equal((await rollups(house)).daily_traffic?.length, 1);
});
