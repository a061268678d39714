import "server-only";
import { sql } from "drizzle-orm";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import { auditKindWords } from "#lib/system/rules";

const auditSpec = {
  searches: "people and actions",
  defaultSort: { key: "at", descending: true },
  columns: [
    { key: "at", label: "When", kind: "datetime", sortable: true, filter: "date-range", promoted: true },
    { key: "who", label: "Who", kind: "text", filter: "text" },
    { key: "command", label: "Action", kind: "code", sortable: true, filter: "text", promoted: true },
    {
      key: "outcome",
      label: "Outcome",
      kind: "state",
      filter: "enum",
      hiddenByDefault: true,
      options: [
        { value: "done", label: "Done", tone: "success" },
        { value: "refused", label: "Refused", tone: "danger" },
      ],
    },
    {
      key: "kind",
      label: "Kind",
      kind: "badge",
      filter: "enum",
      promoted: true,
      options: Object.entries(auditKindWords).map(([value, label]) => ({ value, label })),
    },
    { key: "roles", label: "Role", kind: "text", filter: "text" },
    { key: "station", label: "Station", kind: "text", filter: "text" },
    { key: "subject", label: "Record", kind: "code", filter: "text" },
    { key: "record", label: "Record id", kind: "code", hiddenByDefault: true, filter: "text" },
    { key: "address", label: "Address", kind: "code", hiddenByDefault: true },
    { key: "looked", label: "By the platform", kind: "badge", hiddenByDefault: true, filter: "boolean" },
    { key: "request", label: "Request", kind: "code", hiddenByDefault: true, filter: "text" },
  ],
} satisfies ListSpec;

const values = {
  at: { sql: sql`a.created_at`, type: "timestamptz" },
  who: { sql: sql`coalesce(nullif(a.actor ->> 'name', ''), a.actor ->> 'email', '')`, type: "text" },
  command: { sql: sql`a.command`, type: "text" },
  kind: { sql: sql`a.kind`, type: "text" },
  outcome: { sql: sql`a.outcome`, type: "text" },
  roles: { sql: sql`array_to_string(a.roles, ', ')`, type: "text" },
  station: { sql: sql`s.name`, type: "text" },
  subject: { sql: sql`a.subject`, type: "text" },
  record: { sql: sql`a.subject_id::text`, type: "text" },
  address: { sql: sql`a.address`, type: "text" },
  looked: {
    sql: sql`(a.impersonation_id is not null or coalesce(a.input ->> 'by' = 'platform', false))`,
    type: "boolean",
  },
  request: { sql: sql`a.request_id`, type: "text" },
} as const satisfies ListDefinition["values"];

const search = (words: string) => {
  const like = `%${escapeLike(words)}%`;
  return sql`a.command ilike ${like} or a.actor ->> 'name' ilike ${like} or a.actor ->> 'email' ilike ${like}`;
};

/** Who did what, newest first. */
export const auditList: ListDefinition = {
  name: "system.audit_logs",
  needs: "system:audit",
  spec: auditSpec,
  from: sql`system.audit_logs a left join identity.stations s on (s.organization_id, s.id) = (a.organization_id, a.station_id)`,
  id: sql`a.id`,
  values,
  search,
  href: (row, { slug }) => `/${slug}/system/audit/${row.id}`,
};

/** What was done at one station, for those who see its people; its lines open for those who read the whole log. */
export const stationActivity = (stationId: string, opens = true): ListDefinition => ({
  ...auditList,
  name: "system.station_activity",
  needs: "identity:read",
  where: sql`a.station_id = ${stationId}::uuid`,
  href: opens ? auditList.href : undefined,
});
