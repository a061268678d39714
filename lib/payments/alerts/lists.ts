import "server-only";
import { sql } from "drizzle-orm";
import { alertKinds, alertStates } from "#lib/payments/alerts/rules";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const spec = {
  searches: "what alerts say",
  defaultSort: { key: "opened", descending: true },
  columns: [
    { key: "message", label: "What", kind: "text" },
    {
      key: "kind",
      label: "Kind",
      kind: "badge",
      filter: "enum",
      promoted: true,
      options: Object.entries(alertKinds).map(([value, { words }]) => ({ value, label: words })),
    },
    {
      key: "state",
      label: "State",
      kind: "state",
      filter: "enum",
      promoted: true,
      options: Object.entries(alertStates).map(([value, words]) => ({ value, ...words })),
    },
    { key: "opened", label: "Came up", kind: "datetime", sortable: true, filter: "date-range" },
    { key: "seenBy", label: "Looked after by", kind: "text", filter: "text" },
    { key: "resolved", label: "Over", kind: "datetime", sortable: true },
  ],
} satisfies ListSpec;

/** What somebody has to look at, and what is over. */
export const alertList: ListDefinition = {
  name: "payments.alerts",
  needs: "payments:read",
  spec,
  from: sql`payments.alerts a left join users.user_profiles u on u.user_id = a.acknowledged_by`,
  id: sql`a.id`,
  values: {
    message: { sql: sql`a.message`, type: "text" },
    kind: { sql: sql`a.kind`, type: "text" },
    state: {
      sql: sql`case when a.resolved_at is not null then 'resolved' when a.acknowledged_at is not null then 'acknowledged' else 'open' end`,
      type: "text",
    },
    opened: { sql: sql`a.opened_at`, type: "timestamptz" },
    seenBy: { sql: sql`coalesce(nullif(u.name, ''), u.email)`, type: "text" },
    resolved: { sql: sql`a.resolved_at`, type: "timestamptz" },
  },
  search: (words) => sql`a.message ilike ${`%${escapeLike(words)}%`}`,
  href: (row, { slug }) => `/${slug}/payments/alerts/${row.id}`,
};

export const alertViews: View[] = [
  { id: "now", name: "Not over", scope: "system", search: "f.state=open,acknowledged" },
  { id: "over", name: "Over", scope: "system", search: "f.state=resolved" },
];
