import "server-only";
import { firstSteps, salesByDay, upcomingEvents } from "#lib/analytics/queries";
import { changeSince, type Period, periodOf, type SpanKey, seriesOf } from "#lib/analytics/rules";
import { comparedWords } from "#lib/analytics/rules/compare";
import { wallet } from "#lib/payments/queries/reports";
import { can, type Permission } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

/**
 * The first page of an organization, for what this person may see: sales need `analytics:read` and
 * `ticketing:read`, the wallet `payments:read`. Revenue is ticket income in the ledger, net of tax and refunds, in the
 * organization's currency; other currencies are named, never added.
 */
export async function overview(span: SpanKey) {
  const actor = await requireActor("organizations:read");
  const organization = await openOrganization();
  const now = new Date();
  const { current, previous } = periodOf(span, now, organization.zone);
  const may = (...needs: Permission[]) => needs.every((one) => can(actor, one));
  const facts = await read("organizations:read", async (tx) => {
    const sales = async (period: Period) =>
      salesByDay(tx, { ...period, currency: organization.currency, zone: organization.zone });
    const both = may("analytics:read", "ticketing:read", "payments:read");
    return {
      sales: both ? { current: await sales(current), previous: await sales(previous) } : null,
      wallet: may("payments:read") ? await wallet(tx) : null,
      events: may("events:read") ? await upcomingEvents(tx) : null,
      steps: may("events:write") ? await firstSteps(tx) : null,
    };
  });
  return {
    organization,
    span,
    asOf: now,
    period: current,
    events: facts.events,
    steps: facts.steps,
    wallet: facts.wallet,
    sales: facts.sales
      ? { ...seriesOf(facts.sales.current, current, span), changes: changes(facts.sales, span) }
      : null,
  };
}

type Day = { revenueMinor: bigint; tickets: number; orders: number };

function changes({ current, previous }: { current: Day[]; previous: Day[] }, span: SpanKey) {
  const sum = (days: Day[], figure: (day: Day) => bigint) => days.reduce((total, day) => total + figure(day), 0n);
  const change = (figure: (day: Day) => bigint) =>
    changeSince(sum(current, figure), sum(previous, figure), comparedWords(span, "before"));
  return {
    revenue: change((day) => day.revenueMinor),
    tickets: change((day) => BigInt(day.tickets)),
    orders: change((day) => BigInt(day.orders)),
  };
}
