// Runs of the rollups take in every house: this file has its own database.
import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import pg from "pg";
import { admin, given, type Organization } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed, rollups, type Seen, seen } from "#lib/analytics/analytics.given";
import { boardOf } from "#lib/analytics/queries/board";
import { spanOf } from "#lib/analytics/queries/rolled";
import { type Period, periodOf } from "#lib/analytics/rules";
import { BoardFilter } from "#lib/analytics/rules/board";
import { dayIn } from "#lib/time";

after(() => Promise.all([closeDatabase(), admin.end()]));

const now = Date.now();
const ago = (days: number, hours = 0) => new Date(now - days * 86_400_000 - hours * 3_600_000);

/** Visits over seven hundred days: two events at two stations, and the programme. */
async function years() {
  const org = await given.organization({ zone: "America/Sao_Paulo" });
  const [bar, hall] = [await given.station(org, "Bar"), await given.station(org, "Hall")];
  const [one, other] = [await given.event(org), await given.event(org)];
  await admin.query("update events.events set station_id = $2 where id = $1", [one.id, bar]);
  await admin.query("update events.events set station_id = $2 where id = $1", [other.id, hall]);
  const visits: Seen[] = Array.from({ length: 1400 }, (_, n) => ({
    at: ago(n / 2, n % 24),
    kind: n % 5 === 0 ? "click" : "view",
    event: [one.id, other.id, null][n % 3],
    channel: n % 4 === 0 ? "search" : "direct",
    source: n % 8 === 0 ? "a.example" : "",
    visitor: BigInt(n % 97),
  }));
  for (let from = 0; from < visits.length; from += 350) {
    await seen(org, visits.slice(from, from + 350));
    await refreshed();
  }
  return { org, who: await given.person("finance", org), bar, one, other, visits };
}

function boardFor(org: Organization, who: Actor, span: "30d" | "90d" | "12m", narrowed: object = {}) {
  const filter = BoardFilter.parse({ span, ...narrowed });
  const { current: period, previous } = periodOf(span, new Date(), org.zone);
  return readAsTenant(who, (tx) => boardOf(tx, { filter, period, previous, currency: "USD" }));
}

test("a span is read as days up to its first whole month, whole months, and the days after them", () => {
  assert.deepEqual(spanOf({ from: "2026-01-15", before: "2026-04-02" }).months, {
    from: "2026-02-01",
    before: "2026-04-01",
  });
  assert.deepEqual(spanOf({ from: "2025-12-01", before: "2026-01-01" }).months, {
    from: "2025-12-01",
    before: "2026-01-01",
  });
  assert.equal(spanOf({ from: "2026-01-15", before: "2026-02-28" }).months, undefined);
});

test("a dashboard of any span, narrowed to anything, shows what a plain count of the single visits gives", async () => {
  const { org, who, bar, one, other, visits } = await years();
  for (const span of ["30d", "90d", "12m"] as const) {
    const { current, previous } = periodOf(span, new Date(), org.zone);
    for (const [narrowed, fits] of [
      [{}, () => true],
      [{ channel: "search" }, (visit: Seen) => visit.channel === "search"],
      [{ event: other.id }, (visit: Seen) => visit.event === other.id],
      [{ station: bar }, (visit: Seen) => visit.event === one.id],
      [{ station: bar, channel: "direct" }, (visit: Seen) => visit.event === one.id && visit.channel === "direct"],
    ] as const) {
      const shown = await boardFor(org, who, span, narrowed);
      const within = (period: Period) =>
        visits.filter((visit) => fits(visit) && isWithin(dayIn(visit.at, org.zone), period));
      const said = JSON.stringify({ span, narrowed });
      const [here, before] = [views(within(current)), views(within(previous))];
      assert.ok(here.length > 0, said);
      assert.equal(shown.totals.views, here.length, said);
      assert.equal(shown.previous.views, before.length, said);
      assert.deepEqual(
        byDay(shown.days),
        counted(here, (visit) => dayIn(visit.at, org.zone)),
        said,
      );
      assert.deepEqual(
        byDay(shown.previousDays),
        counted(before, (visit) => dayIn(visit.at, org.zone)),
        said,
      );
      assert.deepEqual(
        Object.fromEntries(
          shown.sources.filter((row) => row.views > 0).map((row) => [`${row.channel},${row.source}`, row.views]),
        ),
        counted(here, (visit) => `${visit.channel},${visit.source}`),
        said,
      );
      assert.equal(
        shown.sources.reduce((sum, row) => sum + row.clicks, 0),
        within(current).length - here.length,
        said,
      );
      if (!("event" in narrowed))
        assert.deepEqual(
          Object.fromEntries(shown.events.filter((row) => row.views > 0).map((row) => [row.id, row.views])),
          counted(
            here.filter((visit) => visit.event),
            (visit) => String(visit.event),
          ),
          said,
        );
      // Where a visitor came from is not in the sketches and hours: those are of every channel.
      if ("channel" in narrowed) continue;
      assert.equal(shown.totals.visitors, new Set(within(current).map(({ visitor }) => visitor)).size, said);
      assert.equal(
        shown.hours.reduce((sum, row) => sum + row.views, 0),
        here.length,
        said,
      );
      assert.deepEqual(
        Object.fromEntries(shown.hours.map((row) => [`${row.weekday}-${row.hour}`, row.views])),
        counted(here, (visit) => weekdayAndHour(visit.at, org.zone)),
        said,
      );
    }
  }
});

