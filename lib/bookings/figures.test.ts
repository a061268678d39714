import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { addDays, today } from "#lib/bookings/board-window";
import { at, booked, one, said, stationOf } from "#lib/bookings/bookings.given";
import { stepBooking } from "#lib/bookings/commands/bookings";
import { card, till } from "#lib/bookings/money.given";
import { figureRows, figuresOf, periodDays } from "#lib/bookings/queries/figures";
import { changeOf, figureNames, rate, summed } from "#lib/bookings/rules/figures";
import { aLead } from "#lib/crm/crm.given";
import { addReview, approveReview } from "#lib/feedback/commands";
import { dayIn } from "#lib/time";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("what was booked, earned and is due are sums of the rows that their links open, and the ledger says the same", async () => {
  const house = await till({ revenue_recognised: "on_sale" });
  const { bookingId } = await booked(house);
  await booked(house, { startsAt: at(house.org, 11), contactName: "Tomas Lind" });
  const deposit = await card(house, bookingId);
  await deposit.settle();
  const day = dayIn(new Date(at(house.org, 10)), house.org.zone);
  const now = today(house.org.zone);
  const figures = await readAsTenant(house.manager, (tx) => figuresOf(tx, house.station, "month", now));
  const earned = await one(
    `select -sum(e.amount_minor) as minor from payments.entries e join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
     where e.organization_id = $1 and a.code = 'income:bookings'`,
    [house.org.id],
  );
  assert.ok(Number(earned.minor) > 0);
  assert.deepEqual(summed(figures.now).revenue, [
    { currency: house.org.currency, minor: BigInt(String(earned.minor)) },
  ]);
  const due = await readAsTenant(house.manager, (tx) =>
    figureRows(tx, "deposits", { station: house.station, from: now, until: addDays(now, 1) }),
  );
  assert.deepEqual(
    due.map(({ title, amountMinor }) => [title.slice(11), amountMinor]),
    [["Tomas Lind", "12000"]],
  );
  const range = { from: now, until: addDays(day, 5) };
  const sums = await readAsTenant(house.manager, async (tx) => {
    const lists = [];
    for (const figure of figureNames) lists.push(await figureRows(tx, figure, range));
    return lists.map((list) => list.length);
  });
  assert.deepEqual(sums, [2, 0, 1, 1, 1, 1, 0, 0]);
});

test("how busy a chef is, is what is booked of what they work, without their time off", async () => {
  const house = await till();
  const { bookingId } = await booked(house);
  await stepBooking(house.manager, { bookingId, to: "confirmed" });
  const day = dayIn(new Date(at(house.org, 10)), house.org.zone);
  await admin.query(
    "insert into bookings.time_off (organization_id, station_id, resource_id, starts_at, ends_at) values ($1, $2, $3, $4, $5)",
    [house.org.id, house.station, house.chefs[1], at(house.org, 10, "10:00"), at(house.org, 10, "12:00")],
  );
  const { now } = await readAsTenant(house.manager, (tx) => figuresOf(tx, house.station, "day", day));
  // Two chefs from 10:00 to 24:00; one is away for two hours; one booking of two hours.
  const all = summed(now);
  assert.deepEqual([all.working, all.booked, rate(all.booked, all.working)], [840 + 720, 120, 7.7]);
});

test("the share of those who never came counts what has ended, and leads and reviews of the station are counted", async () => {
  const house = await till();
  const ids = [];
  for (const hour of ["12:00", "15:00", "18:00", "21:00"])
    ids.push((await booked(house, { startsAt: at(house.org, 2, hour) })).bookingId);
  for (const [n, bookingId] of ids.entries()) {
    await stepBooking(house.manager, { bookingId, to: "confirmed" });
    await admin.query(
      "update bookings.bookings set starts_at = starts_at - interval '5 days', ends_at = ends_at - interval '5 days' where id = $1",
      [bookingId],
    );
    await admin.query("update bookings.bookings set state = $2, reason = $3 where id = $1", [
      bookingId,
      n === 0 ? "no_show" : "completed",
      n === 0 ? "Nobody was there" : "",
    ]);
  }
  const day = dayIn(new Date(at(house.org, -3)), house.org.zone);
  const { now } = await readAsTenant(house.manager, (tx) => figuresOf(tx, house.station, "day", day));
  const all = summed(now);
  assert.deepEqual([all.ended, all.missed, rate(all.missed, all.ended)], [4, 1, 25]);
  assert.deepEqual([all.leads, all.reviews], [0, 0]);
  await aLead(house.manager, { stationId: house.station });
  const review = { source: "google_business", reviewer: "Ana", stationId: house.station };
  for (const rating of ["5", "4"]) {
    const { id } = await addReview(house.manager, { ...review, rating });
    await approveReview(house.manager, { id });
  }
  await addReview(house.manager, { ...review, rating: "1" });
  const { now: fresh } = await readAsTenant(house.manager, (tx) =>
    figuresOf(tx, house.station, "day", today(house.org.zone)),
  );
  const { leads, converted, reviews, stars } = summed(fresh);
  assert.deepEqual([leads, converted, reviews, stars / reviews], [1, 0, 2, 4.5]);
});

test("a manager of one station reads no figure of another, nor its rows; the organization reads both side by side", async () => {
  const house = await till();
  const other = await stationOf(house.org, "Hill Kitchen");
  await booked(house);
  await booked({ ...house, ...other }, {}, house.boss);
  const day = dayIn(new Date(at(house.org, 10)), house.org.zone);
  const range = { from: day, until: addDays(day, 1) };
  const count = async (who: typeof house.manager, station?: string) =>
    (await readAsTenant(who, (tx) => figureRows(tx, "bookings", { ...range, ...(station ? { station } : {}) }))).length;
  assert.deepEqual([await count(house.manager), await count(other.manager), await count(house.boss)], [1, 1, 2]);
  await assert.rejects(count(house.manager, other.station), said(/not here, or not yours/));
  await assert.rejects(
    readAsTenant(house.manager, (tx) => figuresOf(tx, other.station, "day", day)),
    said(/not here, or not yours/),
  );
  const { now } = await readAsTenant(house.boss, (tx) => figuresOf(tx, undefined, "day", day));
  assert.deepEqual([summed(now, house.station).bookings, summed(now, other.station).bookings], [1, 1]);
  const stranger = await given.person("admin", await given.organization());
  await assert.rejects(count(stranger, house.station), said(/not here, or not yours/));
});

test("a period is a day, a week from Monday or a month, and a change says how much and whether that is good", () => {
  assert.deepEqual(periodDays("week", "2026-11-20"), ["2026-11-16", "2026-11-23"]);
  assert.deepEqual(periodDays("month", "2028-02-10"), ["2028-02-01", "2028-03-01"]);
  assert.deepEqual(changeOf(9, 6, "x"), { text: "50 %", direction: "up", since: "x", good: true });
  assert.deepEqual(changeOf(3, 6, "x", false), { text: "50 %", direction: "down", since: "x", good: true });
  assert.deepEqual(changeOf(3, 0, "x")?.text, "none before");
  assert.equal(changeOf(0, 0, "x"), undefined);
  assert.equal(rate(1, 0), null);
});
