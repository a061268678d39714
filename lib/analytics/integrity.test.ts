import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed, seen } from "#lib/analytics/analytics.given";
import { financeOf } from "#lib/analytics/queries/finance";
import { financeRowsBehind } from "#lib/analytics/queries/finance-rows";
import { countsOf, lastChecks } from "#lib/analytics/queries/integrity";
import { periodOf } from "#lib/analytics/rules";
import { financePoints } from "#lib/analytics/rules/finance";
import type { FinanceRowKind } from "#lib/analytics/rules/finance-rows";
import { bucketsOf } from "#lib/analytics/rules/series";
import { refundOrder } from "#lib/ticketing/commands";
import { balance, closeSales, sell, settleRefund, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

type Checked = { check: string; ok: boolean; detail: string };
const checked = async (id: string) =>
  new Map(
    (await admin.query<Checked>("select * from analytics.integrity_of($1)", [id])).rows.map((row) => [row.check, row]),
  );

test("rollups are proven against orders and visits: a wrong figure is named, and a rebuild puts it right", async () => {
  const at = await shop([{ price: "20.00" }]);
  await sell(at, 2);
  await seen(at.org, [{ at: new Date(), event: at.eventId }]);
  const whole = [...(await checked(at.org.id)).values()];
  assert.deepEqual(
    whole.filter(({ ok }) => !ok),
    [],
    "what waits for the next run is no fault",
  );
  await refreshed();
  assert.deepEqual(
    [...(await checked(at.org.id)).values()].filter(({ ok }) => !ok),
    [],
  );
  await admin.query(
    "update analytics.daily_sales set gross_minor = gross_minor + 1, orders = orders + 1 where organization_id = $1 and orders > 0",
    [at.org.id],
  );
  await admin.query("update analytics.daily_traffic set views = views + 5 where organization_id = $1", [at.org.id]);
  const broken = await checked(at.org.id);
  assert.match(
    broken.get("rollups.sales")?.detail ?? "",
    /^1 events differ: Summer Night .*: 2 orders of 4001 rolled up, 1 of 4000 sold$/,
  );
  assert.match(broken.get("rollups.visits")?.detail ?? "", /^1 days differ: \d{4}-\d\d-\d\d: 6 rolled up, 1 there$/);
  assert.equal(broken.get("rollups.tiers")?.ok, false);
  await admin.query("select analytics.rebuild($1)", [at.org.id]);
  assert.deepEqual(
    [...(await checked(at.org.id)).values()].filter(({ ok }) => !ok),
    [],
  );
});

test("the nightly look keeps what it found, and the organization reads its own", async () => {
  const at = await shop([{ price: "20.00" }]);
  await sell(at, 1);
  await refreshed();
  await admin.query("select system.check_integrity_of($1)", [at.org.id]);
  const finance = await given.person("finance", at.org);
  const [checks, counts] = await readAsTenant(
    finance,
    async (tx) => [await lastChecks(tx), await countsOf(tx)] as const,
  );
  assert.ok(checks.length > 8 && checks.every(({ ok }) => ok), JSON.stringify(checks.filter(({ ok }) => !ok)));
  assert.equal(counts.find(({ name }) => name === "Orders")?.count, 1);
  const stranger = await given.person("finance", await given.organization());
  assert.deepEqual(await readAsTenant(stranger, lastChecks), []);
});

test("the finance dashboard ends where the ledger stands", async () => {
  const at = await shop([{ price: "50.00" }]);
  const order = await sell(at, 2);
  const finance = await given.person("finance", at.org);
  const asked = await refundOrder(finance, {
    orderId: order.orderId,
    amount: "10.00",
    reason: "Rain",
    key: `form-${at.eventId}`,
  });
  await settleRefund(at.org.id, asked.refundId ?? "", asked.amountMinor);
  await refreshed();
  const { current: period } = periodOf("30d", new Date(), at.org.zone);
  const found = await readAsTenant(finance, (tx) => financeOf(tx, { period, currency: "USD" }));
  const points = financePoints(found, bucketsOf({ period }, "30d"));
  const sum = (figure: (one: (typeof points)[number]) => bigint) =>
    points.reduce((total, one) => total + figure(one), 0n);
  assert.equal(points.at(-1)?.walletMinor, await balance(at.org.id, "assets:wallet"));
  assert.equal(
    sum((one) => one.incomeMinor),
    -(await balance(at.org.id, "income:tickets")),
  );
  assert.equal(
    sum((one) => one.refundsMinor),
    1000n,
  );
  const fees =
    (await balance(at.org.id, "expenses:platform-fees")) + (await balance(at.org.id, "expenses:processing-fees"));
  assert.equal(
    sum((one) => one.feesMinor),
    fees,
  );
  const behind = (kind: FinanceRowKind) =>
    readAsTenant(finance, (tx) => financeRowsBehind(tx, { kind, period, currency: "USD", page: 1 }));
  assert.equal((await behind("fees")).amountMinor, fees.toString(), "the figure is the sum of its entries");
  assert.equal((await behind("held")).amountMinor, (points.at(-1)?.heldMinor ?? 0n).toString());
  assert.equal((await behind("income")).amountMinor, sum((one) => one.incomeMinor).toString());
});
