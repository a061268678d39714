import "server-only";
import { sql } from "drizzle-orm";
import { leadSources, marketingNames } from "#lib/crm/rules";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const options = (words: Record<string, string>): ListOption[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export const leadStates: readonly ListOption[] = [
  { value: "open", label: "Open", tone: "info" },
  { value: "converted", label: "Converted", tone: "success" },
  { value: "lost", label: "Lost", tone: "neutral" },
];
export const opportunityStates: readonly ListOption[] = [
  { value: "open", label: "Open", tone: "info" },
  { value: "won", label: "Won", tone: "success" },
  { value: "lost", label: "Lost", tone: "neutral" },
];
export const marketingStates: readonly ListOption[] = [
  { value: "granted", label: marketingNames.granted, tone: "success" },
  { value: "withdrawn", label: marketingNames.withdrawn, tone: "danger" },
  { value: "unknown", label: marketingNames.unknown, tone: "neutral" },
];

const leadSpec = {
  searches: "names, addresses, numbers and messages",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "name", label: "Lead", kind: "text", sortable: true, filter: "text" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: leadStates },
    { key: "stage", label: "Stage", kind: "text", filter: "text" },
    { key: "days", label: "Days in stage", kind: "number", sortable: true },
    { key: "source", label: "Source", kind: "badge", filter: "enum", promoted: true, options: options(leadSources) },
    { key: "score", label: "Score", kind: "number", sortable: true },
    { key: "guests", label: "Guests", kind: "number", sortable: true },
    { key: "wishedOn", label: "Wished day", kind: "date", filter: "date-range" },
    { key: "owner", label: "Owner", kind: "text", filter: "text" },
    { key: "station", label: "Station", kind: "text", filter: "text", promoted: true },
    { key: "createdAt", label: "Came", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "email", label: "E-mail", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "phone", label: "Phone", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "service", label: "Service", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "tags", label: "Tags", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "followUpAt", label: "Next step", kind: "datetime", filter: "date-range", hiddenByDefault: true },
    { key: "lostReason", label: "Why lost", kind: "text", filter: "text", hiddenByDefault: true },
  ],
} satisfies ListSpec;

const stays = sql`extract(day from now() - l.stage_at)::int`;

