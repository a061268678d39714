import "server-only";
import { sql } from "drizzle-orm";
import { documentWords, invoiceStates, methodWords, partyKinds, paymentStates } from "#lib/payments/receivables/words";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const words = (of: Record<string, string>): ListOption[] =>
  Object.entries(of).map(([value, label]) => ({ value, label }));
const states = (of: Record<string, Omit<ListOption, "value">>): ListOption[] =>
  Object.entries(of).map(([value, option]) => ({ value, ...option }));

const invoiceSpec = {
  searches: "numbers, names and references",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "number", label: "Number", kind: "code", sortable: true, filter: "text" },
    { key: "kind", label: "Kind", kind: "badge", filter: "enum", options: words(documentWords), hiddenByDefault: true },
    { key: "party", label: "Party", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "issuedOn", label: "Issued", kind: "date", sortable: true, filter: "date-range", promoted: true },
    { key: "dueOn", label: "Due", kind: "date", sortable: true, filter: "date-range" },
    { key: "total", label: "Total", kind: "money", sortable: true, filter: "money-range" },
    { key: "open", label: "Open", kind: "money", sortable: true, filter: "money-range" },
    { key: "daysLate", label: "Days late", kind: "number", sortable: true },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states(invoiceStates) },
    { key: "reference", label: "Reference", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "tax", label: "Tax", kind: "money", hiddenByDefault: true },
    {
      key: "createdAt",
      label: "Written",
      kind: "datetime",
      sortable: true,
      filter: "date-range",
      hiddenByDefault: true,
    },
  ],
} satisfies ListSpec;

const open = sql`(case when i.state in ('issued', 'partly_paid') and i.kind <> 'credit_note' then i.total_minor - i.settled_minor else 0 end)`;

