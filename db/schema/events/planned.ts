import { type AnyPgColumn, foreignKey, index, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { orgMemberships } from "#db/schema/organizations";

/**
 * What every row of an event's plan begins with. The station is the event's, kept equal by `events.take_station`, so
 * that people whose grant is for one station or one event see and change exactly the plans of its events.
 */
export const ofEvent = () => ({
  organizationId: organizationId(),
  id: id(),
  eventId: uuid("event_id").notNull(),
  stationId: uuid("station_id"),
  createdAt: createdAt(),
  updatedAt: moment("updated_at").notNull().defaultNow(),
});

type Planned = { organizationId: AnyPgColumn; id: AnyPgColumn; eventId: AnyPgColumn; stationId: AnyPgColumn };

const scoped = { station: "station_id", event: "event_id" } as const;
const keys = (t: Planned) => [tenantKey(t), ...within(t, t.eventId, events), ...within(t, t.stationId, stations)];

/** Key, foreign keys and policies of such a row. Plans may be removed: the audit line keeps what they said. */
export const plan = (t: Planned) => [
  ...keys(t),
  ...ownedBy({ read: "events:read", write: "events:write", remove: "events:write", ...scoped }),
];

/** The same for rows that functions alone write. */
export const byFunctions = (t: Planned) => [...keys(t), ...ownedBy({ read: "events:read", ...scoped })];

/** The same for what only those who plan may read: what people and vendors are paid. */
export const confidential = (t: Planned) => [
  ...keys(t),
  ...ownedBy({ read: "events:write", write: "events:write", remove: "events:write", ...scoped }),
];

/** Who it falls to: a member of the organization, and no id of anybody else. */
export const byMember = (t: Planned, column: AnyPgColumn) => [
  foreignKey({
    columns: [t.organizationId, column],
    foreignColumns: [orgMemberships.organizationId, orgMemberships.userId],
  }),
  index().on(t.organizationId, column),
];
