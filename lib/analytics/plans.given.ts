import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";

type Node = {
  "Relation Name"?: string;
  Alias?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Node[];
};

/** The single visits and sales between two moments, counted: nothing but the tenant narrows what is read of a partition. */
export const countedRows = (from: Date, before: Date): SQL => sql`
  select (select count(*) from analytics.event_impressions v where v.happened_at >= ${from} and v.happened_at < ${before})
    + (select count(*) from analytics.ticket_analytics f where f.happened_at >= ${from} and f.happened_at < ${before}) as count`;

/**
 * What a statement reads of the single visits and sales, by its own plan: `own` rows, and `thrown` ones that were read and
 * passed over because they were another tenant's; how many `partitions` it opened, of `all`.
 */
export async function readByPlan(tx: TenantTx, statement: SQL) {
  const { rows } = await tx.execute<{ "QUERY PLAN": { Plan: Node }[] }>(
    sql`explain (analyze, timing off, format json) ${statement}`,
  );
  const scans: Node[] = [];
  const walk = (node: Node) => {
    if (/^(event_impressions|ticket_analytics)/.test(node["Relation Name"] ?? "")) scans.push(node);
    for (const child of node.Plans ?? []) walk(child);
  };
  for (const { Plan } of rows[0]?.["QUERY PLAN"] ?? []) walk(Plan);
  const sum = (figure: (node: Node) => number) =>
    scans.reduce((total, node) => total + figure(node) * node["Actual Loops"], 0);
  const all = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_catalog.pg_inherits i where i.inhparent in ('analytics.event_impressions'::regclass, 'analytics.ticket_analytics'::regclass)`,
  );
  return {
    own: sum((node) => node["Actual Rows"]),
    thrown: sum((node) => (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)),
    partitions: new Set(scans.filter((node) => node["Actual Loops"] > 0).map((node) => node["Relation Name"])).size,
    all: all.rows[0]?.count ?? 0,
  };
}
