import "server-only";
import { sql } from "drizzle-orm";
import { optionsOf } from "#lib/identity/lists";
import { roleLabel } from "#lib/identity/queries/roles";
import { approvalActs, approvalStates } from "#lib/organizations/rules/approvals";
import { invitationStates } from "#lib/organizations/rules/invitations";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

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

/** Who belongs to the organization, and what they are in it. */
export const peopleList: ListDefinition = {
  name: "organizations.people",
  needs: "identity:read",
  spec,
  from: sql`organizations.org_memberships m join users.user_profiles p on p.user_id = m.user_id`,
  where: sql`m.state <> 'pending'`,
  /** The person's, as the commands about people take it. */
  id: sql`m.user_id`,
  values: {
    name: { sql: sql`p.name`, type: "text" },
    email: { sql: sql`p.email`, type: "text" },
    roles: {
      sql: sql`(select string_agg(distinct ${roleLabel(sql`r.role`, sql`c.name`)}, ', ') from identity.user_roles r
        left join identity.roles c on c.organization_id = r.organization_id and c.id = r.role_id
        where r.organization_id = m.organization_id and r.user_id = m.user_id and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at))`,
      type: "text",
    },
    stations: {
      sql: sql`(select string_agg(distinct s.name, ', ' order by s.name) from identity.user_roles r
        join identity.stations s on s.organization_id = r.organization_id and s.id = r.station_id
        where r.organization_id = m.organization_id and r.user_id = m.user_id and now() >= r.starts_at and (r.ends_at is null or now() < r.ends_at))`,
      type: "text",
    },
    state: { sql: sql`m.state`, type: "text" },
    since: { sql: sql`m.created_at`, type: "timestamptz" },
  },
  search: (words) => {
    const like = `%${escapeLike(words)}%`;
    return sql`p.name ilike ${like} or p.email ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/identity/people/${row.id}`,
};

const like = (words: string) => `%${escapeLike(words)}%`;
const who = (alias: string) => sql.raw(`coalesce(nullif(${alias}.name, ''), ${alias}.email)`);

/** Who was invited, as what, and what came of it. */
export const invitationList: ListDefinition = {
  name: "organizations.invitations",
  needs: "identity:read",
  spec: {
    searches: "e-mails",
    defaultSort: { key: "sent", descending: true },
    columns: [
      { key: "email", label: "E-mail", kind: "text", sortable: true, filter: "text" },
      { key: "role", label: "Role", kind: "text", sortable: true, filter: "text" },
      { key: "place", label: "Where", kind: "text" },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: optionsOf(invitationStates),
      },
      { key: "sent", label: "Sent", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "expires", label: "Good until", kind: "datetime", sortable: true },
      { key: "by", label: "Invited by", kind: "text", filter: "text" },
      { key: "resent", label: "Sent again", kind: "number", hiddenByDefault: true },
    ],
  } satisfies ListSpec,
  from: sql`organizations.org_invitations i
    left join identity.roles c on c.organization_id = i.organization_id and c.id = i.role_id
    left join identity.stations s on s.organization_id = i.organization_id and s.id = i.station_id
    left join events.events e on e.organization_id = i.organization_id and e.id = i.event_id
    left join users.user_profiles b on b.user_id = i.invited_by`,
  id: sql`i.id`,
  values: {
    email: { sql: sql`i.email`, type: "text" },
    role: { sql: roleLabel(sql`i.role`, sql`c.name`), type: "text" },
    place: { sql: sql`coalesce(s.name, e.name, 'The whole organization')`, type: "text" },
    state: {
      sql: sql`case when i.state = 'invited' and i.expires_at <= now() then 'expired' else i.state::text end`,
      type: "text",
    },
    sent: { sql: sql`i.sent_at`, type: "timestamptz" },
    expires: { sql: sql`i.expires_at`, type: "timestamptz" },
    by: { sql: who("b"), type: "text" },
    resent: { sql: sql`i.resent`, type: "integer" },
  },
  search: (words) => sql`i.email ilike ${like(words)}`,
};

const acts = [
  ...Object.entries(approvalActs).map(([value, { words }]) => ({ value, label: words })),
  { value: "rule_change", label: "Loosening a rule" },
];

/** Whoever sees a request that somebody else made may decide it: so says its row policy. */
const turns = [
  { value: "mine", label: "Waits for me" },
  { value: "asked", label: "I asked" },
  { value: "nobody", label: "Decided" },
];
export const requestViews: View[] = [
  { id: "mine", name: "Waiting for me", scope: "system", search: "f.turn=mine" },
  { id: "asked", name: "Asked by me", scope: "system", search: "f.turn=asked" },
];

/** What waits for a second person, and what came of it: what one asked for, and what one may decide. */
export const requestList: ListDefinition = {
  name: "organizations.approval_requests",
  needs: "organizations:read",
  spec: {
    searches: "people and reasons",
    defaultSort: { key: "at", descending: true },
    columns: [
      { key: "act", label: "What", kind: "badge", filter: "enum", promoted: true, options: acts },
      { key: "about", label: "About", kind: "text" },
      { key: "amount", label: "Amount", kind: "money", filter: "money-range" },
      {
        key: "state",
        label: "State",
        kind: "state",
        filter: "enum",
        promoted: true,
        options: optionsOf(approvalStates),
      },
      { key: "asker", label: "Asked by", kind: "text", sortable: true, filter: "text" },
      { key: "reason", label: "Reason", kind: "text" },
      { key: "at", label: "Asked", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "decider", label: "Decided by", kind: "text" },
      { key: "note", label: "Note", kind: "text", hiddenByDefault: true },
      { key: "turn", label: "Whose turn", kind: "badge", filter: "enum", options: turns, hiddenByDefault: true },
    ],
  } satisfies ListSpec,
  from: sql`organizations.approval_requests q left join users.user_profiles a on a.user_id = q.requested_by
    left join users.user_profiles d on d.user_id = q.decided_by
    left join users.user_profiles u on q.subject = 'users.user_profiles' and u.user_id = q.subject_id
    left join ticketing.orders o on q.subject = 'ticketing.orders' and o.organization_id = q.organization_id and o.id = q.subject_id
    left join identity.roles r on q.subject = 'identity.roles' and r.organization_id = q.organization_id and r.id = q.subject_id`,
  id: sql`q.id`,
  currency: sql`coalesce(q.currency, 'XXX')`,
  values: {
    act: { sql: sql`q.act`, type: "text" },
    about: { sql: sql`coalesce(nullif(u.name, ''), u.email, 'Order ' || o.number, r.name)`, type: "text" },
    amount: { sql: sql`q.amount_minor`, type: "bigint" },
    state: {
      sql: sql`case when q.state = 'requested' and q.expires_at <= now() then 'expired' else q.state::text end`,
      type: "text",
    },
    asker: { sql: sql`coalesce(nullif(a.name, ''), a.email, '')`, type: "text" },
    reason: { sql: sql`q.reason`, type: "text" },
    at: { sql: sql`q.created_at`, type: "timestamptz" },
    decider: { sql: who("d"), type: "text" },
    note: { sql: sql`q.decision_note`, type: "text" },
    turn: {
      sql: sql`case when q.requested_by = (select system.uid()) then 'asked' when q.state = 'requested' and q.expires_at > now() then 'mine' else 'nobody' end`,
      type: "text",
    },
  },
  search: (words) => sql`a.name ilike ${like(words)} or q.reason ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/organizations/requests/${row.id}`,
};
