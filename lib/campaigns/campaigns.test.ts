import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, asPublic, closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed } from "#lib/analytics/analytics.given";
import { sourceRowsBehind } from "#lib/analytics/queries/sources";
import { periodOf } from "#lib/analytics/rules";
import { cameFrom } from "#lib/analytics/rules/beacon";
import { SourceFilter, SourceRowsAsked } from "#lib/analytics/rules/sources";
import { visitId, visitorWord } from "#lib/analytics/rules/visits";
import { addLink, archiveCampaign, recordSpend, saveCampaign } from "#lib/campaigns/commands";
import { campaignById, campaignFigures, campaignParts, campaignSql } from "#lib/campaigns/queries";
import { costPerSale, wordOf } from "#lib/campaigns/rules";
import { balances } from "#lib/payments/books.given";
import { reverseTransaction } from "#lib/payments/commands";
import { holdTickets } from "#lib/ticketing/checkout";
import { begin, closeSales, type Shop, settle, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const form = (at: Shop) => ({
  ...{ name: "Summer posters", channel: "print" as const, place: `event:${at.eventId}`, startsOn: "2026-01-01" },
});
const follow = (code: string, robot = false) =>
  asPublic(async (tx) => {
    const { rows } = await tx.execute<{ path: string | null }>(sql`select campaigns.follow(${code}, ${robot}) as path`);
    return rows[0]?.path ?? null;
  });
const linkOf = async (id: string) =>
  String((await admin.query("select code from campaigns.links where id = $1", [id])).rows[0].code);

async function campaign(at: Shop, fields: object = {}) {
  const { id } = await saveCampaign(at.organizer, { ...form(at), ...fields });
  const link = await addLink(at.organizer, { campaignId: id, name: "At the station", medium: "qr", source: "poster" });
  return { id, code: await linkOf(link.id) };
}
const { current: period } = periodOf("30d", new Date(), "UTC");
const figuresFor = (who: Actor, id: string) =>
  readAsTenant(who, async (tx) => {
    const found = await campaignById(tx, id);
    return found && (await campaignFigures(tx, { campaign: found, period, currency: "USD" }));
  });

/** Somebody scans it, agrees to being counted, and buys. */
async function cameAndBought(at: Shop, path: string) {
  const word = visitorWord();
  const came = cameFrom("", new URL(path, "http://x").search, "x");
  const visits = [{ id: visitId(Date.now()), kind: "view" }];
  const p = { org: at.org.slug, page: "event", event: at.slug, visitor: word, consent: "granted", words: "2026-11" };
  await asPublic((tx) =>
    tx.execute(sql`select analytics.record_visits(${JSON.stringify({ ...p, ...came, visits })}::jsonb)`),
  );
  const items = [{ tierId: at.tiers[0]?.id, quantity: 2 }];
  const { token } = await holdTickets({ org: at.org.slug, event: at.slug, items }, word);
  await settle(await begin(token));
}

test("a poster is scanned, the visitor buys, and the campaign shows clicks, view, sale and what it cost", async () => {
  const at = await shop([{ price: "20.00" }]);
  const { id, code } = await campaign(at);
  const path = await follow(code.toLowerCase());
  assert.match(
    String(path),
    new RegExp(
      `^/e/${at.org.slug}/${at.slug}\\?utm_source=poster&utm_medium=qr&utm_campaign=summer-posters-[0-9a-z]{4}$`,
    ),
  );
  await follow(code);
  assert.equal(await follow(code, true), path, "a robot is led on, and not counted");
  assert.equal(await follow("00000000"), null);
  await cameAndBought(at, String(path));
  const finance = await given.person("finance", at.org);
  const spend = { campaignId: id, key: crypto.randomUUID(), amount: "15.00", currency: "USD", memo: "Printing" };
  const [asked, today] = [{ ...spend, paidFrom: "assets:bank:main" }, new Date().toISOString().slice(0, 10)];
  const first = await recordSpend(finance, { ...asked, spentOn: today });
  assert.deepEqual(await recordSpend(finance, { ...asked, spentOn: today }), first, "sent twice it is there once");
  await refreshed();
  const figures = await figuresFor(at.organizer, id);
  const { days, ...sums } = figures ?? assert.fail();
  assert.deepEqual(sums, {
    ...{ views: 1, clicks: 2, begun: 1, sales: 1, grossMinor: "4000", refundedMinor: "0", spentMinor: "1500" },
  });
  assert.equal(costPerSale(sums), 1500n);
  assert.equal(
    days.reduce((sum, day) => sum + BigInt(day.grossMinor), 0n),
    4000n,
  );
  const stands = await balances(at.org);
  assert.deepEqual([stands["expenses:ads"], stands["assets:bank:main"]], [1500, -1500]);
  const known = await readAsTenant(finance, (tx) => campaignById(tx, id));
  const narrowed = SourceRowsAsked.parse({ campaign: known?.word });
  const rows = await readAsTenant(finance, (tx) =>
    sourceRowsBehind(tx, { filter: SourceFilter.parse({}), period, currency: "USD", narrowed }),
  );
  assert.deepEqual([rows.begun, rows.sales, rows.grossMinor], [sums.begun, sums.sales, sums.grossMinor]);
  const { links, spent } = await readAsTenant(finance, (tx) => campaignParts(tx, id, period));
  assert.deepEqual([links[0]?.clicks, spent.map(({ memo }) => memo)], [2, ["Printing"]]);
});

test("sales with the campaign's code are its own without any visit, and a cost that was reversed counts no more", async () => {
  const at = await shop([{ price: "20.00" }]);
  const { rows } = await admin.query(
    "insert into ticketing.promo_codes (organization_id, event_id, code, kind, basis_points) values ($1, $2, 'PARTNER', 'percent', 1000) returning id",
    [at.org.id, at.eventId],
  );
  const { id } = await campaign(at, { channel: "partner", promoCodeId: rows[0].id });
  const items = [{ tierId: at.tiers[0]?.id, quantity: 1 }];
  const { token } = await holdTickets({ org: at.org.slug, event: at.slug, items, code: "partner" });
  await settle(await begin(token));
  const finance = await given.person("finance", at.org);
  const today = new Date().toISOString().slice(0, 10);
  const spend = { campaignId: id, key: crypto.randomUUID(), amount: "15.00", currency: "USD", spentOn: today };
  await recordSpend(finance, { ...spend, paidFrom: "assets:bank:main" });
  const posted = await admin.query("select transaction_id from campaigns.spend where campaign_id = $1", [id]);
  await reverseTransaction(finance, {
    transactionId: posted.rows[0].transaction_id,
    reason: "Paid twice",
    key: crypto.randomUUID(),
  });
  await refreshed();
  const figures = await figuresFor(at.organizer, id);
  assert.deepEqual([figures?.sales, figures?.grossMinor, figures?.spentMinor], [1, "1800", "0"]);
});

test("who may not plan makes no campaign, who may not post writes down no cost, and nobody sees another organization's", async () => {
  const at = await shop([{ price: "20.00" }]);
  const { id, code } = await campaign(at);
  const viewer = await given.person("viewer", at.org);
  await assert.rejects(saveCampaign(viewer, form(at)), /may not/i);
  const spend = { campaignId: id, key: crypto.randomUUID(), amount: "1.00", currency: "USD", spentOn: "2026-01-02" };
  await assert.rejects(recordSpend(at.organizer, { ...spend, paidFrom: "assets:bank:main" }), /may not/i);
  const finance = await given.person("finance", at.org);
  const said = (error: Error) => /Choose the account/.test(String(error.cause ?? error));
  await assert.rejects(recordSpend(finance, { ...spend, paidFrom: "assets:wallet" }), said);
  const stranger = await given.person("admin", await given.organization());
  assert.equal(await figuresFor(stranger, id), null);
  await assert.rejects(archiveCampaign(stranger, { id }), /not here/);
  await assert.rejects(addLink(stranger, { campaignId: id, name: "Mine", medium: "qr", source: "x" }));
  await archiveCampaign(at.organizer, { id });
  assert.ok(await follow(code), "its links still lead on");
  assert.equal((await readAsTenant(viewer, (tx) => campaignById(tx, id)))?.archived, true);
});

test("the figures of a campaign are read from rollups and its own counters", async () => {
  const at = await shop([{ price: "20.00" }]);
  const { id } = await campaign(at);
  const plan = await readAsTenant(at.organizer, async (tx) => {
    const found = (await campaignById(tx, id)) ?? assert.fail();
    return tx.execute(sql`explain (format json) ${campaignSql({ campaign: found, period, currency: "USD" })}`);
  });
  const read = [...JSON.stringify(plan.rows).matchAll(/"Relation Name":"([^"]+)"/g)].map(([, name]) => String(name));
  assert.deepEqual([...new Set(read)].sort(), ["daily_origins", "daily_traffic", "link_days", "links"]);
});

test("a campaign's word is made of its name, whatever that is", () => {
  assert.deepEqual(["Summer Nights!", "Été à Paris", "夏"].map(wordOf), ["summer-nights", "e-te-a-paris", "campaign"]);
});
