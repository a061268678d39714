import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { type Actor, closeDatabase, readAsTenant, type TenantTx } from "#db/tenant";
import { countedRows, readByPlan } from "#lib/analytics/plans.given";
import { boardOf, choicesOf, paceOf } from "#lib/analytics/queries/board";
import { bookingBoardOf } from "#lib/analytics/queries/booking-board";
import { type Period, periodOf, type SpanKey } from "#lib/analytics/rules";
import { BoardFilter } from "#lib/analytics/rules/board";
import { BookingFilter } from "#lib/analytics/rules/booking-board";

/**
 * Times of every dashboard query for people drawn from the world named in the first argument, as rows of JSON. The more is
 * looked at a house's pages, the more its people look: a fifth of all draws fall on the largest of the hundred.
 */
type Person = { userId: string; organizationId: string; slots: number; events: string[]; stations: string[] };
const { people } = JSON.parse(process.argv[2] ?? "{}") as { people: Person[] };
const zone = "Europe/Berlin";
const currency = "USD";
const draws = Number(process.env.GREENROOM_BENCH_DRAWS ?? 100);

// The same draws in every run.
let seed = 7404;
const random = () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};
const of = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
const slots = people.flatMap((one) => Array.from({ length: one.slots }, () => one));
const actorOf = ({ userId, organizationId }: Person): Actor => ({
  userId,
  organizationId,
  permissions: new Set(["analytics:read"]),
  snapshot: { name: "", email: "", roles: [] },
  requestId: "bench",
});

type Draw = { who: Person; span: SpanKey; period: Period; previous: Period };
function draw(): Draw {
  const span = of(["30d", "90d", "12m"] as const);
  const { current, previous } = periodOf(span, new Date(), zone);
  return { who: of(slots), span, period: current, previous };
}

const board = (tx: TenantTx, { span, period, previous }: Draw, narrowed: object) =>
  boardOf(tx, { filter: BoardFilter.parse({ span, ...narrowed }), period, previous, currency });
/** The events of a house that anybody looked at within the time, for the most part: its later half. */
const recent = (list: string[]) => list.slice(Math.floor(list.length / 2));

const boards: Record<string, (tx: TenantTx, at: Draw) => Promise<unknown>> = {
  "dashboard of all events": (tx, at) => board(tx, at, {}),
  "dashboard of all events, one channel": (tx, at) => board(tx, at, { channel: of(["search", "social", "email"]) }),
  "dashboard of a station": (tx, at) => board(tx, at, { station: of(at.who.stations) }),
  "dashboard of an event": (tx, at) => board(tx, at, { event: of(recent(at.who.events)) }),
  "its forecast": (tx, at) => paceOf(tx, of(recent(at.who.events))),
  "names in the filters": (tx) => choicesOf(tx),
  "dashboard of bookings": (tx, { span, period, previous }) =>
    bookingBoardOf(tx, { filter: BookingFilter.parse({ span }), period, previous, currency }),
};

const rows: object[] = [];
for (const [name, work] of Object.entries(boards)) {
  const times: number[] = [];
  for (let n = 0; n < draws; n += 1) {
    const at = draw();
    await readAsTenant(actorOf(at.who), async (tx) => times.push(await took(() => work(tx, at))));
  }
  const p50 = share(times, 0.5);
  rows.push({ name, value: p50, unit: "ms", p50, p95: share(times, 0.95) });
}

