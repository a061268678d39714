import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { problem } from "#lib/errors";
import { inviteGuest, takeGuestBack } from "#lib/ticketing/commands/room";
import { addCode, changeCode } from "#lib/ticketing/commands/selling";
import { buy, choose, race, unsound } from "#lib/ticketing/selling.given";
import {
  asVisitor,
  begin,
  closeSales,
  expire,
  inDays,
  refused,
  row,
  settle,
  shop,
} from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const code = (at: { organizer: Parameters<typeof addCode>[0]; eventId: string }, fields: Record<string, unknown>) =>
  addCode(at.organizer, { eventId: at.eventId, kind: "percent", percent: "10", ...fields });
const usedOf = (id: string) =>
  row<{ used: number; live: number }>(
    "select used, (select count(*)::int from ticketing.promo_uses u where u.code_id = c.id and u.released_at is null) as live from ticketing.promo_codes c where id = $1",
    [id],
  );

test("two hundred buyers at once for a code's last use: exactly one gets it, and the others are told", async () => {
  const at = await shop([{ quota: 500 }]);
  const { id } = await code(at, { code: "last", mostUses: "1" });
  const { won, words } = await race(200, () => choose(at, [{ tier: 0, quantity: 1 }], "LAST"));
  assert.equal(won, 1);
  assert.deepEqual(words, ["LAST is used up."]);
  assert.deepEqual(await usedOf(id), { used: 1, live: 1 });
  assert.deepEqual(await row("select held from ticketing.ticket_tiers where id = $1", [at.tiers[0]?.id]), { held: 1 });
});

test("a discount is spread over the lines to the last minor unit, and tax is taken from what is left", async () => {
  const org = await given.organization({ taxRatePpm: 190_000 });
  const at = await shop([{ price: "10.00" }, { price: "3.33" }, { price: "0.01" }], { org });
  await code(at, { code: "THIRD", percent: "33.33" });
  const { view } = await choose(
    at,
    [
      { tier: 0, quantity: 1 },
      { tier: 1, quantity: 3 },
      { tier: 2, quantity: 1 },
    ],
    " third ",
  );
  assert.equal(view.discountMinor, "667");
  assert.deepEqual(
    view.items.map((one) => one.discountMinor),
    ["334", "333", "0"],
  );
  assert.equal(view.totalMinor, "1333");
  assert.equal(view.taxMinor, "213");
  const order = await buy(at, [{ tier: 0, quantity: 2 }], "THIRD");
  const kept = await row(
    "select total_minor::int as total, discount_minor::int as discount, code from ticketing.orders where id = $1",
    [order.orderId],
  );
  assert.deepEqual(kept, { total: 1333, discount: 667, code: "THIRD" });
  assert.deepEqual(await unsound(at.org), []);
});

test("an amount in parts by any weights adds up, and no part is further from its share than one", async () => {
  const drawn = fc.sample(
    fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      fc.array(fc.bigInt({ min: 0n, max: 10n ** 7n }), { minLength: 1, maxLength: 8 }),
    ),
    200,
  );
  for (const [total, weights] of drawn) {
    const { parts } = await row<{ parts: string[] }>("select ticketing.spread($1, $2::bigint[])::text[] as parts", [
      total.toString(),
      weights.map(String),
    ]);
    const whole = weights.reduce((a, b) => a + b, 0n);
    assert.equal(
      parts.reduce((sum, part) => sum + BigInt(part), 0n),
      whole === 0n ? 0n : total,
    );
    for (const [n, weight] of weights.entries()) {
      const floor = whole === 0n ? 0n : (total * weight) / whole;
      assert.ok([floor, floor + 1n].includes(BigInt(parts[n] ?? "-1")), `${parts} of ${total} by ${weights}`);
    }
  }
});

test("a fixed amount is of one currency, never more than the tickets cost, and makes them free", async () => {
  const at = await shop([{ price: "20.00" }]);
  await code(at, { code: "FIFTY", kind: "fixed", percent: "", amounts: "50\n30 EUR" });
  const order = await buy(at, [{ tier: 0, quantity: 2 }], "fifty");
  assert.equal(order.state, "paid");
  assert.equal(order.totalMinor, "0");
  const wrong = addCode(at.organizer, { eventId: at.eventId, code: "EUROS", kind: "fixed", amounts: "5 EUR" });
  const said = await wrong.then(() => null, problem);
  assert.deepEqual(said?.fields?.amounts, ["Say how much it takes off in USD, the currency of the event."]);
});

test("windows, tickets and limits of a code are kept, and each refusal has its sentence", async () => {
  const at = await shop([{ name: "Stalls" }, { name: "Balcony" }]);
  await code(at, { code: "SOON", startsAt: inDays(2) });
  await code(at, { code: "PAST", startsAt: inDays(-2), endsAt: inDays(-1) });
  await code(at, { code: "STALLS", tiers: [at.tiers[0]?.id], mostPerBuyer: "1" });
  const why = async (typed: string, tier = 0) => (await refused(choose(at, [{ tier, quantity: 1 }], typed))).message;
  assert.match(await why("SOON"), /^SOON works from /);
  assert.equal(await why("PAST"), "PAST has ended.");
  assert.equal(await why("NOWHERE"), "There is no such code for this event.");
  assert.equal(await why("STALLS", 1), "STALLS is for other tickets than these.");
  await buy(at, [{ tier: 0, quantity: 1 }], "STALLS");
  const again = await choose(at, [{ tier: 0, quantity: 1 }], "STALLS");
  assert.match((await refused(begin(again.token))).message, /^This code works once for each buyer/);
  const other = await shop();
  assert.equal(
    (await refused(choose(other, [{ tier: 0, quantity: 1 }], "STALLS"))).message,
    "There is no such code for this event.",
  );
});

