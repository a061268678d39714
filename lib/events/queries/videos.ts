import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { PublicTx, TenantTx } from "#db/tenant";

const PublicVideo = z.object({ id: z.uuid(), words: z.string(), type: z.enum(["video/mp4", "video/webm"]) });
export type PublicVideo = z.output<typeof PublicVideo>;

/** The video of an event's page, by its address; null where there is none. Called with `asPublic`. */
export async function publicVideo(tx: PublicTx, org: string, event: string): Promise<PublicVideo | null> {
  const { rows } = await tx.execute<{ video: unknown }>(sql`select events.public_video(${org}, ${event}) as video`);
  return PublicVideo.nullable().parse(rows[0]?.video ?? null);
}

export type OwnVideo = { id: string; words: string; type: string; byteSize: number };

/** The same for those who plan the event, whether its page is open or not. */
export async function videoOf(tx: TenantTx, eventId: string): Promise<OwnVideo | null> {
  const { rows } = await tx.execute<OwnVideo>(
    sql`select v.id, v.words, v.content_type as type, v.byte_size as "byteSize" from events.event_videos v where v.event_id = ${eventId}::uuid and v.whole_at is not null`,
  );
  return rows[0] ?? null;
}

/** What is kept of a video that is whole: its type and length. */
export async function videoFile(tx: PublicTx, id: string): Promise<{ type: string; byteSize: number } | undefined> {
  const { rows } = await tx.execute<{ type: string; byteSize: number }>(
    sql`select f.content_type as type, f.byte_size as "byteSize" from events.video_file(${id}::uuid) f`,
  );
  return rows[0];
}

/** Its nth mebibyte; undefined when it was removed meanwhile. */
export async function videoPart(tx: PublicTx, id: string, n: number): Promise<Buffer | undefined> {
  const { rows } = await tx.execute<{ content: Buffer | null }>(
    sql`select events.video_part(${id}::uuid, ${n}::int) as content`,
  );
  return rows[0]?.content ?? undefined;
}
