import "server-only";
import { sql } from "drizzle-orm";
import { tiers } from "#lib/system/desk/rules";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

/**
 * Lists of the platform's desk. They are read with `listPage` inside `readAsPlatform`, and are not in the registry: no
 * organization's export reaches them. Days are those of the platform's zone.
 */
const contains = (column: ReturnType<typeof sql>, words: string) => sql`${column} ilike ${`%${escapeLike(words)}%`}`;

export const deskOrganizations: ListDefinition = {
  name: "system.desk_organizations",
  needs: "system:platform",
  spec: {
    searches: "names and addresses",
    defaultSort: { key: "activity", descending: true },
    columns: [
      { key: "name", label: "Organization", kind: "text", sortable: true, filter: "text" },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: [
          { value: "active", label: "Active", tone: "success" },
          { value: "archived", label: "Archived", tone: "neutral" },
        ],
      },
      {
        key: "tier",
        label: "Tier",
        kind: "badge",
        filter: "enum",
        promoted: true,
        options: Object.entries(tiers).map(([value, { words }]) => ({ value, label: words })),
      },
      {
        key: "health",
        label: "Health",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: [
          { value: "good", label: "Proved", tone: "success" },
          { value: "bad", label: "Faults", tone: "danger" },
          { value: "unknown", label: "Not looked at yet", tone: "neutral" },
        ],
      },
      { key: "members", label: "People", kind: "number", sortable: true },
      { key: "events", label: "Events", kind: "number", sortable: true },
      { key: "orders", label: "Orders, 30 days", kind: "number", sortable: true },
      { key: "activity", label: "Last activity", kind: "datetime", sortable: true },
      { key: "slug", label: "Address", kind: "code", sortable: true },
      {
        key: "founded",
        label: "Founded",
        kind: "datetime",
        sortable: true,
        filter: "date-range",
        hiddenByDefault: true,
      },
      { key: "faults", label: "What is wrong", kind: "text", hiddenByDefault: true },
    ],
  },
  from: sql`system.desk_organizations() o`,
  id: sql`o.id`,
  values: {
    name: { sql: sql`o.name`, type: "text" },
    slug: { sql: sql`o.slug`, type: "text" },
    state: { sql: sql`o.state`, type: "text" },
    tier: { sql: sql`o.tier`, type: "text" },
    health: {
      sql: sql`case when o.healthy then 'good' when not o.healthy then 'bad' else 'unknown' end`,
      type: "text",
    },
    members: { sql: sql`o.members`, type: "bigint" },
    events: { sql: sql`o.events`, type: "bigint" },
    orders: { sql: sql`o.orders_30d`, type: "bigint" },
    activity: { sql: sql`o.last_activity_at`, type: "timestamptz" },
    founded: { sql: sql`o.created_at`, type: "timestamptz" },
    faults: { sql: sql`o.faults`, type: "text" },
  },
  search: (words) => sql`${contains(sql`o.name`, words)} or ${contains(sql`o.slug`, words)}`,
  href: (row) => `/admin/organizations/${row.id}`,
};

export const deskPeople: ListDefinition = {
  name: "system.desk_people",
  needs: "system:platform",
  spec: {
    searches: "names and e-mail addresses",
    defaultSort: { key: "since", descending: false },
    columns: [
      { key: "name", label: "Name", kind: "text", sortable: true },
      { key: "email", label: "E-mail", kind: "text", sortable: true, filter: "text" },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: [
          { value: "pending_approval", label: "Waits", tone: "warning" },
          { value: "active", label: "Active", tone: "success" },
          { value: "suspended", label: "Suspended", tone: "danger" },
          { value: "deactivated", label: "Closed", tone: "neutral" },
        ],
      },
      { key: "wants", label: "Asked to join", kind: "text", filter: "text" },
      { key: "organizations", label: "Belongs to", kind: "text", filter: "text" },
      { key: "waiting", label: "Hours waiting", kind: "number", sortable: true },
      { key: "since", label: "Signed up", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "reason", label: "Reason", kind: "text", hiddenByDefault: true },
      { key: "wantsId", label: "Organization id", kind: "code", hiddenByDefault: true },
    ],
  },
  from: sql`system.desk_people() p left join users.user_profiles u on u.user_id = p.id
    left join organizations.organizations w on w.id = u.requested_organization_id`,
  id: sql`p.id`,
  values: {
    name: { sql: sql`p.name`, type: "text" },
    email: { sql: sql`p.email`, type: "text" },
    state: { sql: sql`p.state`, type: "text" },
    organizations: { sql: sql`p.organizations`, type: "text" },
    wants: { sql: sql`w.name`, type: "text" },
    wantsId: { sql: sql`w.id`, type: "uuid" },
    waiting: { sql: sql`p.waiting_hours`, type: "integer" },
    since: { sql: sql`p.created_at`, type: "timestamptz" },
    reason: { sql: sql`p.state_reason`, type: "text" },
  },
  search: (words) => sql`${contains(sql`p.name`, words)} or ${contains(sql`p.email`, words)}`,
  href: (row) => `/admin/people/${row.id}`,
};

