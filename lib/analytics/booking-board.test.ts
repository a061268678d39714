import "#db/own-database.given";
import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed } from "#lib/analytics/analytics.given";
import { bookingsIn } from "#lib/analytics/booking-figures";
import { saveReport } from "#lib/analytics/commands";
import { bookingBoardOf, bookingBoardSql } from "#lib/analytics/queries/booking-board";
import { bookingRowsBehind } from "#lib/analytics/queries/booking-rows";
import { reportIn, reportPaper } from "#lib/analytics/report";
import { type Period, periodOf } from "#lib/analytics/rules";
import { BookingFilter, type BookingRowKind, bookingRowKinds } from "#lib/analytics/rules/booking-board";
import { bookingPanels } from "#lib/analytics/rules/booking-panels";
import { dashboardPath, reportHref } from "#lib/analytics/rules/reports";
import { at, booked, stationOf } from "#lib/bookings/bookings.given";
import { cancelBooking, stepBooking } from "#lib/bookings/commands/bookings";
import { byHand, card, due, match, till } from "#lib/bookings/money.given";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeDatabase();
  await admin.end();
});

/** A station after some weeks: one evening that was, one that comes, one called off, and another station beside it. */
async function weeks() {
  const house = await till({ revenue_recognised: "on_sale" });
  const gone = await due(house, { resourceIds: house.chefs });
  await (await card(house, gone)).settle();
  await match(house, await byHand(house, gone, "480.00"), [gone, "480.00"]);
  await stepBooking(house.manager, { bookingId: gone, to: "completed" });
  const coming = await booked(house, { startsAt: at(house.org, 9) });
  await stepBooking(house.manager, { bookingId: coming.bookingId, to: "confirmed" });
  const off = await booked(house, { startsAt: at(house.org, 2), contactName: "Tomas Lind", contactEmail: "" });
  await cancelBooking(house.manager, { bookingId: off.bookingId, reason: "Snow", noShow: false });
  await booked(house, { startsAt: at(house.org, 40), contactName: "Ana Reis", contactEmail: "" });
  const beside = await stationOf(house.org, "Other Kitchen");
  await booked({ ...house, ...beside }, { startsAt: at(house.org, 3) });
  await refreshed();
  const { current: period, previous } = periodOf("30d", new Date(), house.org.zone);
  return { house, beside, period, previous, filter: BookingFilter.parse({}), currency: house.org.currency };
}

test("every figure of the dashboard is the sum of the rows that it leads to, and so is every point of its charts", async () => {
  const { house, period, previous, filter, currency } = await weeks();
  const board = await readAsTenant(house.boss, (tx) => bookingBoardOf(tx, { filter, period, previous, currency }));
  const { totals } = board;
  const behind = (kind: BookingRowKind, narrowed: object = {}, days: Period = period) =>
    readAsTenant(house.boss, (tx) =>
      bookingRowsBehind(tx, { kind, period: days, filter, currency, page: 1, ...narrowed }),
    );
  const counted: Partial<Record<BookingRowKind, number>> = {
    ...{ booked: totals.booked, begun: totals.begun, confirmed: totals.confirmed, again: totals.again },
    ...{ completed: totals.completed, cancelled: totals.cancelled, lost: totals.cancelled + totals.noShows },
    ...{ wentOn: totals.wentOn, took: totals.took, noShow: totals.noShows, views: totals.views },
  };
  assert.deepEqual(
    [totals.booked, totals.confirmed, totals.again, totals.completed, totals.cancelled],
    [5, 2, 1, 1, 1],
  );
  for (const [kind, count] of Object.entries(counted))
    assert.equal((await behind(kind as BookingRowKind)).quantity, count, kind);
  const money: Partial<Record<BookingRowKind, string>> = {
    ...{ value: totals.valueMinor, paid: totals.paidMinor, refunded: totals.refundedMinor, earned: totals.earnedMinor },
    ...{ depositDue: board.due.depositMinor, balanceDue: board.due.balanceMinor },
  };
  for (const [kind, minor] of Object.entries(money))
    assert.equal((await behind(kind as BookingRowKind)).amountMinor, minor, kind);
  assert.deepEqual([totals.paidMinor, totals.earnedMinor], ["60000", "50420"]);
  assert.equal(Object.keys(counted).length + Object.keys(money).length + 1, Object.keys(bookingRowKinds).length);
  for (const chef of board.chefs) {
    const rows = await behind("served", { chef: chef.id ?? undefined });
    assert.deepEqual([rows.quantity, rows.minutes, rows.amountMinor], [chef.served, chef.minutes, chef.valueMinor]);
  }
  assert.equal(
    board.chefs.reduce((sum, { valueMinor }) => sum + BigInt(valueMinor), 0n),
    60_000n,
  );
  const house_ = { slug: "", zone: house.org.zone, currency };
  const shown = await readAsTenant(house.boss, (tx) => bookingsIn(tx, house_, {}, true));
  const asked = (href: unknown) => Object.fromEntries(new URL(String(href), "http://x").searchParams);
  for (const panel of bookingPanels(shown).filter(({ key }) => key !== "ahead"))
    for (const point of panel.points) {
      const { kind, from, before, ahead } = asked(point.href) as Record<string, string>;
      const rows = await behind(kind as BookingRowKind, { ahead }, { from: from ?? "", before: before ?? "" });
      const figure = { booked: "booked", income: "earned", lost: "", lead: "bookings" }[panel.key] ?? "";
      const said = figure ? point[figure] : Number(point.cancelled) + Number(point.noShows);
      assert.equal(String(panel.currency ? rows.amountMinor : rows.quantity), String(said), `${panel.key}`);
    }
});

