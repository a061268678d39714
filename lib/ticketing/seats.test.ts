import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { asPublic, closeDatabase } from "#db/tenant";
import { problem } from "#lib/errors";
import { updateTier } from "#lib/ticketing/commands";
import { clearSection, laySection, markSeat } from "#lib/ticketing/commands/room";
import { seatMapOf } from "#lib/ticketing/queries/shop";
import { buy, choose, race } from "#lib/ticketing/selling.given";
import {
  begin,
  closeSales,
  expire,
  logOf,
  refused,
  row,
  type Shop,
  settle,
  shop,
  tierOf,
} from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const lay = (at: Shop, fields: Record<string, unknown> = {}) =>
  laySection(at.organizer, {
    eventId: at.eventId,
    tierId: at.tiers[0]?.id,
    name: "Stalls",
    rows: 3,
    seats: 5,
    ...fields,
  });
const mapOf = async (at: Shop) => (await asPublic((tx) => seatMapOf(tx, at.org.slug, at.slug)))[0]?.seats ?? [];

test("two hundred buyers for a seat map, a tier and an extra at once: never more than there is, and the log says the same", async () => {
  const at = await shop([{ name: "Seat" }, { name: "Standing", quota: 30 }, { name: "Poster", quota: 12 }]);
  await admin.query("update ticketing.ticket_tiers set kind = 'add_on' where id = $1", [at.tiers[2]?.id]);
  await lay(at, { rows: 4, seats: 5 });
  const { won } = await race(200, (n) =>
    n % 2 === 0
      ? buy(at, [
          { tier: 0, quantity: 1 },
          { tier: 2, quantity: 1 },
        ])
      : buy(at, n % 4 === 1 ? [{ tier: 1, quantity: 1 }] : [{ tier: 0, quantity: 2 }]),
  );
  assert.ok(won > 30);
  for (const n of [0, 1, 2]) {
    const { held, sold, quota } = await tierOf(at, n);
    assert.ok(held + sold <= quota, `tier ${n}: ${held} + ${sold} of ${quota}`);
    assert.deepEqual(await logOf(at, n), { held, sold });
  }
  const seats = await row<{ taken: number; twice: number; tickets: number }>(
    `select count(*)::int as taken, (count(*) - count(distinct seat_id))::int as twice, count(ticket_id)::int as tickets
     from ticketing.seat_assignments where event_id = $1 and released_at is null`,
    [at.eventId],
  );
  const { sold } = await tierOf(at, 0);
  assert.deepEqual(seats, { taken: sold, twice: 0, tickets: sold });
  const posters = (await tierOf(at, 2)).sold;
  assert.deepEqual([sold, (await tierOf(at, 1)).sold], [20, 30]);
  // A poster goes with a single seat, and pairs may have been quicker.
  assert.ok(posters > 0 && posters <= 12 && (20 - posters) % 2 === 0, `${posters} posters`);
});

test("one seat chosen by fifty is had by one", async () => {
  const at = await shop([{}]);
  await lay(at);
  const seat = (await mapOf(at))[7]?.id ?? "";
  const { won, words } = await race(50, () => choose(at, [{ tier: 0, quantity: 1, seats: [seat] }]));
  assert.equal(won, 1);
  assert.deepEqual(words, ["One of these seats was just taken. Choose another."]);
});

test("the best seats are side by side, in front and in the middle; those for wheelchairs come last", async () => {
  const at = await shop([{}]);
  await lay(at, { wheelchairs: "A3" });
  const { view } = await choose(at, [{ tier: 0, quantity: 3 }]);
  assert.deepEqual(view.items[0]?.seats, ["Stalls, row B, seat 2", "Stalls, row B, seat 3", "Stalls, row B, seat 4"]);
  const next = await choose(at, [{ tier: 0, quantity: 2 }]);
  assert.deepEqual(next.view.items[0]?.seats, ["Stalls, row A, seat 1", "Stalls, row A, seat 2"]);
});

test("rows and seats are numbered as asked, the quota follows, and what is kept free is not sold", async () => {
  const at = await shop([{ quota: 3 }]);
  await lay(at, {
    name: "Balcony",
    rows: 2,
    seats: 3,
    rowNames: "numbers",
    firstRow: 11,
    from: "right",
    firstSeat: 101,
    blocked: "11101",
  });
  const seats = await mapOf(at);
  assert.deepEqual(
    seats.map((one) => `${one.row}-${one.number}${one.free ? "" : "!"}`),
    ["11-103", "11-102", "11-101!", "12-103", "12-102", "12-101"],
  );
  assert.equal((await tierOf(at)).quota, 5);
  const many = await updateTier(at.organizer, { id: at.tiers[0]?.id, name: "Tier 0", price: "20", quota: 6 }).then(
    () => null,
    problem,
  );
  assert.deepEqual(many?.fields?.quota, ["There are 5 seats for Tier 0. Add seats first."]);
  const taken = seats[0]?.id ?? "";
  await choose(at, [{ tier: 0, quantity: 1, seats: [taken] }]);
  assert.match(
    (await refused(markSeat(at.organizer, { seatId: taken, blocked: true, accessible: false }))).message,
    /^Somebody has row 11, seat 103/,
  );
  await markSeat(at.organizer, { seatId: seats[5]?.id, blocked: true, accessible: false });
  assert.equal((await tierOf(at)).quota, 4);
});

test("a seat goes back with its basket and its refund, and a late payment gets it again or another", async () => {
  const at = await shop([{}]);
  const { id } = await lay(at, { rows: 1, seats: 2 });
  const [first] = await mapOf(at);
  const { token } = await choose(at, [{ tier: 0, quantity: 1, seats: [first?.id ?? ""] }]);
  const late = await begin(token);
  await expire(token);
  await buy(at, [{ tier: 0, quantity: 1, seats: [first?.id ?? ""] }]);
  assert.equal((await settle(late)).state, "paid");
  const seat = await row<{ words: string }>(
    "select ticketing.seat_of(organization_id, id) as words from ticketing.tickets where order_id = $1",
    [late.orderId],
  );
  assert.equal(seat.words, "Stalls, row A, seat 2");
  assert.match((await refused(clearSection(at.organizer, { id }))).message, /^Somebody has or had a seat/);
  const stranger = await given.person("organizer", await given.organization());
  assert.equal((await refused(clearSection(stranger, { id }))).code, "P0002");
});