/** What we have to get, newest first: invoices and the credit notes to them. */
export const invoiceList: ListDefinition = {
  name: "payments.invoices",
  needs: "payments:read",
  spec: invoiceSpec,
  from: sql`payments.invoices i join payments.parties p on p.organization_id = i.organization_id and p.id = i.party_id`,
  where: sql`i.kind <> 'bill'`,
  id: sql`i.id`,
  currency: sql`i.currency`,
  values: {
    number: { sql: sql`coalesce(i.number, 'Draft')`, type: "text" },
    kind: { sql: sql`i.kind`, type: "text" },
    party: { sql: sql`p.name`, type: "text" },
    issuedOn: { sql: sql`i.issued_on`, type: "date" },
    dueOn: { sql: sql`i.due_on`, type: "date" },
    total: { sql: sql`i.total_minor`, type: "bigint" },
    open: { sql: open, type: "bigint" },
    daysLate: {
      sql: sql`(case when ${open} > 0 then greatest(current_date - i.due_on, 0) end)`,
      type: "integer",
    },
    state: { sql: sql`i.state`, type: "text" },
    reference: { sql: sql`i.reference`, type: "text" },
    tax: { sql: sql`i.tax_minor`, type: "bigint" },
    createdAt: { sql: sql`i.created_at`, type: "timestamptz" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`i.number ilike ${like} or p.name ilike ${like} or i.reference ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/payments/invoices/${row.id}`,
};
/** What we have to pay. */
export const billList: ListDefinition = { ...invoiceList, name: "payments.bills", where: sql`i.kind = 'bill'` };

/** Every document of one party. */
export const documentsOf = (partyId: string): ListDefinition => ({
  ...invoiceList,
  where: sql`i.party_id = ${partyId}::uuid`,
});

export const invoiceViews: View[] = [
  { id: "open", name: "Open", scope: "system", search: "f.state=issued,partly_paid" },
  { id: "drafts", name: "Drafts", scope: "system", search: "f.state=draft" },
  { id: "paid", name: "Paid", scope: "system", search: "f.state=paid" },
];

const partySpec = {
  searches: "names, e-mails and tax numbers",
  defaultSort: { key: "name", descending: false },
  columns: [
    { key: "name", label: "Name", kind: "text", sortable: true, filter: "text" },
    { key: "kind", label: "Kind", kind: "badge", filter: "enum", promoted: true, options: words(partyKinds) },
    { key: "email", label: "E-mail", kind: "text", filter: "text" },
    { key: "country", label: "Country", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "taxId", label: "Tax number", kind: "code", filter: "text" },
    { key: "terms", label: "Days to pay", kind: "number", sortable: true },
    { key: "open", label: "Open documents", kind: "number", sortable: true },
  ],
} satisfies ListSpec;

export const partyList: ListDefinition = {
  name: "payments.parties",
  needs: "payments:read",
  spec: partySpec,
  from: sql`payments.parties p`,
  where: sql`not p.archived`,
  id: sql`p.id`,
  values: {
    name: { sql: sql`p.name`, type: "text" },
    kind: { sql: sql`p.kind`, type: "text" },
    email: { sql: sql`p.email`, type: "text" },
    country: { sql: sql`p.country`, type: "text" },
    taxId: { sql: sql`p.tax_id`, type: "text" },
    terms: { sql: sql`p.terms_days`, type: "integer" },
    open: {
      sql: sql`(select count(*)::int from payments.invoices i where i.organization_id = p.organization_id and i.party_id = p.id and i.state in ('issued', 'partly_paid') and i.kind <> 'credit_note')`,
      type: "integer",
    },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`p.name ilike ${like} or p.email ilike ${like} or p.tax_id ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/payments/parties/${row.id}`,
};

const paymentSpec = {
  searches: "names and references",
  defaultSort: { key: "receivedOn", descending: true },
  columns: [
    { key: "receivedOn", label: "Day", kind: "date", sortable: true, filter: "date-range", promoted: true },
    { key: "payer", label: "Who paid", kind: "text", sortable: true, filter: "text" },
    { key: "method", label: "How", kind: "badge", filter: "enum", promoted: true, options: words(methodWords) },
    { key: "direction", label: "Way", kind: "badge", filter: "enum", options: words({ in: "In", out: "Out" }) },
    { key: "amount", label: "Amount", kind: "money", sortable: true, filter: "money-range" },
    { key: "left", label: "Not matched", kind: "money", sortable: true },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states(paymentStates) },
    { key: "reference", label: "Reference", kind: "text", filter: "text" },
    { key: "recordedBy", label: "Recorded by", kind: "text", filter: "text", hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** Payments by hand, the latest first; who may only record sees their own. */
export const manualPaymentList: ListDefinition = {
  name: "payments.manual_payments",
  needs: "payments:record",
  spec: paymentSpec,
  from: sql`payments.manual_payments m left join users.user_profiles u on u.user_id = m.recorded_by`,
  id: sql`m.id`,
  currency: sql`m.currency`,
  values: {
    receivedOn: { sql: sql`m.received_on`, type: "date" },
    payer: { sql: sql`m.payer`, type: "text" },
    method: { sql: sql`m.method`, type: "text" },
    direction: { sql: sql`m.direction`, type: "text" },
    amount: { sql: sql`m.amount_minor`, type: "bigint" },
    left: {
      sql: sql`(case when m.state = 'verified' and m.counter_account is null then m.amount_minor - m.allocated_minor else 0 end)`,
      type: "bigint",
    },
    state: { sql: sql`m.state`, type: "text" },
    reference: { sql: sql`m.reference`, type: "text" },
    recordedBy: { sql: sql`u.name`, type: "text" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`m.payer ilike ${like} or m.reference ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/payments/manual/${row.id}`,
};
export const manualPaymentViews: View[] = [
  { id: "verify", name: "To verify", scope: "system", search: "f.state=pending" },
  { id: "verified", name: "Verified", scope: "system", search: "f.state=verified" },
];