/** The same days from the single rows: views, orders and money, and the sources. Less than a dashboard shows. */
const fromRows = ({ from, before }: Period) => sql`
  with span as (select ${from}::date::timestamp at time zone ${zone} as from_, ${before}::date::timestamp at time zone ${zone} as before_)
  select jsonb_build_object('days', (select coalesce(jsonb_object_agg(day, views), '{}') from (
      select (v.happened_at at time zone ${zone})::date as day, count(*)::int as views from analytics.event_impressions v, span
      where v.kind = 'view' and v.happened_at >= span.from_ and v.happened_at < span.before_ group by 1) x),
    'sales', (select coalesce(jsonb_object_agg(day, array[orders, gross]), '{}') from (
      select (f.happened_at at time zone ${zone})::date as day, count(*) as orders, sum(f.amount_minor) as gross from analytics.ticket_analytics f, span
      where f.kind = 'paid' and f.happened_at >= span.from_ and f.happened_at < span.before_ group by 1) x),
    'sources', (select coalesce(jsonb_object_agg(channel || ',' || source, views), '{}') from (
      select v.channel, v.source, count(*) filter (where v.kind = 'view')::int as views from analytics.event_impressions v, span
      where v.happened_at >= span.from_ and v.happened_at < span.before_ group by 1, 2 order by 3 desc limit 12) x)) as found`;

type Raw = { days: Record<string, number>; sales: Record<string, [number, number]>; sources: Record<string, number> };
const times: { rolled: number[]; raw: number[] } = { rolled: [], raw: [] };
for (let n = 0; n < Math.max(10, draws / 5); n += 1) {
  const at = draw();
  await readAsTenant(actorOf(at.who), async (tx) => {
    let shown: Awaited<ReturnType<typeof board>> | undefined;
    let raw: Raw | undefined;
    times.rolled.push(
      await took(async () => {
        shown = await board(tx, at, {});
      }),
    );
    times.raw.push(
      await took(async () => {
        raw = (await tx.execute<{ found: Raw }>(fromRows(at.period))).rows[0]?.found;
      }),
    );
    assert.deepEqual(viewsOf(shown), raw?.days, "views by day");
    assert.deepEqual(salesOf(shown), raw?.sales, "orders and their money by day");
    const sources = Object.fromEntries(shown?.sources.map((one) => [`${one.channel},${one.source}`, one.views]) ?? []);
    for (const [source, views] of Object.entries(raw?.sources ?? {}))
      if (source in sources) assert.equal(sources[source], views, source);
  });
}
const [rolled50, rolled95] = [share(times.rolled, 0.5), share(times.rolled, 0.95)];
const [raw50, raw95] = [share(times.raw, 0.5), share(times.raw, 0.95)];
rows.push(
  { name: "its days and sources from single rows", value: raw50, unit: "ms", p50: raw50, p95: raw95, floor: "itself" },
  {
    name: "all of it from rollups, same draws",
    value: rolled50,
    unit: "ms",
    p50: rolled50,
    p95: rolled95,
    ratio: raw50 / rolled50,
    floor: "single rows",
  },
);

const small = people.at(-1);
if (small) {
  const month = [new Date(Date.now() - 30 * 86_400_000), new Date()] as const;
  const read = await readAsTenant(actorOf(small), (tx) => readByPlan(tx, countedRows(...month)));
  rows.push(
    { name: "rows of other tenants that a small one's plan reads", value: read.thrown, unit: "rows" },
    { name: "rows of its own", value: read.own, unit: "rows" },
    {
      name: "partitions that it opens, of all",
      value: read.partitions,
      unit: "tables",
      ratio: read.partitions / read.all,
    },
  );
}

function viewsOf(shown?: Awaited<ReturnType<typeof board>>) {
  return Object.fromEntries(shown?.days.filter(({ views }) => views > 0).map(({ day, views }) => [day, views]) ?? []);
}
function salesOf(shown?: Awaited<ReturnType<typeof board>>) {
  const days = shown?.days.filter(({ orders }) => orders > 0) ?? [];
  return Object.fromEntries(days.map(({ day, orders, grossMinor }) => [day, [orders, Number(grossMinor)]]));
}

async function took(work: () => Promise<unknown>) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function share(list: number[], part: number) {
  list.sort((a, b) => a - b);
  return list[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0;
}

console.log(JSON.stringify(rows));
await closeDatabase();
