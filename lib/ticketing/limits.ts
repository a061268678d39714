import "server-only";
import { sql } from "drizzle-orm";
import { asPublic } from "#db/tenant";
import { Refusal } from "#lib/errors";

/** How often one address may try a thing in a minute. */
const perMinute = {
  hold: 60,
  pay: 30,
  card: 30,
  release: 60,
  code: 30,
  wait: 10,
  serve: 30,
  ask: 5,
  review: 10,
  choose: 20,
  feedback: 20,
  visit: 240,
  comment: 30,
  feed: 60,
  follow: 20,
  book: 20,
  look: 120,
} as const;

/**
 * Count a try and refuse when there were too many in this minute. Visitors whose address nobody knows, and those of
 * this machine, share one key, so for them only a flood counts.
 */
export async function limitVisitor(what: keyof typeof perMinute, address: string): Promise<void> {
  const shared = address === "unknown" || /^(127\.|::1$|::ffff:127\.)/.test(address);
  const allowed = perMinute[what] * (shared ? 100 : 1);
  const { rows } = await asPublic((tx) =>
    tx.execute<{ ok: boolean }>(
      sql`select system.hit_limit(${`${what}:${address}`}, ${allowed}, interval '1 minute') as ok`,
    ),
  );
  if (!rows[0]?.ok) throw new Refusal("busy", "That was tried too often. Wait a minute and try again.");
}
