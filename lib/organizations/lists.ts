import "server-only";
import { sql } from "drizzle-orm";
import { grantableRoles, roleNames } from "#lib/permissions";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

const spec = {
  searches: "names and e-mails",
  defaultSort: { key: "name", descending: false },
  columns: [
    { key: "name", label: "Person", kind: "text", sortable: true, filter: "text" },
    { key: "email", label: "E-mail", kind: "text", sortable: true, filter: "text" },
    { key: "roles", label: "Roles", kind: "text" },
    { key: "stations", label: "Stations", kind: "text" },
    {
      key: "state",
      label: "State",
      kind: "state",
      filter: "enum",
      promoted: true,
      options: [
        { value: "active", label: "Active", tone: "success" },
        { value: "suspended", label: "Suspended", tone: "warning" },
        { value: "removed", label: "Removed", tone: "neutral" },
      ],
    },
    { key: "since", label: "Member since", kind: "datetime", sortable: true, filter: "date-range" },
  ],
} satisfies ListSpec;

const roleWords = sql.raw(grantableRoles.map((role) => `when '${role}' then '${roleNames[role]}'`).join(" "));

/** Who belongs to the organization, and what they are in it. */
export const peopleList: ListDefinition = {
  name: "organizations.people",
  needs: "identity:read",
  spec,
  from: sql`organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id`,
  id: sql`m.id`,
  values: {
    name: { sql: sql`p.name`, type: "text" },
    email: { sql: sql`p.email`, type: "text" },
    roles: {
      sql: sql`(select string_agg(distinct coalesce(case r.role ${roleWords} end, c.name), ', ') from identity.user_roles r
        left join identity.roles c on c.organization_id = r.organization_id and c.id = r.role_id
        where r.organization_id = m.organization_id and r.user_id = m.user_id)`,
      type: "text",
    },
    stations: {
      sql: sql`(select string_agg(s.name, ', ' order by s.name) from identity.user_roles r
        join identity.stations s on s.organization_id = r.organization_id and s.id = r.station_id
        where r.organization_id = m.organization_id and r.user_id = m.user_id)`,
      type: "text",
    },
    state: { sql: sql`m.state`, type: "text" },
    since: { sql: sql`m.created_at`, type: "timestamptz" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`p.name ilike ${like} or p.email ilike ${like}`;
  },
};
