import "server-only";
import { sql } from "drizzle-orm";
import { roleLabel } from "#lib/identity/queries/roles";
import { waitingKinds } from "#lib/identity/rules/people";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

/** States with their words, as a list's column wants them. */
export const optionsOf = (states: Record<string, { label: string; tone: ListOption["tone"] }>): ListOption[] =>
  Object.entries(states).map(([value, { label, tone }]) => ({ value, label, tone }));
const like = (words: string) => `%${escapeLike(words)}%`;

const waitingSince = sql`case when m.state = 'pending' then m.state_at else p.state_at end`;
const invitation = sql`left join lateral (select i.role, r.name as own, coalesce(s.name, e.name) as place
    from organizations.org_invitations i
    left join identity.roles r on r.organization_id = i.organization_id and r.id = i.role_id
    left join identity.stations s on s.organization_id = i.organization_id and s.id = i.station_id
    left join events.events e on e.organization_id = i.organization_id and e.id = i.event_id
    where i.organization_id = m.organization_id and i.accepted_by = m.user_id order by i.accepted_at desc limit 1) i on true`;

/** Who waits to be let in, longest first. A row's id is the person's, as the commands about people take it. */
export const approvalQueue: ListDefinition = {
  name: "identity.approval_queue",
  needs: "identity:approve",
  spec: {
    searches: "names and e-mails",
    defaultSort: { key: "since", descending: false },
    columns: [
      { key: "name", label: "Person", kind: "text", sortable: true, filter: "text" },
      { key: "email", label: "E-mail", kind: "text", sortable: true, filter: "text" },
      { key: "why", label: "Why", kind: "state", filter: "enum", promoted: true, options: optionsOf(waitingKinds) },
      { key: "since", label: "Waiting since", kind: "datetime", sortable: true, filter: "date-range", promoted: true },
      { key: "age", label: "Days", kind: "number", sortable: true },
      { key: "invitedAs", label: "Invited as", kind: "text" },
    ],
  } satisfies ListSpec,
  from: sql`organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id ${invitation}`,
  where: sql`m.organization_id = (select system.org_id()) and p.state in ('pending_approval', 'active')
    and (m.state = 'pending' or m.state = 'active' and p.state = 'pending_approval')`,
  id: sql`m.user_id`,
  values: {
    name: { sql: sql`coalesce(nullif(p.name, ''), p.email)`, type: "text" },
    email: { sql: sql`p.email`, type: "text" },
    why: {
      sql: sql`case when m.state = 'active' then 'email_changed' when i.role is not null or i.own is not null then 'invited' else 'new' end`,
      type: "text",
    },
    since: { sql: waitingSince, type: "timestamptz" },
    age: { sql: sql`floor(extract(epoch from now() - ${waitingSince}) / 86400)::int`, type: "integer" },
    invitedAs: { sql: sql`${roleLabel(sql`i.role`, sql`i.own`)} || coalesce(' · ' || i.place, '')`, type: "text" },
  },
  search: (words) => sql`p.name ilike ${like(words)} or p.email ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/identity/people/${row.id}`,
};

const grantState = sql`case when now() < g.starts_at then 'coming' when g.ends_at <= now() then 'ended' else 'live' end`;

/** Every role that was given, with its place and dates, and by whom. */
export const grantList: ListDefinition = {
  name: "identity.grants",
  needs: "identity:read",
  spec: {
    searches: "people and roles",
    defaultSort: { key: "from", descending: true },
    columns: [
      { key: "person", label: "Person", kind: "text", sortable: true, filter: "text" },
      { key: "role", label: "Role", kind: "text", sortable: true, filter: "text" },
      { key: "place", label: "Where", kind: "text", sortable: true, filter: "text" },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: optionsOf({
          live: { label: "Now", tone: "success" },
          coming: { label: "Coming", tone: "info" },
          ended: { label: "Ended", tone: "neutral" },
        }),
      },
      { key: "from", label: "From", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "until", label: "Until", kind: "datetime", filter: "date-range" },
      { key: "by", label: "Given by", kind: "text", filter: "text" },
      { key: "ends", label: "Has an end", kind: "badge", filter: "boolean", hiddenByDefault: true },
      { key: "userId", label: "Person id", kind: "code", hiddenByDefault: true },
    ],
  } satisfies ListSpec,
  from: sql`identity.user_roles g join users.user_profiles p on p.user_id = g.user_id
    left join identity.roles c on c.organization_id = g.organization_id and c.id = g.role_id
    left join identity.stations s on s.organization_id = g.organization_id and s.id = g.station_id
    left join events.events e on e.organization_id = g.organization_id and e.id = g.event_id
    left join users.user_profiles b on b.user_id = g.assigned_by`,
  id: sql`g.id`,
  values: {
    person: { sql: sql`coalesce(nullif(p.name, ''), p.email)`, type: "text" },
    role: { sql: roleLabel(sql`g.role`, sql`c.name`), type: "text" },
    place: { sql: sql`coalesce(s.name, e.name, 'The whole organization')`, type: "text" },
    state: { sql: grantState, type: "text" },
    from: { sql: sql`g.starts_at`, type: "timestamptz" },
    until: { sql: sql`g.ends_at`, type: "timestamptz" },
    by: { sql: sql`coalesce(nullif(b.name, ''), b.email)`, type: "text" },
    ends: { sql: sql`(g.ends_at is not null)`, type: "boolean" },
    userId: { sql: sql`g.user_id`, type: "uuid" },
  },
  search: (words) =>
    sql`p.name ilike ${like(words)} or p.email ilike ${like(words)} or ${roleLabel(sql`g.role`, sql`c.name`)} ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/identity/people/${row.userId}`,
};