test("somebody whose grant is for one event finds its visits on the organization's dashboard, and no others", async () => {
  const { org, one, visits } = await years();
  const guest = await given.person("finance", org);
  await admin.query("update identity.user_roles set event_id = $2 where user_id = $1", [guest.userId, one.id]);
  const shown = await boardFor(org, guest, "12m");
  const { current } = periodOf("12m", new Date(), org.zone);
  const own = views(visits.filter((visit) => visit.event === one.id && isWithin(dayIn(visit.at, org.zone), current)));
  assert.equal(shown.totals.views, own.length);
  assert.equal(
    shown.hours.reduce((sum, row) => sum + row.views, 0),
    own.length,
  );
  assert.deepEqual(
    shown.events.map(({ id }) => id),
    [one.id],
  );
});

test("one transaction that brought more rows than a part takes is taken whole, and the backlog ends", async () => {
  const house = await given.organization();
  await seen(
    house,
    Array.from({ length: 30 }, () => ({ at: ago(1) })),
  );
  await seen(house, [{ at: ago(1) }]);
  let runs = 0;
  for (let more = true; more; runs += 1) {
    more = (await admin.query("select analytics.refresh(5) as answer")).rows[0].answer.more;
    assert.ok(runs < 50, "it comes to an end");
  }
  assert.equal(total(await rollups(house)), 31);
});

test("while an old transaction stays open, parts of a backlog are neither stuck nor counted twice", async () => {
  const house = await given.organization();
  await refreshed();
  const slow = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await slow.connect();
  await slow.query("begin");
  await seen(house, [{ at: ago(2) }], slow as never);
  for (let turn = 0; turn < 8; turn += 1) await seen(house, [{ at: ago(1) }, { at: ago(1) }]);
  for (let run = 0; run < 12; run += 1) await admin.query("select analytics.refresh(3)");
  assert.equal(total(await rollups(house)), 16);
  for (let turn = 0; turn < 4; turn += 1) await seen(house, [{ at: ago(1) }, { at: ago(1) }]);
  await slow.query("commit");
  await slow.end();
  for (let run = 0; run < 12; run += 1) await admin.query("select analytics.refresh(3)");
  assert.equal(total(await rollups(house)), 25);
  assert.equal((await admin.query("select analytics.refresh(3) as answer")).rows[0].answer.more, false);
});

const isWithin = (day: string, { from, before }: Period) => day >= from && day < before;
const views = (visits: Seen[]) => visits.filter(({ kind }) => kind === "view");
const total = (all: Awaited<ReturnType<typeof rollups>>) =>
  all.daily_traffic?.reduce((sum, row) => sum + Number(row.views), 0);
const byDay = (days: { day: string; views: number }[]) =>
  Object.fromEntries(days.filter((row) => row.views > 0).map((row) => [row.day, row.views]));

function counted(visits: Seen[], key: (visit: Seen) => string) {
  const counts: Record<string, number> = {};
  for (const visit of visits) counts[key(visit)] = (counts[key(visit)] ?? 0) + 1;
  return counts;
}

function weekdayAndHour(at: Date, zone: string) {
  const words = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    hourCycle: "h23",
  });
  const said = Object.fromEntries(words.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(String(said.weekday)) + 1}-${Number(said.hour)}`;
}
