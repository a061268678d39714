import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { reversePayment } from "#lib/payments/receivables/commands";
import { match, place, waiting } from "#lib/payments/receivables/orders.given";
import { paid } from "#lib/payments/receivables/receivables.given";
import { refundOrder, updateTier } from "#lib/ticketing/commands";
import { laySection, markSeat } from "#lib/ticketing/commands/room";
import { refundTickets } from "#lib/ticketing/commands/serving";
import { unsound } from "#lib/ticketing/selling.given";
import {
  asVisitor,
  begin,
  closeSales,
  expire,
  hold,
  row,
  type Shop,
  sell,
  shop,
  tierOf,
} from "#lib/ticketing/ticketing.given";
import { newCheckoutToken } from "#lib/ticketing/tokens";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const reason = "They cannot come.";
let forms = 0;
const key = () => `waitlist-path-${++forms}`;

/** Somebody waits, one way gives a ticket back, and it is theirs at once: offered, not on sale. */
async function offeredAfter(at: Shop, free: () => Promise<unknown>, spare = 0) {
  await asVisitor("select ticketing.join_waitlist($1, $2, $3, 'Ana', 'waits@example.test', 1, $4) as answer", [
    at.org.slug,
    at.slug,
    at.tiers[0]?.id,
    newCheckoutToken(),
  ]);
  const waits = async () =>
    (
      await row<{ state: string }>(
        "select state from ticketing.waitlist_entries where event_id = $1 and email = 'waits@example.test'",
        [at.eventId],
      )
    ).state;
  assert.equal(await waits(), "waiting");
  await free();
  assert.equal(await waits(), "offered");
  const { quota, held, sold } = await tierOf(at);
  assert.equal(quota - held - sold, spare, "what came back is kept for who waits, and no more than that");
  assert.deepEqual(await unsound(at.org), []);
}
const released = () => admin.query("select ticketing.release_expired()");

test("a whole refund, and one of a free order, go to whoever waits", async () => {
  const at = await shop([{ quota: 1 }]);
  const order = await sell(at);
  await offeredAfter(at, () => refundOrder(at.organizer, { orderId: order.orderId, reason, key: key() }));
  const free = await shop([{ quota: 1, price: "0" }]);
  const taken = await begin(await hold(free));
  await offeredAfter(free, () => refundOrder(free.organizer, { orderId: taken.orderId, reason, key: key() }));
});

test("one ticket of an order that is refunded goes to whoever waits, the other one stays its buyer's", async () => {
  const at = await shop([{ quota: 2 }]);
  const order = await sell(at, 2);
  const one = await row<{ id: string }>("select id from ticketing.tickets where order_id = $1 limit 1", [
    order.orderId,
  ]);
  await offeredAfter(at, () =>
    refundTickets(at.organizer, { orderId: order.orderId, tickets: [one.id], reason, key: key() }),
  );
  assert.deepEqual(await tierOf(at), { held: 1, sold: 1, quota: 2 });
});

test("a basket that is given up, and one whose time is over, go to whoever waits", async () => {
  const left = await shop([{ quota: 1 }]);
  const token = await hold(left);
  await offeredAfter(left, () => asVisitor("select ticketing.release_checkout($1) as answer", [token]));
  const late = await shop([{ quota: 1 }]);
  const slow = await hold(late);
  await begin(slow);
  await offeredAfter(late, async () => {
    await expire(slow);
    await released();
  });
});

test("a raised quota and a seat that is sold after all go to whoever waits", async () => {
  const more = await shop([{ name: "Regular", quota: 1 }]);
  await sell(more);
  await offeredAfter(more, () =>
    updateTier(more.organizer, { id: more.tiers[0]?.id, name: "Regular", price: "20.00", quota: 2 }),
  );
  const seated = await shop([{ name: "Seat" }]);
  const tier = { eventId: seated.eventId, tierId: seated.tiers[0]?.id };
  await laySection(seated.organizer, { ...tier, name: "Stalls", rows: 1, seats: 2, blocked: "A2" });
  await sell(seated);
  const kept = await row<{ id: string }>("select id from ticketing.seats where event_id = $1 and blocked", [
    seated.eventId,
  ]);
  await offeredAfter(seated, () => markSeat(seated.organizer, { seatId: kept.id, blocked: false, accessible: false }));
});

test("a sale by hand whose money never came, and one whose money was another's, go to whoever waits", async () => {
  const never = await place(2);
  await waiting(never);
  await offeredAfter(
    never.at,
    async () => {
      await admin.query(
        "update ticketing.checkout_sessions set expires_at = now() - interval '1 second' where event_id = $1",
        [never.at.eventId],
      );
      await released();
    },
    1,
  );
  const wrong = await place(2);
  const order = await waiting(wrong);
  const money = await paid(wrong, { amount: "100.00" });
  await match(wrong, money, order.orderId, "100.00");
  await offeredAfter(wrong.at, () => reversePayment(wrong.finance, { id: money, reason: "The cheque bounced" }), 1);
});

test("no function lowers what is sold or held without seeing to who waits", async () => {
  const { rows } = await admin.query(
    `select p.proname as name, p.prosrc ~ '(offer_next|pass_on)\\(' as sees from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where p.prosrc ~ '(sold|held) = [a-z]+\\.(sold|held) - ' and n.nspname in ('ticketing', 'payments', 'system', 'events') order by 1`,
  );
  assert.ok(rows.length >= 4, "they are found by what they write");
  // From held to sold nothing is given back.
  assert.deepEqual(
    rows.filter(({ name, sees }) => !sees && name !== "sell_held"),
    [],
  );
});
