import "server-only";
import { sql } from "drizzle-orm";
import { choicesOf } from "#lib/events/rules/inputs";
import { talentKinds, vendorCategories } from "#lib/events/rules/registry";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

const like = (words: string) => `%${escapeLike(words)}%`;

/** The places of an organization, with how much room there is. */
export const venueList: ListDefinition = {
  name: "events.venues",
  needs: "events:read",
  spec: {
    searches: "venues and cities",
    defaultSort: { key: "name", descending: false },
    columns: [
      { key: "name", label: "Venue", kind: "text", sortable: true, filter: "text" },
      { key: "city", label: "City", kind: "text", sortable: true, filter: "text", promoted: true },
      { key: "country", label: "Country", kind: "text", filter: "text" },
      { key: "rooms", label: "Rooms", kind: "number" },
      { key: "capacity", label: "Capacity", kind: "number" },
      { key: "upcoming", label: "Events ahead", kind: "number" },
      { key: "zone", label: "Time zone", kind: "text", hiddenByDefault: true },
    ],
  } satisfies ListSpec,
  from: sql`events.venues v`,
  id: sql`v.id`,
  values: {
    name: { sql: sql`v.name`, type: "text" },
    city: { sql: sql`v.city`, type: "text" },
    country: { sql: sql`v.country`, type: "text" },
    rooms: {
      sql: sql`(select count(*)::int from events.rooms r where r.organization_id = v.organization_id and r.venue_id = v.id)`,
      type: "integer",
    },
    capacity: { sql: sql`v.capacity`, type: "integer" },
    upcoming: {
      sql: sql`(select count(*)::int from events.events e where e.organization_id = v.organization_id and e.venue_id = v.id and e.starts_at > now() and e.state in ('draft', 'published', 'postponed'))`,
      type: "integer",
    },
    zone: { sql: sql`v.zone`, type: "text" },
  },
  search: (words) => sql`v.name ilike ${like(words)} or v.city ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/events/venues/${row.id}`,
};

export const vendorList: ListDefinition = {
  name: "events.vendors",
  needs: "events:read",
  spec: {
    searches: "vendors and contacts",
    defaultSort: { key: "name", descending: false },
    columns: [
      { key: "name", label: "Vendor", kind: "text", sortable: true, filter: "text" },
      {
        key: "category",
        label: "What they do",
        kind: "badge",
        sortable: true,
        filter: "enum",
        promoted: true,
        options: choicesOf(vendorCategories),
      },
      { key: "contact", label: "Contact", kind: "text", filter: "text" },
      { key: "email", label: "E-mail", kind: "text", filter: "text" },
      { key: "phone", label: "Phone", kind: "text" },
    ],
  } satisfies ListSpec,
  from: sql`events.vendors v`,
  id: sql`v.id`,
  values: {
    name: { sql: sql`v.name`, type: "text" },
    category: { sql: sql`v.category`, type: "text" },
    contact: { sql: sql`v.contact_name`, type: "text" },
    email: { sql: sql`v.email`, type: "text" },
    phone: { sql: sql`v.phone`, type: "text" },
  },
  search: (words) =>
    sql`v.name ilike ${like(words)} or v.contact_name ilike ${like(words)} or v.email ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/events/vendors/${row.id}`,
};

/** Everybody on stage, with what runs out: a signed contract or the right to use their pictures within thirty days. */
export const talentList: ListDefinition = {
  name: "events.talent",
  needs: "events:read",
  spec: {
    searches: "names and agencies",
    defaultSort: { key: "name", descending: false },
    columns: [
      { key: "name", label: "Name", kind: "text", sortable: true, filter: "text" },
      {
        key: "kind",
        label: "What they are",
        kind: "badge",
        sortable: true,
        filter: "enum",
        promoted: true,
        options: choicesOf(talentKinds),
      },
      { key: "agency", label: "Agency", kind: "text", sortable: true, filter: "text", promoted: true },
      { key: "castings", label: "Castings", kind: "number" },
      { key: "usageUntil", label: "Pictures until", kind: "date", filter: "date-range" },
    ],
  } satisfies ListSpec,
  from: sql`events.talent t`,
  id: sql`t.id`,
  values: {
    name: { sql: sql`t.name`, type: "text" },
    kind: { sql: sql`t.kind`, type: "text" },
    agency: { sql: sql`t.agency`, type: "text" },
    castings: {
      sql: sql`(select count(*)::int from events.castings c where c.organization_id = t.organization_id and c.talent_id = t.id)`,
      type: "integer",
    },
    usageUntil: {
      sql: sql`(select min(c.usage_until) from events.contracts c where c.organization_id = t.organization_id and c.talent_id = t.id and c.state = 'signed')`,
      type: "date",
    },
  },
  search: (words) => sql`t.name ilike ${like(words)} or t.agency ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/events/talent/${row.id}`,
};

const taskStates = choicesOf({
  open: "Open",
  in_progress: "In progress",
  blocked: "Blocked",
  done: "Done",
  dropped: "Dropped",
});

/** The tasks of all events. */
export const taskList: ListDefinition = {
  name: "events.tasks",
  needs: "events:read",
  spec: {
    searches: "tasks and events",
    defaultSort: { key: "created", descending: true },
    columns: [
      { key: "title", label: "Task", kind: "text", sortable: true, filter: "text" },
      { key: "event", label: "Event", kind: "text", sortable: true, filter: "text" },
      { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: taskStates },
      { key: "owner", label: "Who", kind: "text", filter: "text", promoted: true },
      { key: "due", label: "Due", kind: "datetime", filter: "date-range" },
      { key: "created", label: "Written down", kind: "datetime", sortable: true, hiddenByDefault: true },
      { key: "eventId", label: "Event's id", kind: "code", hiddenByDefault: true },
    ],
  } satisfies ListSpec,
  from: sql`events.event_planning p join events.events e on e.organization_id = p.organization_id and e.id = p.event_id
    left join users.user_profiles u on u.user_id = p.owner_id`,
  id: sql`p.id`,
  values: {
    title: { sql: sql`p.title`, type: "text" },
    event: { sql: sql`e.name`, type: "text" },
    state: { sql: sql`p.state`, type: "text" },
    owner: { sql: sql`coalesce(nullif(u.name, ''), u.email)`, type: "text" },
    due: { sql: sql`p.due_at`, type: "timestamptz" },
    created: { sql: sql`p.created_at`, type: "timestamptz" },
    eventId: { sql: sql`e.id`, type: "uuid" },
  },
  search: (words) => sql`p.title ilike ${like(words)} or e.name ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/events/${row.eventId}/tasks`,
};
