import "server-only";
import { sql } from "drizzle-orm";
import { bookingStates, kindWords } from "#lib/bookings/rules/words";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const states = (of: Record<string, Omit<ListOption, "value">>): ListOption[] =>
  Object.entries(of).map(([value, option]) => ({ value, ...option }));
const yesNo: ListOption[] = [
  { value: "true", label: "In use", tone: "success" },
  { value: "false", label: "Not in use", tone: "neutral" },
];

const bookingSpec = {
  searches: "numbers, names, e-mails and addresses",
  defaultSort: { key: "startsAt", descending: true },
  columns: [
    { key: "number", label: "Number", kind: "code", sortable: true, filter: "text" },
    { key: "startsAt", label: "Begins", kind: "datetime", sortable: true, filter: "date-range", promoted: true },
    { key: "contact", label: "Customer", kind: "text", sortable: true, filter: "text" },
    { key: "service", label: "Service", kind: "text", sortable: true, filter: "text" },
    { key: "guests", label: "Guests", kind: "number", sortable: true },
    { key: "who", label: "Who", kind: "text", filter: "text" },
    { key: "station", label: "Station", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "total", label: "Total", kind: "money", sortable: true, filter: "money-range" },
    { key: "open", label: "Open", kind: "money", sortable: true, filter: "money-range" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states(bookingStates) },
    { key: "email", label: "E-mail", kind: "text", filter: "text", hiddenByDefault: true },
    { key: "phone", label: "Phone", kind: "text", hiddenByDefault: true },
    { key: "address", label: "Address", kind: "text", hiddenByDefault: true },
    { key: "paid", label: "Paid", kind: "money", sortable: true, hiddenByDefault: true },
    { key: "deposit", label: "Deposit", kind: "money", hiddenByDefault: true },
    { key: "bookedAt", label: "Booked", kind: "datetime", sortable: true, filter: "date-range", hiddenByDefault: true },
  ],
} satisfies ListSpec;

/** Every booking that this person may see; times are shown in the organization's zone, the page names the station's. */
export const bookingList: ListDefinition = {
  name: "bookings.bookings",
  needs: "bookings:read",
  spec: bookingSpec,
  from: sql`bookings.bookings b join bookings.services s on s.organization_id = b.organization_id and s.id = b.service_id
    join identity.stations t on t.organization_id = b.organization_id and t.id = b.station_id`,
  id: sql`b.id`,
  currency: sql`b.currency`,
  values: {
    number: { sql: sql`b.number`, type: "text" },
    startsAt: { sql: sql`b.starts_at`, type: "timestamptz" },
    contact: { sql: sql`b.contact_name`, type: "text" },
    service: { sql: sql`s.name`, type: "text" },
    guests: { sql: sql`(b.adults + b.children)`, type: "integer" },
    who: {
      sql: sql`(select string_agg(r.name, ', ' order by r.name) from bookings.booking_resources u join bookings.resources r
        on r.organization_id = u.organization_id and r.id = u.resource_id where u.organization_id = b.organization_id and u.booking_id = b.id)`,
      type: "text",
    },
    station: { sql: sql`t.name`, type: "text" },
    total: { sql: sql`b.total_minor`, type: "bigint" },
    open: {
      sql: sql`(case when b.state in ('cancelled', 'no_show') then 0 else greatest(b.total_minor - b.paid_minor + b.refunded_minor, 0) end)`,
      type: "bigint",
    },
    state: { sql: sql`b.state`, type: "text" },
    email: { sql: sql`b.contact_email`, type: "text" },
    phone: { sql: sql`b.contact_phone`, type: "text" },
    address: { sql: sql`b.address`, type: "text" },
    paid: { sql: sql`(b.paid_minor - b.refunded_minor)`, type: "bigint" },
    deposit: { sql: sql`b.deposit_minor`, type: "bigint" },
    bookedAt: { sql: sql`b.created_at`, type: "timestamptz" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`b.number ilike ${like} or b.contact_name ilike ${like} or b.contact_email ilike ${like} or b.address ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/bookings/${row.id}`,
};

export const bookingViews: View[] = [
  { id: "coming", name: "Pending and confirmed", scope: "system", search: "f.state=pending,confirmed&sort=startsAt" },
  { id: "pending", name: "Pending", scope: "system", search: "f.state=pending&sort=startsAt" },
  { id: "completed", name: "Completed", scope: "system", search: "f.state=completed" },
  { id: "lost", name: "Cancelled and no show", scope: "system", search: "f.state=cancelled,no_show" },
];

const resourceSpec = {
  searches: "names",
  defaultSort: { key: "name", descending: false },
  columns: [
    { key: "name", label: "Name", kind: "text", sortable: true, filter: "text" },
    {
      key: "kind",
      label: "Kind",
      kind: "badge",
      filter: "enum",
      promoted: true,
      options: Object.entries(kindWords).map(([value, label]) => ({ value, label })),
    },
    { key: "station", label: "Station", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "services", label: "Services", kind: "number", sortable: true },
    { key: "capacity", label: "Most guests", kind: "number", sortable: true },
    { key: "active", label: "State", kind: "state", filter: "enum", options: yesNo },
  ],
} satisfies ListSpec;

/** Chefs, rooms and equipment. */
export const resourceList: ListDefinition = {
  name: "bookings.resources",
  needs: "bookings:read",
  spec: resourceSpec,
  from: sql`bookings.resources r join identity.stations t on t.organization_id = r.organization_id and t.id = r.station_id`,
  id: sql`r.id`,
  values: {
    name: { sql: sql`r.name`, type: "text" },
    kind: { sql: sql`r.kind`, type: "text" },
    station: { sql: sql`t.name`, type: "text" },
    services: {
      sql: sql`(select count(*) from bookings.resource_services k where k.organization_id = r.organization_id and k.resource_id = r.id)`,
      type: "bigint",
    },
    capacity: { sql: sql`r.capacity`, type: "integer" },
    active: { sql: sql`r.active::text`, type: "text" },
  },
  search: (text) => sql`r.name ilike ${`%${escapeLike(text)}%`}`,
  href: (row, { slug }) => `/${slug}/bookings/resources/${row.id}`,
};
