import assert from "node:assert/strict";
import { after, test } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { refreshed, seen } from "#lib/analytics/analytics.given";
import { reportIn, reportPaper } from "#lib/analytics/report";
import { dashboardPath, reportHref } from "#lib/analytics/rules/reports";
import { drawChart, drawTable } from "#lib/system/drawing";
import type { Panel } from "#lib/system/figures";
import { panelCsv } from "#lib/system/panel-csv";
import { refundOrder } from "#lib/ticketing/commands";
import { closeSales, sell, settleRefund, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const facts = { period: "1 Oct 2026 to 2 Oct 2026", zone: "Europe/Lisbon", asOf: "now" };

test("the rows of a panel's file add up to the panel, in money of any number of decimals, and no cell runs as a formula", async () => {
  const minor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string(), minor, fc.nat()), { maxLength: 20 }),
      fc.constantFrom(["USD", 2], ["JPY", 0], ["KWD", 3]),
      (rows, [currency, digits]) => {
        const panel: Panel = {
          key: "sales",
          title: "=HYPERLINK(1)",
          axis: "Day",
          shape: "bar",
          summary: "",
          currency: String(currency),
          series: [
            { key: "gross", label: "Sales", color: 1 },
            { key: "count", label: "Orders", color: 2, plain: true },
          ],
          points: rows.map(([label, gross, count]) => ({ label, gross: gross.toString(), count })),
        };
        const read: string[][] = parse(panelCsv(panel, facts), { bom: true, relax_column_count: true });
        const lines = read.slice(1, 1 + rows.length);
        assert.deepEqual(read.at(-1), ["# rows", String(rows.length)]);
        const sum = lines.reduce((total, [, gross = ""]) => total + BigInt(gross.replace(".", "")), 0n);
        assert.equal(
          sum,
          rows.reduce((total, [, gross]) => total + gross, 0n),
        );
        for (const [label = "", gross = "", count, said] of lines) {
          assert.match(gross, digits ? new RegExp(`^-?\\d+\\.\\d{${digits}}$`) : /^-?\d+$/);
          assert.equal(said, currency);
          assert.match(String(count), /^\d+$/);
          assert.doesNotMatch(label, /^[=+@\t]/);
        }
        assert.doesNotMatch(panelCsv(panel, facts), /^=/m);
      },
    ),
  );
});

test("a drawing stays within its frame and is as high as its figures, losses below the line", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 1e9 })), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.constantFrom("bar" as const, "stacked" as const, "line" as const),
      (rows, shape) => {
        const panel: Panel = {
          ...{ key: "x", title: "x", axis: "Day", summary: "", shape },
          series: [
            { key: "a", label: "One", color: 1 },
            { key: "b", label: "Two", color: 2 },
            { key: "c", label: "A year before", color: 6, compared: 1 },
          ],
          points: rows.map(([a, b], n) => ({ label: `Oct ${n}`, a, b, c: b })),
        };
        const { width, height, shapes } = drawChart(panel, 480, 170);
        assert.ok(
          shapes.some((one) => one.kind === "line" && one.dash),
          "the other days are a broken line",
        );
        for (const one of shapes) {
          const ys =
            one.kind === "line"
              ? one.points.map(([, y]) => y)
              : one.kind === "rect"
                ? [one.y, one.y + one.height]
                : [one.y];
          for (const y of ys) assert.ok(y > -5 && y < height + 1, `${one.kind} at ${y}`);
          if (one.kind === "rect") assert.ok(one.x >= 0 && one.x + one.width <= width && one.height >= 0);
        }
        assert.equal(drawTable(panel, 480).shapes.filter(({ kind }) => kind === "text").length, (rows.length + 1) * 4);
      },
    ),
  );
});

test("the paper of a dashboard holds each panel as a chart and as its rows, of one organization only", async () => {
  const at = await shop([{ price: "33.33" }, { price: "10.00" }]);
  const finance = await given.person("finance", at.org);
  const sold = await sell(at, [1, 2]);
  const asked = await refundOrder(finance, {
    orderId: sold.orderId,
    amount: "7.77",
    reason: "Rain",
    key: `form-${at.eventId}`,
  });
  await settleRefund(at.org.id, asked.refundId ?? "", asked.amountMinor);
  await seen(at.org, [{ at: new Date(), event: at.eventId }]);
  await refreshed();
  const house = { name: "Lantern Nights", slug: at.org.slug, zone: at.org.zone, currency: "USD" };
  const report = (who: typeof finance, dashboard: "organization" | "event" | "finance", search = {}) =>
    readAsTenant(who, (tx) => reportIn(tx, house, dashboard, search, new Date()));
  const whole = await report(finance, "organization", { span: "7d", compare: "year" });
  assert.deepEqual(
    whole.panels.map(({ key }) => key),
    ["sales", "views", "funnel", "sources", "hours", "events"],
  );
  const [sales] = whole.panels;
  const gross = sales?.points.reduce((sum, { gross }) => sum + BigInt(gross ?? 0), 0n);
  assert.equal(gross, 5333n);
  const one = await report(finance, "event", { event: at.eventId });
  assert.equal(one.panels[0]?.key, "tiers");
  const money = await report(finance, "finance", { span: "30d" });
  assert.deepEqual(
    money.panels.map(({ key }) => key),
    ["balances", "income", "payouts"],
  );
  for (const [found, only] of [
    [whole, undefined],
    [money, undefined],
    [one, "tiers"],
  ] as const) {
    const file = await reportPaper(found, house, only);
    assert.equal(file.subarray(0, 5).toString(), "%PDF-");
    assert.deepEqual(await reportPaper(found, house, only), file, "the same of the same moment");
  }
  const stranger = await given.person("finance", await given.organization());
  await assert.rejects(report(stranger, "event", { event: at.eventId }), /not there any more/);
  assert.equal(
    dashboardPath("x", "event", { event: "e1", span: "7d", channel: undefined }),
    "/x/analytics/events/e1?span=7d",
  );
  assert.equal(
    reportHref("x", "finance", "span=7d", "income"),
    "/api/x/analytics/report?span=7d&dashboard=finance&panel=income",
  );
});
