import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { asPerson, asPublic, type PublicTx, type TenantTx } from "#db/tenant";
import { visitorAddress } from "#lib/action";
import { Refusal } from "#lib/errors";
import { publicPost, publicPosts } from "#lib/events/queries/posts";
import type { Commented, Reacted, Reported, TakenBack } from "#lib/events/rules/posts";
import { currentPerson } from "#lib/session";
import { limitVisitor } from "#lib/ticketing/limits";

/** What is said about an event, as whoever is there sees it and adds to it: a visitor reads, a person who is signed in writes. */
const seen = async <T>(work: (tx: PublicTx | TenantTx) => Promise<T>): Promise<T> => {
  const person = await currentPerson();
  return person ? asPerson(person.userId, work, "read only", { sessionId: person.sessionId }) : asPublic(work);
};

const isSlug = (text: string) => text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

export const visitedPosts = cache(async (org: string, event: string, tag: string | null, most: number) =>
  isSlug(org) && isSlug(event) ? seen((tx) => publicPosts(tx, { org, event }, tag, most)) : [],
);

export const visitedPost = cache(async (org: string, event: string, post: string) =>
  isSlug(org) && isSlug(event) && z.uuid().safeParse(post).success
    ? seen((tx) => publicPost(tx, { org, event }, post))
    : null,
);

/** Write below a post; answers whether it stands there or waits for somebody to look at it. */
export async function write({ org, event, post, parent, body }: z.output<typeof Commented>) {
  const said = await asSpeaker(sql`events.comment(${org}, ${event}, ${post}::uuid, ${parent || null}::uuid, ${body})`);
  return z.object({ id: z.uuid(), state: z.enum(["visible", "pending"]) }).parse(said);
}

export const leaveSign = ({ org, event, post, comment, kind }: z.output<typeof Reacted>) =>
  asSpeaker(sql`events.react(${org}, ${event}, ${post}::uuid, ${comment || null}::uuid, ${kind || null})`);

export const report = ({ org, event, post, comment, reason }: z.output<typeof Reported>) =>
  asSpeaker(sql`events.report_comment(${org}, ${event}, ${post}::uuid, ${comment}::uuid, ${reason})`);

export const takeBack = ({ comment, again }: z.output<typeof TakenBack>) =>
  asSpeaker(sql`events.take_comment_back(${comment}::uuid, ${again})`);

async function asSpeaker(call: SQL): Promise<unknown> {
  await limitVisitor("comment", await visitorAddress());
  const person = await currentPerson();
  if (!person) throw new Refusal("forbidden", "Sign in first.");
  const { rows } = await asPerson(
    person.userId,
    (tx) => tx.execute<{ answer: unknown }>(sql`select ${call} as answer`),
    "read write",
    { sessionId: person.sessionId },
  );
  return rows[0]?.answer;
}
