import "server-only";
import { sql } from "drizzle-orm";
import { reminderKinds } from "#lib/bookings/rules/reminders";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

const like = (words: string) => `%${escapeLike(words)}%`;

/** Every reminder that was due, to whom, and what became of it. */
export const reminderList: ListDefinition = {
  name: "bookings.reminders",
  needs: "bookings:read",
  spec: {
    searches: "names, addresses and numbers",
    defaultSort: { key: "due", descending: true },
    columns: [
      { key: "booking", label: "Booking", kind: "text", filter: "text" },
      { key: "name", label: "Recipient", kind: "text", sortable: true, filter: "text" },
      {
        key: "recipient",
        label: "Who",
        kind: "badge",
        filter: "enum",
        promoted: true,
        options: [
          { value: "customer", label: "Customer" },
          { value: "chef", label: "Chef" },
        ],
      },
      {
        key: "kind",
        label: "Which",
        kind: "badge",
        filter: "enum",
        promoted: true,
        options: Object.entries(reminderKinds).map(([value, label]) => ({ value, label })),
      },
      {
        key: "outcome",
        label: "Outcome",
        kind: "badge",
        sortable: true,
        filter: "enum",
        promoted: true,
        options: [
          { value: "queued", label: "On its way", tone: "info" },
          { value: "sent", label: "Sent", tone: "success" },
          { value: "skipped", label: "Skipped", tone: "warning" },
        ],
      },
      { key: "reason", label: "Reason", kind: "text", filter: "text" },
      { key: "due", label: "Due", kind: "datetime", sortable: true, filter: "date-range" },
      { key: "address", label: "Address", kind: "text", filter: "text", hiddenByDefault: true },
      { key: "station", label: "Station", kind: "text", filter: "text", hiddenByDefault: true },
    ],
  } satisfies ListSpec,
  from: sql`bookings.booking_reminders m
    join bookings.bookings b on b.organization_id = m.organization_id and b.id = m.booking_id
    join identity.stations s on s.organization_id = m.organization_id and s.id = m.station_id`,
  id: sql`m.id`,
  values: {
    booking: { sql: sql`b.number`, type: "text" },
    name: { sql: sql`m.name`, type: "text" },
    recipient: { sql: sql`m.recipient`, type: "text" },
    kind: { sql: sql`m.kind`, type: "text" },
    outcome: { sql: sql`m.outcome`, type: "text" },
    reason: { sql: sql`m.reason`, type: "text" },
    due: { sql: sql`m.due_at`, type: "timestamptz" },
    address: { sql: sql`m.address`, type: "text" },
    station: { sql: sql`s.name`, type: "text" },
    bookingId: { sql: sql`m.booking_id`, type: "uuid" },
  },
  search: (words) =>
    sql`m.name ilike ${like(words)} or m.address ilike ${like(words)} or b.number ilike ${like(words)}`,
  href: (row, { slug }) => `/${slug}/bookings/${row.bookingId}`,
};
