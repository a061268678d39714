import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { asPublic, closeDatabase, readAsTenant } from "#db/tenant";
import { archiveEvent, completeEvent, startEvent } from "#lib/events/commands";
import { finishVideo, removeVideo, startVideo } from "#lib/events/commands/videos";
import { publicVideo, videoOf } from "#lib/events/queries/videos";
import { rangeOf } from "#lib/events/rules/videos";
import { videoAnswer } from "#lib/events/videos";
import { addVideo, mp4, sendPart, sendVideo, webm } from "#lib/events/videos.given";
import { why } from "#lib/events/wall.given";
import { partSize } from "#lib/system/rules";
import { closeSales, refused, row } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

async function house() {
  const org = await given.organization();
  const event = await given.event(org);
  const organizer = await given.person("organizer", org);
  const shown = () => asPublic((tx) => publicVideo(tx, org.slug, event.slug));
  return { org, event, organizer, shown };
}
const asked = (id: string, range?: string) =>
  videoAnswer(new Request(`http://localhost/media/video/${id}`, { headers: range ? { range } : {} }), id);
const partsOf = async (id: string) =>
  (await row<{ n: number }>("select count(*)::int as n from events.event_video_parts where video_id = $1", [id])).n;

test("a video in parts is on the event's page once it is whole, as what its first bytes say; another one replaces it", async () => {
  const { event, organizer, shown } = await house();
  const film = mp4(2 * partSize + 5);
  const first = await sendVideo(organizer, event.id, film);
  assert.equal(await shown(), null);
  assert.equal((await asked(first)).status, 404);
  await finishVideo(organizer, { id: first });
  assert.deepEqual(await shown(), { id: first, words: "Lanterns on the water.", type: "video/mp4" });
  const second = await addVideo(organizer, event.id, webm(300));
  assert.equal((await shown())?.type, "video/webm");
  assert.deepEqual([(await asked(first)).status, await partsOf(first)], [404, 0]);
  assert.equal((await readAsTenant(organizer, (tx) => videoOf(tx, event.id)))?.id, second);
  await removeVideo(organizer, { id: second });
  assert.deepEqual([await shown(), (await asked(second)).status, await partsOf(second)], [null, 404, 0]);
});

test("a player gets the bytes that it asks for across the parts, all of them without a range, and 416 beyond the end", async () => {
  const { event, organizer } = await house();
  const film = webm(2 * partSize + 5);
  for (let at = 100; at < film.length; at += 997) film.writeUInt8(at % 251, at);
  const id = await addVideo(organizer, event.id, film);
  const whole = await asked(id);
  assert.deepEqual(
    [whole.status, whole.headers.get("content-type"), whole.headers.get("accept-ranges")],
    [200, "video/webm", "bytes"],
  );
  assert.ok(Buffer.from(await whole.arrayBuffer()).equals(film));
  for (const [range, from, to] of [
    ["bytes=0-1", 0, 1],
    [`bytes=${partSize - 3}-${2 * partSize + 1}`, partSize - 3, 2 * partSize + 1],
    [`bytes=${partSize}-`, partSize, film.length - 1],
    ["bytes=-7", film.length - 7, film.length - 1],
  ] as const) {
    const some = await asked(id, range);
    assert.equal(some.status, 206, range);
    assert.equal(some.headers.get("content-range"), `bytes ${from}-${to}/${film.length}`);
    assert.ok(Buffer.from(await some.arrayBuffer()).equals(film.subarray(from, to + 1)), range);
  }
  const beyond = await asked(id, `bytes=${film.length}-`);
  assert.deepEqual([beyond.status, beyond.headers.get("content-range")], [416, `bytes */${film.length}`]);
  assert.equal((await asked("nothing")).status, 404);
});

