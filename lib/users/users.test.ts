import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given, platform } from "#db/given";
import { asPerson, closeDatabase } from "#db/tenant";
import { me } from "#lib/identity/queries";
import * as commands from "#lib/users/commands";
import type { Person } from "#lib/users/personal";
import { avatarOf, kindOf } from "#lib/users/picture";
import { png } from "#lib/users/picture.given";
import { account, mediaAsset, preferencesFrom } from "#lib/users/queries";

after(async () => {
  await closeDatabase();
  await admin.end();
});

async function somebody(): Promise<Person> {
  await platform();
  const { userId, snapshot, requestId } = await given.person("staff", await given.organization());
  return { userId, email: snapshot.email, requestId, sessionId: await session(userId) };
}
async function session(userId: string): Promise<string> {
  const { rows } = await admin.query(
    "insert into auth.sessions (id, user_id, created_at, updated_at, user_agent) values ($1, $2, now(), now(), 'Test Browser') returning id",
    [randomUUID(), userId],
  );
  return rows[0].id;
}
const profile = async (who: Person) =>
  (await admin.query("select * from users.user_profiles where user_id = $1", [who.userId])).rows[0];
const fields = (error: unknown) => (error as { fields?: Record<string, string[]> }).fields;
const issues = (error: unknown) => (error as { issues?: { path: string[] }[] }).issues?.map((one) => one.path[0]);

test("a person changes their name, language and zone, and the platform's log alone says so", async () => {
  const who = await somebody();
  await commands.saveProfile(who, { name: "  Ada\u0007 Stone ", locale: "de", zone: "Asia/Kolkata" });
  const { name, locale, zone } = await profile(who);
  assert.deepEqual([name, locale, zone], ["Ada Stone", "de", "Asia/Kolkata"]);
  const { rows } = await admin.query(
    "select o.is_platform, a.kind, a.input from system.audit_logs a join organizations.organizations o on o.id = a.organization_id where a.actor_id = $1 and a.kind <> 'SIGN_IN'",
    [who.userId],
  );
  assert.deepEqual(rows, [{ is_platform: true, kind: "UPDATE", input: { locale: "de", zone: "Asia/Kolkata" } }]);
});

test("a name of ten thousand characters, an unknown zone and a made-up language are refused by their field", async () => {
  const who = await somebody();
  const good = { name: "Ada", locale: "en", zone: "" };
  const refusedFor = async (field: string, value: unknown) =>
    assert.rejects(commands.saveProfile(who, { ...good, [field]: value }), (error) => issues(error)?.[0] === field);
  await refusedFor("name", "x".repeat(10_000));
  await refusedFor("name", "   ");
  await refusedFor("zone", "Mars/Olympus");
  await refusedFor("locale", "klingon");
  await assert.rejects(commands.saveProfile(who, { ...good, state: "active" }), { name: "ZodError" });
  await commands.saveProfile(who, good);
  assert.equal((await profile(who)).zone, null);
});

test("a sign-in is on record in each organization of the person, and in the platform's for somebody without one", async () => {
  const who = await somebody();
  const alone = await given.person();
  await session(alone.userId);
  const places = async (userId: string) =>
    (
      await admin.query(
        "select o.is_platform, a.session_id is not null as session from system.audit_logs a join organizations.organizations o on o.id = a.organization_id where a.actor_id = $1 and a.command = 'identity.sign_in'",
        [userId],
      )
    ).rows;
  assert.deepEqual(await places(who.userId), [{ is_platform: false, session: true }]);
  assert.deepEqual(await places(alone.userId), [{ is_platform: true, session: true }]);
});

test("nobody changes another's profile, and nobody their own state", async () => {
  const [one, two] = [await somebody(), await somebody()];
  const rename = (id: string) =>
    asPerson(
      one.userId,
      (tx) => tx.execute(sql`update users.user_profiles set name = 'Taken' where user_id = ${id}::uuid`),
      "read write",
    );
  assert.equal((await rename(two.userId)).rowCount, 0);
  assert.equal((await rename(one.userId)).rowCount, 1);
  await assert.rejects(
    asPerson(one.userId, (tx) => tx.execute(sql`update users.user_profiles set state = 'active'`), "read write"),
  );
});

test("an avatar is drawn anew: a small square in WebP, without what else was in the file", async () => {
  const made = await avatarOf(png(600, 400));
  assert.equal(kindOf(made), "webp");
  assert.ok(made.length < 20_000);
  assert.ok(!made.includes("52.5163") && png(20, 20).includes("52.5163"));
  // What was made can be read again, as any upload.
  assert.equal(kindOf(await avatarOf(made)), "webp");
});

