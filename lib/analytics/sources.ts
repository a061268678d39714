import "server-only";
import { sourceBoardOf, sourceRowsBehind } from "#lib/analytics/queries/sources";
import { periodOf } from "#lib/analytics/rules";
import { type SourceBoard, SourceFilter, SourceRowsAsked } from "#lib/analytics/rules/sources";
import { openOrganization, read } from "#lib/session";

type Search = Record<string, string | string[] | undefined>;

/** Where buyers came from, and what they bought. */
export async function sourceDashboard(search: Search) {
  const { slug, zone, currency } = await openOrganization();
  const filter = SourceFilter.parse(search);
  const { current: period } = periodOf(filter.span, new Date(), zone);
  const found = await read("analytics:read", (tx) => sourceBoardOf(tx, { filter, period, currency }));
  return { slug, filter, board: { ...found, period, zone, currency } satisfies SourceBoard };
}

/** The rows behind one source, from the address that led to it. */
export async function sourceRowsScreen(search: Search) {
  const { slug, zone, currency } = await openOrganization();
  const filter = SourceFilter.parse(search);
  const narrowed = SourceRowsAsked.parse(search);
  const { from, before } = narrowed;
  const period = from && before ? { from, before } : periodOf(filter.span, new Date(), zone).current;
  const found = await read("analytics:read", (tx) => sourceRowsBehind(tx, { filter, period, currency, narrowed }));
  return { slug, zone, currency, filter, narrowed, period, ...found };
}
