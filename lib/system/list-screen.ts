import "server-only";
import { openOrganization, read, requireActor } from "#lib/session";
import { deleteView, renameView, saveView } from "#lib/system/actions";
import { parseListState, type SearchParams } from "#lib/system/list";
import { type ListDefinition, type ListScope, listPage } from "#lib/system/list-query";
import { viewsOf } from "#lib/system/queries";
import type { View } from "#lib/system/rules";

/** Everything the one table needs to show a list: permission, rows, count and saved views in one transaction. */
export async function listScreen(list: ListDefinition, searchParams: SearchParams, systemViews: View[] = []) {
  const { slug, zone, currency } = await openOrganization();
  const { permissions } = await requireActor(list.needs);
  const scope: ListScope = { slug, zone, currency };
  const state = parseListState(list.spec, searchParams);
  const { page, views } = await read(list.needs, async (tx) => ({
    page: await listPage(tx, list, state, scope),
    views: await viewsOf(tx, list.name),
  }));
  return {
    name: list.name,
    spec: list.spec,
    page,
    zone,
    views: [...systemViews, ...views],
    viewActions: { saveView, renameView, deleteView, mayShare: permissions.has("system:views") },
    ...(permissions.has("analytics:export") ? { exportHref: `/api/${slug}/export/${list.name}` } : {}),
  };
}

export type ListScreen = Awaited<ReturnType<typeof listScreen>>;
