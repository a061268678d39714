import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { changePost, moderateComment, movePost, rejectComment } from "#lib/events/commands/posts";
import { moderationQueue, postsOf } from "#lib/events/queries/posts";
import { comment, lettersTo, page, react, report, takeBack, wall, why } from "#lib/events/wall.given";
import { asVisitor, closeSales, refused, row } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

test("post, comment, answer: whoever is written to hears of it, and who switched it off does not", async () => {
  const at = await wall();
  const [ana, ben] = [
    await given.person(undefined, undefined, { name: "Ana Ruiz" }),
    await given.person(undefined, undefined, { name: "Ben Okafor" }),
  ];
  const first = await comment(at, ana, "Is there food?");
  assert.equal(first.state, "visible");
  await comment(at, ben, "Yes, says @Noor Vermeer.", first.id);
  assert.deepEqual(await lettersTo(at.organizer), ["commented", "named"]);
  assert.deepEqual(await lettersTo(ana), ["answered"]);
  await admin.query(
    "insert into messaging.notification_preferences (user_id, topic, channel, wanted) values ($1, 'mentions', 'email', false)",
    [ana.userId],
  );
  await comment(at, ben, "And drinks.", first.id);
  assert.deepEqual(await lettersTo(ana), ["answered"]);
  const [listed] = await readAsTenant(at.organizer, (tx) => postsOf(tx, at.event.id));
  assert.deepEqual(
    [listed?.comments, listed?.waiting, listed?.author, listed?.tags],
    [3, 0, "Noor Vermeer", ["lanterns"]],
  );
  const said = (await page(at))?.said ?? [];
  assert.deepEqual(
    said.map((one) => [one.author, one.depth, one.member]),
    [
      ["Ana Ruiz", 0, false],
      ["Ben Okafor", 1, false],
      ["Ben Okafor", 1, false],
    ],
  );
});

test("only who is signed in writes: not a visitor, not a suspended person, not below a closed or unpublished post", async () => {
  const at = await wall();
  const ana = await given.person();
  const call = "select events.comment($1, $2, $3, null, 'Hello') as answer";
  assert.equal((await refused(asVisitor(call, [at.org.slug, at.event.slug, at.post]))).code, "42501");
  await admin.query("update users.user_profiles set state = 'suspended' where user_id = $1", [ana.userId]);
  assert.match((await why(comment(at, ana, "Hello"))).message, /Sign in first/);
  const ben = await given.person();
  await changePost(at.organizer, { id: at.post, body: "Closed." });
  assert.match((await why(comment(at, ben, "Hello"))).message, /Nobody can write/);
  await changePost(at.organizer, { id: at.post, body: "Open.", commentsOpen: "on" });
  assert.match((await why(comment(at, ben, "  \n "))).message, /Write something/);
  assert.match((await why(comment(at, ben, "x".repeat(2001)))).message, /2000/);
  await comment(at, ben, "Hello");
  assert.match((await why(comment(at, ben, "Hello"))).message, /already/);
  await movePost(at.organizer, { id: at.post, to: "archived" });
  assert.equal((await why(comment(at, ben, "Again"))).code, "missing");
});

test("nine comments in a minute are one too many", async () => {
  const at = await wall();
  const ana = await given.person();
  for (let n = 1; n <= 8; n++) await comment(at, ana, `Number ${n}`);
  assert.match((await why(comment(at, ana, "Number 9"))).message, /faster than people read/);
  await comment(at, await given.person(), "Mine is the first");
});

