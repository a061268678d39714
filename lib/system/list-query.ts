import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Permission } from "#lib/permissions";
import { digitsOf } from "#lib/ref/rules";
import {
  type Cell,
  type FilterValue,
  type ListColumn,
  type ListPage,
  type ListRow,
  type ListSpec,
  type ListState,
  moneyBounds,
  shownColumns,
} from "#lib/system/list";

/** What a list depends on besides its address: whose it is, and in which zone a day is a day. */
export type ListScope = { slug: string; zone: string; currency: string };

/** Where a column's value comes from, and its type in PostgreSQL. A sortable value is never null. */
export type ListValue = { sql: SQL; type: "text" | "bigint" | "integer" | "timestamptz" | "date" | "boolean" | "uuid" };

/**
 * A list of the product, once: the page, the export, bulk actions and saved views all read this.
 * `from` is everything after FROM; there is no tenant predicate in it: that is the row policy's job.
 * A money column needs `currency` (SQL of the row's ISO 4217 code). `search` gets the words typed.
 *
 *   export const eventList: ListDefinition = {
 *     name: "events.events", needs: "events:read", spec: eventListSpec,
 *     from: sql`events.events e left join events.venues v on (v.organization_id, v.id) = (e.organization_id, e.venue_id)`,
 *     id: sql`e.id`, currency: sql`e.currency`,
 *     values: { name: { sql: sql`e.name`, type: "text" }, startsAt: { sql: sql`e.starts_at`, type: "timestamptz" } },
 *     search: (words) => sql`e.name ilike ${`%${escapeLike(words)}%`}`,
 *     href: (row, { slug }) => `/${slug}/events/${row.id}`,
 *   };
 */
export type ListDefinition = {
  name: `${string}.${string}`;
  needs: Permission;
  spec: ListSpec;
  from: SQL;
  id: SQL;
  currency?: SQL;
  /** Always true of the list, such as one event's orders. */
  where?: SQL;
  /** True of the list until somebody filters that column, such as events that are not archived. */
  unlessAsked?: { column: string; where: SQL };
  values: { [columnKey: string]: ListValue };
  search?: (words: string) => SQL;
  /** What stands in an export for one of its columns: several that depend on the rows, such as one a question. */
  spread?: {
    column: string;
    into: (tx: TenantTx, matching: SQL) => Promise<{ column: ListColumn; value: ListValue }[]>;
  };
  /** Where a row leads, from its id and its columns. */
  href?: (row: { id: string; [columnKey: string]: unknown }, scope: ListScope) => string;
};

/** More than this is counted as "at least": an exact total of a large list is worth less than its time. */
const countedUpTo = 10_000;

export const escapeLike = (words: string) => words.replace(/[\\%_]/g, "\\$&");

/** One page of a list, by keyset: page 400 costs what page 1 costs. */
export async function listPage(
  tx: TenantTx,
  list: ListDefinition,
  state: ListState,
  scope: ListScope,
): Promise<ListPage> {
  const backwards = state.cursor !== null && "before" in state.cursor;
  const found = await rowsFrom(tx, list, state, scope, cursorOf(state), state.size + 1, backwards);
  const more = found.length > state.size;
  const records = found.slice(0, state.size);
  if (backwards) records.reverse();
  const [first, last] = [records[0], records.at(-1)];
  const hasNext = backwards || more;
  const hasPrevious = backwards ? more : state.cursor !== null;
  return {
    rows: records.map((record) => toRow(list, record, scope)),
    // A list that fits on its first page has been counted already.
    total: state.cursor || more ? await totalOf(tx, list, state, scope) : records.length,
    ...(hasNext && last ? { next: cursorText(last) } : {}),
    ...(hasPrevious && first ? { previous: cursorText(first) } : {}),
  };
}

/** Every matching row, in the list's order, in batches: for exports and bulk actions. */
export async function* everyRow(tx: TenantTx, list: ListDefinition, state: ListState, scope: ListScope, batch = 1000) {
  let cursor: Cursor | null = null;
  while (true) {
    const found: ListRecord[] = await rowsFrom(tx, list, state, scope, cursor, batch, false);
    for (const record of found) yield toRow(list, record, scope);
    const last = found.at(-1);
    if (found.length < batch || !last) return;
    cursor = [last.sort_key, last.id];
  }
}

/** The list as a file has it: where it spreads a column that is shown, the columns that this makes of it. */
export async function spreadList(
  tx: TenantTx,
  list: ListDefinition,
  state: ListState,
  scope: ListScope,
): Promise<{ list: ListDefinition; columns: ListColumn[] }> {
  const shown = shownColumns(list.spec, state);
  const { spread } = list;
  if (!spread || !shown.some(({ key }) => key === spread.column)) return { list, columns: shown };
  const made = await spread.into(tx, matching(list, state, scope));
  return {
    list: {
      ...list,
      spec: { ...list.spec, columns: [...list.spec.columns, ...made.map(({ column }) => column)] },
      values: { ...list.values, ...Object.fromEntries(made.map(({ column, value }) => [column.key, value])) },
    },
    columns: shown.flatMap((column) => (column.key === spread.column ? made.map((one) => one.column) : [column])),
  };
}