export const grantViews: View[] = [
  { id: "live", name: "Now", scope: "system", search: "f.state=live" },
  { id: "coming", name: "Coming", scope: "system", search: "f.state=coming" },
  { id: "ending", name: "With an end", scope: "system", search: "f.state=live&f.ends=yes" },
];

/** The organization's own roles; the built-in ones are in `roleMatrix`. */
export const roleList: ListDefinition = {
  name: "identity.roles",
  needs: "identity:read",
  spec: {
    searches: "names",
    defaultSort: { key: "name", descending: false },
    columns: [
      { key: "name", label: "Role", kind: "text", sortable: true, filter: "text" },
      { key: "permissions", label: "Permissions", kind: "number", sortable: true },
      { key: "people", label: "People", kind: "number", sortable: true },
      { key: "since", label: "Made", kind: "datetime", sortable: true },
    ],
  } satisfies ListSpec,
  from: sql`identity.roles r`,
  where: sql`r.archived_at is null`,
  id: sql`r.id`,
  values: {
    name: { sql: sql`r.name`, type: "text" },
    permissions: {
      sql: sql`(select count(*)::int from identity.role_permissions c where c.organization_id = r.organization_id and c.role_id = r.id)`,
      type: "integer",
    },
    people: {
      sql: sql`(select count(distinct g.user_id)::int from identity.user_roles g where g.organization_id = r.organization_id and g.role_id = r.id
        and now() >= g.starts_at and (g.ends_at is null or now() < g.ends_at))`,
      type: "integer",
    },
    since: { sql: sql`r.created_at`, type: "timestamptz" },
  },
  search: (words) => sql`r.name ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/identity/roles/${row.id}`,
};

/** Where the organization works from; of a station manager, their own. */
export const stationList: ListDefinition = {
  name: "identity.stations",
  needs: "organizations:read",
  spec: {
    searches: "names and places",
    defaultSort: { key: "name", descending: false },
    columns: [
      { key: "name", label: "Station", kind: "text", sortable: true, filter: "text" },
      { key: "place", label: "Address", kind: "text", filter: "text" },
      { key: "zone", label: "Time zone", kind: "text", sortable: true, hiddenByDefault: true },
      { key: "people", label: "People", kind: "number", sortable: true },
      { key: "events", label: "Events to come", kind: "number", sortable: true },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: optionsOf({
          open: { label: "Open", tone: "success" },
          archived: { label: "Closed", tone: "neutral" },
        }),
      },
    ],
  } satisfies ListSpec,
  from: sql`identity.stations s`,
  id: sql`s.id`,
  values: {
    name: { sql: sql`s.name`, type: "text" },
    place: {
      sql: sql`concat_ws(', ', nullif(s.address, ''), nullif(concat_ws(' ', nullif(s.postal_code, ''), nullif(s.city, '')), ''), nullif(s.region, ''), s.country)`,
      type: "text",
    },
    zone: { sql: sql`s.zone`, type: "text" },
    people: {
      sql: sql`(select count(distinct g.user_id)::int from identity.user_roles g where g.organization_id = s.organization_id and g.station_id = s.id
        and now() >= g.starts_at and (g.ends_at is null or now() < g.ends_at))`,
      type: "integer",
    },
    events: {
      sql: sql`(select count(*)::int from events.events e where e.organization_id = s.organization_id and e.station_id = s.id and e.ends_at > now()
        and e.state in ('published', 'live', 'postponed'))`,
      type: "integer",
    },
    state: { sql: sql`case when s.archived_at is null then 'open' else 'archived' end`, type: "text" },
  },
  search: (words) => sql`s.name ilike ${like(words)} or s.city ilike ${like(words)} or s.address ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/identity/stations/${row.id}`,
};