test("what is no picture, too large, too small, enormous or damaged is refused in words by the field", async () => {
  const cases: [string, Uint8Array, RegExp][] = [
    [
      "a script in an SVG",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      /SVG/,
    ],
    ["a page called .png", Buffer.from("<!doctype html>"), /not a picture/],
    ["nothing", new Uint8Array(), /Choose/],
    ["three megabytes", Buffer.concat([png(20, 20), Buffer.alloc(3_000_000)]), /larger than 2 MB/],
    ["two pixels", png(2, 2), /too small/],
    ["a picture cut short", png(300, 300).subarray(0, 90), /damaged/],
  ];
  const bomb = Buffer.from(png(20, 20));
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  cases.push(["a bomb", bomb, /too many pixels/]);
  for (const [name, bytes, words] of cases)
    await assert.rejects(avatarOf(bytes), (error) => words.test(fields(error)?.avatar?.[0] ?? ""), name);
});

test("an uploaded avatar is served by its random name, the former one is gone, and another's cannot be taken away", async () => {
  const [one, two] = [await somebody(), await somebody()];
  const first = await commands.saveAvatar(one, { bytes: new Uint8Array(png(64, 64)) });
  const second = await commands.saveAvatar(one, { bytes: new Uint8Array(png(64, 80)) });
  const idOf = (url: string) => url.split("/").at(-1) ?? "";
  assert.equal(await mediaAsset(idOf(first.url)), null);
  assert.equal((await mediaAsset(idOf(second.url)))?.contentType, "image/webp");
  assert.equal((await profile(one)).avatar_url, second.url);
  await asPerson(two.userId, (tx) => tx.execute(sql`delete from system.media_assets`), "read write");
  assert.ok(await mediaAsset(idOf(second.url)));
  await commands.removeAvatar(one, {});
  assert.equal(await mediaAsset(idOf(second.url)), null);
  assert.equal(await mediaAsset("nonsense"), null);
});

test("signing out elsewhere ends the other sessions at their next page, and leaves this one and other people's", async () => {
  const [who, other] = [await somebody(), await somebody()];
  const second = await session(who.userId);
  const third = await session(who.userId);
  const { sessions } = await account(who.userId, who.sessionId);
  assert.deepEqual(sessions.map((one) => one.here).filter(Boolean).length, 1);
  assert.equal(sessions.length, 3);
  assert.deepEqual(await commands.endSessions(who, { id: second }), { ended: 1 });
  assert.deepEqual(await commands.endSessions(who, { id: other.sessionId }), { ended: 0 });
  assert.ok((await me(who.userId, null, third))?.person);
  assert.deepEqual(await commands.endSessions(who, {}), { ended: 1 });
  assert.equal(await me(who.userId, null, third), null);
  assert.ok((await me(who.userId, null, who.sessionId))?.person);
  assert.ok((await me(other.userId, null, other.sessionId))?.person);
});

test("what one wants to be told is kept, and what concerns the account cannot be switched off", async () => {
  const [who, other] = [await somebody(), await somebody()];
  await commands.savePreference(who, { topic: "sales", channel: "email", wanted: true });
  await commands.savePreference(who, { topic: "refunds", channel: "email", wanted: false });
  const wanted = async (person: Person, topic: string) =>
    (await account(person.userId)).preferences.find((one) => one.topic === topic && one.channel === "email")?.wanted;
  assert.deepEqual([await wanted(who, "sales"), await wanted(who, "refunds")], [true, false]);
  assert.deepEqual([await wanted(other, "sales"), await wanted(other, "refunds")], [false, true]);
  await assert.rejects(commands.savePreference(who, { topic: "security", channel: "email", wanted: false }), {
    name: "ZodError",
  });
  assert.ok(
    preferencesFrom([])
      .filter((one) => one.fixed)
      .every((one) => one.wanted),
  );
});

test("the export holds what is theirs from every organization, nothing of others, and leaves a line", async () => {
  const [who, other] = [await somebody(), await somebody()];
  const second = await given.organization({ name: `House ${randomBytes(3).toString("hex")}` });
  await admin.query("select organizations.add_member($1, $2, 'viewer')", [second.id, who.userId]);
  const data = JSON.stringify(await commands.exportMyData(who, {}));
  assert.ok(data.includes(who.email) && data.includes(second.name) && data.includes("viewer"));
  assert.ok(!data.includes(other.email));
  const { rows } = await admin.query(
    "select kind from system.audit_logs where actor_id = $1 and command = 'users.export_my_data'",
    [who.userId],
  );
  assert.deepEqual(rows, [{ kind: "EXPORT" }]);
});

test("somebody who looks through other eyes does not touch an account", async () => {
  const who = await somebody();
  await assert.rejects(
    commands.savePreference({ ...who, impersonating: true }, { topic: "sales", channel: "app", wanted: true }),
    {
      code: "forbidden",
    },
  );
});
