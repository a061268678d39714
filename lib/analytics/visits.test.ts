import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { cameFrom, isRobot } from "#lib/analytics/rules/beacon";
import { visitId, visitorWord } from "#lib/analytics/rules/visits";
import { asVisitor, closeSales, refused } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

type Answer = { stored: string[]; refused: { id: string; why: string }[] };
const day = 86_400_000;
const one = (at = Date.now(), kind = "view") => ({ id: visitId(at), kind });

async function page() {
  const org = await given.organization();
  const event = await given.event(org);
  const send = (visits: unknown[], more: object = {}) =>
    asVisitor<Answer>("select analytics.record_visits($1::jsonb) as answer", [
      JSON.stringify({
        org: org.slug,
        page: "event",
        event: event.slug,
        visitor,
        consent: "granted",
        words: "2026-11",
        channel: "direct",
        visits,
        ...more,
      }),
    ]);
  const visitor = visitorWord();
  const kept = async () =>
    (await admin.query("select id, event_id from analytics.event_impressions where organization_id = $1", [org.id]))
      .rows;
  return { org, event, visitor, send, kept };
}

test("a visitor who agreed is counted, with the event and without an address; what is acknowledged is stored", async () => {
  const { org, event, send, kept } = await page();
  const [view, dwell] = [one(), { ...one(Date.now(), "dwell"), value: 12_000 }];
  const answer = await send([view, dwell]);
  assert.deepEqual(new Set(answer.stored), new Set([view.id, dwell.id]));
  assert.deepEqual(new Set((await kept()).map((row) => row.id)), new Set(answer.stored));
  assert.ok((await kept()).every((row) => row.event_id === event.id));
  const consent = await admin.query(
    "select words, withdrawn_at from analytics.audience_consents where organization_id = $1",
    [org.id],
  );
  assert.deepEqual(consent.rows, [{ words: "2026-11", withdrawn_at: null }]);
});

test("nothing is kept of somebody who did not agree, or who takes it back; who agrees again counts again", async () => {
  const { org, send, kept } = await page();
  assert.deepEqual(await send([one()], { consent: undefined }), { stored: [], refused: [] });
  assert.deepEqual(await send([one()], { consent: "withdrawn" }), { stored: [], refused: [] });
  const consents = async () =>
    (
      await admin.query(
        "select withdrawn_at is null as given from analytics.audience_consents where organization_id = $1",
        [org.id],
      )
    ).rows;
  assert.deepEqual([await kept(), await consents()], [[], []]);
  assert.equal((await send([one()])).stored.length, 1);
  await send([], { consent: "withdrawn" });
  assert.deepEqual(await consents(), [{ given: false }]);
  assert.equal((await send([one()])).stored.length, 1);
  assert.deepEqual(await consents(), [{ given: true }]);
});

test("the same id sent twice, and twice at once, is one visit that is acknowledged each time", async () => {
  const { send, kept } = await page();
  const view = one();
  const answers = await Promise.all([send([view, view]), send([view]), send([view])]);
  for (const answer of answers) assert.deepEqual(answer.stored, [view.id]);
  assert.equal((await kept()).length, 1);
});

test("visits of the future and of fourteen months ago are refused; those of four minutes ahead and of 29 days ago are not", async () => {
  const { send, kept } = await page();
  const [ahead, old, soon, late] = [
    one(Date.now() + 6 * 60_000),
    one(Date.now() - 425 * day),
    one(Date.now() + 4 * 60_000),
    one(Date.now() - 29 * day),
  ];
  const answer = await send([ahead, old, soon, late]);
  assert.deepEqual(
    new Map(answer.refused.map(({ id, why }) => [id, why])),
    new Map([
      [ahead.id, "in the future"],
      [old.id, "too old"],
    ]),
  );
  assert.deepEqual(new Set(answer.stored), new Set([soon.id, late.id]));
  assert.equal((await kept()).length, 2);
  const random = await send([{ id: randomUUID(), kind: "view" }]);
  assert.deepEqual(
    random.refused.map(({ why }) => why),
    ["not an id of ours"],
  );
});

test("a burst of one visitor is stopped at forty a minute; another visitor is not held up by it", async () => {
  const { send } = await page();
  for (let turn = 0; turn < 40; turn += 1) assert.equal((await send([one()])).stored.length, 1);
  assert.equal((await refused(send([one()]))).code, "P0G01");
  assert.equal((await send([one()], { visitor: visitorWord() })).stored.length, 1);
});

test("a draft, a private event and an unknown one are not there to be visited; an unlisted one is", async () => {
  const { org, send } = await page();
  const private_ = await given.event(org, { visibility: "private" });
  const draft = await given.event(org, { state: "draft" });
  for (const event of [private_.slug, draft.slug, "no-such-event"])
    assert.equal((await refused(send([one()], { event }))).code, "P0002");
  const unlisted = await given.event(org, { visibility: "unlisted" });
  assert.equal((await send([one()], { event: unlisted.slug })).stored.length, 1);
});

test("where a visit came from is a channel and a word, never an address", () => {
  const here = "tickets.example.com";
  const from = (referrer: string, query = "") => cameFrom(referrer, query, here);
  assert.deepEqual(from(""), { channel: "direct", source: "" });
  assert.deepEqual(from("https://tickets.example.com/e/x"), { channel: "direct", source: "" });
  assert.deepEqual(from("https://www.google.de/search?q=ada"), { channel: "search", source: "google.de" });
  assert.deepEqual(from("https://l.instagram.com/?u=x"), { channel: "social", source: "l.instagram.com" });
  assert.deepEqual(from("https://magazine.example/a"), { channel: "referral", source: "magazine.example" });
  assert.deepEqual(from("", "?utm_medium=qr&utm_source=poster"), { channel: "qr", source: "poster" });
  assert.deepEqual(from("", "?utm_source=ada@example.com&utm_medium=email"), { channel: "email", source: "" });
});

test("robots that say so are told apart from browsers", () => {
  assert.ok(isRobot("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"));
  assert.ok(isRobot(""));
  assert.ok(
    !isRobot("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"),
  );
});
