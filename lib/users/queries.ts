import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { asPerson, asPublic } from "#db/tenant";
import { timezoneChoices } from "#lib/ref/queries";
import { type Channel, channels, type Preference, type Topic, topics } from "#lib/users/rules";

const Session = z.object({
  id: z.string(),
  since: z.coerce.date(),
  last_used_at: z.coerce.date(),
  user_agent: z.string(),
  address: z.string().nullable(),
  here: z.boolean(),
});
export type Session = {
  id: string;
  since: Date;
  lastUsedAt: Date;
  userAgent: string;
  address: string | null;
  here: boolean;
};
export type Connected = { provider: string; email: string | null; since: Date };

export type Account = {
  sessions: Session[];
  connected: Connected[];
  preferences: Preference[];
  /** When they will be forgotten, if they asked. */
  erasureDueAt: Date | null;
};

/** What the profile page shows besides the profile itself, which is `requirePerson().person`. */
export function account(userId: string, sessionId?: string): Promise<Account> {
  return asPerson(
    userId,
    async (tx) => {
      const sessions = await tx.execute(sql`select * from users.my_sessions()`);
      const connected = await tx.execute<{ provider: string; email: string | null; since: string }>(
        sql`select provider, email, since from users.my_identities()`,
      );
      const set = await tx.execute<{ topic: Topic; channel: Channel; wanted: boolean }>(
        sql`select topic, channel, wanted from messaging.notification_preferences`,
      );
      const erasure = await tx.execute<{ due_at: string }>(
        sql`select due_at from users.erasures where state = 'asked' order by due_at limit 1`,
      );
      const due = erasure.rows[0]?.due_at;
      return {
        sessions: z
          .array(Session)
          .parse(sessions.rows)
          .map(({ last_used_at, user_agent, ...one }) => ({
            ...one,
            lastUsedAt: last_used_at,
            userAgent: user_agent,
          })),
        connected: connected.rows.map((one) => ({ ...one, since: new Date(one.since) })),
        preferences: preferencesFrom(set.rows),
        erasureDueAt: due ? new Date(due) : null,
      };
    },
    "read only",
    { sessionId },
  );
}

/** The zones to choose from, by their present names: JavaScript's own list still says Calcutta. */
export async function zoneChoices(userId: string): Promise<string[]> {
  return [...new Set((await asPerson(userId, timezoneChoices)).map((zone) => zone.name))];
}

/** Every topic and channel, as set or as it is by default. */
export function preferencesFrom(set: { topic: Topic; channel: Channel; wanted: boolean }[]): Preference[] {
  return (Object.keys(topics) as Topic[]).flatMap((topic) =>
    (Object.keys(channels) as Channel[]).map((channel) => {
      const about = topics[topic];
      const fixed = "always" in about;
      const chosen = set.find((one) => one.topic === topic && one.channel === channel);
      return { topic, channel, words: about.words, fixed, wanted: fixed || (chosen?.wanted ?? about[channel]) };
    }),
  );
}

/** A picture by its random name, for the route that serves it; null when there is none. */
export async function mediaAsset(id: string): Promise<{ contentType: string; content: Buffer } | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await asPublic((tx) =>
    tx.execute<{ content_type: string; content: Buffer }>(sql`select * from system.media_asset(${id}::uuid)`),
  );
  const [found] = rows;
  return found ? { contentType: found.content_type, content: found.content } : null;
}
