import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/command";
import { VideoInput } from "#lib/events/rules/videos";

const Id = z.strictObject({ id: z.uuid() });

/** Announce the video of an event's page; its parts follow by `lib/events/video-uploads.ts`, and `finishVideo` shows it. */
export const startVideo = command({
  name: "events.start_video",
  needs: "events:write",
  input: VideoInput,
  trace: ({ id }: { id: string }) => ({ subject: "events.event_videos", subjectId: id }),
  async run({ tx, input: { eventId, words, byteSize } }) {
    const { rows } = await tx.execute<{ id: string }>(
      sql`select events.start_video(${eventId}::uuid, ${words}, ${byteSize}::int) as id`,
    );
    return Id.parse(rows[0]);
  },
});

/** All parts were sent: the event has this video now, and the one before is gone. */
export const finishVideo = command({
  name: "events.finish_video",
  needs: "events:write",
  input: Id,
  trace: ({ id }: { id: string }) => ({ subject: "events.event_videos", subjectId: id }),
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select events.finish_video(${id}::uuid)`);
    return { id };
  },
});

export const removeVideo = command({
  name: "events.remove_video",
  needs: "events:write",
  input: Id,
  trace: ({ id }: { id: string }) => ({ subject: "events.event_videos", subjectId: id }),
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select events.remove_video(${id}::uuid)`);
    return { id };
  },
});
