import "server-only";
import type { TenantTx } from "#db/tenant";
import { audienceOf } from "#lib/analytics/queries/audience";
import { boardOf } from "#lib/analytics/queries/board";
import { financeIn } from "#lib/analytics/queries/finance-board";
import { bookingReport } from "#lib/analytics/report-bookings";
import { changeSince, changeWords, neutral, periodOf } from "#lib/analytics/rules";
import {
  type Audience,
  AudienceFilter,
  audiencePanels,
  audiencePeriod,
  hiddenWords,
} from "#lib/analytics/rules/audience";
import { type Board, BoardFilter, visitorWords } from "#lib/analytics/rules/board";
import { comparedWith, comparedWords, daysWords } from "#lib/analytics/rules/compare";
import type { FinancePoint } from "#lib/analytics/rules/finance";
import { financePanels, sumOfPoints } from "#lib/analytics/rules/finance-panels";
import { boardCharts, boardTables } from "#lib/analytics/rules/panels";
import type { Dashboard, Report } from "#lib/analytics/rules/reports";
import { Refusal } from "#lib/errors";
import { eventById } from "#lib/events/queries";
import { formatMoney } from "#lib/money";
import { type Block, paper } from "#lib/payments/paper";
import { tableOf } from "#lib/payments/paper-chart";

type Search = Record<string, string | undefined>;
type House = { name: string; slug: string; zone: string; currency: string };

/** What a dashboard says, read with the rights of the transaction; "missing" when its event is not there any more. */
export function reportIn(
  tx: TenantTx,
  house: House,
  dashboard: Dashboard,
  search: Search,
  asOf: Date,
): Promise<Report> {
  if (dashboard === "audience") return audienceReport(tx, house, search, asOf);
  if (dashboard === "finance") return financeReport(tx, house, search, asOf);
  if (dashboard === "bookings") return bookingReport(tx, house, search, asOf);
  return boardReport(tx, house, search, asOf, dashboard === "event");
}

async function boardReport(tx: TenantTx, house: House, search: Search, asOf: Date, ofEvent: boolean): Promise<Report> {
  const filter = BoardFilter.parse(search);
  const event = filter.event ? await eventById(tx, filter.event) : null;
  if ((ofEvent || filter.event) && !event) throw new Refusal("missing", "That event is not there any more.");
  const currency = event?.currency ?? house.currency;
  const { current: period } = periodOf(filter.span, asOf, house.zone);
  const previous = comparedWith(period, filter.compare);
  const found = await boardOf(tx, { filter, period, previous, currency });
  const board: Board = { ...found, zone: house.zone, currency, period };
  const compared = filter.compare === "none" ? null : comparedWords(filter.span, filter.compare);
  const { totals } = board;
  const change = (now: bigint, then: bigint) => (compared ? changeWords(changeSince(now, then, compared)) : undefined);
  const money = (minor: string) => formatMoney(BigInt(minor), currency);
  return {
    title: event ? event.name : "Analytics",
    period: daysWords(period),
    compared: compared ? daysWords(previous) : null,
    zone: house.zone,
    currency,
    asOf: board.asOf ? new Date(board.asOf) : asOf,
    figures: [
      {
        label: "Page views",
        value: totals.views.toLocaleString("en"),
        change: change(BigInt(totals.views), BigInt(board.previous.views)),
      },
      { label: "Visitors who agreed", value: visitorWords(totals.visitors) },
      {
        label: "Orders paid",
        value: totals.orders.toLocaleString("en"),
        change: change(BigInt(totals.orders), BigInt(board.previous.orders)),
      },
      { label: "Tickets", value: totals.tickets.toLocaleString("en") },
      {
        label: "Sales, tax included",
        value: money(totals.grossMinor),
        change: change(BigInt(totals.grossMinor), BigInt(board.previous.grossMinor)),
      },
      { label: "Refunded", value: money(totals.refundedMinor) },
    ],
    panels: [...boardCharts({ slug: house.slug, filter, board }), ...boardTables({ slug: house.slug, filter, board })],
  };
}

async function financeReport(tx: TenantTx, house: House, search: Search, asOf: Date): Promise<Report> {
  const { finance, wallet } = await financeIn(tx, house, search, asOf);
  const { currency, span, compare, period, points, before } = finance;
  const compared = compare === "none" ? null : comparedWords(span, compare);
  const figure = (label: string, of: (point: FinancePoint) => bigint) => {
    const now = sumOfPoints(points, of);
    const change = compared ? changeWords(neutral(changeSince(now, sumOfPoints(before, of), compared))) : undefined;
    return { label, value: formatMoney(now, currency), change };
  };
  return {
    title: "Money over time",
    period: daysWords(period),
    compared: compared ? daysWords(comparedWith(period, compare)) : null,
    zone: house.zone,
    currency,
    asOf,
    figures: [
      { label: "Wallet, available", value: formatMoney(wallet?.availableMinor ?? 0n, currency) },
      { label: "Held for others", value: formatMoney(points.at(-1)?.heldMinor ?? 0n, currency) },
      figure("Income, net of refunds", (one) => one.incomeMinor),
      figure("Fees", (one) => one.feesMinor),
      figure("Refunds", (one) => one.refundsMinor),
      figure("Payouts", (one) => one.payoutsMinor),
    ],
    panels: financePanels(finance),
  };
}

async function audienceReport(tx: TenantTx, house: House, search: Search, asOf: Date): Promise<Report> {
  const { event, months } = AudienceFilter.parse(search);
  const found = event ? await eventById(tx, event) : null;
  if (event && !found) throw new Refusal("missing", "That event is not there any more.");
  const audience = await audienceOf(tx, event ? { event } : { months: Number(months) });
  const people = (one: Audience["buyers"]) => one.people?.toLocaleString("en") ?? `Hidden. ${hiddenWords(one)}`;
  return {
    title: found ? `Audience of ${found.name}` : "Audience",
    period: audiencePeriod(audience, house.zone),
    compared: null,
    zone: house.zone,
    currency: house.currency,
    asOf,
    figures: [
      { label: "Buyers", value: people(audience.buyers) },
      { label: "Visitors who agreed", value: people(audience.visitors) },
      { label: "A group has at least", value: `${audience.k} people` },
    ],
    panels: audiencePanels(audience),
  };
}

/** A report as PDF: its figures, and each panel as a chart and as the rows it is drawn from. */
export function reportPaper(report: Report, house: { name: string }, only?: string): Promise<Buffer> {
  const panels = report.panels.filter(({ key }) => !only || key === only);
  const [first] = panels;
  const blocks: Block[] = [];
  if (!only)
    blocks.push({
      kind: "facts",
      facts: report.figures.map(
        ({ label, value, change }) => [label, change ? `${value} (${change})` : value] as const,
      ),
    });
  for (const panel of panels) {
    if (!only) blocks.push({ kind: "heading", text: panel.title });
    if (panel.description) blocks.push({ kind: "text", text: panel.description, muted: true });
    if (panel.shape !== "table") blocks.push({ kind: "chart", panel: { ...panel, shape: panel.shape } });
    blocks.push({ kind: "text", text: panel.summary }, tableOf(panel));
  }
  return paper({
    title: only && first ? `${report.title}: ${first.title}` : report.title,
    organization: { name: house.name },
    currencies: panels.some(({ currency }) => currency) ? [report.currency] : [],
    zone: report.zone,
    madeAt: report.asOf,
    span: report.compared ? `${report.period}, compared with ${report.compared}` : report.period,
    blocks,
  });
}
