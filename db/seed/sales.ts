import { afterwards } from "#db/seed/afterwards";
import { buyersOf } from "#db/seed/buyers";
import {
  day,
  earlier,
  type House,
  minute,
  type Occasion,
  type Order,
  type OrderItem,
  shift,
  type Tier,
} from "#db/seed/plan";
import type { Random } from "#db/seed/random";
import { toLocal } from "#lib/time";

/**
 * Who bought what and when. Sales of an event begin with a rush when they open, go on at the pace of the week, and end
 * with those who decide in the last days; people buy in the evening and on Sundays. Nobody gets a ticket of a tier that
 * is full or not on sale at that moment, and nothing happens after `now`.
 */
export function ordersOf(house: House, events: readonly Occasion[], now: Date, random: Random): Order[] {
  const buyer = buyersOf(house.country, random.fork("buyers"));
  const numbers = new Set<string>();
  const number = random.fork("numbers");
  const orders: Order[] = [];
  for (const event of events) {
    if (!event.publishedAt) continue;
    const chance = random.fork(event.slug);
    const left = new Map(event.tiers.map((tier) => [tier, tier.quota]));
    for (const at of momentsOf(event, now, chance)) {
      const items = choose(event, at, left, chance);
      if (!items) continue;
      const outcome = outcomeOf(items, at, chance);
      if (outcome.at > now) continue;
      if (outcome.state === "paid")
        for (const { tier, quantity } of items) left.set(tier, (left.get(tier) ?? 0) - quantity);
      let code = number.letters(8);
      while (numbers.has(code)) code = number.letters(8);
      numbers.add(code);
      orders.push({
        ...bill(house, items),
        id: chance.uuid7(at),
        number: code,
        event,
        buyer: buyer(),
        items,
        createdAt: at,
        outcome,
        scans: [],
      });
    }
  }
  return afterwards(orders, now, random.fork("afterwards")).sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime(),
  );
}

/** The moments at which somebody would buy, in order; none after sales were stopped or after `now`. */
function momentsOf(event: Occasion, now: Date, random: Random): Date[] {
  const opens = new Date(Math.min(...event.tiers.map((tier) => tier.saleStartsAt.getTime())));
  const closes = new Date(Math.max(...event.tiers.map((tier) => tier.saleEndsAt.getTime())));
  const until = earlier(shift(now, -2 * minute), event.stopped ? earlier(closes, event.stopped.at) : closes);
  const offset = offsetOf(opens, event.venue.zone);
  const moments: Date[] = [];
  for (let wanted = 0; wanted < event.demand; wanted += 1) {
    const at = momentOf(opens, closes, offset, random);
    if (at > opens && at < until) moments.push(at);
  }
  return moments.sort((a, b) => a.getTime() - b.getTime());
}

/** How much each day of the week buys, Sunday first. */
const week = [1, 0.72, 0.7, 0.74, 0.86, 0.97, 0.82];
/** And each hour of the day. */
const hours = [3, 1, 0.5, 0.3, 0.3, 0.6, 2, 4, 6, 8, 10, 11, 13, 11, 10, 9, 9, 11, 13, 16, 19, 18, 12, 7].map(
  (weight, hour) => [hour, weight] as const,
);

function momentOf(opens: Date, closes: Date, offset: number, random: Random): Date {
  const span = closes.getTime() - opens.getTime();
  const kind = random.next();
  // The rush keeps its minutes; everybody else buys at an hour that people buy at.
  if (kind < 0.16) return shift(opens, random.wait(0.35 * day));
  for (;;) {
    const rough =
      kind < 0.58
        ? shift(opens, random.next() ** 1.15 * span)
        : shift(closes, -random.wait(Math.min(0.09 * span, 5 * day)) - 30 * minute);
    const local = shift(rough, offset);
    if (!random.chance(week[local.getUTCDay()] ?? 1)) continue;
    const evening = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), random.weighted(hours));
    const at = new Date(evening - offset + random.whole(0, 60 * minute - 1));
    return at > closes ? rough : at;
  }
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds; its summer time does not matter here. */
const offsetOf = (at: Date, zone: string) =>
  Date.parse(`${toLocal(at, zone)}:00Z`) - Math.floor(at.getTime() / minute) * minute;

/** What a party takes: a tier that is on sale and has room, sometimes with a second one. Null when everything is gone. */
function choose(event: Occasion, at: Date, left: Map<Tier, number>, random: Random): OrderItem[] | null {
  const open = event.tiers.filter(
    (tier) => tier.saleStartsAt <= at && at < tier.saleEndsAt && (left.get(tier) ?? 0) > 0,
  );
  if (open.length === 0) return null;
  const tier = random.weighted(open.map((one) => [one, one.share] as const));
  const party = random.weighted(event.parties);
  const quantity = Math.min(party, left.get(tier) ?? 0, tier.maxPerOrder);
  const second = open.find((one) => one !== tier);
  if (second && quantity > 1 && random.chance(0.05))
    return [
      { tier, quantity: quantity - 1 },
      { tier: second, quantity: 1 },
    ];
  return [{ tier, quantity }];
}

function outcomeOf(items: readonly OrderItem[], at: Date, random: Random): Order["outcome"] {
  const free = items.every(({ tier }) => tier.priceMinor === 0n);
  if (!free && random.chance(0.021))
    return { state: "failed", at: shift(at, random.whole(60, 300) * 1000), failure: random.pick(declines) };
  if (!free && random.chance(0.017))
    return { state: "expired", at: shift(at, 10 * minute), failure: "The time to pay was over." };
  return { state: "paid", at: shift(at, free ? 0 : random.whole(40, 420) * 1000) };
}

const declines = [
  "The bank declined this card.",
  "There is not enough money on this card.",
  "The bank could not confirm that it was you.",
];

/** What the buyer pays: the same tax, rounded half up once an order, as `ticketing.tax_of`. */
function bill(house: House, items: readonly OrderItem[]) {
  const prices = items.reduce((sum, { tier, quantity }) => sum + tier.priceMinor * BigInt(quantity), 0n);
  const rate = BigInt(house.taxRatePpm);
  const million = 1_000_000n;
  const taxMinor = house.taxInclusive
    ? (2n * prices * rate + million + rate) / (2n * (million + rate))
    : (2n * prices * rate + million) / (2n * million);
  return {
    quantity: items.reduce((sum, { quantity }) => sum + quantity, 0),
    totalMinor: house.taxInclusive ? prices : prices + taxMinor,
    taxMinor,
  };
}
