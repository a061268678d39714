import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { firstSteps, salesByDay, upcomingEvents } from "#lib/analytics/queries";
import { periodOf } from "#lib/analytics/rules";
import { publicEvent } from "#lib/events/queries";
import { rolePermissions } from "#lib/permissions";
import { parseListState } from "#lib/system/list";
import { everyRow, listPage } from "#lib/system/list-query";
import { found } from "#lib/system/search";
import { orderList } from "#lib/ticketing/lists";
import { addresses } from "./addresses.mjs";

const dialect = new PgDialect();
const zone = "Europe/Berlin";

/**
 * The SQL that the product runs for each address, written down by running the product's own queries on a transaction
 * that only listens: `{ [name]: { bare, tenant, visitor } }`, `bare` and `tenant` being lists of `{ text, values }`.
 * Past row security the organization has to be named, which is the whole difference of `bare`; the overview and the
 * search have no place for it, and `tenant` alone.
 */
export async function statementsOf(crowd) {
  const { slug, organizationId } = crowd;
  const tenantOnly = async (work) => ({ tenant: await heard(work, []) });
  const scope = { slug, zone, currency: "EUR" };
  const where = sql`o.organization_id = ${organizationId}::uuid`;
  const named = { ...orderList, where };
  const all = {};
  const both = async (name, work, rows = []) => {
    const [bare, tenant] = [await heard((tx) => work(tx, named), rows), await heard((tx) => work(tx, orderList), rows)];
    all[name] = { bare, tenant };
  };
  // More rows than a page has: a list that fits on one is not counted.
  const many = Array(101).fill({ id: "", sort_key: "" });
  for (const [name, search] of Object.entries(addresses(slug).lists)) {
    const state = parseListState(orderList.spec, new URLSearchParams(search));
    await both(name, (tx, list) => listPage(tx, list, state, scope), many);
  }
  const exported = parseListState(orderList.spec, new URLSearchParams(addresses(slug).exported));
  await both("export", async (tx, list) => {
    for await (const _ of everyRow(tx, list, exported, scope, 100_000)) return;
  });
  const actor = { permissions: new Set(rolePermissions.organizer) };
  for (const [kind, words] of Object.entries(crowd.words)) {
    for (const [at, text] of words.entries())
      all[`search ${kind} ${at}`] = await tenantOnly((tx) => found(tx, actor, slug, text));
  }
  const { current, previous } = periodOf("30d", new Date(), zone);
  all.overview = await tenantOnly(async (tx) => {
    for (const period of [current, previous]) await salesByDay(tx, { ...period, currency: "EUR", zone });
    await upcomingEvents(tx);
    await firstSteps(tx);
  });
  await both("event", (tx) => publicEvent(tx, slug, crowd.events[0].slug));
  all.event.visitor = true;
  return all;
}

async function heard(work, rows) {
  const statements = [];
  await work({
    execute: async (query) => {
      const { sql: text, params: values } = dialect.sqlToQuery(query);
      statements.push({ text, values });
      return { rows };
    },
  });
  return statements;
}