test("whoever manages one station sees its bookings alone, and by service, station and chef they add up", async () => {
  const { house, beside, period, previous, filter, currency } = await weeks();
  const boardFor = (who: typeof house.boss, narrowed: object = {}) =>
    readAsTenant(who, (tx) => bookingBoardOf(tx, { filter: { ...filter, ...narrowed }, period, previous, currency }));
  const [all, mine, theirs] = [
    await boardFor(house.boss),
    await boardFor(house.manager),
    await boardFor(beside.manager),
  ];
  assert.deepEqual([all.totals.booked, mine.totals.booked, theirs.totals.booked], [5, 4, 1]);
  assert.ok(mine.asOf, "they know how fresh it is");
  assert.deepEqual(await boardFor(house.boss, { station: house.station }), mine);
  assert.equal((await boardFor(beside.manager, { station: house.station })).totals.booked, 0);
  for (const lines of [all.services, all.stations])
    assert.equal(
      lines.reduce((sum, one) => sum + one.booked, 0),
      all.totals.booked,
    );
  const rows = await readAsTenant(beside.manager, (tx) =>
    bookingRowsBehind(tx, { kind: "booked", period, filter, currency, page: 1 }),
  );
  assert.equal(rows.count, 1);
});

test("what is booked of the weeks to come stands beside what the chefs work", async () => {
  const { house } = await weeks();
  const asked = { slug: "", zone: house.org.zone, currency: house.org.currency };
  const shown = await readAsTenant(house.manager, (tx) => bookingsIn(tx, asked, {}, true));
  assert.equal(shown.weeks.length, 6);
  assert.equal(shown.weeks[0]?.workingMinutes, 7 * 2 * 14 * 60);
  assert.equal(
    shown.weeks.reduce((sum, { bookedMinutes }) => sum + bookedMinutes, 0),
    2 * 120 + 120,
    "the evening of two chefs is today, one of one chef is next week",
  );
  const closed = await readAsTenant(house.manager, (tx) => bookingsIn(tx, asked, {}, false));
  assert.deepEqual([closed.weeks, closed.worked], [[], {}]);
});

test("the paper of the dashboard says what its reader sees, adds up to it, and is of one station for whoever has one", async () => {
  const { house, beside, currency } = await weeks();
  const about = { name: "Harbour", slug: house.org.slug, zone: house.org.zone, currency };
  const asOf = new Date();
  const report = (who: typeof house.boss, search = {}) =>
    readAsTenant(who, (tx) => reportIn(tx, about, "bookings", search, asOf));
  const whole = await report(house.boss);
  assert.deepEqual(
    whole.panels.map(({ key }) => key),
    ["booked", "income", "lost", "lead", "ahead", "funnel", "hours", "services", "stations", "chefs"],
  );
  const value = (of: typeof whole, label: string) => of.figures.find((one) => one.label === label)?.value;
  assert.equal(value(whole, "Booked"), "5");
  assert.equal(value(whole, "Income"), "$504.20");
  const sum = (key: string, figure: string) =>
    whole.panels.find((one) => one.key === key)?.points.reduce((total, one) => total + BigInt(one[figure] ?? 0), 0n);
  for (const key of ["booked", "services", "stations"]) assert.equal(sum(key, "booked"), 5n, key);
  for (const key of ["income", "services", "stations"]) assert.equal(sum(key, "earned"), 50_420n, key);
  assert.equal(sum("chefs", "value"), 60_000n);
  const theirs = await report(beside.manager);
  assert.equal(value(theirs, "Booked"), "1");
  assert.ok(theirs.panels.some(({ key }) => key === "ahead") && !theirs.panels.some(({ key }) => key === "stations"));
  assert.equal(value(await report(house.boss, { station: beside.station, compare: "none" }), "Booked"), "1");
  const stranger = await given.person("finance", await given.organization());
  assert.equal(value(await report(stranger), "Booked"), "0");
  for (const only of [undefined, "income", "chefs"]) {
    const file = await reportPaper(whole, about, only);
    assert.equal(file.subarray(0, 5).toString(), "%PDF-");
    assert.deepEqual(await reportPaper(await report(house.boss), about, only), file, "the same of the same moment");
  }
  const saved = { name: "Our bookings", scope: "me", dashboard: "bookings", search: "span=7d" } as const;
  assert.ok((await saveReport(house.boss, saved)).id);
  assert.equal(dashboardPath("x", "bookings", { span: "7d" }), "/x/analytics/bookings?span=7d");
  assert.equal(
    reportHref("x", "bookings", "span=7d", "lead"),
    "/api/x/analytics/report?span=7d&dashboard=bookings&panel=lead",
  );
});

test("the dashboard reads rollups and names, and never the single rows", async () => {
  const { house, period, previous, filter, currency } = await weeks();
  const plan = await readAsTenant(house.manager, (tx) =>
    tx.execute(sql`explain (format json) ${bookingBoardSql({ filter, period, previous, currency })}`),
  );
  const read = new Set([...JSON.stringify(plan.rows).matchAll(/"Relation Name":"([^"]+)"/g)].map(([, name]) => name));
  assert.deepEqual([...read].sort(), [
    ...["daily_bookings", "daily_chefs", "daily_traffic", "hourly_bookings"],
    ...["resources", "services", "stations", "watermarks"],
  ]);
});
