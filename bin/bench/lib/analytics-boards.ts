import { sql } from "drizzle-orm";
import { type Actor, closeDatabase, readAsTenant, type TenantTx } from "#db/tenant";
import { boardOf } from "#lib/analytics/queries/board";
import { periodOf } from "#lib/analytics/rules";
import { BoardFilter } from "#lib/analytics/rules/board";

/** Times of a dashboard for the people named in the first argument, as JSON: from rollups, from single rows, and what the plan read. */
const people = JSON.parse(process.argv[2] ?? "[]") as { userId: string; organizationId: string }[];
const filter = BoardFilter.parse({ span: "12m" });
const { current: period, previous } = periodOf("12m", new Date(), "Europe/Berlin");
const times = 10;

const byDay = sql`select (v.happened_at at time zone 'Europe/Berlin')::date as day, v.event_id, v.channel, count(*) from analytics.event_impressions v
  where v.kind = 'view' and v.happened_at >= ${period.from}::date and v.happened_at < ${period.before}::date group by 1, 2, 3`;

const rolled: number[] = [];
const raw: number[] = [];
for (const { userId, organizationId } of people) {
  const actor: Actor = {
    userId,
    organizationId,
    permissions: new Set(["analytics:read"]),
    snapshot: { name: "", email: "", roles: [] },
    requestId: "bench",
  };
  await readAsTenant(actor, async (tx) => {
    for (let turn = 0; turn < times; turn += 1) {
      rolled.push(await took(() => boardOf(tx, { filter, period, previous, currency: "USD" })));
      raw.push(await took(() => tx.execute(byDay)));
    }
  });
}

async function took(work: () => Promise<unknown>) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Rows that the plan read in all partitions together, for each row that the tenant has: 1 is its own and no other. */
async function readForEach(tx: TenantTx) {
  const plan = await tx.execute<{ "QUERY PLAN": { Plan: Node }[] }>(
    sql`explain (analyze, format json) select count(*) from analytics.event_impressions v where v.happened_at >= now() - interval '13 months'`,
  );
  const leaves: Node[] = [];
  const walk = (node: Node) => {
    if (node["Relation Name"]?.startsWith("event_impressions")) leaves.push(node);
    for (const child of node.Plans ?? []) walk(child);
  };
  walk(plan.rows[0]?.["QUERY PLAN"][0]?.Plan as Node);
  const own = leaves.reduce((sum, one) => sum + one["Actual Rows"] * one["Actual Loops"], 0);
  const thrown = leaves.reduce((sum, one) => sum + (one["Rows Removed by Filter"] ?? 0) * one["Actual Loops"], 0);
  return (own + thrown) / Math.max(1, own);
}
type Node = {
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
};

const [first] = people;
const read = first
  ? await readAsTenant(
      {
        ...first,
        permissions: new Set(["analytics:read"]),
        snapshot: { name: "", email: "", roles: [] },
        requestId: "bench",
      },
      readForEach,
    )
  : 0;
const at = (list: number[], share: number) => list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;
const of = (list: number[]) => ({ p50: at(list, 0.5), p95: at(list, 0.95) });
console.log(JSON.stringify({ rolled: of(rolled), raw: of(raw), readForEach: read }));
await closeDatabase();
