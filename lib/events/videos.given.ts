import { sql } from "drizzle-orm";
import { type Actor, asTenant } from "#db/tenant";
import { finishVideo, startVideo } from "#lib/events/commands/videos";
import { partSize } from "#lib/system/rules";

/** The first bytes of an MP4 (a file type box of that brand), and of nothing that plays, so long altogether. */
export function mp4(length: number, brand = "isom"): Buffer {
  const whole = Buffer.alloc(length, 7);
  whole.writeUInt32BE(24, 0);
  whole.write(`ftyp${brand}\0\0\x02\0isommp41`, 4, "latin1");
  return whole;
}

/** The same of a WebM: an EBML header whose document type is `type`. */
export function webm(length: number, type = "webm"): Buffer {
  const whole = Buffer.alloc(length, 9);
  Buffer.from("1a45dfa39f4286810142f7810142f2810442f381084282", "hex").copy(whole);
  whole.writeUInt8(0x80 + type.length, 23);
  whole.write(type, 24, "latin1");
  return whole;
}

export const sendPart = (by: Actor, id: string, n: number, content: Buffer) =>
  asTenant(by, (tx) => tx.execute(sql`select events.add_video_part(${id}::uuid, ${n}::int, ${content})`));

/** Announced and sent, but not finished. */
export async function sendVideo(
  by: Actor,
  eventId: string,
  film: Buffer,
  words = "Lanterns on the water.",
): Promise<string> {
  const { id } = await startVideo(by, { eventId, words, byteSize: film.length });
  for (let n = 0; n * partSize < film.length; n++)
    await sendPart(by, id, n, film.subarray(n * partSize, (n + 1) * partSize));
  return id;
}

/** On the event's page. */
export async function addVideo(by: Actor, eventId: string, film = webm(300)): Promise<string> {
  return (await finishVideo(by, { id: await sendVideo(by, eventId, film) })).id;
}
