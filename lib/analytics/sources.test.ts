import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { asPublic, closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed, rollups } from "#lib/analytics/analytics.given";
import { sourceBoardOf, sourceBoardSql, sourceRowsBehind } from "#lib/analytics/queries/sources";
import { periodOf } from "#lib/analytics/rules";
import { cameFrom } from "#lib/analytics/rules/beacon";
import { SourceFilter, SourceRowsAsked } from "#lib/analytics/rules/sources";
import { visitId, visitorWord } from "#lib/analytics/rules/visits";
import { at as momentAt, one, stationOf } from "#lib/bookings/bookings.given";
import { byHand, match, till } from "#lib/bookings/money.given";
import { requestBooking } from "#lib/bookings/visitor";
import { holdTickets } from "#lib/ticketing/checkout";
import { refundOrder } from "#lib/ticketing/commands";
import { begin, closeSales, type Shop, settle, settleRefund, shop } from "#lib/ticketing/ticketing.given";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

/** Tickets bought online, by a visitor who may be counted when they have a word. */
async function sell(at: Shop, quantity: number, { word, code }: { word?: string; code?: string } = {}) {
  const items = [{ tierId: at.tiers[0]?.id, quantity }];
  const { token } = await holdTickets({ org: at.org.slug, event: at.slug, items, code }, word ?? null);
  const order = await begin(token);
  await settle(order);
  return order;
}

/** A look at a page of an organization by somebody who agreed, or takes it back. */
async function look(org: { slug: string }, word: string, query: string, referrer = "", consent = "granted") {
  const visits = [{ id: visitId(Date.now()), kind: "view" }];
  const p = { org: org.slug, page: "programme", visitor: word, consent, words: "2026-11", visits };
  await asPublic((tx) =>
    tx.execute(
      sql`select analytics.record_visits(${JSON.stringify({ ...p, ...cameFrom(referrer, query, "us.example") })}::jsonb)`,
    ),
  );
}

type Source = { touch: string; channel: string; source: string; gross_minor: number; refunded_minor: number };
const sources = async (org: { id: string }, touch: string) =>
  ((await rollups(org)).daily_origins as unknown as (Source & { begun: number; sales: number })[])
    .filter((row) => row.touch === touch)
    .map(({ channel, source, begun, sales, gross_minor, refunded_minor }) =>
      [channel, source, begun, sales, gross_minor, refunded_minor].join(" "),
    )
    .sort();
const proven = async (id: string) =>
  (await admin.query(`select ok, detail from analytics.integrity_of($1) where "check" = 'rollups.sources'`, [id]))
    .rows[0];

test("a sale is told by where its buyer came from first and last, a refund with it, and the sources add up to the sales", async () => {
  const at = await shop([{ price: "20.00" }]);
  const word = visitorWord();
  await look(at.org, word, "?utm_source=instagram&utm_medium=social&utm_campaign=summer");
  await look(at.org, word, "", "https://www.google.com/search?q=x");
  await look(at.org, word, "");
  const order = await sell(at, 2, { word });
  await sell(at, 1);
  const finance = await given.person("finance", at.org);
  const asked = await refundOrder(finance, { orderId: order.orderId, amount: "10.00", reason: "Rain", key: word });
  await settleRefund(at.org.id, asked.refundId ?? "", asked.amountMinor);
  await refreshed();
  assert.deepEqual(await sources(at.org, "last"), ["search google.com 1 1 4000 1000", "unknown  1 1 2000 0"]);
  assert.deepEqual(await sources(at.org, "first"), ["social instagram/summer 1 1 4000 1000", "unknown  1 1 2000 0"]);
  assert.deepEqual(await proven(at.org.id), { ok: true, detail: "where buyers came from adds up to what was sold" });
  const { current: period } = periodOf("30d", new Date(), at.org.zone);
  for (const touch of ["first", "last"] as const) {
    const filter = SourceFilter.parse({ touch });
    const asked = { filter, period, currency: "USD" };
    const board = await readAsTenant(finance, (tx) => sourceBoardOf(tx, asked));
    const total = (of: (line: (typeof board.lines)[number]) => string) =>
      String(board.lines.reduce((sum, line) => sum + BigInt(of(line)), 0n));
    assert.deepEqual(
      [total((l) => l.grossMinor), total((l) => l.refundedMinor)],
      [board.grossMinor, board.refundedMinor],
    );
    assert.deepEqual([board.grossMinor, board.refundedMinor], ["6000", "1000"]);
    for (const { channel, source, ...line } of board.lines) {
      const narrowed = SourceRowsAsked.parse({ channel, source });
      const {
        rows: _,
        count: __,
        ...sums
      } = await readAsTenant(finance, (tx) => sourceRowsBehind(tx, { ...asked, narrowed }));
      const { refunds: ___, ...figures } = line;
      assert.deepEqual(sums, {
        begun: line.begun,
        sales: line.sales,
        grossMinor: figures.grossMinor,
        refundedMinor: figures.refundedMinor,
      });
    }
  }
  const plan = await readAsTenant(finance, (tx) =>
    tx.execute(
      sql`explain (format json) ${sourceBoardSql({ filter: SourceFilter.parse({}), period, currency: "USD" })}`,
    ),
  );
  const read = [...JSON.stringify(plan.rows).matchAll(/"Relation Name":"([^"]+)"/g)].map(([, name]) => String(name));
  assert.deepEqual([...new Set(read)].sort(), ["daily_bookings", "daily_origins", "daily_sales", "watermarks"]);
  const stranger = await given.person("finance", await given.organization());
  const nothing = await readAsTenant(stranger, (tx) =>
    sourceRowsBehind(tx, {
      filter: SourceFilter.parse({}),
      period,
      currency: "USD",
      narrowed: SourceRowsAsked.parse({}),
    }),
  );
  assert.equal(nothing.count, 0);
  const grown = await rollups(at.org);
  await admin.query("select analytics.rebuild($1)", [at.org.id]);
  assert.deepEqual(await rollups(at.org), grown);
  await admin.query("update analytics.daily_origins set gross_minor = 0 where organization_id = $1", [at.org.id]);
  assert.equal((await proven(at.org.id)).ok, false);
});

