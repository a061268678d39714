import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { sellByHand } from "#lib/ticketing/commands/room";
import { unsound } from "#lib/ticketing/selling.given";
import { balance, closeSales, refused, row, shop, tierOf } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

test("cash at the door is in the drawer and in the books, once a form, from the same stock", async () => {
  const org = await given.organization({ taxRatePpm: 190_000 });
  const at = await shop([{ price: "11.90", quota: 3 }], { org });
  const staff = await given.person("staff", org);
  const tickets = { [at.tiers[0]?.id ?? ""]: "2" };
  const sale = { eventId: at.eventId, key: "door-sale-1", tickets, method: "cash" };
  const [one, two] = await Promise.all([sellByHand(staff, sale), sellByHand(staff, sale)]);
  assert.equal(one.orderId, two.orderId);
  assert.equal(await balance(org.id, "assets:cash-drawer:main"), 2380n);
  assert.equal(await balance(org.id, "liabilities:tax:sales"), -380n);
  assert.deepEqual(await tierOf(at), { held: 0, sold: 2, quota: 3 });
  assert.match((await refused(sellByHand(staff, { ...sale, key: "door-sale-2" }))).message, /^Only 1 left/);
  await assert.rejects(sellByHand(await given.person("viewer", org), sale), { code: "forbidden" });
  const free = await sellByHand(staff, {
    ...sale,
    key: "door-sale-3",
    tickets: { [at.tiers[0]?.id ?? ""]: "1" },
    method: "free",
    name: "Press",
  });
  assert.equal(free.totalMinor, 0n);
  const stranger = await given.person("staff", await given.organization());
  assert.equal(
    (
      await refused(
        sellByHand(stranger, { ...sale, key: "door-sale-4" }).catch((error) =>
          Promise.reject(Object.assign(new Error(error.message), { code: "P0002" })),
        ),
      )
    ).message,
    "That event is not here any more, or not yours.",
  );
  assert.deepEqual(await unsound(org), []);
});

test("a sale by hand on an invoice is that invoice's posting, and the order says the same", async () => {
  const at = await shop([{ price: "100.00" }]);
  const party = await row<{ id: string }>(
    "insert into payments.parties (organization_id, kind, name, country) values ($1, 'customer', 'Harbour Works', 'DE') returning id",
    [at.org.id],
  );
  const sold = await sellByHand(at.organizer, {
    eventId: at.eventId,
    key: "invoice-sale-1",
    tickets: { [at.tiers[0]?.id ?? ""]: "2" },
    method: "invoice",
    name: "Harbour Works",
    partyId: party.id,
  });
  const order = await row<{ state: string; method: string; total: string; same: boolean }>(
    `select o.state, o.method, o.total_minor::text as total, exists (select from payments.transactions t join payments.invoices i on i.organization_id = t.organization_id and i.id = t.invoice_id
       where t.organization_id = o.organization_id and t.group_id = o.group_id and i.total_minor = o.total_minor) as same from ticketing.orders o where id = $1`,
    [sold.orderId],
  );
  assert.deepEqual([order.state, order.method, order.same], ["paid", "invoice", true]);
  assert.equal(await balance(at.org.id, `assets:receivable:${party.id}`), BigInt(order.total));
  assert.deepEqual(await unsound(at.org), []);
});