type Cursor = [key: string, id: string];
type ListRecord = { id: string; sort_key: string; currency: string | null; [column: string]: unknown };

async function rowsFrom(
  tx: TenantTx,
  list: ListDefinition,
  state: ListState,
  scope: ListScope,
  cursor: Cursor | null,
  limit: number,
  backwards: boolean,
): Promise<ListRecord[]> {
  const sort = list.values[state.sort.key];
  if (!sort) throw new Error(`${list.name} cannot be sorted by ${state.sort.key}.`);
  const descending = state.sort.descending !== backwards;
  const direction = sql.raw(descending ? "desc" : "asc");
  const beyond = cursor
    ? sql` and (${sort.sql}, ${list.id}) ${sql.raw(descending ? "<" : ">")} (${cursor[0]}::${sql.raw(sort.type)}, ${cursor[1]}::uuid)`
    : sql``;
  const columns = Object.entries(list.values).map(([key, value]) => sql`${value.sql} as ${sql.identifier(key)}`);
  const result = await tx.execute<ListRecord>(sql`
    select ${list.id} as id, (${sort.sql})::text as sort_key, ${list.currency ?? sql`null`} as currency, ${sql.join(columns, sql`, `)}
    from ${list.from}
    where ${matching(list, state, scope)}${beyond}
    order by ${sort.sql} ${direction}, ${list.id} ${direction}
    limit ${limit}`);
  return result.rows;
}

async function totalOf(tx: TenantTx, list: ListDefinition, state: ListState, scope: ListScope) {
  const result = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (select from ${list.from} where ${matching(list, state, scope)} limit ${countedUpTo + 1}) counted`);
  const n = result.rows[0]?.n ?? 0;
  return n > countedUpTo ? { atLeast: countedUpTo } : n;
}

function matching(list: ListDefinition, state: ListState, scope: ListScope): SQL {
  const conditions = [list.where ?? sql`true`];
  if (list.unlessAsked && !state.filters[list.unlessAsked.column]) conditions.push(list.unlessAsked.where);
  if (state.q && list.search) conditions.push(sql`(${list.search(state.q)})`);
  for (const [key, filter] of Object.entries(state.filters)) {
    const value = list.values[key];
    if (value) conditions.push(condition(value, filter, scope));
  }
  return sql.join(conditions, sql` and `);
}

function condition(value: ListValue, filter: FilterValue, scope: ListScope): SQL {
  switch (filter.kind) {
    case "text":
      return sql`${value.sql} ilike ${`%${escapeLike(filter.text)}%`}`;
    case "enum":
      return sql`(${value.sql})::text in (${sql.join(
        filter.values.map((one) => sql`${one}`),
        sql`, `,
      )})`;
    case "boolean":
      return sql`${value.sql} is ${sql.raw(filter.value ? "true" : "false")}`;
    case "date-range":
      return sql.join(
        [
          filter.from ? sql`${value.sql} >= ${startOf(filter.from, value, scope)}` : sql`true`,
          filter.before ? sql`${value.sql} < ${startOf(filter.before, value, scope)}` : sql`true`,
        ],
        sql` and `,
      );
    case "money-range": {
      const { min, max } = moneyBounds(filter, digitsOf(scope.currency));
      return sql.join(
        [
          min === undefined ? sql`true` : sql`${value.sql} >= ${min.toString()}::bigint`,
          max === undefined ? sql`true` : sql`${value.sql} <= ${max.toString()}::bigint`,
        ],
        sql` and `,
      );
    }
  }
}

/** A day begins when the clocks of the list's zone say so. */
const startOf = (day: string, value: ListValue, scope: ListScope) =>
  value.type === "date" ? sql`${day}::date` : sql`(${day}::date::timestamp at time zone ${scope.zone})`;

function toRow(list: ListDefinition, record: ListRecord, scope: ListScope): ListRow {
  const row: ListRow = { id: record.id };
  for (const column of list.spec.columns) row[column.key] = cellOf(column, record);
  if (list.href) row.href = list.href({ ...row, id: record.id }, scope);
  return row;
}

function cellOf(column: ListColumn, record: ListRecord): Cell {
  const value = record[column.key];
  if (value === null || value === undefined) return null;
  if (column.kind === "money") {
    if (!record.currency) throw new Error(`A money column needs its currency: ${column.key}`);
    return { minor: String(value), currency: record.currency, digits: digitsOf(record.currency) };
  }
  if (column.kind === "link") throw new Error(`The row's own link comes from href; ${column.key} is text.`);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number" || typeof value === "boolean") return value;
  return String(value);
}

function cursorText(record: ListRecord): string {
  return Buffer.from(JSON.stringify([record.sort_key, record.id])).toString("base64url");
}

/** A cursor that somebody edited is a cursor to the beginning. */
function cursorOf(state: ListState): Cursor | null {
  if (!state.cursor) return null;
  const text = "after" in state.cursor ? state.cursor.after : state.cursor.before;
  try {
    const [key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return typeof key === "string" && /^[0-9a-f-]{36}$/.test(id) ? [key, id] : null;
  } catch {
    return null;
  }
}
