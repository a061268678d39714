import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed, rollups } from "#lib/analytics/analytics.given";
import { boardOf } from "#lib/analytics/queries/board";
import { rowsBehind } from "#lib/analytics/queries/rows";
import { periodOf } from "#lib/analytics/rules";
import { BoardFilter, type RowKind } from "#lib/analytics/rules/board";
import { visitId, visitorWord } from "#lib/analytics/rules/visits";
import { asVisitor, closeSales } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

type Answer = { stored: string[]; refused: { id: string; why: string }[] };
const video = (value?: number) => ({
  id: visitId(Date.now()),
  kind: "video",
  ...(value === undefined ? {} : { value }),
});

async function page() {
  const org = await given.organization();
  const event = await given.event(org);
  const send = (visits: object[], more: object = {}) =>
    asVisitor<Answer>("select analytics.record_visits($1::jsonb) as answer", [
      JSON.stringify({
        ...{ org: org.slug, page: "event", event: event.slug, visitor: visitorWord(), consent: "granted" },
        ...{ words: "2026-11", channel: "direct", visits, ...more },
      }),
    ]);
  return { org, event, send };
}

test("plays and quarters are counted once each, rolled up as a rebuild does, and every figure leads to its rows", async () => {
  const { org, event, send } = await page();
  const whole = [0, 25, 50, 75, 100].map((part) => video(part));
  assert.equal((await send(whole)).stored.length, 5);
  assert.equal((await send(whole)).stored.length, 5, "sent again, it is stored already");
  await refreshed();
  await send([video(), video(25)], { channel: "search" });
  await send([{ id: visitId(Date.now()), kind: "view" }, video(0)]);
  await refreshed();
  const grown = await rollups(org);
  assert.deepEqual(
    grown.daily_watching
      ?.map(({ channel, plays, quarters, halves, three_quarters, completes }) => [
        ...[channel, plays, quarters],
        ...[halves, three_quarters, completes],
      ])
      .sort(),
    [
      ["direct", 2, 1, 1, 1, 1],
      ["search", 1, 1, 0, 0, 0],
    ],
  );
  const plays = (table: string) => (grown[table] ?? []).reduce((sum, one) => sum + Number(one.plays), 0);
  assert.deepEqual(["daily_traffic", "daily_sources", "monthly_traffic"].map(plays), [3, 3, 3]);
  await admin.query("select analytics.rebuild($1)", [org.id]);
  assert.deepEqual(await rollups(org), grown);

  const finance = await given.person("finance", org);
  const { current: period, previous } = periodOf("30d", new Date(), org.zone);
  const seenBy = async (who: typeof finance, more: object) => {
    const filter = BoardFilter.parse({ event: event.id, ...more });
    return (await readAsTenant(who, (tx) => boardOf(tx, { filter, period, previous, currency: "USD" }))).watched;
  };
  const found = { plays: 3, quarters: 2, halves: 1, threeQuarters: 1, completes: 1 };
  assert.deepEqual(await seenBy(finance, {}), found);
  assert.equal((await seenBy(finance, { channel: "search" }))?.plays, 1);
  assert.equal(await seenBy(finance, { event: undefined }), null);
  for (const [kind, count] of Object.entries(found)) {
    const filter = BoardFilter.parse({ event: event.id });
    const asked = { kind: kind as RowKind, period, filter, currency: "USD", page: 1 };
    assert.equal((await readAsTenant(finance, (tx) => rowsBehind(tx, asked))).count, count, kind);
  }
  const stranger = await given.person("finance", await given.organization());
  assert.equal((await seenBy(stranger, {}))?.plays, 0);
});

test("another part than a quarter, and a video where no event is, are refused by name; the quarter beside them is stored", async () => {
  const { send } = await page();
  const [odd, fine] = [video(33), video(75)];
  assert.deepEqual(await send([odd, fine]), {
    stored: [fine.id],
    refused: [{ id: odd.id, why: "no part of a video" }],
  });
  const lone = video(0);
  assert.equal((await send([lone], { page: "programme", event: undefined })).refused[0]?.why, "no part of a video");
  assert.deepEqual((await send([video(0)], { consent: "denied" })).stored, []);
});
