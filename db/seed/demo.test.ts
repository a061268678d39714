import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { after, drains, quartersBefore } from "#db/seed/journal";
import { people } from "#db/seed/people";
import { day, type Occasion, type Order, type Programme, type Tier } from "#db/seed/plan";
import { programmes } from "#db/seed/programmes";
import { grantableRoles } from "#lib/permissions";

/** A Wednesday noon in spring, and another moment two weeks later. */
const noon = new Date("2026-04-15T12:00:00Z");
const plans = programmes(noon);
const events = plans.flatMap((plan) => plan.events);
const orders = plans.flatMap((plan) => plan.orders);
const paid = orders.filter((order) => order.outcome.state === "paid");

/** The same for the same plan, whatever its size. */
function digest(plan: readonly Programme[]): string {
  const text = JSON.stringify(plan, (key, value) =>
    key === "event" ? (value as Occasion).slug : typeof value === "bigint" ? String(value) : value,
  );
  return createHash("sha256").update(text).digest("hex");
}

function soldOf(some: readonly Order[]): Map<Tier, number> {
  const sold = new Map<Tier, number>();
  for (const { items } of some) {
    for (const { tier, quantity } of items) sold.set(tier, (sold.get(tier) ?? 0) + quantity);
  }
  return sold;
}

const counted = (slug: string) => plans.find(({ house }) => house.slug === slug)?.orders.length ?? 0;

test("the same moment gives the same demo, and another moment another one", () => {
  assert.equal(digest(programmes(noon)), digest(plans));
  assert.notEqual(digest(programmes(new Date(noon.getTime() + 14 * day))), digest(plans));
});

test("each house has about as many orders as its size asks for", () => {
  assert.ok(
    counted("lantern-fields") > 15_000 && counted("lantern-fields") < 25_000,
    String(counted("lantern-fields")),
  );
  assert.ok(counted("ember-and-rice") > 4_000 && counted("ember-and-rice") < 6_500, String(counted("ember-and-rice")));
  assert.ok(counted("maison-vire") > 3_000 && counted("maison-vire") < 6_000, String(counted("maison-vire")));
});

test("whenever it is started, every fate is there, one event is on, and four months ahead are planned", () => {
  for (const at of ["2026-01-02T03:00:00Z", "2026-04-15T12:00:00Z", "2026-08-20T22:00:00Z", "2026-11-30T23:30:00Z"]) {
    const now = new Date(at);
    const all = programmes(now).flatMap((plan) => plan.events);
    const fates = new Set(all.map((event) => event.fate));
    for (const fate of ["draft", "published", "live", "cancelled", "completed", "archived"] as const) {
      assert.ok(fates.has(fate), `${fate} at ${at}`);
    }
    assert.ok(
      all.some((event) => event.startsAt.getTime() > now.getTime() + 90 * day),
      at,
    );
    assert.ok(
      all.some((event) => event.startsAt.getTime() < now.getTime() - 700 * day),
      at,
    );
    for (const { slug, fate, startsAt, endsAt } of all) {
      if (fate === "live") assert.ok(startsAt <= now && now < endsAt, slug);
      if (fate === "completed" || fate === "archived") assert.ok(endsAt <= now, slug);
      if (fate === "published") assert.ok(startsAt > now, slug);
    }
  }
});

test("addresses of events, numbers of orders and e-mail addresses of people are their own", () => {
  for (const { events: some, orders: theirs } of plans) {
    assert.equal(new Set(some.map(({ slug }) => slug)).size, some.length);
    assert.equal(new Set(theirs.map(({ number }) => number)).size, theirs.length);
    for (const { slug, name } of some) assert.match(`${slug} ${name}`, /^[a-z0-9]+(-[a-z0-9]+)* .{3,120}$/);
  }
  assert.equal(new Set(people.map(({ email }) => email)).size, people.length);
  for (const { email } of people) assert.match(email, /\.example$/);
});

test("nobody buys outside a sale, after it was stopped, or in the future", () => {
  assert.ok(orders.length > 20_000);
  for (const { number, event, items, createdAt, outcome } of orders) {
    for (const { tier } of items) {
      assert.ok(
        tier.saleStartsAt <= createdAt && createdAt < tier.saleEndsAt,
        `${number} at ${createdAt.toISOString()}`,
      );
    }
    assert.ok(event.publishedAt && event.publishedAt < createdAt, number);
    assert.ok(createdAt <= outcome.at && outcome.at <= noon, number);
    if (event.stopped) assert.ok(createdAt < event.stopped.at, number);
  }
});

test("no tier is sold beyond its quota, some are sold out, and the tiers fit their venue", () => {
  const sold = soldOf(paid);
  assert.ok(sold.size > 200);
  for (const [tier, quantity] of sold) assert.ok(quantity <= tier.quota, `${tier.name}: ${quantity} of ${tier.quota}`);
  assert.ok([...sold].some(([tier, quantity]) => quantity === tier.quota));
  for (const { slug, tiers, capacity, venue } of events) {
    assert.ok(tiers.length > 0 && capacity === tiers.reduce((sum, tier) => sum + tier.quota, 0), slug);
    assert.ok(capacity <= venue.capacity, `${slug}: ${capacity} in ${venue.capacity}`);
    for (const tier of tiers) {
      assert.ok(tier.quota > 0 && tier.priceMinor >= 0n && tier.saleEndsAt > tier.saleStartsAt, slug);
    }
  }
});