test("a code's use comes back with the basket, and a payment that is late takes it again or is paid back", async () => {
  const at = await shop([{ quota: 10 }]);
  const { id } = await code(at, { code: "ONE", mostUses: "1" });
  const first = await choose(at, [{ tier: 0, quantity: 1 }], "ONE");
  const late = await begin(first.token);
  await expire(first.token);
  await admin.query("select ticketing.release_expired()");
  assert.deepEqual(await usedOf(id), { used: 0, live: 0 });
  await settle(late);
  assert.deepEqual(await usedOf(id), { used: 1, live: 1 });
  await changeCode(at.organizer, { id, code: "ONE", kind: "percent", percent: "10", mostUses: "2" });
  const second = await choose(at, [{ tier: 0, quantity: 1 }], "ONE");
  const later = await begin(second.token);
  await expire(second.token);
  await admin.query("select ticketing.release_expired()");
  await buy(at, [{ tier: 0, quantity: 1 }], "ONE").catch((error) => assert.match(error.message, /once for each/));
  assert.equal((await settle(later)).state, "refund_due");
  assert.deepEqual(await usedOf(id), { used: 2, live: 2 });
  const low = await changeCode(at.organizer, { id, code: "ONE", kind: "percent", percent: "10", mostUses: "1" }).then(
    () => null,
    problem,
  );
  assert.deepEqual(low?.fields?.mostUses, ["It was used 2 times already, so the limit cannot be lower."]);
});

test("hidden tickets are seen and sold only with a code that unlocks them", async () => {
  const at = await shop([{ name: "Open" }, { name: "Friends" }]);
  await admin.query("update ticketing.ticket_tiers set hidden = true where id = $1", [at.tiers[1]?.id]);
  await addCode(at.organizer, { eventId: at.eventId, code: "FRIENDS", kind: "unlock", tiers: [at.tiers[1]?.id] });
  const seen = async (typed: string | null) =>
    (
      await asVisitor<{ tiers: { name: string }[] }>("select ticketing.shop($1, $2, $3) as answer", [
        at.org.slug,
        at.slug,
        typed,
      ])
    ).tiers.map((one) => one.name);
  assert.deepEqual(await seen(null), ["Open"]);
  assert.deepEqual(await seen("friends"), ["Open", "Friends"]);
  assert.equal((await refused(choose(at, [{ tier: 1, quantity: 1 }]))).message, "That ticket is not offered any more.");
  assert.equal((await choose(at, [{ tier: 1, quantity: 1 }], "FRIENDS")).view.quantity, 1);
});

test("a guest's code works once for what it is for, is kept as a hash, and can be taken back before", async () => {
  const at = await shop([{ name: "Gala", price: "90.00" }]);
  const invite = (fields = {}) =>
    inviteGuest(at.organizer, {
      eventId: at.eventId,
      tierId: at.tiers[0]?.id,
      guestName: "Ines Duarte",
      quantity: 2,
      ...fields,
    });
  const { id, code: secret } = await invite();
  assert.match(
    (await refused(choose(at, [{ tier: 0, quantity: 3 }], secret))).message,
    /^This invitation is for 2 × Gala/,
  );
  const { won, words } = await race(20, () => choose(at, [{ tier: 0, quantity: 2 }], secret.toLowerCase()));
  assert.equal(won, 1);
  assert.deepEqual(words, ["This code was used already."]);
  const kept = await row<{ text: string }>(
    "select to_jsonb(g)::text as text from ticketing.guest_codes g where id = $1",
    [id],
  );
  assert.ok(!kept.text.includes(secret.replaceAll("-", "")), "the code itself is nowhere in the table");
  assert.equal((await refused(takeGuestBack(at.organizer, { id }))).code, "P0S01");
  const other = await invite();
  await takeGuestBack(at.organizer, { id: other.id });
  assert.equal(
    (await refused(choose(at, [{ tier: 0, quantity: 1 }], other.code))).message,
    "This code was taken back.",
  );
  const free = await invite();
  const order = await buy(at, [{ tier: 0, quantity: 1 }], free.code);
  assert.deepEqual([order.state, order.totalMinor], ["paid", "0"]);
  const viewer = await given.person("viewer", at.org);
  await assert.rejects(inviteGuest(viewer, { eventId: at.eventId }), { code: "forbidden" });
  const stranger = await shop();
  assert.equal(
    (
      await refused(
        inviteGuest(stranger.organizer, { eventId: stranger.eventId, tierId: at.tiers[0]?.id, guestName: "X" }),
      )
    ).message,
    "Choose a ticket of this event.",
  );
});
