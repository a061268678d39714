import "server-only";
import { sql } from "drizzle-orm";
import { payoutStates } from "#lib/payments/payouts/rules";
import { transactionKinds } from "#lib/payments/rules";
import type { ListOption } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const states: ListOption[] = Object.entries(payoutStates).map(([value, { label, tone }]) => ({ value, label, tone }));
const kinds: ListOption[] = Object.entries(transactionKinds).map(([value, label]) => ({ value, label }));

/** How people name a payout: of one length, so that searching for one does not find another. */
export const payoutCode = sql`'P' || lpad(p.number::text, 6, '0')`;

/** Every payout of the organization, the latest first. */
export const payoutList: ListDefinition = {
  name: "payments.payouts",
  needs: "payments:read",
  spec: {
    searches: "numbers, holders and the bank's references",
    defaultSort: { key: "createdAt", descending: true },
    columns: [
      { key: "number", label: "Payout", kind: "code", filter: "text", sortable: true },
      { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states },
      { key: "amount", label: "Amount", kind: "money", filter: "money-range", sortable: true },
      { key: "currency", label: "Currency", kind: "text", filter: "text", promoted: true, hiddenByDefault: true },
      { key: "account", label: "To", kind: "text" },
      { key: "requester", label: "Asked for by", kind: "text", filter: "text", hiddenByDefault: true },
      { key: "approver", label: "Approved by", kind: "text", filter: "text" },
      { key: "createdAt", label: "Asked for", kind: "datetime", filter: "date-range", sortable: true, promoted: true },
      { key: "settledOn", label: "At the bank", kind: "date", filter: "date-range", sortable: true },
      { key: "reference", label: "Bank's reference", kind: "code", filter: "text", hiddenByDefault: true },
      { key: "note", label: "Note", kind: "text", hiddenByDefault: true },
    ],
  },
  from: sql`payments.payouts p
    join organizations.payout_accounts a on a.organization_id = p.organization_id and a.id = p.payout_account_id
    left join users.user_profiles ru on ru.user_id = p.requested_by
    left join users.user_profiles au on au.user_id = p.approved_by`,
  id: sql`p.id`,
  currency: sql`p.currency`,
  values: {
    number: { sql: payoutCode, type: "text" },
    state: { sql: sql`p.state`, type: "text" },
    amount: { sql: sql`p.amount_minor`, type: "bigint" },
    currency: { sql: sql`p.currency`, type: "text" },
    account: { sql: sql`a.holder || ' ··' || a.last_four`, type: "text" },
    requester: { sql: sql`case when p.requested_by is null then 'Schedule' else ru.name end`, type: "text" },
    approver: { sql: sql`au.name`, type: "text" },
    createdAt: { sql: sql`p.created_at`, type: "timestamptz" },
    settledOn: { sql: sql`p.settled_on`, type: "date" },
    reference: { sql: sql`p.bank_reference`, type: "text" },
    note: { sql: sql`p.note`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`${payoutCode} ilike ${like} or a.holder ilike ${like} or p.bank_reference ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/payments/payouts/${row.id}`,
};

export const payoutViews: View[] = [
  { id: "waiting", name: "To approve", scope: "system", search: "f.state=draft" },
  { id: "moving", name: "On their way", scope: "system", search: "f.state=approved,submitted" },
  { id: "paid", name: "Paid", scope: "system", search: "f.state=paid" },
  { id: "trouble", name: "Failed or returned", scope: "system", search: "f.state=failed,returned" },
];

/** The wallet's lines that payouts were made of. */
export const payoutLineList: ListDefinition = {
  name: "payments.payout_lines",
  needs: "payments:read",
  spec: {
    searches: "memos and order numbers",
    defaultSort: { key: "effectiveOn", descending: true },
    columns: [
      { key: "effectiveOn", label: "Date", kind: "date", sortable: true, filter: "date-range" },
      { key: "payout", label: "Payout", kind: "code", filter: "text", promoted: true },
      { key: "kind", label: "Kind", kind: "badge", filter: "enum", promoted: true, options: kinds },
      { key: "memo", label: "Memo", kind: "text", filter: "text" },
      { key: "order", label: "Order", kind: "code", filter: "text" },
      { key: "amount", label: "In the wallet", kind: "money", sortable: true, filter: "money-range" },
    ],
  },
  from: sql`payments.payout_entries c
    join payments.payouts p on p.organization_id = c.organization_id and p.id = c.payout_id
    join payments.entries e on e.organization_id = c.organization_id and e.transaction_id = c.transaction_id and e.line = c.line
    join payments.transactions t on t.organization_id = c.organization_id and t.id = c.transaction_id
    left join ticketing.orders o on o.organization_id = t.organization_id and o.id = t.order_id`,
  id: sql`t.id`,
  currency: sql`e.currency`,
  values: {
    effectiveOn: { sql: sql`t.effective_on`, type: "date" },
    payout: { sql: payoutCode, type: "text" },
    kind: { sql: sql`t.kind`, type: "text" },
    memo: { sql: sql`t.memo`, type: "text" },
    order: { sql: sql`o.number`, type: "text" },
    amount: { sql: sql`e.amount_minor`, type: "bigint" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`t.memo ilike ${like} or o.number ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/payments/journal/${row.id}`,
};

/** At the platform's desk: what was approved, everywhere. Read inside `readAsPlatform`, and in no organization's export. */
export const deskPayoutList: ListDefinition = {
  name: "payments.desk_payouts",
  needs: "system:platform",
  spec: {
    searches: "organizations and references",
    defaultSort: { key: "approvedAt", descending: true },
    columns: [
      { key: "organization", label: "Organization", kind: "text", sortable: true, filter: "text" },
      { key: "number", label: "Payout", kind: "code" },
      { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states },
      { key: "amount", label: "Amount", kind: "money", sortable: true, filter: "money-range" },
      { key: "currency", label: "Currency", kind: "text", filter: "text", promoted: true },
      { key: "account", label: "To", kind: "text" },
      { key: "batch", label: "Batch", kind: "number", sortable: true },
      { key: "approvedAt", label: "Approved", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "settledOn", label: "At the bank", kind: "date", sortable: true },
      { key: "note", label: "Note", kind: "text", hiddenByDefault: true },
    ],
  },
  from: sql`payments.desk_payouts() p`,
  id: sql`p.id`,
  currency: sql`p.currency`,
  values: {
    organization: { sql: sql`p.organization`, type: "text" },
    number: { sql: payoutCode, type: "text" },
    state: { sql: sql`p.state`, type: "text" },
    amount: { sql: sql`p.amount_minor`, type: "bigint" },
    currency: { sql: sql`p.currency`, type: "text" },
    account: { sql: sql`p.account`, type: "text" },
    batch: { sql: sql`p.batch`, type: "integer" },
    approvedAt: { sql: sql`p.approved_at`, type: "timestamptz" },
    settledOn: { sql: sql`p.settled_on`, type: "date" },
    note: { sql: sql`p.note`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`p.organization ilike ${like} or p.bank_reference ilike ${like}`;
  },
};
