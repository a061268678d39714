import "server-only";
import { sql } from "drizzle-orm";
import { orderStates, packageStates, proposalStates, sideWords } from "#lib/sponsorship/words";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const states = (of: Record<string, Omit<ListOption, "value">>): ListOption[] =>
  Object.entries(of).map(([value, option]) => ({ value, ...option }));
const sides: ListOption[] = Object.entries(sideWords).map(([value, label]) => ({ value, label }));
/** As whom the reader sees a row: rows of other organizations are there because they are its sponsor. */
const side = sql`(case when x.sponsor_id = any ((select sponsorship.my_sponsors())::uuid[]) then 'sponsor' else 'organizer' end)`;

const sponsorSpec = {
  searches: "names and e-mail addresses",
  defaultSort: { key: "name", descending: false },
  columns: [
    { key: "name", label: "Sponsor", kind: "text", sortable: true, filter: "text" },
    { key: "industry", label: "Industry", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "email", label: "E-mail", kind: "text", filter: "text" },
    { key: "people", label: "People", kind: "number", sortable: true },
    { key: "orders", label: "Orders", kind: "number", sortable: true },
    { key: "createdAt", label: "Since", kind: "datetime", sortable: true, filter: "date-range" },
  ],
} satisfies ListSpec;

export const sponsorList: ListDefinition = {
  name: "sponsorship.sponsors",
  needs: "sponsorship:read",
  spec: sponsorSpec,
  from: sql`sponsorship.sponsors x`,
  where: sql`x.archived_at is null and x.organization_id = (select system.org_id())`,
  id: sql`x.id`,
  values: {
    name: { sql: sql`x.name`, type: "text" },
    industry: { sql: sql`x.industry`, type: "text" },
    email: { sql: sql`x.email`, type: "text" },
    people: {
      sql: sql`(select count(*)::int from sponsorship.sponsor_members m where m.organization_id = x.organization_id and m.sponsor_id = x.id)`,
      type: "integer",
    },
    orders: {
      sql: sql`(select count(*)::int from sponsorship.sponsorship_orders o where o.organization_id = x.organization_id and o.sponsor_id = x.id)`,
      type: "integer",
    },
    createdAt: { sql: sql`x.created_at`, type: "timestamptz" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`x.name ilike ${like} or x.email ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/sponsorship/sponsors/${row.id}`,
};

const packageSpec = {
  searches: "packages and events",
  defaultSort: { key: "event", descending: false },
  columns: [
    { key: "name", label: "Package", kind: "text", sortable: true, filter: "text" },
    { key: "event", label: "Event", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "price", label: "Price", kind: "money", sortable: true, filter: "money-range" },
    { key: "sold", label: "Sold", kind: "number", sortable: true },
    { key: "left", label: "Left", kind: "number", sortable: true },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states(packageStates) },
  ],
} satisfies ListSpec;

const sold = sql`(select count(*)::int from sponsorship.sponsorship_orders o where o.organization_id = x.organization_id and o.package_id = x.id and o.state not in ('cancelled', 'refunded'))`;

export const packageList: ListDefinition = {
  name: "sponsorship.packages",
  needs: "sponsorship:read",
  spec: packageSpec,
  from: sql`sponsorship.sponsorship_packages x join events.events e on e.organization_id = x.organization_id and e.id = x.event_id`,
  id: sql`x.id`,
  currency: sql`x.currency`,
  values: {
    name: { sql: sql`x.name`, type: "text" },
    event: { sql: sql`e.name`, type: "text" },
    price: { sql: sql`x.price_minor`, type: "bigint" },
    sold: { sql: sold, type: "integer" },
    left: { sql: sql`(x.quantity - ${sold})`, type: "integer" },
    state: { sql: sql`x.state`, type: "text" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`x.name ilike ${like} or e.name ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/sponsorship/packages/${row.id}`,
};

const proposalSpec = {
  searches: "numbers, titles and parties",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "number", label: "Number", kind: "code", sortable: true, filter: "text" },
    { key: "title", label: "Title", kind: "text", sortable: true, filter: "text" },
    { key: "sponsor", label: "Sponsor", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "organizer", label: "Organizer", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "event", label: "Event", kind: "text", sortable: true, filter: "text" },
    { key: "price", label: "On the table", kind: "money", sortable: true, filter: "money-range" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states(proposalStates) },
    { key: "turn", label: "Whose turn", kind: "badge", filter: "enum", options: sides },
    { key: "side", label: "You are", kind: "badge", filter: "enum", options: sides },
    { key: "expiresAt", label: "Until", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "createdAt", label: "Begun", kind: "datetime", sortable: true, filter: "date-range", hiddenByDefault: true },
  ],
} satisfies ListSpec;

export const proposalList: ListDefinition = {
  name: "sponsorship.proposals",
  needs: "sponsorship:sponsor",
  spec: proposalSpec,
  from: sql`sponsorship.proposal_threads x join sponsorship.proposal_versions v on v.organization_id = x.organization_id and v.thread_id = x.id and v.n = x.version`,
  id: sql`x.id`,
  currency: sql`v.currency`,
  values: {
    number: { sql: sql`x.number`, type: "text" },
    title: { sql: sql`x.title`, type: "text" },
    sponsor: { sql: sql`x.sponsor_name`, type: "text" },
    organizer: { sql: sql`x.organizer_name`, type: "text" },
    event: { sql: sql`x.event_name`, type: "text" },
    price: { sql: sql`v.price_minor`, type: "bigint" },
    state: { sql: sql`x.state`, type: "text" },
    turn: { sql: sql`x.turn`, type: "text" },
    side: { sql: side, type: "text" },
    expiresAt: { sql: sql`x.expires_at`, type: "timestamptz" },
    createdAt: { sql: sql`x.created_at`, type: "timestamptz" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`x.number ilike ${like} or x.title ilike ${like} or x.sponsor_name ilike ${like} or x.organizer_name ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/sponsorship/proposals/${row.id}`,
};

const orderSpec = {
  searches: "numbers, titles and parties",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "number", label: "Number", kind: "code", sortable: true, filter: "text" },
    { key: "title", label: "Title", kind: "text", sortable: true, filter: "text" },
    { key: "sponsor", label: "Sponsor", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "organizer", label: "Organizer", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "event", label: "Event", kind: "text", sortable: true, filter: "text" },
    { key: "total", label: "Total", kind: "money", sortable: true, filter: "money-range" },
    { key: "held", label: "Held", kind: "money", sortable: true, filter: "money-range" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states(orderStates) },
    { key: "mustLeaveBy", label: "Must leave by", kind: "date", sortable: true, filter: "date-range" },
    { key: "side", label: "You are", kind: "badge", filter: "enum", options: sides },
    {
      key: "createdAt",
      label: "Agreed",
      kind: "datetime",
      sortable: true,
      filter: "date-range",
      hiddenByDefault: true,
    },
  ],
} satisfies ListSpec;

export const sponsorshipOrderList: ListDefinition = {
  name: "sponsorship.orders",
  needs: "sponsorship:sponsor",
  spec: orderSpec,
  from: sql`sponsorship.sponsorship_orders x`,
  id: sql`x.id`,
  currency: sql`x.currency`,
  values: {
    number: { sql: sql`x.number`, type: "text" },
    title: { sql: sql`x.title`, type: "text" },
    sponsor: { sql: sql`x.sponsor_name`, type: "text" },
    organizer: { sql: sql`x.organizer_name`, type: "text" },
    event: { sql: sql`x.event_name`, type: "text" },
    total: { sql: sql`x.total_minor`, type: "bigint" },
    held: { sql: sql`(x.funded_minor - x.released_minor - x.refunded_minor)`, type: "bigint" },
    state: { sql: sql`x.state`, type: "text" },
    mustLeaveBy: { sql: sql`x.must_leave_by`, type: "date" },
    side: { sql: side, type: "text" },
    createdAt: { sql: sql`x.created_at`, type: "timestamptz" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`x.number ilike ${like} or x.title ilike ${like} or x.sponsor_name ilike ${like} or x.organizer_name ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/sponsorship/orders/${row.id}`,
};

/** Orders of one sponsor. */
export const ordersOfSponsor = (sponsorId: string): ListDefinition => ({
  ...sponsorshipOrderList,
  needs: "sponsorship:read",
  where: sql`x.sponsor_id = ${sponsorId}::uuid`,
});

export const orderViews: View[] = [
  { id: "held", name: "Held", scope: "system", search: "f.state=funded,locked,disputed" },
  { id: "unpaid", name: "Not paid", scope: "system", search: "f.state=pending" },
];
export const proposalViews: View[] = [
  { id: "open", name: "Open", scope: "system", search: "f.state=sent,viewed,counter" },
  { id: "accepted", name: "Accepted", scope: "system", search: "f.state=accepted" },
];
