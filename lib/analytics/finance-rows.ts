import "server-only";
import { financeRowsBehind } from "#lib/analytics/queries/finance-rows";
import { periodOf } from "#lib/analytics/rules";
import { isFinanceRowKind } from "#lib/analytics/rules/finance-rows";
import { openOrganization, read } from "#lib/session";

const isDay = (text: unknown): text is string => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text);

/** The entries behind fees, income or what is held, from the address that led to them. */
export async function financeRowsScreen(search: Record<string, string | string[] | undefined>) {
  const { slug, zone, currency } = await openOrganization();
  const kind = isFinanceRowKind(search.kind) ? search.kind : "fees";
  const { from, before } = search;
  const period = isDay(from) && isDay(before) ? { from, before } : periodOf("12m", new Date(), zone).current;
  const page = Math.max(1, Math.min(10_000, Number(search.page) || 1));
  const asked = { kind, period, currency, page };
  return { slug, ...asked, ...(await read("payments:read", (tx) => financeRowsBehind(tx, asked))) };
}
