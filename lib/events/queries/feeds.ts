import "server-only";
import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm";
import { calendarFeeds } from "#db/schema/events/feeds";
import { stations } from "#db/schema/identity";
import { type Actor, asPerson, type TenantTx } from "#db/tenant";

/** Feeds that are read with their secret: those of the organization and its stations, and the reader's own. */
export const openFeeds = (tx: TenantTx, actor: Actor) =>
  tx
    .select({
      id: calendarFeeds.id,
      scope: calendarFeeds.scope,
      name: calendarFeeds.name,
      station: stations.name,
      stationId: calendarFeeds.stationId,
      createdAt: calendarFeeds.createdAt,
      readAt: calendarFeeds.readAt,
    })
    .from(calendarFeeds)
    .leftJoin(stations, eq(stations.id, calendarFeeds.stationId))
    .where(
      and(
        isNull(calendarFeeds.revokedAt),
        or(ne(calendarFeeds.scope, "person"), eq(calendarFeeds.userId, actor.userId)),
      ),
    )
    .orderBy(asc(calendarFeeds.createdAt));

export const feedStations = (tx: TenantTx) =>
  tx.select({ value: stations.id, label: stations.name }).from(stations).orderBy(asc(stations.name));

export type OwnFeed = {
  id: string;
  name: string;
  organization: string;
  slug: string;
  readAt: string | null;
  createdAt: string;
};

/** A person's own feeds in every organization that they belong to. */
export const ownFeeds = (userId: string): Promise<OwnFeed[]> =>
  asPerson(userId, async (tx) => {
    const { rows } = await tx.execute<{ feeds: OwnFeed[] }>(sql`select events.my_feeds() as feeds`);
    return rows[0]?.feeds ?? [];
  });
