import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { asPublic, closeDatabase } from "#db/tenant";
import { holdTickets, releaseCheckout, startPayment } from "#lib/ticketing/checkout";
import { checkout, orderPage } from "#lib/ticketing/queries";
import { asVisitor, begin, closeSales, hold, inDays, refused, row, settle, shop } from "#lib/ticketing/ticketing.given";
import { orderToken } from "#lib/ticketing/tokens";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

test("a visitor is told in one sentence why a ticket cannot be had", async () => {
  const at = await shop([
    { name: "Early bird", quota: 4, maxPerOrder: 3 },
    { name: "Group", quota: 40, minPerOrder: 5 },
    { name: "Door", saleStartsAt: inDays(20) },
    { name: "Past", saleStartsAt: inDays(-3), saleEndsAt: inDays(-1) },
  ]);
  const why = async (quantity: number[]) => (await refused(hold(at, quantity))).message;
  assert.equal(await why([4]), "You can buy at most 3 of Early bird at once.");
  assert.equal(await why([0, 4]), "You can buy Group from 5 tickets upwards.");
  assert.match(await why([0, 0, 1]), /^Sales of Door begin on \d+ \w+ \d{4}, \d\d:\d\d \(UTC\)\.$/);
  assert.equal(await why([0, 0, 0, 1]), "Sales of Past have ended.");
  await hold(at, [3]);
  assert.equal(await why([2]), "Only 1 left of Early bird.");
  assert.equal(await why([1, 4]), "You can buy Group from 5 tickets upwards.");
  await settle(await begin(await hold(at, [1, 5])));
  assert.match(await why([1]), /^All that is left of Early bird is in other people's baskets/);
});

test("a checkout that fails takes nothing, and one that is given back leaves everything as it was", async () => {
  const at = await shop([{ quota: 5 }, { quota: 1 }]);
  const held = () => row("select sum(held)::int as held from ticketing.ticket_tiers where event_id = $1", [at.eventId]);
  await refused(hold(at, [2, 2]));
  assert.deepEqual(await held(), { held: 0 });
  const items = [{ tierId: at.tiers[0]?.id, quantity: 2 }];
  const first = await holdTickets({ org: at.org.slug, event: at.slug, items });
  const second = await holdTickets({ org: at.org.slug, event: at.slug, items, replaces: first.token });
  assert.deepEqual(await held(), { held: 2 });
  await releaseCheckout({ token: second.token });
  await releaseCheckout({ token: second.token });
  assert.deepEqual(await held(), { held: 0 });
  assert.equal((await asPublic((tx) => checkout(tx, second.token)))?.state, "cancelled");
});

test("a visitor goes from the choice to the gateway and sees the tickets once it is paid", async () => {
  const at = await shop([{ price: "12.50" }]);
  const { token } = await holdTickets({
    org: at.org.slug,
    event: at.slug,
    items: [{ tierId: at.tiers[0]?.id, quantity: "2" }],
  });
  const seen = await asPublic((tx) => checkout(tx, token));
  assert.ok(seen && seen.secondsLeft > 590 && seen.secondsLeft <= 600);
  assert.deepEqual([seen.state, seen.totalMinor, seen.items[0]?.quantity], ["open", 2500n, 2]);
  const attempt = crypto.randomUUID();
  const pay = { token, name: "Ana", email: "ana@example.test", attempt };
  const [one, two] = await Promise.all([startPayment(pay), startPayment(pay)]);
  assert.match(one.url, /^http.*\/pay\/[0-9a-f-]{36}$/);
  assert.equal(one.url, two.url, "a double click is one payment");
  const order = await asPublic((tx) => orderPage(tx, orderToken(attempt)));
  assert.deepEqual([order?.state, order?.tickets], ["pending", []]);
  await assert.rejects(startPayment({ ...pay, email: "no address" }), /not an e-mail/);
  await settle({
    orderId: attempt,
    organizationId: at.org.id,
    number: "",
    state: "pending",
    totalMinor: "2500",
    currency: "USD",
    ref: order?.paymentRef ?? "",
  });
  assert.equal((await asPublic((tx) => orderPage(tx, orderToken(attempt))))?.tickets.length, 2);
});

test("what is private, a draft, over or somebody else's cannot be bought", async () => {
  const at = await shop([{}], { visibility: "private" });
  assert.equal((await refused(hold(at))).code, "P0002");
  const [open, other] = [await shop([{}], { visibility: "unlisted" }), await shop()];
  const foreign = { ...open, tiers: other.tiers };
  assert.equal((await refused(hold(foreign))).message, "That ticket is not offered any more.");
  assert.equal((await refused(hold({ ...open, org: other.org }))).code, "P0002");
  await hold(open);
});

test("tax is contained in the price or added to it, and rounded half up once per order", async () => {
  const inclusive = await shop([{ price: "19.99" }], { org: await given.organization({ taxRatePpm: 190_000 }) });
  const added = await shop([{ price: "10.50" }], {
    org: await given.organization({ taxRatePpm: 88_750, taxInclusive: false }),
  });
  const within = await begin(await hold(inclusive, 3));
  assert.deepEqual([within.totalMinor, await taxOf(within.orderId)], ["5997", 958n]);
  const beside = await begin(await hold(added, 3));
  assert.deepEqual([beside.totalMinor, await taxOf(beside.orderId)], ["3430", 280n]);
  assert.equal((await settle(beside)).state, "paid");
});

const taxOf = async (orderId: string) =>
  BigInt(
    (await row<{ tax: string }>("select tax_minor::text as tax from ticketing.orders where id = $1", [orderId])).tax,
  );

test("the database rounds tax as exact arithmetic does", async () => {
  const amounts = fc.tuple(
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fc.integer({ min: 0, max: 1_000_000 }),
    fc.boolean(),
  );
  const drawn = fc.sample(amounts, 300);
  const found = await admin.query(
    "select ticketing.tax_of(p, r, i)::text as tax from unnest($1::bigint[], $2::int[], $3::boolean[]) with ordinality x (p, r, i, o) order by o",
    [
      drawn.map(([prices]) => prices.toString()),
      drawn.map(([, rate]) => rate),
      drawn.map(([, , contained]) => contained),
    ],
  );
  for (const [index, [prices, rate, contained]] of drawn.entries()) {
    const whole = contained ? 1_000_000n + BigInt(rate) : 1_000_000n;
    const exact = prices * BigInt(rate);
    assert.equal(found.rows[index].tax, ((2n * exact + whole) / (2n * whole)).toString());
  }
});

test("one call of the stable surface holds and begins to pay", async () => {
  const at = await shop();
  const id = crypto.randomUUID();
  const answer = await asVisitor<{ state: string; totalMinor: string }>(
    "select public.purchase_tickets($1, $2, $3::jsonb, $4::jsonb, $5, $6) as answer",
    [
      at.org.slug,
      at.slug,
      JSON.stringify([{ tierId: at.tiers[0]?.id, quantity: 1 }]),
      JSON.stringify({ name: "Bo", email: "bo@example.test" }),
      id,
      orderToken(id),
    ],
  );
  assert.deepEqual([answer.state, answer.totalMinor], ["pending", "2000"]);
});