export const deskJobs: ListDefinition = {
  name: "system.desk_jobs",
  needs: "system:platform",
  spec: {
    searches: "topics and reasons",
    defaultSort: { key: "at", descending: true },
    columns: [
      { key: "topic", label: "Job", kind: "code", sortable: true, filter: "text", promoted: true },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: [
          { value: "dead", label: "Given up", tone: "danger" },
          { value: "failing", label: "Tries again", tone: "warning" },
        ],
      },
      { key: "organization", label: "Organization", kind: "text", sortable: true, filter: "text" },
      { key: "attempts", label: "Attempts", kind: "number", sortable: true },
      { key: "reason", label: "Reason", kind: "text" },
      { key: "at", label: "Asked for", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "organizationId", label: "Organization id", kind: "code", hiddenByDefault: true },
    ],
  },
  from: sql`system.desk_jobs() j`,
  id: sql`j.id`,
  values: {
    topic: { sql: sql`j.topic`, type: "text" },
    state: { sql: sql`j.state`, type: "text" },
    organization: { sql: sql`j.organization`, type: "text" },
    organizationId: { sql: sql`j.organization_id`, type: "uuid" },
    attempts: { sql: sql`j.attempts`, type: "integer" },
    reason: { sql: sql`j.last_error`, type: "text" },
    at: { sql: sql`j.created_at`, type: "timestamptz" },
  },
  search: (words) => sql`${contains(sql`j.topic`, words)} or ${contains(sql`j.last_error`, words)}`,
};

export const deskErrors: ListDefinition = {
  name: "system.error_logs",
  needs: "system:platform",
  spec: {
    searches: "messages, and the id that a person was shown",
    defaultSort: { key: "last", descending: true },
    columns: [
      { key: "message", label: "What broke", kind: "text" },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: [
          { value: "open", label: "Open", tone: "danger" },
          { value: "resolved", label: "Resolved", tone: "success" },
          { value: "ignored", label: "Ignored", tone: "neutral" },
        ],
      },
      {
        key: "source",
        label: "Where",
        kind: "badge",
        filter: "enum",
        promoted: true,
        options: [
          { value: "web", label: "Server" },
          { value: "worker", label: "Worker" },
          { value: "browser", label: "Browser" },
        ],
      },
      { key: "seen", label: "Times", kind: "number", sortable: true },
      { key: "first", label: "First", kind: "datetime", sortable: true },
      { key: "last", label: "Last", kind: "datetime", sortable: true, filter: "date-range" },
    ],
  },
  from: sql`system.error_logs e`,
  id: sql`e.id`,
  values: {
    message: { sql: sql`e.message`, type: "text" },
    state: { sql: sql`e.state`, type: "text" },
    source: { sql: sql`e.source`, type: "text" },
    seen: { sql: sql`e.seen`, type: "integer" },
    first: { sql: sql`e.first_at`, type: "timestamptz" },
    last: { sql: sql`e.last_at`, type: "timestamptz" },
  },
  search: (words) =>
    sql`${contains(sql`e.message`, words)} or e.id in (select s.error_id from system.error_sightings s where s.shown_id = ${words.trim()} or s.request_id = ${words.trim()})`,
  href: (row) => `/admin/errors/${row.id}`,
};
