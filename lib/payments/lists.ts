import "server-only";
import { sql } from "drizzle-orm";
import { transactionKinds } from "#lib/payments/rules";
import { kindNames } from "#lib/payments/statements";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const options = (words: Record<string, string>): ListOption[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const accountStates: readonly ListOption[] = [
  { value: "open", label: "Open", tone: "success" },
  { value: "frozen", label: "Frozen", tone: "warning" },
  { value: "closed", label: "Closed", tone: "neutral" },
];

const accountSpec = {
  searches: "account codes and names",
  defaultSort: { key: "code", descending: false },
  defaultSize: 100,
  columns: [
    { key: "name", label: "Account", kind: "text", sortable: true, filter: "text" },
    { key: "code", label: "Code", kind: "code", sortable: true, filter: "text" },
    { key: "kind", label: "Kind", kind: "badge", filter: "enum", promoted: true, options: options(kindNames) },
    { key: "currency", label: "Currency", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "balance", label: "Balance", kind: "money", sortable: true, filter: "money-range" },
    { key: "state", label: "State", kind: "state", filter: "enum", options: accountStates, hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** Every account of the book, with what it stands at now: positive when it is as it should be. */
export const accountList: ListDefinition = {
  name: "payments.accounts",
  needs: "payments:read",
  spec: accountSpec,
  from: sql`payments.account_balances() b`,
  id: sql`b.account_id`,
  currency: sql`b.currency`,
  values: {
    name: { sql: sql`b.name`, type: "text" },
    code: { sql: sql`b.code`, type: "text" },
    kind: { sql: sql`b.kind`, type: "text" },
    currency: { sql: sql`b.currency`, type: "text" },
    balance: { sql: sql`(b.normal * b.balance_minor)`, type: "bigint" },
    state: { sql: sql`b.state`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`b.code ilike ${like} or b.name ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/payments/accounts/${row.id}`,
};

const transactionSpec = {
  searches: "memos, order numbers and keys",
  defaultSort: { key: "effectiveOn", descending: true },
  columns: [
    { key: "effectiveOn", label: "Date", kind: "date", sortable: true, filter: "date-range", promoted: true },
    { key: "kind", label: "Kind", kind: "badge", filter: "enum", promoted: true, options: options(transactionKinds) },
    { key: "memo", label: "Memo", kind: "text", filter: "text" },
    { key: "order", label: "Order", kind: "code", filter: "text", promoted: true },
    { key: "amount", label: "Amount", kind: "money", filter: "money-range" },
    { key: "lines", label: "Lines", kind: "number" },
    { key: "postedAt", label: "Recorded", kind: "datetime", filter: "date-range" },
    { key: "author", label: "Recorded by", kind: "text", filter: "text" },
    { key: "event", label: "Event", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "station", label: "Station", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "accounts", label: "Accounts", kind: "code", filter: "text", hiddenByDefault: true },
    { key: "key", label: "Key", kind: "code", filter: "text", hiddenByDefault: true },
  ],
} satisfies ListSpec;

const linesOf = sql`payments.entries e where e.organization_id = t.organization_id and e.transaction_id = t.id`;

/** The journal, newest day first. The amount is the sum of the debits; one in several currencies shows none, only its lines do. */
export const transactionList: ListDefinition = {
  name: "payments.transactions",
  needs: "payments:read",
  spec: transactionSpec,
  from: sql`payments.transactions t
    left join ticketing.orders o on o.organization_id = t.organization_id and o.id = t.order_id
    left join users.user_profiles u on u.user_id = t.created_by
    left join events.events v on v.organization_id = t.organization_id and v.id = t.event_id
    left join identity.stations s on s.organization_id = t.organization_id and s.id = t.station_id`,
  id: sql`t.id`,
  currency: sql`(select min(e.currency) from ${linesOf})`,
  values: {
    effectiveOn: { sql: sql`t.effective_on`, type: "date" },
    kind: { sql: sql`t.kind`, type: "text" },
    memo: { sql: sql`t.memo`, type: "text" },
    order: { sql: sql`o.number`, type: "text" },
    amount: {
      sql: sql`(select case when min(e.currency) = max(e.currency) then sum(greatest(e.amount_minor, 0))::bigint end from ${linesOf})`,
      type: "bigint",
    },
    lines: { sql: sql`t.line_count`, type: "integer" },
    postedAt: { sql: sql`t.posted_at`, type: "timestamptz" },
    author: { sql: sql`case when t.created_by is null then 'Automatic' else u.name end`, type: "text" },
    event: { sql: sql`v.name`, type: "text" },
    station: { sql: sql`s.name`, type: "text" },
    accounts: {
      sql: sql`(select string_agg(distinct a.code, ', ' order by a.code) from payments.entries e
        join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
        where e.organization_id = t.organization_id and e.transaction_id = t.id)`,
      type: "text",
    },
    key: { sql: sql`t.idempotency_key`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`t.memo ilike ${like} or o.number ilike ${like} or t.idempotency_key = ${words}`;
  },
  href: (row, { slug }) => `/${slug}/payments/journal/${row.id}`,
};

/** The tabs that every organization has. */
export const transactionViews: View[] = [
  { id: "sales", name: "Sales", scope: "system", search: "f.kind=sale" },
  { id: "refunds", name: "Refunds", scope: "system", search: "f.kind=refund" },
  { id: "manual", name: "By hand", scope: "system", search: "f.kind=manual,reversal" },
];
