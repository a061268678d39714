import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { eventComments, eventPosts } from "#db/schema/events/posts";
import { command } from "#lib/command";
import { planItem, planMove } from "#lib/events/commands/plan-item";
import { Decision, PictureInput, PostInput, Rejection } from "#lib/events/rules/posts";
import { postPictureOf } from "#lib/users/picture";

const Id = z.strictObject({ id: z.uuid() });

/** News of an event. What it says in #words and @people is read when it is written; people are told once it is published. */
export const { add: addPost, change: changePost } = planItem({
  word: "post",
  table: eventPosts,
  input: PostInput,
  row: (input) => input,
});

/** Publish, archive or remove a post. A removed one is on no page, and can be brought back. */
export const movePost = planMove("post", "post", eventPosts);

export const restorePost = command({
  name: "events.restore_post",
  needs: "events:write",
  kind: "UPDATE",
  input: Id,
  async run({ tx, input: { id }, watch }) {
    await watch(eventPosts, id);
    await tx.execute(sql`select events.restore_post(${id}::uuid)`);
    return { id };
  },
});

/** A picture of a post, drawn anew from its pixels before it is kept. */
export const addPicture = command({
  name: "events.add_picture",
  needs: "events:write",
  input: PictureInput,
  secret: ["bytes"],
  trace: (_: { id: string }, { postId }) => ({ subject: "events.event_posts", subjectId: postId }),
  async run({ tx, input: { postId, alt, bytes } }) {
    const { content, width, height } = await postPictureOf(bytes);
    const { rows } = await tx.execute<{ id: string }>(
      sql`select events.add_picture(${postId}::uuid, ${alt}, ${content}, ${width}::int, ${height}::int) as id`,
    );
    return Id.parse(rows[0]);
  },
});

export const removePicture = command({
  name: "events.remove_picture",
  needs: "events:write",
  input: Id,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select events.remove_picture(${id}::uuid)`);
    return { id };
  },
});

/** A comment that was held or reported is shown, or is not; whoever wrote it is told why not. */
export const moderateComment = command({
  name: "events.moderate_comment",
  needs: "events:moderate",
  kind: "UPDATE",
  input: Decision,
  async run({ tx, input: { id, approve, reason }, watch }) {
    await watch(eventComments, id);
    await tx.execute(sql`select events.moderate(${id}::uuid, ${approve}, ${reason})`);
    return { id };
  },
});

export const rejectComment = command({
  name: "events.reject_comment",
  needs: "events:moderate",
  kind: "UPDATE",
  input: Rejection,
  async run({ tx, input: { id, reason }, watch }) {
    await watch(eventComments, id);
    await tx.execute(sql`select events.moderate(${id}::uuid, false, ${reason})`);
    return { id };
  },
});
