import { emberAndRiceEvents } from "#db/seed/ember-and-rice";
import { emberAndRice, lanternFields, maisonVire } from "#db/seed/houses";
import { lanternFieldsEvents } from "#db/seed/lantern-fields";
import { maisonVireEvents } from "#db/seed/maison-vire";
import type { Programme } from "#db/seed/plan";
import { randomFrom } from "#db/seed/random";
import { ordersOf } from "#db/seed/sales";

/** Everything that happened in the three houses until `now`, and what is planned. The same for the same moment. */
export function programmes(now: Date): Programme[] {
  const seed = randomFrom("greenroom");
  const plans = [
    [lanternFields, lanternFieldsEvents],
    [emberAndRice, emberAndRiceEvents],
    [maisonVire, maisonVireEvents],
  ] as const;
  return plans.map(([house, plan]) => {
    const random = seed.fork(house.slug);
    const events = plan(now, random.fork("events"));
    return { house, events, orders: ordersOf(house, events, now, random.fork("orders")) };
  });
}
