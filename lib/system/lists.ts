import "server-only";
import { sql } from "drizzle-orm";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

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
      promoted: true,
      options: [
        { value: "done", label: "Done", tone: "success" },
        { value: "refused", label: "Refused", tone: "danger" },
      ],
    },
    { key: "subject", label: "Record", kind: "code" },
    { key: "address", label: "Address", kind: "code", hiddenByDefault: true },
    { key: "request", label: "Request", kind: "code", hiddenByDefault: true, filter: "text" },
  ],
} satisfies ListSpec;

/** Who did what, newest first. */
export const auditList: ListDefinition = {
  name: "system.audit_logs",
  needs: "system:audit",
  spec: auditSpec,
  from: sql`system.audit_logs a`,
  id: sql`a.id`,
  values: {
    at: { sql: sql`a.created_at`, type: "timestamptz" },
    who: { sql: sql`coalesce(a.actor ->> 'name', a.actor ->> 'email')`, type: "text" },
    command: { sql: sql`a.command`, type: "text" },
    outcome: { sql: sql`a.outcome`, type: "text" },
    subject: { sql: sql`a.subject`, type: "text" },
    address: { sql: sql`a.address`, type: "text" },
    request: { sql: sql`a.request_id`, type: "text" },
  },
  search: (words) =>
    sql`a.command ilike ${`%${escapeLike(words)}%`} or a.actor ->> 'name' ilike ${`%${escapeLike(words)}%`} or a.actor ->> 'email' ilike ${`%${escapeLike(words)}%`}`,
};
