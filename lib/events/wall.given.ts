import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { admin, type Event, given, type Organization } from "#db/given";
import { type Actor, asPerson, asPublic } from "#db/tenant";
import { problem } from "#lib/errors";
import { addPost, movePost } from "#lib/events/commands/posts";
import { publicPost } from "#lib/events/queries/posts";

/** What tests of posts and comments start from. */
export type Wall = { org: Organization; event: Event; organizer: Actor; post: string };

/** A published post on the page of a published event. */
export async function wall(body = "Four weeks to go. #lanterns"): Promise<Wall> {
  const org = await given.organization();
  const event = await given.event(org);
  const organizer = await given.person("organizer", org, { name: "Noor Vermeer" });
  const { id: post } = await addPost(organizer, { eventId: event.id, body, commentsOpen: "on" });
  await movePost(organizer, { id: post, to: "published" });
  return { org, event, organizer, post };
}

type Call = { parent?: string; body?: string; comment?: string | null; kind?: string | null; reason?: string };
const as = <T>(who: Actor, query: ReturnType<typeof sql>) =>
  asPerson(
    who.userId,
    async (tx) => (await tx.execute<{ answer: T }>(sql`select ${query} as answer`)).rows[0]?.answer as T,
    "read write",
  );
export const comment = ({ org, event, post }: Wall, who: Actor, body: string, parent: string | null = null) =>
  as<{ id: string; state: string }>(
    who,
    sql`events.comment(${org.slug}, ${event.slug}, ${post}::uuid, ${parent}::uuid, ${body})`,
  );
export const react = ({ org, event, post }: Wall, who: Actor, { comment = null, kind = null }: Call) =>
  as(who, sql`events.react(${org.slug}, ${event.slug}, ${post}::uuid, ${comment}::uuid, ${kind})`);
export const report = ({ org, event, post }: Wall, who: Actor, id: string, reason = "") =>
  as(who, sql`events.report_comment(${org.slug}, ${event.slug}, ${post}::uuid, ${id}::uuid, ${reason})`);
export const takeBack = (who: Actor, id: string, again = false) =>
  as(who, sql`events.take_comment_back(${id}::uuid, ${again})`);
export const page = ({ org, event, post }: Wall) =>
  asPublic((tx) => publicPost(tx, { org: org.slug, event: event.slug }, post));
export const lettersTo = async (who: Actor) =>
  (
    await admin.query(
      "select payload -> 'data' ->> 'what' as what from system.outbox where payload ->> 'template' = 'mention_notice' and payload ->> 'to' = $1 order by id",
      [who.snapshot.email],
    )
  ).rows.map((one) => one.what);
export const why = async (work: Promise<unknown>) =>
  problem(
    await work.then(
      () => assert.fail("It was allowed."),
      (e) => e,
    ),
  );
