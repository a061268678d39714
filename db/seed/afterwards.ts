import { day, earlier, minute, type Occasion, type Order, shift } from "#db/seed/plan";
import type { Random } from "#db/seed/random";

/** What came after the sale: money back, and who was at the door. */
export function afterwards(orders: readonly Order[], now: Date, random: Random): Order[] {
  return orders.map((order) => {
    if (order.outcome.state !== "paid") return order;
    const refund = refundOf(order, order.outcome.at, now, random);
    const whole = refund?.amountMinor === order.totalMinor;
    return { ...order, ...(refund ? { refund } : {}), scans: whole ? [] : scansOf(order, now, random) };
  });
}

function refundOf(order: Order, paidAt: Date, now: Date, random: Random): Order["refund"] | null {
  const { event, totalMinor } = order;
  if (totalMinor === 0n) return null;
  if (event.fate === "cancelled" && event.stopped) {
    return {
      amountMinor: totalMinor,
      at: earlier(shift(event.stopped.at, random.whole(45, 60 * 40) * minute), shift(now, -minute)),
      reason: `Event cancelled: ${event.stopped.why}`,
    };
  }
  if (!random.chance(0.031)) return null;
  const one = totalMinor / BigInt(order.quantity);
  const asked = shift(paidAt, random.whole(90, 60 * 24 * 16) * minute);
  if (random.chance(0.56)) {
    const at = earlier(asked, shift(event.startsAt, -3 * 60 * minute));
    return at > paidAt && at <= now ? { amountMinor: totalMinor, at, reason: random.pick(whole) } : null;
  }
  if (order.quantity > 1 && random.chance(0.6))
    return asked <= now ? { amountMinor: one, at: asked, reason: random.pick(oneOfThem) } : null;
  const after = shift(event.endsAt, random.whole(1, 9) * day);
  return after <= now && one > 3n ? { amountMinor: one / 3n, at: after, reason: random.pick(goodwill) } : null;
}

const whole = [
  "The buyer fell ill and sent a note.",
  "Bought twice by mistake.",
  "Cannot travel: the train line is closed that weekend.",
  "Asked within the fourteen days that we promise.",
  "Wrong date chosen; bought again for the right one.",
  "Family emergency.",
];
const oneOfThem = [
  "One of the party cannot come.",
  "One ticket too many in the basket.",
  "A child under six comes in free.",
];
const goodwill = [
  "Goodwill: long queue at the entrance.",
  "Goodwill: seats with a blocked view.",
  "Goodwill: doors opened forty minutes late.",
  "Goodwill: a course was missing.",
];

/** About 88 in a hundred come, mostly whole parties, most of them around the beginning. */
function scansOf({ event, quantity, outcome }: Order, now: Date, random: Random): (Date | null)[] {
  const none = Array.from({ length: quantity }, () => null);
  const share = shown(event);
  if (share === 0 || !random.chance(share)) return none;
  const span = event.endsAt.getTime() - event.startsAt.getTime();
  const spread = Math.min(span * 0.35, 150 * minute);
  const rough = shift(event.startsAt, (random.next() + random.next() - 0.75) * spread);
  const arrived = new Date(Math.max(rough.getTime(), outcome.at.getTime() + 3 * minute));
  return none.map((_, place) => {
    const at = shift(arrived, place * 4000);
    return at < earlier(event.endsAt, now) && random.chance(0.978) ? at : null;
  });
}

const shown = ({ fate }: Occasion) =>
  fate === "completed" || fate === "archived" ? 0.905 : fate === "live" ? 0.62 : 0;
