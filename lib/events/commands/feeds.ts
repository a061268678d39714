import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/command";
import { FeedId, FeedInput } from "#lib/events/rules/feeds";

/** The answer holds the secret, which is shown once: the database keeps only its digest. */
type Given = { id: string; path: string };
const trace = ({ id }: { id: string }) => ({ subject: "events.calendar_feeds", subjectId: id });

export const openFeed = command({
  name: "events.open_feed",
  needs: "organizations:read",
  input: FeedInput,
  trace,
  async run({ tx, input }): Promise<Given> {
    const { secret, tokenHash } = made();
    const p = JSON.stringify({ ...input, tokenHash });
    const { rows } = await tx.execute<{ id: string }>(sql`select events.open_feed(${p}::jsonb) as id`);
    return { id: z.uuid().parse(rows[0]?.id), path: pathOf(secret) };
  },
});

/** A new address; the old one is dead at once. */
export const renewFeed = command({
  name: "events.renew_feed",
  needs: "organizations:read",
  input: FeedId,
  trace,
  async run({ tx, input: { id } }): Promise<Given> {
    const { secret, tokenHash } = made();
    await tx.execute(sql`select events.renew_feed(${id}::uuid, ${tokenHash})`);
    return { id, path: pathOf(secret) };
  },
});

export const revokeFeed = command({
  name: "events.revoke_feed",
  needs: "organizations:read",
  input: FeedId,
  trace,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select events.revoke_feed(${id}::uuid)`);
    return { id };
  },
});

/** 256 random bits: worth guessing for nobody. */
function made() {
  const secret = randomBytes(32).toString("base64url");
  return { secret, tokenHash: createHash("sha256").update(secret).digest("hex") };
}

const pathOf = (secret: string) => `/feeds/${secret}.ics`;
