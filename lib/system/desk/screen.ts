import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { requirePlatform } from "#lib/session";
import { type DeskLook, readAsPlatform } from "#lib/system/desk/read";
import { parseListState, type SearchParams } from "#lib/system/list";
import { type ListDefinition, type ListScope, listPage } from "#lib/system/list-query";

/** A read for a page of the desk, with the zone in which its times are shown: the platform's own. */
export async function readAtDesk<T>(look: DeskLook, query: (tx: TenantTx) => Promise<T>): Promise<[T, string]> {
  return readAsPlatform(await requirePlatform(), look, async (tx) => [await query(tx), (await platformScope(tx)).zone]);
}

/** Everything the one table needs to show a list of the desk. */
export async function deskScreen(list: ListDefinition, searchParams: SearchParams, what: DeskLook["what"]) {
  const state = parseListState(list.spec, searchParams);
  const [page, zone] = await readAtDesk({ what }, async (tx) => listPage(tx, list, state, await platformScope(tx)));
  return { name: list.name, spec: list.spec, page, zone };
}

export async function platformScope(tx: TenantTx): Promise<ListScope> {
  const { rows } = await tx.execute<ListScope>(
    sql`select slug, zone, default_currency as currency from organizations.organizations where is_platform`,
  );
  const [scope] = rows;
  if (!scope) throw new Error("There is no platform in this database.");
  return scope;
}
