import { sql } from "drizzle-orm";
import { check, foreignKey, integer, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { byFunctions, ofEvent } from "#db/schema/events/planned";
import { bytes } from "#db/schema/payments";

/** The video of an event's public page. Its id is random, and its address is public once it is whole: `/media/video/<id>`. */
export const eventVideos = eventsSchema.table(
  "event_videos",
  {
    ...ofEvent(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    /** What is to be seen and heard, for those who cannot. */
    words: text("words").notNull(),
    contentType: text("content_type", { enum: ["video/mp4", "video/webm"] }),
    byteSize: integer("byte_size").notNull(),
    /** All of it is here; until then nobody sees it. */
    wholeAt: moment("whole_at"),
  },
  (t) => [
    check("words_length", sql`length(btrim(${t.words})) between 1 and 2000`),
    check("video_size", sql`${t.byteSize} between 1 and 20971520`),
    check("whole_is_known", sql`${t.wholeAt} is null or ${t.contentType} is not null`),
    uniqueIndex("one_video_an_event").on(t.organizationId, t.eventId).where(sql`whole_at is not null`),
    ...byFunctions(t),
  ],
);

/** Its bytes, a mebibyte a row: a browser asks for some of them, and no more are read. */
export const eventVideoParts = eventsSchema.table(
  "event_video_parts",
  {
    ...ofEvent(),
    videoId: uuid("video_id").notNull(),
    n: integer("n").notNull(),
    content: bytes("content").notNull(),
  },
  (t) => [
    check("part_number", sql`${t.n} between 0 and 19`),
    check("part_size", sql`octet_length(${t.content}) between 1 and 1048576`),
    unique("one_part_a_video").on(t.organizationId, t.videoId, t.n),
    foreignKey({
      columns: [t.organizationId, t.videoId],
      foreignColumns: [eventVideos.organizationId, eventVideos.id],
    }).onDelete("cascade"),
    ...byFunctions(t),
  ],
);
