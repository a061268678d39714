import "server-only";
import { financeIn } from "#lib/analytics/queries/finance-board";
import { openOrganization, read, requireActor } from "#lib/session";

/** What the finance dashboard shows: from the ledger, in the organization's currency, as of this moment. */
export async function financeBoard(search: Record<string, string | string[] | undefined>) {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const found = await read("payments:read", (tx) => financeIn(tx, organization, search, new Date()));
  return { ...found, mayExport: actor.permissions.has("analytics:export") };
}
