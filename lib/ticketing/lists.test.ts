import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { eventList } from "#lib/events/lists";
import { parseListState } from "#lib/system/list";
import { type ListDefinition, listPage } from "#lib/system/list-query";
import { attendeeList, attendeesOf, orderList, ordersOf } from "#lib/ticketing/lists";
import { eventSales } from "#lib/ticketing/queries";
import { begin, closeSales, hold, type Shop, sell, shop } from "#lib/ticketing/ticketing.given";

let at: Shop;
let other: Shop;
before(async () => {
  at = await shop([
    { name: "Stalls", price: "20" },
    { name: "Balcony", price: "30" },
  ]);
  other = await shop([{}], { org: at.org, organizer: at.organizer });
  for (const quantity of [[2], [1, 1], [0, 3]]) await sell(at, quantity);
  await sell(other);
  await begin(await hold(at, [4]));
});
after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const page = (list: ListDefinition, search = "", who: Actor = at.organizer) =>
  readAsTenant(who, (tx) =>
    listPage(tx, list, parseListState(list.spec, new URLSearchParams(search)), {
      slug: at.org.slug,
      zone: "UTC",
      currency: "USD",
    }),
  );

test("every list can be sorted by each of its columns, narrowed by each of its filters, and searched", async () => {
  const samples = {
    text: "a",
    "date-range": "2020-01-01..2049-01-01",
    "money-range": "0..999999",
    boolean: "yes",
  } as const;
  for (const list of [eventList, orderList, attendeeList]) {
    const whole = await page(list);
    assert.ok(whole.rows.length > 1, list.name);
    for (const { key, sortable, filter, options } of list.spec.columns) {
      if (sortable) {
        const up = await page(list, `sort=${key}`);
        const down = await page(list, `sort=-${key}`);
        assert.equal(up.rows.length, whole.rows.length, `${list.name} by ${key}`);
        assert.deepEqual(
          up.rows.map((row) => row.id).reverse(),
          down.rows.map((row) => row.id),
          `${list.name} by ${key}`,
        );
      }
      if (!filter) continue;
      const value = filter === "enum" ? options?.map((option) => option.value).join(",") : samples[filter];
      const found = await page(list, `f.${key}=${value}`);
      assert.ok(found.rows.length <= whole.rows.length, `${list.name} narrowed by ${key}`);
      if (filter !== "text" && key !== "redeemedAt")
        assert.equal(found.rows.length, whole.rows.length, `${list.name} by all of ${key}`);
    }
    assert.equal((await page(list, "q=nobody-is-called-this")).rows.length, 0);
  }
  assert.equal((await page(orderList, "q=ana")).rows.length, 5);
});

test("an event's lists and figures hold that event's sales and no other's", async () => {
  assert.equal((await page(ordersOf(at.eventId))).rows.length, 4);
  assert.equal((await page(ordersOf(other.eventId))).rows.length, 1);
  assert.equal((await page(attendeesOf(at.eventId), "f.tier=Balcony")).rows.length, 4);
  const sales = await readAsTenant(at.organizer, (tx) => eventSales(tx, at.eventId));
  const figures = {
    quota: 200,
    held: 4,
    sold: 7,
    left: 189,
    orders: 3,
    paidMinor: 18_000n,
    refundedMinor: 0n,
    checkedIn: 0,
  };
  assert.deepEqual(sales, figures);
  const [row] = (await page(eventList, "sort=createdAt")).rows;
  assert.deepEqual([row?.sold, row?.revenue], [7, { minor: "18000", currency: "USD", digits: 2 }]);
});

test("another organization's lists hold nothing of it", async () => {
  const stranger = await given.person("admin", await given.organization());
  for (const list of [eventList, orderList, attendeeList, ordersOf(at.eventId)]) {
    assert.deepEqual((await page(list, "", stranger)).rows, [], list.name);
  }
});
