import "server-only";
import { sql } from "drizzle-orm";
import { eventFormats, eventVisibilities } from "#lib/events/rules";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

export const eventStates: readonly ListOption[] = [
  { value: "draft", label: "Draft", tone: "neutral" },
  { value: "published", label: "Published", tone: "info" },
  { value: "live", label: "Live", tone: "success" },
  { value: "postponed", label: "Postponed", tone: "warning" },
  { value: "completed", label: "Completed", tone: "neutral" },
  { value: "cancelled", label: "Cancelled", tone: "danger" },
  { value: "archived", label: "Archived", tone: "neutral" },
];
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

export const eventSpec = {
  searches: "events, venues and cities",
  defaultSort: { key: "startsAt", descending: true },
  columns: [
    { key: "name", label: "Event", kind: "text", sortable: true, filter: "text" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: eventStates },
    { key: "startsAt", label: "Starts", kind: "datetime", sortable: true, filter: "date-range", promoted: true },
    { key: "sold", label: "Sold", kind: "number" },
    { key: "capacity", label: "Capacity", kind: "number", sortable: true },
    { key: "revenue", label: "Sales", kind: "money" },
    { key: "venue", label: "Venue", kind: "text", filter: "text" },
    { key: "category", label: "Category", kind: "text", filter: "text", hiddenByDefault: true },
    {
      key: "visibility",
      label: "Visibility",
      kind: "badge",
      filter: "enum",
      hiddenByDefault: true,
      options: options(eventVisibilities),
    },
    {
      key: "format",
      label: "Format",
      kind: "badge",
      filter: "enum",
      hiddenByDefault: true,
      options: options(eventFormats),
    },
    { key: "zone", label: "Time zone", kind: "text", hiddenByDefault: true },
    {
      key: "createdAt",
      label: "Created",
      kind: "datetime",
      sortable: true,
      filter: "date-range",
      hiddenByDefault: true,
    },
  ],
} satisfies ListSpec;

/** Events, the latest first; archived ones only where states are asked for. Sales are what buyers paid, refunds taken off. */
export const eventList: ListDefinition = {
  name: "events.events",
  needs: "events:read",
  spec: eventSpec,
  from: sql`events.events e left join events.venues v on v.organization_id = e.organization_id and v.id = e.venue_id`,
  id: sql`e.id`,
  currency: sql`e.currency`,
  unlessAsked: { column: "state", where: sql`e.state <> 'archived'` },
  values: {
    name: { sql: sql`e.name`, type: "text" },
    state: { sql: sql`e.state`, type: "text" },
    startsAt: { sql: sql`e.starts_at`, type: "timestamptz" },
    venue: { sql: sql`v.name || ', ' || v.city`, type: "text" },
    sold: {
      sql: sql`(select coalesce(sum(t.sold), 0)::int from ticketing.ticket_tiers t where t.organization_id = e.organization_id and t.event_id = e.id)`,
      type: "integer",
    },
    capacity: { sql: sql`e.capacity`, type: "integer" },
    revenue: {
      sql: sql`(select coalesce(sum(o.total_minor - o.refunded_minor), 0)::bigint from ticketing.orders o where o.organization_id = e.organization_id and o.event_id = e.id and o.state in ('paid', 'partially_refunded'))`,
      type: "bigint",
    },
    category: { sql: sql`e.category`, type: "text" },
    visibility: { sql: sql`e.visibility`, type: "text" },
    format: { sql: sql`e.format`, type: "text" },
    zone: { sql: sql`e.zone`, type: "text" },
    createdAt: { sql: sql`e.created_at`, type: "timestamptz" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`e.name ilike ${like} or v.name ilike ${like} or v.city ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/events/${row.id}`,
};

/** The tabs that every organization has. */
export const eventViews: View[] = [
  {
    id: "upcoming",
    name: "On sale and live",
    scope: "system",
    search: "sort=startsAt&f.state=published,live,postponed",
  },
  { id: "drafts", name: "Drafts", scope: "system", search: "f.state=draft" },
  { id: "past", name: "Past", scope: "system", search: "f.state=completed,cancelled" },
  { id: "archive", name: "Archive", scope: "system", search: "f.state=archived" },
];