test("what a range header says is read as RFC 9110 has it", () => {
  assert.deepEqual(
    ["bytes=0-", "bytes=5-5", "bytes=5-99", "bytes=-3", "bytes=-99"].map((text) => rangeOf(text, 10)),
    [
      { from: 0, to: 9 },
      { from: 5, to: 5 },
      { from: 5, to: 9 },
      { from: 7, to: 9 },
      { from: 0, to: 9 },
    ],
  );
  assert.deepEqual(
    ["bytes=10-", "bytes=-0"].map((text) => rangeOf(text, 10)),
    ["none", "none"],
  );
  assert.deepEqual(
    [null, "", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1"].map((text) => rangeOf(text, 10)),
    [null, null, null, null, null, null],
  );
});

test("what is no MP4 or WebM is refused at its first part, and the same length of video is taken", async () => {
  const { event, organizer, shown } = await house();
  for (const film of [
    Buffer.alloc(300, 1),
    mp4(300, "qt  "),
    mp4(300, "heic"),
    webm(300, "matroska"),
    Buffer.from("<svg/>"),
  ]) {
    const found = await refused(sendVideo(organizer, event.id, film));
    assert.deepEqual([found.code, /MP4 and WebM/.test(found.message)], ["P0G01", true]);
  }
  assert.equal(await shown(), null);
  for (const film of [mp4(300), mp4(300, "mp42"), webm(300)]) await addVideo(organizer, event.id, film);
  assert.ok(await shown());
});

test("a part that was not announced, a video that is not whole, one without words and one too large are refused", async () => {
  const { event, organizer, shown } = await house();
  const film = mp4(partSize + 9);
  const { id } = await startVideo(organizer, { eventId: event.id, words: "A song.", byteSize: film.length });
  await sendPart(organizer, id, 0, film.subarray(0, partSize));
  assert.equal((await refused(sendPart(organizer, id, 1, film.subarray(0, 8)))).code, "P0G01");
  assert.equal((await refused(sendPart(organizer, id, 2, film.subarray(0, 9)))).code, "P0G01");
  assert.match(JSON.stringify(await why(finishVideo(organizer, { id }))), /did not arrive whole/);
  for (const _ of [1, 2]) await sendPart(organizer, id, 1, film.subarray(partSize));
  await finishVideo(organizer, { id });
  assert.equal((await shown())?.id, id);
  assert.equal((await refused(sendPart(organizer, id, 0, film.subarray(0, partSize)))).code, "P0G01");
  assert.ok((await why(startVideo(organizer, { eventId: event.id, words: " ", byteSize: 9 }))).fields?.words);
  const large = { eventId: event.id, words: "A song.", byteSize: 20 * partSize + 1 };
  assert.ok((await why(startVideo(organizer, large))).fields?.byteSize);
  assert.ok(await startVideo(organizer, { ...large, byteSize: 20 * partSize }));
});

test("neither another organization nor somebody who only looks can send, finish or remove a video, and nobody reads its bytes", async () => {
  const { org, event, organizer, shown } = await house();
  const stranger = await given.person("organizer", await given.organization());
  const staff = await given.person("staff", org);
  const id = await sendVideo(organizer, event.id, webm(300));
  for (const [who, code, state] of [
    [stranger, "missing", "P0002"],
    [staff, "forbidden", "42501"],
  ] as const) {
    assert.equal((await why(startVideo(who, { eventId: event.id, words: "Mine.", byteSize: 9 }))).code, code);
    assert.equal((await why(finishVideo(who, { id }))).code, code);
    assert.equal((await why(removeVideo(who, { id }))).code, code);
    assert.equal((await refused(sendPart(who, id, 0, webm(300)))).code, state);
  }
  assert.equal(await readAsTenant(stranger, (tx) => videoOf(tx, event.id)), null);
  const bytes = readAsTenant(organizer, (tx) => tx.execute("select content from events.event_video_parts"));
  assert.equal((await refused(bytes)).code, "42501");
  await finishVideo(organizer, { id });
  assert.equal((await shown())?.id, id);
});

test("an archived event keeps its video as it is, and a private one shows it to nobody who was not given it", async () => {
  const { org, event, organizer, shown } = await house();
  const id = await addVideo(organizer, event.id);
  await admin.query("update events.events set visibility = 'private' where id = $1", [event.id]);
  assert.equal(await shown(), null);
  await admin.query("update events.events set visibility = 'public' where id = $1", [event.id]);
  assert.ok(await shown());
  const manager = await given.person("admin", org);
  for (const step of [startEvent, completeEvent, archiveEvent]) await step(manager, { id: event.id });
  assert.match((await why(removeVideo(organizer, { id }))).message, /archived/);
  assert.equal((await asked(id)).status, 200);
});