/** Whoever asked, the newest first. */
export const leadList: ListDefinition = {
  name: "crm.leads",
  needs: "crm:read",
  spec: leadSpec,
  from: sql`crm.leads l join crm.pipeline_stages g on g.organization_id = l.organization_id and g.id = l.stage_id
    left join identity.stations s on s.organization_id = l.organization_id and s.id = l.station_id
    left join users.user_profiles o on o.user_id = l.owner_id`,
  id: sql`l.id`,
  values: {
    name: { sql: sql`l.name`, type: "text" },
    state: { sql: sql`l.state`, type: "text" },
    stage: { sql: sql`g.name`, type: "text" },
    days: { sql: stays, type: "integer" },
    source: { sql: sql`l.source`, type: "text" },
    score: { sql: sql`l.score::int`, type: "integer" },
    guests: { sql: sql`coalesce(l.guests, 0)`, type: "integer" },
    wishedOn: { sql: sql`l.wished_on`, type: "date" },
    owner: { sql: sql`coalesce(nullif(o.name, ''), o.email)`, type: "text" },
    station: { sql: sql`s.name`, type: "text" },
    createdAt: { sql: sql`l.created_at`, type: "timestamptz" },
    email: { sql: sql`l.email`, type: "text" },
    phone: { sql: sql`l.phone`, type: "text" },
    service: { sql: sql`l.service`, type: "text" },
    tags: {
      sql: sql`(select string_agg(t.tag, ', ' order by t.tag) from crm.lead_tags t where t.organization_id = l.organization_id and t.lead_id = l.id)`,
      type: "text",
    },
    followUpAt: { sql: sql`l.follow_up_at`, type: "timestamptz" },
    lostReason: { sql: sql`l.lost_reason`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`l.name ilike ${like} or l.email ilike ${like} or l.phone ilike ${like} or l.message ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/crm/leads/${row.id}`,
};

export const leadViews: View[] = [
  { id: "open", name: "Open", scope: "system", search: "f.state=open&sort=-score" },
  { id: "standing", name: "Standing longest", scope: "system", search: "f.state=open&sort=-days" },
  { id: "converted", name: "Converted", scope: "system", search: "f.state=converted" },
  { id: "lost", name: "Lost", scope: "system", search: "f.state=lost&cols=name,lostReason,source,guests,createdAt" },
];

const customerSpec = {
  searches: "names, addresses and numbers",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "name", label: "Customer", kind: "text", sortable: true, filter: "text" },
    { key: "email", label: "E-mail", kind: "text", filter: "text", promoted: true },
    { key: "phone", label: "Phone", kind: "text", filter: "text" },
    { key: "tags", label: "Tags", kind: "text", filter: "text", promoted: true },
    { key: "marketing", label: "Offers", kind: "state", filter: "enum", promoted: true, options: marketingStates },
    { key: "leads", label: "Leads", kind: "number" },
    { key: "createdAt", label: "Since", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "stations", label: "Stations", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "address", label: "Address", kind: "text", filter: "text", hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** Everybody who is or may be a customer; those who were merged are found under who they are. */
export const customerList: ListDefinition = {
  name: "crm.customers",
  needs: "crm:read",
  spec: customerSpec,
  from: sql`crm.customers c`,
  where: sql`c.merged_into_id is null`,
  id: sql`c.id`,
  values: {
    name: { sql: sql`c.name`, type: "text" },
    email: { sql: sql`c.email`, type: "text" },
    phone: { sql: sql`c.phone`, type: "text" },
    tags: { sql: sql`nullif(array_to_string(c.tags, ', '), '')`, type: "text" },
    marketing: { sql: sql`c.marketing`, type: "text" },
    leads: {
      sql: sql`(select count(*)::int from crm.leads l where l.organization_id = c.organization_id and l.customer_id = c.id)`,
      type: "integer",
    },
    createdAt: { sql: sql`c.created_at`, type: "timestamptz" },
    stations: {
      sql: sql`(select string_agg(s.name, ', ' order by s.name) from identity.stations s where s.organization_id = c.organization_id and s.id = any (c.station_ids))`,
      type: "text",
    },
    address: { sql: sql`c.address`, type: "text" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    const digits = words.replace(/\D/g, "");
    const number = digits.length >= 4 ? sql`c.phone_digits like ${`%${digits}%`}` : sql`false`;
    return sql`c.name ilike ${like} or c.email ilike ${like} or ${number}`;
  },
  href: (row, { slug }) => `/${slug}/crm/customers/${row.id}`,
};

const opportunitySpec = {
  searches: "titles and customers",
  defaultSort: { key: "createdAt", descending: true },
  columns: [
    { key: "title", label: "Opportunity", kind: "text", sortable: true, filter: "text" },
    { key: "customer", label: "Customer", kind: "text", filter: "text", promoted: true },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: opportunityStates },
    { key: "stage", label: "Stage", kind: "text", filter: "text" },
    { key: "amount", label: "Worth", kind: "money", sortable: true, filter: "money-range" },
    { key: "expectedOn", label: "Expected", kind: "date", filter: "date-range" },
    { key: "owner", label: "Owner", kind: "text", filter: "text", promoted: true },
    { key: "station", label: "Station", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "createdAt", label: "Since", kind: "datetime", sortable: true, filter: "date-range" },
  ],
} satisfies ListSpec;

export const opportunityList: ListDefinition = {
  name: "crm.opportunities",
  needs: "crm:read",
  spec: opportunitySpec,
  from: sql`crm.opportunities p join crm.pipeline_stages g on g.organization_id = p.organization_id and g.id = p.stage_id
    left join crm.customers c on c.organization_id = p.organization_id and c.id = p.customer_id
    left join identity.stations s on s.organization_id = p.organization_id and s.id = p.station_id
    left join users.user_profiles o on o.user_id = p.owner_id`,
  id: sql`p.id`,
  currency: sql`p.currency`,
  values: {
    title: { sql: sql`p.title`, type: "text" },
    customer: { sql: sql`c.name`, type: "text" },
    state: { sql: sql`p.state`, type: "text" },
    stage: { sql: sql`g.name`, type: "text" },
    amount: { sql: sql`p.amount_minor`, type: "bigint" },
    expectedOn: { sql: sql`p.expected_on`, type: "date" },
    owner: { sql: sql`coalesce(nullif(o.name, ''), o.email)`, type: "text" },
    station: { sql: sql`s.name`, type: "text" },
    createdAt: { sql: sql`p.created_at`, type: "timestamptz" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`p.title ilike ${like} or c.name ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/crm/opportunities/${row.id}`,
};

export const opportunityViews: View[] = [
  { id: "open", name: "Open", scope: "system", search: "f.state=open" },
  { id: "won", name: "Won", scope: "system", search: "f.state=won" },
  { id: "lost", name: "Lost", scope: "system", search: "f.state=lost" },
];
