import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { cancelEvent } from "#lib/events/commands";
import { parseListState } from "#lib/system/list";
import { exportStream } from "#lib/system/list-export";
import { listPage } from "#lib/system/list-query";
import { retryRefund, startRefundRun } from "#lib/ticketing/commands/serving";
import { refundOutcomeList } from "#lib/ticketing/refund-outcomes";
import { asTheWorker, closeSales, refused, row, sell, settleRefund, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

/** A cancelled event whose three buyers were refunded: one got the money, one's card is closed, one paid without a gateway. */
async function refunded() {
  const at = await shop([{ price: "20.00" }]);
  const orders = [await sell(at), await sell(at), await sell(at)];
  await cancelEvent(at.organizer, { id: at.eventId });
  await admin.query("update ticketing.orders set gateway = null where id = $1", [orders[2]?.orderId]);
  const { runId } = await startRefundRun(at.organizer, { eventId: at.eventId, reason: "The storm took the roof" });
  const work = () => asTheWorker<number>(at.org.id, "select ticketing.run_refunds($1, 100) as answer", [runId]);
  await work();
  const refundOf = (n: number) =>
    row<{ id: string; amount: string }>(
      "select id, amount_minor::text as amount from ticketing.refunds where order_id = $1 order by id desc limit 1",
      [orders[n]?.orderId],
    );
  const first = await refundOf(0);
  await settleRefund(at.org.id, first.id, first.amount);
  const fail = async () =>
    asTheWorker(at.org.id, "select ticketing.fail_refund($1::jsonb) as answer", [
      JSON.stringify({ organization_id: at.org.id, refund_id: (await refundOf(1)).id, reason: "The card is closed." }),
    ]);
  await fail();
  const scope = { slug: at.org.slug, zone: "UTC", currency: "USD" };
  const rows = async (search = "", who: Actor = at.organizer) =>
    (
      await readAsTenant(who, (tx) =>
        listPage(tx, refundOutcomeList, parseListState(refundOutcomeList.spec, new URLSearchParams(search)), scope),
      )
    ).rows;
  const outcome = async (n: number) => (await rows()).find((one) => one.order === orders[n]?.number);
  return { ...at, runId, orders, work, fail, refundOf, rows, outcome, scope };
}

test("the outcomes of a run are a list: counted by outcome, with the reason, and as a file", async () => {
  const at = await refunded();
  assert.deepEqual((await at.rows()).map((one) => one.outcome).sort(), ["failed", "failed", "refunded"]);
  const failed = await at.rows("f.outcome=failed");
  assert.deepEqual(failed.map((one) => one.problem).sort(), [
    "The card is closed.",
    "This order was not paid through a gateway. Refund it on its own page, and choose where the money leaves from.",
  ]);
  const text = await new Response(
    exportStream(at.organizer, refundOutcomeList, new URLSearchParams("sort=-order"), at.scope),
  ).text();
  const lines = text.split("\r\n");
  assert.equal(lines[0], "Order,Buyer,Event,Outcome,Refund,Still with us,Why not,Tried (UTC),Currency");
  assert.equal(lines.filter((line) => line.includes("Failed,")).length, 2);
  assert.ok(
    lines.some((line) => /Refunded,20\.00,0\.00,,.*,USD$/.test(line)),
    text,
  );
  const stranger = await given.person("admin", await given.organization());
  assert.deepEqual(await at.rows("", stranger), []);
});

test("what failed is tried again one by one or many together, each as a new refund; what was refunded is not", async () => {
  const at = await refunded();
  const [closed, byHand, sent] = [await at.outcome(1), await at.outcome(2), await at.outcome(0)];
  assert.match((await refused(retryRefund(at.organizer, { id: sent?.id }))).message, /did not fail/);
  await retryRefund(at.organizer, { id: closed?.id });
  // The run is going again; a second one joins it, and is not tried twice for it.
  await retryRefund(at.organizer, { id: byHand?.id });
  assert.equal((await refused(retryRefund(at.organizer, { id: closed?.id }))).code, "P0S01");
  assert.equal(await at.work(), 0);
  assert.deepEqual([(await at.outcome(1))?.outcome, (await at.outcome(2))?.outcome], ["underway", "failed"]);
  const second = await at.refundOf(1);
  await settleRefund(at.org.id, second.id, second.amount);
  assert.equal((await at.outcome(1))?.outcome, "refunded");
  assert.equal(
    (await admin.query("select from ticketing.refunds where order_id = $1", [at.orders[1]?.orderId])).rowCount,
    2,
  );
  const viewer = await given.person("viewer", at.org);
  await assert.rejects(retryRefund(viewer, { id: byHand?.id }), { code: "forbidden" });
  const stranger = await given.person("admin", await given.organization());
  assert.equal((await refused(retryRefund(stranger, { id: byHand?.id }))).code, "P0002");
});