test("prices are positive but for events that are free, and totals are the sum of what was bought and its tax", () => {
  const free = events.filter((event) => event.tiers.every((tier) => tier.priceMinor === 0n));
  assert.ok(free.length >= 3);
  for (const { house, orders: theirs } of plans) {
    for (const { items, totalMinor, taxMinor, quantity } of theirs) {
      const prices = items.reduce((sum, item) => sum + item.tier.priceMinor * BigInt(item.quantity), 0n);
      assert.equal(totalMinor, house.taxInclusive ? prices : prices + taxMinor);
      assert.ok(taxMinor >= 0n && (totalMinor === 0n || taxMinor < totalMinor));
      assert.equal(
        quantity,
        items.reduce((sum, item) => sum + item.quantity, 0),
      );
    }
  }
});

test("a refund is at most what was paid, follows the payment, and has a reason; a cancelled event gives all back", () => {
  const refunded = paid.filter((order) => order.refund);
  const share = refunded.length / paid.length;
  assert.ok(share > 0.015 && share < 0.07, String(share));
  assert.ok(refunded.some(({ refund, totalMinor }) => refund?.amountMinor === totalMinor));
  assert.ok(refunded.some(({ refund, totalMinor }) => refund && refund.amountMinor < totalMinor));
  for (const { refund, totalMinor, outcome } of refunded) {
    assert.ok(refund && refund.amountMinor > 0n && refund.amountMinor <= totalMinor);
    assert.ok(refund.at > outcome.at && refund.at <= noon && refund.reason.length >= 3);
  }
  const called = paid.filter(({ event, totalMinor }) => event.fate === "cancelled" && totalMinor > 0n);
  assert.ok(called.length > 20);
  for (const { refund, totalMinor } of called) assert.equal(refund?.amountMinor, totalMinor);
  for (const { refund, outcome } of orders) assert.ok(outcome.state === "paid" || !refund);
});

test("about 88 in a hundred come to what is over, and nobody is scanned before the payment or in the future", () => {
  const over = paid.filter(
    ({ event, refund, totalMinor }) =>
      (event.fate === "completed" || event.fate === "archived") && refund?.amountMinor !== totalMinor,
  );
  const scans = over.flatMap((order) => order.scans);
  const share = scans.filter(Boolean).length / scans.length;
  assert.ok(share > 0.85 && share < 0.91, String(share));
  for (const { scans: some, outcome, quantity } of paid) {
    assert.ok(some.length === 0 || some.length === quantity);
    for (const scan of some) assert.ok(!scan || (scan > outcome.at && scan <= noon));
  }
});

test("the second year is larger than the first", () => {
  for (const { house, orders: theirs } of plans) {
    const gross = (from: number, before: number) =>
      theirs.reduce((sum, { outcome, totalMinor, event }) => {
        const age = (noon.getTime() - outcome.at.getTime()) / day;
        const counts = outcome.state === "paid" && event.currency === house.currency && age >= from && age < before;
        return counts ? sum + Number(totalMinor) : sum;
      }, 0);
    assert.ok(gross(0, 365) > gross(365, 730), house.name);
  }
});

test("somebody can sign in with every role of each house, one waits, one is suspended, one works for two houses", () => {
  for (const { house } of plans) {
    const roles = people.flatMap(({ grants, state }) =>
      state ? [] : grants.filter((grant) => grant.organization === house.slug),
    );
    for (const role of grantableRoles.filter((one) => one !== "super_admin")) {
      assert.ok(
        roles.some((grant) => grant.role === role),
        `${role} of ${house.name}`,
      );
    }
    for (const { slug } of house.stations)
      assert.ok(roles.some((grant) => grant.role === "manager" && grant.station === slug));
  }
  assert.ok(people.some(({ grants }) => grants.some(({ role }) => role === "super_admin")));
  assert.deepEqual(people.flatMap(({ state }) => state ?? []).sort(), ["pending_approval", "suspended"]);
  assert.ok(people.some(({ grants }) => new Set(grants.map(({ organization }) => organization)).size === 2));
});

test("what is paid out leaves an account with nothing missing on any later day", () => {
  const movements = [
    { on: "2026-01-10", amountMinor: 900n },
    { on: "2026-02-05", amountMinor: -300n },
    { on: "2026-02-20", amountMinor: 500n },
    { on: "2026-03-05", amountMinor: -450n },
  ];
  const schedule = after(new Date("2026-04-15T00:00:00Z"), 1, 10).filter(({ on }) => on > "2026-01-31");
  assert.deepEqual(drains(movements, schedule), [
    { through: "2026-01-31", on: "2026-02-10", amountMinor: 600n },
    { through: "2026-02-28", on: "2026-03-10", amountMinor: 50n },
  ]);
});

test("only quarters that are over since a fortnight are closed", () => {
  assert.deepEqual(quartersBefore(new Date("2026-04-15T00:00:00Z")), ["2025-06-30", "2025-09-30", "2025-12-31"]);
  assert.equal(quartersBefore(noon).at(-1), "2026-03-31");
});
