import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { asks, at, booked, chefOf, kitchen, of, one, request, said, stationOf } from "#lib/bookings/bookings.given";
import { book, cancelBooking, correctBooking, moveBooking, stepBooking } from "#lib/bookings/commands/bookings";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("a manager books a chef, and the price follows the service", async () => {
  const house = await kitchen(
    {},
    { child_price_minor: 3000n, tax_rate_millionths: 190_000, minimum_total_minor: 50_000n },
  );
  const { bookingId } = await booked(house, { adults: "4", children: "2" });
  const b = await one("select * from bookings.bookings where id = $1", [bookingId]);
  assert.equal(b.state, "pending");
  // 4 × 60 + 2 × 30 = 300, up to the minimum of 500; the tax of 19 % is inside.
  assert.deepEqual([b.total_minor, b.tax_minor, b.net_minor, b.deposit_minor], ["50000", "7983", "42017", "10000"]);
  const lines = await admin.query(
    "select kind, amount_minor from bookings.booking_lines where booking_id = $1 order by position",
    [bookingId],
  );
  assert.deepEqual(
    lines.rows.map((line) => [line.kind, line.amount_minor]),
    [
      ["service", "24000"],
      ["service", "6000"],
      ["minimum", "20000"],
    ],
  );
});

test("fifty people ask for one slot at once: one has it, and forty-nine are told that it is taken", async () => {
  const house = await kitchen();
  const asked = Array.from({ length: 50 }, () => book(house.manager, request(house)));
  const answers = await Promise.allSettled(asked);
  const refused = answers.filter((answer) => answer.status === "rejected");
  assert.equal(refused.length, 49);
  for (const { reason } of refused) assert.ok(said(/^Aiko has BK-\w{6} for Mirela Okafor then/)(reason));
  const rows = await one("select count(*)::int as n from bookings.bookings where organization_id = $1", [house.org.id]);
  assert.equal(rows.n, 1);
});

test("fifty people who leave the choice of chef open get both chefs, and no third booking", async () => {
  const house = await kitchen();
  const answers = await Promise.allSettled(
    Array.from({ length: 50 }, () => book(house.manager, { ...request(house), resourceIds: undefined })),
  );
  assert.equal(answers.filter((answer) => answer.status === "fulfilled").length, 2);
});

test("a chef of another station, of another organization, or without the skill is refused; their own is taken", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const stranger = await kitchen();
  await assert.rejects(
    booked(house, { resourceIds: [other.chefs[0]] }),
    said(/^Aiko works at another station than Harbour Kitchen/),
  );
  await assert.rejects(booked(house, { resourceIds: [stranger.chefs[0]] }), said(/^Choose who does it/));
  const unskilled = await chefOf(house.org, house.station, other.service, "Cleo");
  await assert.rejects(booked(house, { resourceIds: [unskilled] }), said(/^Cleo does not do Grill at home/));
  await booked(house);
});

test("negative guests, too few, too many and none at all are refused in words; the limits themselves are taken", async () => {
  const house = await kitchen({}, { min_guests: 5, max_guests: 20 });
  await assert.rejects(booked(house, { adults: "-1", children: "11" }), said(/not negative/));
  await assert.rejects(booked(house, { adults: "11", children: "-1" }), said(/not negative/));
  for (const adults of ["0", "4", "21"]) await assert.rejects(booked(house, { adults }), said(/is for 5 to 20 guests/));
  await booked(house, { adults: "5" });
  await booked(house, { adults: "18", children: "2", startsAt: at(house.org, 11) });
});

test("a deposit larger than the total is refused, and one as large is taken", async () => {
  const house = await kitchen();
  const ask = (depositMinor: string) =>
    asks(house.manager, (tx) =>
      tx.execute(sql`select bookings.book(${JSON.stringify({ ...request(house), depositMinor })}::jsonb)`),
    );
  await assert.rejects(ask("60001"), said(/^The deposit is at most the total, USD 600.00/));
  await assert.rejects(ask("-1"), said(/^The deposit is at most/));
  await ask("60000");
});

