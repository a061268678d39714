// A run of the rollups takes in every house: another file must not start one meanwhile.
import "#db/own-database.given";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refreshed, rollups, seen } from "#lib/analytics/analytics.given";
import { refundOrder } from "#lib/ticketing/commands";
import { scanTicket, undoScan } from "#lib/ticketing/commands/door";
import { sellByHand } from "#lib/ticketing/commands/room";
import { closeSales, hold, row, type Shop, sell, settleRefund, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const total = (rows: Record<string, unknown>[] | undefined, column: string) =>
  (rows ?? []).reduce((sum, one) => sum + Number(one[column]), 0);

async function refund(at: Shop, orderId: string, amount?: string) {
  const finance = await given.person("finance", at.org);
  const asked = await refundOrder(finance, { orderId, amount, reason: "Rain on the day", key: `form-${randomUUID()}` });
  await settleRefund(at.org.id, asked.refundId ?? "", asked.amountMinor);
}

test("a sale, its refund in parts, an admission and one taken back are in the rollups once, and the kinds of ticket add up to the sales", async () => {
  const at = await shop([{ price: "33.33" }, { price: "10.01" }]);
  const order = await sell(at, [1, 2]);
  await hold(at, 1);
  await refreshed();
  await refund(at, order.orderId, "7.77");
  await refreshed();
  await refund(at, order.orderId, "0.01");
  const other = await sell(at, [2, 0]);
  const ticket = await row<{ code: string }>("select code from ticketing.tickets where order_id = $1 limit 1", [
    other.orderId,
  ]);
  const show = () => scanTicket(at.organizer, { eventId: at.eventId, code: ticket.code, key: randomUUID() });
  const first = await show();
  await refreshed();
  await undoScan(at.organizer, { id: first.id });
  await refreshed();
  assert.equal(total((await rollups(at.org)).daily_sales, "arrivals"), 0, "taken back");
  await show();
  await refreshed();
  const all = await rollups(at.org);
  const sum = (table: string, column: string) => total(all[table], column);
  assert.equal(sum("daily_sales", "checkouts"), 3);
  assert.equal(sum("daily_sales", "orders"), 2);
  assert.equal(sum("daily_sales", "tickets"), 5);
  assert.equal(sum("daily_sales", "gross_minor"), 3333 + 2002 + 6666);
  assert.equal(sum("daily_sales", "refunded_minor"), 778);
  assert.equal(sum("daily_sales", "refunds"), 2);
  assert.equal(sum("daily_sales", "arrivals"), 1);
  for (const column of ["gross_minor", "refunded_minor", "tickets", "arrivals"]) {
    assert.equal(sum("daily_tiers", column), sum("daily_sales", column), column);
  }
  assert.equal(sum("hourly_activity", "orders"), 2);
  await admin.query("select analytics.rebuild($1)", [at.org.id]);
  assert.deepEqual(await rollups(at.org), all, "from scratch it is the same");
});

test("a refund of everything gives each kind of ticket back what it cost, and the tickets count as returned", async () => {
  const at = await shop([{ price: "9.99" }, { price: "5.00" }]);
  const order = await sell(at, [3, 1]);
  await refund(at, order.orderId, "11.11");
  await refund(at, order.orderId);
  await refreshed();
  const { daily_tiers: tiers = [], daily_sales: sales } = await rollups(at.org);
  assert.equal(tiers.length, 2);
  for (const tier of tiers) assert.equal(tier.refunded_minor, tier.gross_minor);
  assert.equal(total(sales, "returned"), 4);
  assert.equal(total(tiers, "returned"), 4);
});

test("a refund after the day was counted changes no past day: it counts on its own", async () => {
  const at = await shop([{ price: "20.00" }]);
  const order = await sell(at, 1);
  await admin.query(
    "update analytics.ticket_analytics set happened_at = now() - interval '3 days', written_by = pg_current_xact_id() where organization_id = $1 and kind = 'paid'",
    [at.org.id],
  );
  await refreshed();
  const sold = (await rollups(at.org)).daily_sales?.find((one) => Number(one.orders) === 1);
  await refund(at, order.orderId);
  await refreshed();
  const { daily_sales: days = [] } = await rollups(at.org);
  assert.deepEqual(
    days.find((one) => one.day === sold?.day),
    sold,
  );
  assert.equal(Number(days.find((one) => Number(one.refunds) === 1)?.refunded_minor), 2000);
});

test("what staff sell at the door is a sale and no visitor's checkout", async () => {
  const at = await shop([{ price: "20.00" }]);
  await sellByHand(at.organizer, {
    eventId: at.eventId,
    key: `sale-${randomUUID()}`,
    tickets: { [at.tiers[0]?.id ?? ""]: "2" },
    method: "cash",
    name: "At the door",
  });
  await refreshed();
  const { daily_sales: sales } = await rollups(at.org);
  assert.deepEqual([total(sales, "checkouts"), total(sales, "orders"), total(sales, "tickets")], [0, 1, 2]);
  assert.equal(sales?.find((one) => Number(one.orders) === 1)?.channel, "door");
});

test("what was sold before anybody noted it is noted by the first run, and once", async () => {
  const at = await shop([{ price: "20.00" }]);
  await sell(at, 2);
  await admin.query("delete from analytics.ticket_analytics where organization_id = $1", [at.org.id]);
  await admin.query("delete from analytics.rolled where organization_id = $1", [at.org.id]);
  await refreshed();
  await refreshed();
  assert.equal(total((await rollups(at.org)).daily_sales, "gross_minor"), 4000);
});

test("a worker killed in the middle of a run has done nothing, and the next run does all of it once", async () => {
  const house = await given.organization();
  await seen(house, [{ at: new Date() }, { at: new Date() }]);
  const entry = fileURLToPath(new URL("./rollup-crash.entry.ts", import.meta.url));
  const doomed = spawn(process.execPath, ["--conditions=react-server", entry], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  assert.match(String((await once(doomed.stdout, "data"))[0]), /in the middle/);
  doomed.kill("SIGKILL");
  const [, signal] = await once(doomed, "exit");
  assert.equal(signal, "SIGKILL");
  assert.deepEqual((await rollups(house)).daily_traffic, []);
  await refreshed();
  await refreshed();
  assert.equal(total((await rollups(house)).daily_traffic, "views"), 2);
});