test("a stranger's link is held until somebody approves it, a member's is not; a rejection says why and holds the next", async () => {
  const at = await wall();
  const ana = await given.person(undefined, undefined, { name: "Ana Ruiz" });
  const member = await given.person("staff", at.org, { name: "Sam Prins" });
  assert.equal((await comment(at, member, "See https://example.com")).state, "visible");
  const held = await comment(at, ana, "Cheap tickets at www.cheap.example");
  assert.equal(held.state, "pending");
  assert.equal(
    (await page(at))?.said.some((one) => one.id === held.id),
    false,
  );
  assert.deepEqual(await lettersTo(at.organizer), ["commented"], "nobody hears of what nobody sees");
  const queue = () => readAsTenant(at.organizer, (tx) => moderationQueue(tx, "waiting"));
  assert.deepEqual(
    (await queue()).map((one) => [one.id, one.held_for, one.author]),
    [[held.id, "link", "Ana Ruiz"]],
  );
  assert.match(JSON.stringify(await why(moderateComment(at.organizer, { id: held.id, approve: false }))), /Say why/);
  await rejectComment(at.organizer, { id: held.id, reason: "We sell tickets only here." });
  assert.deepEqual(await lettersTo(ana), ["rejected"]);
  const next = await comment(at, ana, "Sorry!");
  assert.equal(next.state, "pending");
  await moderateComment(at.organizer, { id: next.id, approve: true });
  assert.equal(
    (await page(at))?.said.some((one) => one.id === next.id),
    true,
  );
  assert.deepEqual(await lettersTo(at.organizer), ["commented", "commented"]);
  assert.deepEqual(await queue(), []);
  const { n } = await row<{ n: number }>(
    "select count(*)::int as n from events.moderation_decisions where organization_id = $1",
    [at.org.id],
  );
  assert.equal(n, 2);
});

test("two strangers' reports hold a comment, one is not enough, and its author cannot report it", async () => {
  const at = await wall();
  const [ana, ben, cy] = [await given.person(), await given.person(), await given.person()];
  const { id } = await comment(at, ana, "Something rude");
  assert.match((await why(report(at, ana, id))).message, /your own/);
  await report(at, ben, id, "It is rude");
  await report(at, ben, id);
  assert.equal((await page(at))?.said.length, 1);
  await report(at, cy, id);
  assert.equal((await page(at))?.said.length, 0);
  await moderateComment(at.organizer, { id, approve: true });
  await report(at, await given.person(), id);
  assert.equal((await page(at))?.said.length, 1, "what was approved takes more to hold");
});

test("only who may moderate decides, of their own house; only the author takes a comment back", async () => {
  const at = await wall();
  const [ana, ben] = [await given.person(), await given.person()];
  const { id } = await comment(at, ana, "www.spam.example");
  const staff = await given.person("staff", at.org);
  const other = await given.person("organizer", await given.organization());
  assert.equal((await why(moderateComment(staff, { id, approve: true }))).code, "forbidden");
  assert.equal((await why(moderateComment(other, { id, approve: true }))).code, "missing");
  await moderateComment(at.organizer, { id, approve: true });
  assert.equal((await why(takeBack(ben, id))).code, "missing");
  await takeBack(ana, id);
  assert.equal((await page(at))?.said.length, 0);
  await takeBack(ana, id, true);
  assert.equal((await page(at))?.said.length, 1);
  await comment(at, ben, "An answer", id);
  await takeBack(ana, id);
  assert.deepEqual(
    (await page(at))?.said.map((one) => one.body),
    [null, "An answer"],
    "an answer keeps the place of what it answers",
  );
  await admin.query("update events.event_comments set removed_at = now() - interval '11 minutes' where id = $1", [id]);
  assert.equal((await why(takeBack(ana, id, true))).code, "conflict");
});

test("one sign each: changed, not added; at a post and at a comment; none that is not known", async () => {
  const at = await wall();
  const [ana, ben] = [await given.person(), await given.person()];
  await Promise.all([
    react(at, ana, { kind: "like" }),
    react(at, ana, { kind: "like" }),
    react(at, ben, { kind: "clap" }),
  ]);
  await react(at, ana, { kind: "wow" });
  assert.deepEqual((await page(at))?.signs.counts, { wow: 1, clap: 1 });
  await react(at, ben, { kind: null });
  const { id } = await comment(at, ana, "Hello");
  await react(at, ben, { comment: id, kind: "love" });
  const now = await page(at);
  assert.deepEqual([now?.signs.counts, now?.said[0]?.signs.counts], [{ wow: 1 }, { love: 1 }]);
  assert.match((await why(react(at, ana, { kind: "<b>" }))).message, /one of the signs/);
  assert.equal((await why(react({ ...at, post: id }, ana, { kind: "like" }))).code, "missing");
});
