import { sql } from "drizzle-orm";
import { check, index, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { userProfiles } from "#db/schema/users";

/** A calendar that other programs subscribe to by an address with a secret: of the organization, a station, or one person. */
export const calendarFeeds = eventsSchema.table(
  "calendar_feeds",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    scope: text("scope", { enum: ["organization", "station", "person"] }).notNull(),
    name: text("name").notNull(),
    stationId: uuid("station_id"),
    /** Whose shifts they are. */
    userId: uuid("user_id").references(() => userProfiles.userId),
    /** SHA-256 of the secret in its address, which nobody is shown twice. */
    tokenHash: text("token_hash").notNull().unique(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    renewedAt: moment("renewed_at"),
    revokedAt: moment("revoked_at"),
    readAt: moment("read_at"),
  },
  (t) => [
    tenantKey(t),
    check("name_length", sql`length(${t.name}) between 1 and 80`),
    check(
      "feed_of_one",
      sql`(${t.scope} = 'station') = (${t.stationId} is not null) and (${t.scope} = 'person') = (${t.userId} is not null)`,
    ),
    index().on(t.userId),
    index().on(t.createdBy),
    ...within(t, t.stationId, stations),
    ...ownedBy({ read: "events:read", station: "station_id" }),
  ],
);