test("who did not agree, or took it back, leaves a sale whose source is unknown, and nothing that leads to them", async () => {
  const at = await shop([{ price: "20.00" }]);
  const [never, sorry, elsewhere] = [visitorWord(), visitorWord(), visitorWord()];
  await look(at.org, sorry, "?utm_source=poster&utm_medium=qr");
  await look(at.org, sorry, "", "", "withdrawn");
  const other = await shop([{ price: "5.00" }]);
  await look(other.org, elsewhere, "?utm_source=poster&utm_medium=qr");
  for (const word of [never, sorry, elsewhere]) await sell(at, 1, { word });
  await refreshed();
  assert.deepEqual(await sources(at.org, "last"), ["unknown  3 3 6000 0"]);
  const { rows } = await admin.query(
    "select first_source, last_source from analytics.audience_consents where organization_id = $1",
    [at.org.id],
  );
  assert.deepEqual(rows, [{ first_source: null, last_source: null }]);
  await admin.query(
    "update analytics.audience_consents set last_at = now() - interval '91 days' where organization_id = $1",
    [other.org.id],
  );
  await sell(other, 1, { word: elsewhere });
  await refreshed();
  assert.deepEqual(await sources(other.org, "last"), ["unknown  1 1 500 0"], "too long ago to have led to it");
});

test("a code that was used says where the buyer came from, and what a visit said stays the first", async () => {
  const at = await shop([{ price: "20.00" }]);
  const word = visitorWord();
  await admin.query(
    "insert into ticketing.promo_codes (organization_id, event_id, code, kind, basis_points) values ($1, $2, 'PARTNER', 'percent', 1000)",
    [at.org.id, at.eventId],
  );
  await look(at.org, word, "", "https://city-guide.example/tips");
  await sell(at, 1, { word, code: "PARTNER" });
  await sell(at, 1, { code: "partner" });
  await refreshed();
  assert.deepEqual(await sources(at.org, "last"), ["code PARTNER 2 2 3600 0"]);
  assert.deepEqual(await sources(at.org, "first"), [
    "code PARTNER 1 1 1800 0",
    "referral city-guide.example 1 1 1800 0",
  ]);
});

test("a booking knows where its visitor came from, and only its station's people read that", async () => {
  const house = await till({ revenue_recognised: "on_sale" });
  const word = visitorWord();
  await look(house.org, word, "?utm_source=flyer&utm_medium=qr&utm_campaign=grill");
  const asked = {
    ...{ key: crypto.randomUUID(), org: house.org.slug, station: house.slug, serviceId: house.service },
    ...{ startsAt: momentAt(house.org, 9), adults: "10", contactName: "Mirela Okafor" },
    ...{ contactEmail: "mirela@okafor.example", address: "1 Harbour Street" },
  };
  const made = await requestBooking(asked, "192.0.2.7", word);
  const { id } = await one("select id from bookings.bookings where key = $1", [asked.key]);
  assert.ok(made.pays);
  await match(house, await byHand(house, String(id), "120.00"), [String(id), "120.00"]);
  await refreshed();
  assert.deepEqual(await sources(house.org, "last"), ["qr flyer/grill 1 1 12000 0"]);
  assert.equal((await proven(house.org.id)).ok, true);
  const beside = await stationOf(house.org, "Other Kitchen");
  const count = (who: typeof house.manager) =>
    readAsTenant(who, async (tx) => (await tx.execute("select channel from analytics.daily_origins")).rows.length);
  assert.deepEqual([await count(house.manager), await count(beside.manager)], [2, 0]);
});

test("a campaign of an address is a word beside its source, and nothing else", () => {
  const from = (query: string) => cameFrom("", query, "us.example");
  assert.deepEqual(from("?utm_source=Instagram&utm_medium=social&utm_campaign=Summer-24"), {
    channel: "social",
    source: "instagram/summer-24",
  });
  assert.deepEqual(from("?utm_campaign=summer"), { channel: "campaign", source: "/summer" });
  assert.deepEqual(from("?utm_source=x&utm_campaign=ada@example.com"), { channel: "campaign", source: "x" });
});

test("holding tickets without a word ties nothing", async () => {
  const at = await shop([{ price: "20.00" }]);
  await sell(at, 1);
  const { n } = await one("select count(*)::int as n from analytics.attributions where organization_id = $1", [
    at.org.id,
  ]);
  assert.equal(n, 0);
});