test("moving names what is in the way, wants a reason once confirmed, and is remembered", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  const other = await booked(house, { startsAt: at(house.org, 11), contactName: "Pavel Nkemelu" });
  await moveBooking(house.manager, { bookingId, startsAt: at(house.org, 10, "15:00") });
  await stepBooking(house.manager, { bookingId, to: "confirmed" });
  const onto = { bookingId, startsAt: at(house.org, 11, "19:00"), reason: "They asked for it" };
  await assert.rejects(
    moveBooking(house.manager, onto),
    said(new RegExp(`^Aiko has ${other.number} for Pavel Nkemelu then`)),
  );
  await assert.rejects(
    moveBooking(house.manager, { ...onto, reason: "", resourceIds: [house.chefs[1]] }),
    said(/say why it moves/),
  );
  await moveBooking(house.manager, { ...onto, resourceIds: [house.chefs[1]] });
  const { rows } = await admin.query(
    "select before, after, reason from bookings.booking_history where booking_id = $1 and kind = 'moved' order by created_at desc limit 1",
    [bookingId],
  );
  assert.deepEqual(
    [rows[0].before.resources, rows[0].after.resources, rows[0].reason],
    [["Aiko"], ["Bruno"], "They asked for it"],
  );
});

test("each step follows the one before it, not before its day, and a cancelled booking gives its time back", async () => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  await assert.rejects(
    stepBooking(house.manager, { bookingId, to: "completed" }),
    said(/is pending and cannot become completed/),
  );
  await stepBooking(house.manager, { bookingId, to: "confirmed" });
  await assert.rejects(
    stepBooking(house.manager, { bookingId, to: "in_progress" }),
    said(/cannot be in progress before that day/),
  );
  await assert.rejects(
    cancelBooking(house.manager, { bookingId, reason: "Nobody came", noShow: true }),
    said(/has not begun yet/),
  );
  await cancelBooking(house.manager, { bookingId, reason: "Their plans changed" });
  assert.equal(await of(bookingId, "reason"), "Their plans changed");
  const next = await booked(house);
  await admin.query(
    "update bookings.bookings set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1",
    [next.bookingId],
  );
  for (const to of ["confirmed", "in_progress", "completed"])
    await stepBooking(house.manager, { bookingId: next.bookingId, to });
  await assert.rejects(
    cancelBooking(house.manager, { bookingId: next.bookingId, reason: "Too late" }),
    said(/is completed and cannot become cancelled/),
  );
});

test("a manager of one station cannot see, book, move, step, cancel or correct at another; their own they can", async () => {
  const house = await kitchen();
  const other = await stationOf(house.org, "Hill Kitchen");
  const { bookingId } = await booked(house);
  const missing = said(/not here/);
  await assert.rejects(booked(house, {}, other.manager), missing);
  await assert.rejects(moveBooking(other.manager, { bookingId, startsAt: at(house.org, 12) }), missing);
  await assert.rejects(stepBooking(other.manager, { bookingId, to: "confirmed" }), missing);
  await assert.rejects(cancelBooking(other.manager, { bookingId, reason: "Not mine" }), missing);
  await assert.rejects(correctBooking(other.manager, { bookingId, contactName: "Somebody else" }), missing);
  for (const table of [
    "bookings",
    "booking_lines",
    "booking_resources",
    "booking_history",
    "resources",
    "working_hours",
    "resource_services",
  ]) {
    const count = (who: typeof house.manager) =>
      readAsTenant(who, async (tx) => {
        const { rows } = await tx.execute<{ n: number }>(
          sql`select count(*)::int as n from ${sql.raw(`bookings.${table}`)} where station_id = ${house.station}`,
        );
        return rows[0]?.n ?? 0;
      });
    assert.equal(await count(other.manager), 0, table);
    assert.ok((await count(house.manager)) > 0, table);
    assert.ok((await count(house.boss)) > 0, table);
  }
  await correctBooking(house.manager, { bookingId, contactName: "Mirela O." });
  const viewer = await given.person("viewer", house.org);
  await assert.rejects(booked(house, { startsAt: at(house.org, 13) }, viewer), said(/may not/));
});
