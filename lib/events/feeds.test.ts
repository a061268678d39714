import assert from "node:assert/strict";
import { after, test } from "node:test";
import ICAL from "ical.js";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { openFeed, renewFeed, revokeFeed } from "#lib/events/commands/feeds";
import { feedAnswer } from "#lib/events/feed";
import { openFeeds, ownFeeds } from "#lib/events/queries/feeds";

after(() => Promise.all([closeDatabase(), admin.end()]));

const origin = "https://greenroom.test";
const ask = (path: string, headers: Record<string, string> = {}) =>
  feedAnswer(new Request(`${origin}${path}`, { headers }), path.replace("/feeds/", ""), origin);
const names = async (path: string) => {
  const answer = await ask(path);
  assert.equal(answer.status, 200);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return calendar.getAllSubcomponents("vevent").map((event) => String(event.getFirstPropertyValue("summary")));
};
const saying = (words: RegExp) => (error: Error) => words.test(`${error} ${error.cause}`);

test("an organization's feed shows what was announced, in UTC, and says when nothing changed", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  await given.event(org, { name: "Open night" });
  await given.event(org, { name: "Off night", state: "cancelled" });
  await given.event(org, { name: "Quiet draft", state: "draft" });
  await given.event(await given.organization(), { name: "Elsewhere" });
  const { path } = await openFeed(who, { scope: "organization", name: "Office" });
  assert.deepEqual((await names(path)).sort(), ["Off night", "Open night"]);
  const first = await ask(path);
  const text = await first.text();
  assert.match(text, /DTSTART:\d{8}T\d{6}Z/);
  assert.match(text, /STATUS:CANCELLED/);
  const etag = first.headers.get("etag") ?? "";
  assert.equal((await ask(path, { "if-none-match": etag })).status, 304);
  await admin.query(
    "update events.events set name = 'Opener night' where organization_id = $1 and name = 'Open night'",
    [org.id],
  );
  assert.equal((await ask(path, { "if-none-match": etag })).status, 200);
});

test("a station's feed shows that station's events alone", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const station = await given.station(org);
  const here = await given.event(org, { name: "Kitchen night" });
  await given.event(org, { name: "Hall night" });
  await admin.query("update events.events set station_id = $1 where id = $2", [station, here.id]);
  const { path } = await openFeed(who, { scope: "station", stationId: station, name: "Kitchen" });
  assert.deepEqual(await names(path), ["Kitchen night"]);
});

test("a person's feed shows their own shifts until they are gone from the organization", async () => {
  const org = await given.organization();
  const who = await given.person("staff", org);
  const other = await given.person("staff", org);
  const boss = await given.person("manager", org);
  const event = await given.event(org, { name: "Harbour" });
  const { rows } = await admin.query(
    "insert into events.event_staff (organization_id, event_id, role, needed, starts_at, ends_at) select organization_id, id, 'Bar', 2, starts_at, ends_at from events.events where id = $1 returning id",
    [event.id],
  );
  const { sql } = await import("drizzle-orm");
  await asTenant(boss, (tx) => tx.execute(sql`select events.assign_shift(${rows[0].id}::uuid, ${who.userId}::uuid)`));
  const mine = await openFeed(who, { scope: "person", name: "Phone" });
  const theirs = await openFeed(other, { scope: "person", name: "Phone" });
  assert.deepEqual(await names(mine.path), ["Bar, Harbour"]);
  assert.deepEqual(await names(theirs.path), []);
  assert.deepEqual(
    (await ownFeeds(who.userId)).map(({ name, slug }) => [name, slug]),
    [["Phone", org.slug]],
  );
  await admin.query(
    "update organizations.org_memberships set state = 'suspended' where organization_id = $1 and user_id = $2",
    [org.id, who.userId],
  );
  assert.equal((await ask(mine.path)).status, 404);
});

test("a new address or an end kills the old one at once; the secret itself is kept nowhere", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  const { id, path } = await openFeed(who, { scope: "organization", name: "Office" });
  const secret = path.slice("/feeds/".length, -".ics".length);
  const kept = await admin.query("select to_jsonb(f)::text as row from events.calendar_feeds f where id = $1", [id]);
  assert.equal(kept.rows[0].row.includes(secret), false);
  const audit = await admin.query(
    "select string_agg(l::text, '') as all from system.audit_logs l where organization_id = $1",
    [org.id],
  );
  assert.match(audit.rows[0].all, /events.open_feed/);
  assert.equal(audit.rows[0].all.includes(secret), false);
  const next = await renewFeed(who, { id });
  assert.deepEqual([(await ask(path)).status, (await ask(next.path)).status], [404, 200]);
  await revokeFeed(who, { id });
  assert.equal((await ask(next.path)).status, 404);
  await assert.rejects(renewFeed(who, { id }), saying(/revoked already/));
  for (const wrong of ["/feeds/short.ics", "/feeds/.ics", `/feeds/${"a".repeat(43)}.ics`, `/feeds/${"a".repeat(43)}`])
    assert.equal((await ask(wrong)).status, 404, wrong);
});

test("who may not write events gives out nobody's calendar but their own, and nobody another organization's", async () => {
  const org = await given.organization();
  const staff = await given.person("staff", org);
  await assert.rejects(openFeed(staff, { scope: "organization", name: "x" }), saying(/may not give out/));
  assert.match((await openFeed(staff, { scope: "person", name: "x" })).path, /^\/feeds\/[A-Za-z0-9_-]{43}\.ics$/);
  const manager = await given.person("manager", org);
  const { id } = await openFeed(manager, { scope: "organization", name: "Office" });
  const stranger = await given.person("admin", await given.organization());
  await assert.rejects(revokeFeed(stranger, { id }), saying(/not here/));
  await assert.rejects(revokeFeed(staff, { id }), saying(/may not change/));
  assert.deepEqual(await asTenant(stranger, (tx) => openFeeds(tx, stranger), "read only"), []);
  await revokeFeed(manager, { id });
});

test("whoever asks for calendars more than sixty times a minute waits, and others do not", async () => {
  const from = (address: string) => ask(`/feeds/${"x".repeat(43)}.ics`, { "x-visitor-address": address });
  const one = `203.0.113.${process.pid % 250}`;
  for (let n = 0; n < 60; n++) assert.equal((await from(one)).status, 404);
  const refused = await from(one);
  assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "60"]);
  assert.equal((await from("203.0.113.251")).status, 404);
});
