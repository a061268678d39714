import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { asPublic, closeDatabase } from "#db/tenant";
import { addPicture, addPost, changePost, movePost, restorePost } from "#lib/events/commands/posts";
import { publicPosts } from "#lib/events/queries/posts";
import { lettersTo, page, wall, why } from "#lib/events/wall.given";
import { closeSales, row } from "#lib/ticketing/ticketing.given";
import { png } from "#lib/users/picture.given";
import { mediaAsset } from "#lib/users/queries";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

test("a post is seen by strangers once it is published, with its #words, and no longer when it is removed; then it is back", async () => {
  const at = await wall("Come early! #Lanterns #harbour #follow4follow x#no");
  const found = () => asPublic((tx) => publicPosts(tx, { org: at.org.slug, event: at.event.slug }, null, 10));
  const draft = await addPost(at.organizer, { eventId: at.event.id, body: "Not yet." });
  assert.deepEqual(
    (await found()).map((one) => one.id),
    [at.post],
  );
  assert.ok((await found())[0]?.tags.includes("lanterns"));
  assert.equal((await found())[0]?.tags.includes("no"), false);
  const tagged = await asPublic((tx) => publicPosts(tx, { org: at.org.slug, event: at.event.slug }, "LANTERNS", 10));
  assert.equal(tagged.length, 1);
  await changePost(at.organizer, { id: at.post, body: "Come early!" });
  assert.deepEqual((await found())[0]?.tags, []);
  await movePost(at.organizer, { id: at.post, to: "removed" });
  assert.deepEqual(await found(), []);
  assert.equal(await page(at), null);
  await restorePost(at.organizer, { id: at.post });
  assert.equal((await found()).length, 1);
  await movePost(at.organizer, { id: draft.id, to: "removed" });
  await restorePost(at.organizer, { id: draft.id });
  assert.equal((await found()).length, 1, "a draft that comes back is a draft");
  assert.equal((await why(restorePost(at.organizer, { id: draft.id }))).code, "conflict");
});

test("a colleague who is named hears of it once, when it is published, and a longer name is not a shorter one's", async () => {
  const org = await given.organization();
  const event = await given.event(org);
  const organizer = await given.person("organizer", org, { name: "Noor Vermeer" });
  const ann = await given.person("staff", org, { name: "Ann" });
  const lee = await given.person("staff", org, { name: "Ann Lee" });
  const stranger = await given.person("staff", await given.organization(), { name: "Ola Berg" });
  const { id } = await addPost(organizer, { eventId: event.id, body: "Thanks to @ann lee and @Ola Berg!" });
  assert.deepEqual(await lettersTo(lee), []);
  await movePost(organizer, { id, to: "published" });
  await movePost(organizer, { id, to: "archived" });
  await movePost(organizer, { id, to: "published" });
  assert.deepEqual([await lettersTo(lee), await lettersTo(ann), await lettersTo(stranger)], [["named"], [], []]);
});

test("a picture is drawn anew, six at most, and is gone for strangers when its post is removed", async () => {
  const at = await wall();
  const { id } = await addPicture(at.organizer, { postId: at.post, alt: "Boats", bytes: png(2000, 100) });
  assert.deepEqual(await row("select width, height, content_type from events.post_media where id = $1", [id]), {
    width: 1400,
    height: 70,
    content_type: "image/webp",
  });
  assert.ok(await mediaAsset(id));
  assert.match(
    JSON.stringify(await why(addPicture(at.organizer, { postId: at.post, bytes: Buffer.from("<svg/>") }))),
    /SVG is not taken/,
  );
  for (let n = 0; n < 5; n++) await addPicture(at.organizer, { postId: at.post, bytes: png(20, 20) });
  assert.match((await why(addPicture(at.organizer, { postId: at.post, bytes: png(20, 20) }))).message, /six pictures/);
  const viewer = await given.person("viewer", at.org);
  assert.equal((await why(addPicture(viewer, { postId: at.post, bytes: png(20, 20) }))).code, "forbidden");
  const other = await given.person("organizer", await given.organization());
  assert.equal((await why(addPicture(other, { postId: at.post, bytes: png(20, 20) }))).code, "missing");
  await movePost(at.organizer, { id: at.post, to: "removed" });
  assert.equal(await mediaAsset(id), null);
});
