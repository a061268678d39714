import { bigint, date, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, organizationId, ownedBy, tenantKey } from "#db/columns";
import { analytics } from "#db/schema/analytics/schema";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** How far the video of an event's page was watched in a day: each column is how many page views came as far as that. */
export const dailyWatching = analytics.table(
  "daily_watching",
  {
    organizationId: organizationId(),
    id: id(),
    /** A calendar day in the organization's zone. */
    day: date("day").notNull(),
    eventId: uuid("event_id").notNull(),
    channel: text("channel").notNull(),
    plays: count("plays"),
    quarters: count("quarters"),
    halves: count("halves"),
    threeQuarters: count("three_quarters"),
    completes: count("completes"),
  },
  (t) => [
    tenantKey(t),
    unique("one_watching_row").on(t.organizationId, t.eventId, t.day, t.channel),
    ...ownedBy({ read: "analytics:read", event: "event_id" }),
  ],
);
